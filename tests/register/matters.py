"""What two people of the register meet at: each makes one matter, with the people who could have a part in it."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from app.core import clock
from app.dossiers.rules import ApprovalStatus, ReportStatus
from app.people.models import User
from app.register.badges.operations import give_badge
from app.register.decisions import operations as decisions
from app.register.decisions.rulings import Ruling
from app.register.judges.queries import judge_of
from app.register.models import Application, Objection
from app.register.objections import operations as objections
from app.register.rules import DecisionKind, ObjectionOutcome
from tests.factories.dossiers import make_dossier, make_registrant, make_registration, make_report
from tests.factories.pe import make_pe_activity
from tests.factories.people import make_person
from tests.factories.register import (
    make_application,
    make_audit,
    make_board_member,
    make_committee_member,
    make_confirmed,
    make_proposal,
    make_proposed_setting,
)
from tests.factories.samples import make_objection, make_sample, make_taken_decision, make_upheld
from tests.pairs import the
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
    make_audit(application, passed=False)
    ruling = replace(RULING, kind=DecisionKind.REFUSE)
    decision = decisions.decide_application(application, judge_of(board, application.person, TODAY), ruling)
    return ids | {"objection": make_upheld(make_confirmed(decision)).id}


def a_refusal_proposed():
    ids = declared(an_application())
    application, board = the(Application, ids["application"]), the(User, ids["board1"])
    ruling = replace(RULING, kind=DecisionKind.REFUSE)
    decision = decisions.decide_application(application, judge_of(board, application.person, TODAY), ruling)
    return ids | {"decision": decision.id}


def an_outcome_proposed():
    ids = declared(an_objection())
    objection, first = the(Objection, ids["objection"]), the(User, ids["committee1"])
    objections.receive(objection, first, TODAY)
    objections.handle(objection, first, ObjectionOutcome.REJECTED, "Nee.", TODAY)
    return ids


def a_sample():
    make_taken_decision()
    ids = some_people()
    return ids | {"sample": make_sample(the(User, ids["committee1"])).id}


def a_setting():
    ids = some_people()
    return ids | {"boardsetting": make_proposed_setting(the(User, ids["board1"])).id}


def a_holder():
    person = make_person()
    make_registration(person)
    give_badge(make_registration(make_person()).person, TODAY)
    return some_people(person=person.id)
