"""One file in two windows at the same moment; and a peer meeting of which two people say who was there."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest
from flask import current_app

from app.dossiers.declarations import operations as declarations
from app.dossiers.details import operations as details
from app.dossiers.dossier import operations as dossier
from app.dossiers.holding.position import own_year
from app.dossiers.holding.rules import Function
from app.dossiers.meetings import operations as meetings
from app.dossiers.meetings.queries import invitations_for
from app.dossiers.models import Experience, PEActivity, PeerAttendance, PeerInvitation, PeerMeeting, PracticeReport
from app.dossiers.pe import operations as pe
from app.dossiers.pe.rules import Facts
from app.dossiers.reports import operations as reports
from app.dossiers.rules import ActivityStatus, ReportStatus
from app.evidence.models import Evidence
from app.people.models import User
from app.regulation.terms import PEKind
from tests.factories.dossiers import make_experience, make_meeting, make_registration, make_report
from tests.factories.evidence import make_link
from tests.factories.pe import make_pe_activity
from tests.factories.people import make_person
from tests.pairs import Thing, check_pairs, found, the

TODAY = date(2026, 11, 20)
FACTS = Facts(PEKind.WORKSHOP, "Een andere workshop", date(2026, 5, 1), ActivityStatus.DONE)
FUNCTION = Function("Bedrijfscontactfunctionaris", "Gemeente Ginds", True, date(2023, 1, 1), None)


def an_activity():
    person = make_person()
    make_registration(person)
    evidence = make_link(person)
    return {
        "person": person.id,
        "activity": make_pe_activity(person, evidence=[evidence]).id,
        "evidence": evidence.id,
        "experience": make_experience(person).id,
    }


def a_plan():
    person = make_person()
    make_registration(person)
    return {"person": person.id, "activity": make_pe_activity(person, held_on=date(2027, 1, 10)).id}


def a_report(step):
    def make():
        person = make_person()
        make_registration(person)
        return {"person": person.id, "report": make_report(person, step).id, "evidence": make_link(person).id}

    return make


def a_meeting():
    one, other, third = make_person(), make_person(), make_person()
    meeting = make_meeting(one, other, confirmed=False)
    own, others = (attendance.id for attendance in meeting.attendances)
    return {"meeting": meeting.id, "one": one.id, "other": other.id, "third": third.id, "own": own, "others": others}


def an_invitation():
    ids = a_meeting()
    with current_app.test_request_context():
        meetings.invite(the(PeerMeeting, ids["meeting"]), the(User, ids["one"]), person=the(User, ids["third"]))
    return ids | {"invitation": invitations_for(the(User, ids["third"]))[0].id}


def answering(accepted):
    """Somebody who was invited says whether they were there."""

    def act(ids):
        invitation, by = the(PeerInvitation, ids["invitation"]), the(User, ids["third"])
        list(invitation.meeting.attendances)
        yield
        meetings.answer(invitation, by, accepted=accepted)

    act.__name__ = f"answer_{accepted}"
    return act


def on(model, key, operation, *given, **more):
    """Somebody who does this with their activity, report, function or meeting."""

    def act(ids):
        row = the(model, ids[key])
        yield
        operation(row, *given, **more)

    act.__name__ = operation.__name__
    return act


def showing(model, key, operation):
    """Somebody who adds evidence, or takes it away."""

    def act(ids):
        row, evidence = the(model, ids[key]), the(Evidence, ids["evidence"])
        list(row.evidence)
        yield
        operation(row, evidence)

    act.__name__ = operation.__name__
    return act


def add(ids):
    person = the(User, ids["person"])
    yield
    pe.add(person, FACTS)


def hand_in(ids):
    own = found(own_year(the(User, ids["person"]), TODAY))
    yield
    dossier.hand_in(own)


def declare(ids):
    own = found(own_year(the(User, ids["person"]), TODAY))
    yield
    declarations.declare(own, still_in_function=True, function="Adviseur", employer="Gemeente Ginds", changes="")


def saying(whom, who):
    """Somebody who confirms that another was at the meeting."""

    def act(ids):
        meeting, by = the(PeerMeeting, ids["meeting"]), the(User, ids[who])
        list(meeting.attendances)
        yield
        meetings.confirm(meeting, by, {ids[whom]}, {ids[whom]})

    act.__name__ = f"confirm_{whom}"
    return act


def at(whom, operation):
    """Somebody who takes an attendance from the list."""

    def act(ids):
        meeting, attendance = the(PeerMeeting, ids["meeting"]), the(PeerAttendance, ids[whom])
        list(meeting.attendances)
        yield
        operation(meeting, attendance)

    act.__name__ = f"{operation.__name__}_{whom}"
    return act


def add_attendee(ids):
    meeting, person = the(PeerMeeting, ids["meeting"]), the(User, ids["third"])
    list(meeting.attendances)
    yield
    meetings.add_attendee(meeting, person)


DETAILS = {
    "kernteamlid": True,
    "deelnemer": False,
    "new_in_function": False,
    "working_level": None,
    "leergang_kind": None,
    "leergang_completed_on": None,
    "personal_title": False,
    "reimbursed": False,
}
THINGS = (
    Thing(
        "activity",
        an_activity,
        (
            add,
            hand_in,
            declare,
            on(PEActivity, "activity", pe.change, FACTS),
            on(PEActivity, "activity", pe.plan_again, date(2027, 1, 20)),
            on(PEActivity, "activity", pe.delete),
            on(PEActivity, "activity", pe.ask_approval, "Telt dit?"),
            showing(PEActivity, "activity", pe.add_evidence),
            showing(PEActivity, "activity", pe.remove_evidence),
        ),
    ),
    Thing(
        "planned activity",
        a_plan,
        (
            hand_in,
            on(PEActivity, "activity", pe.finish, date(2026, 11, 19), Decimal(3)),
            on(PEActivity, "activity", pe.change, replace(FACTS, hours=Decimal(2))),
            on(PEActivity, "activity", pe.delete),
        ),
    ),
    Thing(
        "details",
        an_activity,
        (
            on(User, "person", details.keep_details, **DETAILS),
            on(User, "person", details.add_function, FUNCTION),
            on(Experience, "experience", details.change_function, FUNCTION),
            on(Experience, "experience", details.remove_function),
        ),
    ),
    Thing(
        "report of which the subject is open",
        a_report(ReportStatus.RETURNED),
        (
            hand_in,
            on(PracticeReport, "report", reports.propose, TODAY),
            on(
                PracticeReport,
                "report",
                reports.keep_subject,
                subject="Anders",
                beyond_routine="Veel.",
                local_level=False,
            ),
        ),
    ),
    Thing(
        "report",
        a_report(ReportStatus.APPROVED),
        (
            hand_in,
            on(PracticeReport, "report", reports.send, TODAY),
            on(PracticeReport, "report", reports.save_body, "Een andere tekst.", 1),
            showing(PracticeReport, "report", reports.add_evidence),
        ),
    ),
    Thing(
        "meeting",
        a_meeting,
        (
            saying("own", "other"),
            saying("others", "one"),
            at("others", meetings.remove_attendee),
            at("own", meetings.leave),
            at("others", meetings.leave),
            add_attendee,
            on(PeerMeeting, "meeting", meetings.change_meeting, held_on=date(2026, 9, 11), group="Kring", place=""),
            on(PeerMeeting, "meeting", meetings.delete_meeting),
            on(PeerAttendance, "own", meetings.write_reflection, "Ik doe het anders."),
        ),
    ),
    Thing(
        "invitation",
        an_invitation,
        (
            answering(accepted=True),
            answering(accepted=False),
            on(PeerInvitation, "invitation", meetings.withdraw),
            on(PeerMeeting, "meeting", meetings.delete_meeting),
        ),
    ),
)


@pytest.mark.parametrize("thing", THINGS, ids=lambda thing: thing.name)
def test_two_windows_on_one_file_are_as_one_after_the_other(app, thing, rounds):
    check_pairs(app, thing, rounds)
