from datetime import UTC, datetime

import pytest
from flask import Flask

from app.assessments import queries
from app.assessments.draft import operations
from app.assessments.draft.operations import AlreadyHandedIn, NothingAnswered, StillOpen, TooLong
from app.assessments.models import Assessment, Note, Rating
from app.assessments.rules import DOES, NOT_YET, Answer, Mode, WrongAnswer
from app.assessments.scans.operations import DraftExists, start_draft
from app.core.db import db
from app.core.saving import SaveConflict
from app.people.models import User
from app.standards.library import get_standard
from tests.factories.assessments import STANDARD, make_draft, make_submitted
from tests.factories.people import make_person
from tests.races import at_the_same_moment

ONE, TWO, THREE = Answer.level(1), Answer.level(2), Answer.level(3)
TASK, COMPETENCE = "uitvoering", "coachen"


@pytest.fixture
def person(app: Flask) -> User:
    return make_person()


def start(person: User, **changes: object) -> Assessment:
    standard = get_standard(STANDARD)
    return start_draft(person, standard, standard.profiles[0].code, Mode.QUICK, **changes)


def test_there_is_one_draft_per_standard(person):
    draft = make_draft(person)
    with pytest.raises(DraftExists) as exists:
        start(person)
    assert exists.value.draft.id == draft.id


def test_after_handing_in_a_new_one_can_be_started(person):
    make_submitted(person)
    assert start(person).id


def test_a_save_gets_the_next_version(person):
    draft = make_draft(person)
    assert operations.save_answer(draft, TASK, "", ONE, 0).version == 1
    assert operations.save_answer(draft, TASK, "", TWO, 1).version == 2
    assert queries.answers_of(draft)[TASK] == TWO


def test_the_same_value_again_is_a_success_that_changes_nothing(person):
    draft = make_draft(person, {TASK: 2})
    saved = operations.save_answer(draft, TASK, "", TWO, 0)
    assert (saved.value, saved.version) == (TWO, 1)


def test_another_value_on_an_old_version_is_a_conflict_that_tells_what_is_stored(person):
    draft = make_draft(person, {TASK: 2})
    with pytest.raises(SaveConflict) as conflict:
        operations.save_answer(draft, TASK, "", THREE, 0)
    assert (conflict.value.stored, conflict.value.version) == (TWO, 1)
    assert queries.answers_of(draft)[TASK] == TWO


def test_notes_follow_the_same_protocol_and_are_cleaned(person):
    draft = make_draft(person)
    saved = operations.save_note(draft, TASK, "note", "  Een\x00 voorbeeld.\r\nNog een. ", 0)
    assert saved.value == "Een voorbeeld.\nNog een."
    assert operations.save_note(draft, TASK, "note", "Een voorbeeld.\nNog een.", 0).version == 1
    with pytest.raises(SaveConflict):
        operations.save_note(draft, TASK, "note", "Iets anders", 0)


def test_a_note_that_is_too_long_is_refused(person):
    draft = make_draft(person)
    assert operations.save_note(draft, TASK, "note", "x" * 4000, 0).version == 1
    with pytest.raises(TooLong):
        operations.save_note(draft, TASK, "note", "x" * 4001, 1)


def test_answers_that_do_not_exist_are_refused(person):
    draft = make_draft(person)
    for element, aspect, answer in ((TASK, "", Answer.level(4)), (TASK, "E", ONE), (COMPETENCE, "A", ONE)):
        with pytest.raises(WrongAnswer):
            operations.save_answer(draft, element, aspect, answer, 0)


def test_handing_in_folds_the_answers_keeps_the_notes_and_freezes(person):
    draft = make_draft(person, {TASK: 2, COMPETENCE: "not_yet"}, notes={TASK: "Zo doe ik dat.", COMPETENCE: "weg"})
    operations.save_note(draft, COMPETENCE, "note", "", 1)
    operations.submit(draft, accept_open=True)
    answers = queries.answers_of(draft)
    assert (answers[TASK], answers[COMPETENCE], answers["evalueren"].is_answered) == (TWO, NOT_YET, False)
    assert db.session.query(Rating).count() == 0
    assert [note.text for note in db.session.query(Note)] == ["Zo doe ik dat."]
    for change in (
        lambda: operations.save_answer(draft, TASK, "", ONE, 1),
        lambda: operations.save_note(draft, TASK, "note", "x", 1),
        lambda: operations.change_mode(draft, Mode.THOROUGH),
        lambda: operations.submit(draft),
        lambda: operations.discard(draft),
    ):
        with pytest.raises(AlreadyHandedIn):
            change()


def test_open_elements_must_be_accepted_and_nothing_at_all_cannot_be_handed_in(person):
    draft = make_draft(person)
    with pytest.raises(NothingAnswered):
        operations.submit(draft, accept_open=True)
    operations.save_answer(draft, TASK, "", ONE, 0)
    with pytest.raises(StillOpen) as refused:
        operations.submit(draft)
    assert refused.value.count == 17


def test_an_unconfirmed_proposal_is_handed_in_as_open(person):
    aspects = {(TASK, aspect): 2 for aspect in "ABCD"}
    draft = make_draft(person, {COMPETENCE: 1}, aspects=aspects, mode=Mode.THOROUGH)
    operations.submit(draft, accept_open=True)
    assert not queries.answers_of(draft)[TASK].is_answered
    answers = queries.aspect_answers_of(draft)
    assert (answers[f"{TASK}:B"], answers[f"{TASK}:D"]) == (TWO, DOES)


def test_a_level_that_differs_from_the_aspects_counts_with_a_reason(person):
    aspects = {(TASK, aspect): 2 for aspect in "ABCD"}
    draft = make_draft(person, {TASK: 3, COMPETENCE: 1}, aspects=aspects, mode=Mode.THOROUGH)
    with pytest.raises(StillOpen) as refused:
        operations.submit(draft)
    assert refused.value.count == 17
    operations.save_note(draft, TASK, "reason", "Ik deed dit vijf jaar.", 0)
    operations.submit(draft, accept_open=True)
    assert queries.answers_of(draft)[TASK] == THREE


def test_a_new_one_can_begin_with_the_answers_of_the_previous(person):
    earlier = make_submitted(
        person, {TASK: 2}, aspects={(TASK, "A"): 2}, mode=Mode.THOROUGH, at=datetime(2026, 3, 1, tzinfo=UTC)
    )
    draft = make_draft(person, copy_from=earlier)
    assert queries.answers_of(draft)[TASK] == TWO
    assert [(row.aspect, row.copied) for row in draft.ratings] == [("", True)]
    operations.save_answer(draft, TASK, "", TWO, 1)
    assert [(row.version, row.copied) for row in draft.ratings] == [(1, False)]
    operations.discard(draft)
    per_aspect = make_draft(person, copy_from=earlier, mode=Mode.THOROUGH)
    assert {row.aspect for row in per_aspect.ratings} == {"", "A"}


def test_answers_of_somebody_else_are_never_copied(person):
    with pytest.raises(ValueError, match="same person"):
        start(person, copy_from=make_submitted(make_person()))


def test_discarding_takes_answers_and_notes_along(person):
    draft = make_draft(person, {TASK: 2}, notes={TASK: "x"})
    operations.discard(draft)
    db.session.commit()
    assert [db.session.query(table).count() for table in (Assessment, Rating, Note)] == [0, 0, 0]


@pytest.mark.parametrize("first_version", [0, 1])
def test_of_two_saves_on_the_same_version_exactly_one_wins(app, person, first_version):
    draft_id = make_draft(person, {TASK: 1} if first_version else {}).id

    def save(answer):
        def job():
            draft = db.session.get(Assessment, draft_id)
            operations.save_answer(draft, TASK, "", answer, first_version)
            return answer

        return job

    outcomes = at_the_same_moment(app, save(TWO), save(THREE))
    assert outcomes.count(SaveConflict) == 1
    winner = next(outcome for outcome in outcomes if outcome is not SaveConflict)
    assert queries.answers_of(db.session.get(Assessment, draft_id))[TASK] == winner


def test_two_starts_at_once_give_one_draft(app, person):
    person_id = person.id
    outcomes = at_the_same_moment(app, *[lambda: start(db.session.get(User, person_id)).id] * 2)
    assert outcomes.count(DraftExists) == 1
    assert db.session.query(Assessment).count() == 1


def test_nothing_is_saved_behind_a_hand_in(app, person):
    draft_id = make_draft(person, {COMPETENCE: 1}).id

    def hand_in():
        operations.submit(db.session.get(Assessment, draft_id), accept_open=True)
        return "handed in"

    def save():
        operations.save_answer(db.session.get(Assessment, draft_id), TASK, "", TWO, 0)
        return "saved"

    outcomes = at_the_same_moment(app, hand_in, save)
    is_in = queries.answers_of(db.session.get(Assessment, draft_id))[TASK] == TWO
    assert is_in == ("saved" in outcomes)
    assert db.session.query(Rating).count() == 0
