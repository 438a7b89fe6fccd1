"""Two people of the register on one matter at the same moment; and the person whom it is about."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from app.core import clock
from app.core.db import db
from app.core.problems import Gone
from app.dossiers.dossier import operations as dossier
from app.dossiers.holding.position import own_year
from app.dossiers.models import Dossier, PEActivity, PracticeReport, Registration
from app.dossiers.pe import operations as pe
from app.dossiers.pe.rules import Facts
from app.dossiers.reports import operations as reports
from app.dossiers.rules import ActivityStatus, ApprovalStatus, ReportStatus
from app.people.models import User
from app.register.applications import operations as applications
from app.register.applications.operations import AuditFacts
from app.register.applications.queries import asks_to
from app.register.approvals import operations as approvals
from app.register.badges.operations import give_badge
from app.register.decisions import operations as decisions
from app.register.decisions.rulings import DecidedMeanwhile, Ruling
from app.register.judges.queries import judge_of
from app.register.models import Application, Decision, Objection, Sample
from app.register.objections import operations as objections
from app.register.rules import Advice, DecisionKind, ObjectionOutcome, SampleVerdict
from app.register.samples import operations as samples
from app.regulation.terms import PEKind
from tests.factories.dossiers import make_dossier, make_registrant, make_registration, make_report
from tests.factories.pe import make_pe_activity
from tests.factories.people import make_person
from tests.factories.register import (
    make_application,
    make_audit,
    make_board_member,
    make_committee_member,
    make_proposal,
)
from tests.factories.samples import make_objection, make_sample, make_taken_decision, make_upheld
from tests.pairs import Thing, check_pairs, the
from tests.register.declared import declared

TODAY = date(2026, 11, 20)
RULING = Ruling(DecisionKind.RENEW, TODAY, "Zo besluiten wij.", "Wij wegen het anders.")


def some_people(**about):
    """Who has a part: a person, members of the board and of the committee."""
    board = [make_board_member() for _ in range(3)]
    committee = [make_committee_member() for _ in range(3)]
    ids = {f"board{number}": one.id for number, one in enumerate(board, 1)}
    return ids | {f"committee{number}": one.id for number, one in enumerate(committee, 1)} | about


def an_application():
    person = make_person()
    make_registrant(person)
    application = make_application(person, "B-entree_audit")
    make_audit(application)
    return some_people(person=person.id, application=application.id)


def two_applications():
    first, second = (make_application(make_person(), "B-entree_audit") for _ in range(2))
    return some_people(application=first.id, second=second.id)


def a_status_past_renewal():
    person = make_person()
    registration = make_registration(person, started_on=date(2025, 11, 1))
    make_application(person)
    return some_people(person=person.id, registration=registration.id, year=2025)


def a_status_two_years_late():
    return some_people(registration=make_registration(make_person(), started_on=date(2024, 11, 1)).id)


def a_dossier():
    person = make_person()
    registration = make_registration(person, started_on=date(2025, 12, 15))
    dossier = make_dossier(person)
    return some_people(person=person.id, registration=registration.id, dossier=dossier.id, year=2025)


def a_proposal():
    person = make_person()
    registration = make_registration(person, started_on=date(2025, 11, 1))
    ids = some_people(person=person.id, registration=registration.id)
    proposal = make_proposal(person, the(User, ids["board1"]))
    return ids | {"decision": proposal.id}


def an_activity():
    person = make_person()
    make_registration(person)
    asked = {"approval": ApprovalStatus.ASKED, "approval_request": "Telt dit?", "approval_asked_at": clock.now()}
    activity = make_pe_activity(person, **asked)
    return some_people(person=person.id, activity=activity.id, year=2026)


def a_report():
    person = make_person()
    make_registration(person)
    return some_people(person=person.id, report=make_report(person, ReportStatus.PROPOSED).id, year=2026)


def an_objection():
    return some_people(objection=make_objection(make_taken_decision()).id)


def an_upheld_objection():
    application = make_application(make_person(), "A-entree_audit")
    ids = declared(some_people(application=application.id))
    board = the(User, ids["board3"])
    ruling = replace(RULING, kind=DecisionKind.REFUSE)
    decision = decisions.decide_application(application, judge_of(board, application.person, TODAY), ruling)
    return ids | {"objection": make_upheld(decision).id}


def a_sample():
    make_taken_decision()
    ids = some_people()
    return ids | {"sample": make_sample(the(User, ids["committee1"])).id}


def a_holder():
    person = make_person()
    make_registration(person)
    give_badge(make_registration(make_person()).person, TODAY)
    return some_people(person=person.id)


def judging(operation, model, who, name, *given, key=""):
    """A member of board or committee who judges something."""

    def act(ids):
        found, by = the(model, ids[key or model.__name__.lower()]), the(User, ids[who])
        judge = judge_of(by, found.person, TODAY)
        yield
        operation(found, judge, *given)

    act.__name__ = name
    return act


def deciding(operation, model, who, kind, key=""):
    """A member of the board who decides so."""
    ruling = replace(RULING, kind=kind)
    return judging(operation, model, who, f"{kind.value}_by_{who}{key}", ruling, key=key)


def doing(operation, model, called, /, *given, key="", **more):
    """Somebody who does this with something."""

    def act(ids):
        found = the(model, ids[key or model.__name__.lower()])
        yield
        operation(found, *given, **more)

    act.__name__ = called
    return act


def by(operation, model, who, name, *given):
    """Somebody of the register who does this as themselves."""

    def act(ids):
        found, person = the(model, ids[model.__name__.lower()]), the(User, ids[who])
        yield
        operation(found, person, *given)

    act.__name__ = name
    return act


def answering(name, operation, model, key, **answer):
    """A member of the committee who answers."""

    def act(ids):
        found = the(model, ids[key])
        judge = judge_of(the(User, ids["committee1"]), found.person, TODAY)
        yield
        operation(found, judge, **answer)

    act.__name__ = name
    return act


def apply(ids):
    person = the(User, ids["person"])
    asks = asks_to(person)
    yield
    applications.apply(person, asks[0], "Ik doe dit werk nu vier jaar.")


def hand_in(ids):
    own = own_year(the(User, ids["person"]), TODAY)
    if own is None or own.year.start.year != ids["year"]:
        raise Gone
    yield
    dossier.hand_in(own)


def judge_first(who):
    def act(ids):
        sample, judge = the(Sample, ids["sample"]), the(User, ids[who])
        file = sample.files[0]
        list(file.judgements)
        yield
        samples.judge_file(sample, file, judge, SampleVerdict.SOUND, "")

    act.__name__ = f"judge_by_{who}"
    return act


GRANT, REFUSE, RENEW = DecisionKind.GRANT, DecisionKind.REFUSE, DecisionKind.RENEW
NOT, WITHDRAW = DecisionKind.REFUSE_RENEWAL, DecisionKind.WITHDRAW
FOUND = AuditFacts(TODAY, False, None, None, "Dit past nog niet.")
FACTS = Facts(PEKind.WORKSHOP, "Een andere workshop", date(2026, 5, 1), ActivityStatus.DONE)
grant = deciding(decisions.decide_application, Application, "board1", GRANT)
renewals = [deciding(decisions.decide_registration, Registration, f"board{number}", RENEW) for number in (1, 2, 3)]
yes = answering("yes", approvals.answer_activity, PEActivity, "activity", granted=True, points=None, answer="Goed.")
no = answering("no", approvals.answer_activity, PEActivity, "activity", granted=False, points=None, answer="Nee.")
withdraw = doing(applications.withdraw, Application, "withdraw")

THINGS = (
    Thing(
        "application",
        an_application,
        (
            grant,
            deciding(decisions.decide_application, Application, "board2", REFUSE),
            withdraw,
            judging(applications.record_audit, Application, "committee1", "audit", FOUND),
            apply,
        ),
        frozenset({(grant.__name__, "withdraw")}),
    ),
    Thing(
        "two applications",
        two_applications,
        (grant, deciding(decisions.decide_application, Application, "board2", GRANT, key="second")),
    ),
    Thing(
        "status past renewal",
        a_status_past_renewal,
        (
            *renewals[:2],
            deciding(decisions.decide_registration, Registration, "board3", NOT),
            deciding(decisions.decide_registration, Registration, "board3", WITHDRAW),
            hand_in,
            apply,
        ),
        frozenset({(renewals[0].__name__, renewals[1].__name__)}),
    ),
    Thing(
        "dossier",
        a_dossier,
        (
            judging(decisions.find, Dossier, "committee1", "find", Advice.RENEW, "Dit is goed."),
            deciding(decisions.decide_dossier, Dossier, "board1", RENEW),
            deciding(decisions.decide_dossier, Dossier, "board2", NOT),
            deciding(decisions.decide_registration, Registration, "board3", WITHDRAW),
            hand_in,
        ),
    ),
    Thing(
        "proposal",
        a_proposal,
        (
            judging(decisions.confirm, Decision, "board2", "confirm"),
            judging(decisions.drop, Decision, "board3", "drop"),
            by(decisions.take_back, Decision, "board1", "take_back"),
            renewals[1],
            deciding(decisions.decide_registration, Registration, "board3", WITHDRAW),
        ),
    ),
    Thing(
        "activity",
        an_activity,
        (
            yes,
            no,
            doing(pe.change, PEActivity, "change", FACTS, key="activity"),
            doing(pe.delete, PEActivity, "delete", key="activity"),
            doing(pe.ask_approval, PEActivity, "ask", "En nu?", key="activity"),
            doing(pe.take_back_approval, PEActivity, "take_back", key="activity"),
            hand_in,
        ),
        frozenset({("yes", "no")}),
    ),
    Thing(
        "report",
        a_report,
        (
            answering("approve", approvals.answer_subject, PracticeReport, "report", approved=True, answer=""),
            answering("give_back", approvals.answer_subject, PracticeReport, "report", approved=False, answer="Nee."),
            doing(reports.propose, PracticeReport, "propose", TODAY, key="report"),
            hand_in,
        ),
    ),
    Thing(
        "objection",
        an_objection,
        (
            by(objections.receive, Objection, "committee1", "receive", TODAY),
            by(objections.handle, Objection, "committee2", "uphold", ObjectionOutcome.UPHELD, "Ja.", TODAY),
            by(objections.handle, Objection, "committee3", "reject", ObjectionOutcome.REJECTED, "Nee.", TODAY),
        ),
    ),
    Thing(
        "upheld objection",
        an_upheld_objection,
        (
            by(objections.decide_again, Objection, "board1", "grant_again", replace(RULING, kind=GRANT)),
            by(objections.decide_again, Objection, "board2", "refuse_again", replace(RULING, kind=REFUSE)),
        ),
    ),
    Thing(
        "sample",
        a_sample,
        (*(judge_first(f"committee{number}") for number in (1, 2, 3)), doing(samples.close_sample, Sample, "close")),
    ),
    Thing("badge", a_holder, (doing(give_badge, User, "give", TODAY, key="person"),)),
)


@pytest.mark.parametrize("thing", THINGS, ids=lambda thing: thing.name)
def test_two_at_the_same_moment_are_as_one_after_the_other(app, thing, rounds):
    with app.test_request_context():
        check_pairs(app, replace(thing, make=lambda: declared(thing.make())), rounds)


def test_who_renews_a_status_that_another_renewed_meanwhile_does_not_renew_the_next_year_too(app):
    with app.test_request_context():
        ids = declared(a_status_two_years_late())
        first, second = (act(ids) for act in renewals[:2])
        next(first)
        with app.app_context(), app.test_request_context():
            next(second)
            next(second, None)
            db.session.commit()
        with pytest.raises(DecidedMeanwhile):
            next(first, None)
