"""A job is done once, whoever does it, and what became of it is known."""

from datetime import time, timedelta

import pytest
from sqlalchemy import select

from app.core import clock
from app.core.db import db
from app.core.jobs import operations
from app.core.jobs.doing import Came, do, do_all_due, in_hand
from app.core.jobs.kinds import Kind, kinds
from app.core.jobs.models import Job
from app.core.jobs.queries import due_kinds, failures, planned
from app.core.jobs.rules import DEAD_AFTER, KEPT, PAUSES, Daily, State
from app.core.problems import DomainError
from app.people.models import Organisation
from tests.factories.people import make_person

ELEVEN = Daily(time(11, 0))
"""An hour after the tests begin."""


@pytest.fixture
def let(app, now):
    """Let the work of a kind be this; answers its key."""

    def be(work, rhythm=ELEVEN):
        app.extensions["kinds"] = {"try": Kind("try", "Proberen", work, rhythm)}
        operations.plan(kinds().values(), clock.now())
        return "try"

    return be


def jobs():
    db.session.rollback()
    return db.session.scalars(select(Job).order_by(Job.id)).all()


def states():
    return [(job.state, job.result or job.error) for job in jobs()]


def at(now, **later):
    return clock.fixed(now + timedelta(**later))


def test_what_has_a_rhythm_is_planned_once_and_done_when_it_is_due(let, now):
    key = let(lambda run: "Gedaan.")
    operations.plan(kinds().values(), now)
    assert (do(key), due_kinds(now)) == (None, [])
    with at(now, hours=1):
        assert due_kinds(clock.now()) == [key]
        assert do_all_due(key) == 1
    done, following = jobs()
    assert (done.state, done.result, done.ended_at) == (State.DONE, "Gedaan.", now + timedelta(hours=1))
    assert (following.state, following.due_at) == (State.WAITING, now + timedelta(hours=25))


def test_of_what_had_nothing_to_do_only_the_moment_is_kept(let, now):
    key = let(lambda run: "")
    with at(now, hours=1):
        assert do(key) == Came("")
    (job,) = jobs()
    assert (job.state, job.ended_at, job.due_at) == (State.WAITING, now + timedelta(hours=1), now + timedelta(hours=25))


def test_while_somebody_does_it_nobody_else_does(let, now):
    others = []

    def work(run):
        assert len(in_hand()) == 1
        others.append(do("try", at_once=True))
        return "Gedaan."

    assert do(let(work), at_once=True) == Came("Gedaan.")
    assert others == [None]
    assert in_hand() == frozenset()


def test_what_fails_is_tried_again_and_given_up_in_the_end(let, now):
    def work(run):
        raise DomainError("Het lukt niet.")

    key, moment = let(work), now + timedelta(hours=1)
    for pause in PAUSES:
        with clock.fixed(moment):
            assert do(key) == Came(error="Het lukt niet.", is_whole=False)
            assert do(key) is None
        assert planned()[0].error == "Het lukt niet."
        moment += pause
    with clock.fixed(moment):
        do(key)
    assert states() == [(State.FAILED, "Het lukt niet."), (State.WAITING, "")]
    assert [job.kind for job in failures()] == [key]


def test_a_failure_that_nobody_foresaw_is_told_without_its_words(let, now, caplog):
    def work(run):
        db.session.add(Organisation(name="Half"))
        db.session.flush()
        raise ValueError("noor@voorbeeldstad.example")

    came = do(let(work), at_once=True)
    assert came is not None
    assert came.error == "Er ging iets mis. De oorzaak staat in het logboek."
    assert db.session.scalar(select(Organisation)) is None


def test_what_a_dead_worker_left_is_taken_over_and_the_dead_note_nothing(let, now):
    tries = []

    def work(run):
        tries.append(run)
        if len(tries) == 1:
            with clock.fixed(now + DEAD_AFTER):
                assert do("try") is None, "it may still live"
            with clock.fixed(now + DEAD_AFTER + timedelta(seconds=1)):
                assert do("try") == Came("Van de tweede.")
            run.in_the_end(lambda: db.session.add(Organisation(name="Van de dode")))
            return "Van de dode."
        return "Van de tweede."

    assert do(let(work), at_once=True) is None
    assert states()[0] == (State.DONE, "Van de tweede.")
    assert len(jobs()) == 2
    assert db.session.scalar(select(Organisation)) is None


def test_who_gives_a_sign_of_life_keeps_it(let, now):
    def work(run):
        with clock.fixed(now + DEAD_AFTER):
            operations.give_sign(in_hand(), clock.now())
        with clock.fixed(now + DEAD_AFTER * 2):
            assert do("try") is None
            run.at(3, 10)
        (job,) = jobs()
        assert (job.done, job.expected, job.alive_at) == (3, 10, now + DEAD_AFTER * 2)
        return "Gedaan."

    assert do(let(work), at_once=True) == Came("Gedaan.")


def test_who_was_taken_over_hears_it_when_telling_how_far_it_is(let, now):
    heard = []

    def work(run):
        if heard:
            return "Van de tweede."
        heard.append("begonnen")
        with clock.fixed(now + DEAD_AFTER * 2):
            do("try")
            run.at(1, 2)
        heard.append("niet gestopt")
        return ""

    assert do(let(work), at_once=True) is None
    assert heard == ["begonnen"]


def test_what_somebody_asked_is_done_once_with_what_they_asked(let, now):
    key = let(lambda run: f"Voor {run.data['team']}.", rhythm=None)
    person = make_person()
    operations.ask(kinds()[key], person.id, {"team": "Werk"})
    db.session.commit()
    assert do_all_due(key) == 1
    (job,) = jobs()
    assert (job.state, job.result, job.asked_by_id) == (State.DONE, "Voor Werk.", person.id)


def test_what_is_written_in_the_end_is_there_when_it_is_done(let):
    def work(run):
        run.in_the_end(lambda: db.session.add(Organisation(name="Klaar", standards_mark="")))
        return "Gedaan."

    do(let(work), at_once=True)
    assert db.session.scalar(select(Organisation.name)) == "Klaar"


def test_what_became_of_it_is_forgotten_after_a_month(let, now):
    key = let(lambda run: "Gedaan.")
    do(key, at_once=True)
    operations.forget_old_jobs(now + KEPT)
    assert len(jobs()) == 2
    operations.forget_old_jobs(now + KEPT + timedelta(seconds=1))
    db.session.commit()
    assert [job.state for job in jobs()] == [State.WAITING]
