"""What somebody is, holds and keeps in the register."""

from __future__ import annotations

from datetime import date, timedelta

from app.core import clock
from app.core.db import db
from app.dossiers.declarations import operations as declarations
from app.dossiers.details import operations as detail_operations
from app.dossiers.dossier import operations as dossier_operations
from app.dossiers.holding import operations
from app.dossiers.holding.position import own_year
from app.dossiers.holding.rules import Function
from app.dossiers.meetings import operations as meeting_operations
from app.dossiers.models import (
    Dossier,
    EmploymentDeclaration,
    Experience,
    PeerMeeting,
    PracticeReport,
    Registrant,
    Registration,
)
from app.dossiers.reports import operations as report_operations
from app.dossiers.rules import ReportStatus
from app.people.models import User
from app.regulation.terms import RegisterName, Status, WorkingLevel


def make_registrant(
    person: User,
    *,
    register: RegisterName = RegisterName.AMB,
    working_level: WorkingLevel | None = WorkingLevel.HBO,
    kernteamlid: bool = False,
    deelnemer: bool = True,
    new_in_function: bool = False,
    leergang_completed_on: date | None = None,
    function_content_finding: Status | None = None,
    function_fits_finding: bool | None = None,
    finding_on: date | None = None,
) -> Registrant:
    """What somebody says of themselves, by default an AMB at HBO+ who is Deelnemer."""
    registrant = operations.registrant_for(person)
    registrant.register, registrant.working_level = register, working_level
    registrant.kernteamlid, registrant.deelnemer = kernteamlid, deelnemer
    registrant.new_in_function = new_in_function
    if leergang_completed_on is not None:
        registrant.leergang_kind, registrant.leergang_completed_on = register, leergang_completed_on
    registrant.function_content_finding = function_content_finding
    registrant.function_fits_finding, registrant.finding_on = function_fits_finding, finding_on
    db.session.commit()
    return registrant


def make_registration(
    person: User,
    status: Status = Status.B,
    *,
    started_on: date = date(2026, 3, 15),
    register: RegisterName = RegisterName.AMB,
    employer: str | None = None,
    renewed: int = 0,
) -> Registration:
    """A status that somebody holds since a day, renewed so many times."""
    registration = operations.enter_status(person, register, status, started_on, employer=employer)
    for _ in range(renewed):
        operations.renew(registration)
    db.session.commit()
    return registration


def make_experience(
    person: User,
    starts_on: date = date(2022, 1, 1),
    ends_on: date | None = None,
    *,
    function: str = "Accountmanager bedrijven",
    employer: str = "Gemeente Voorbeeldstad",
    in_field: bool = True,
) -> Experience:
    """A function that somebody had, or has."""
    experience = detail_operations.add_function(person, Function(function, employer, in_field, starts_on, ends_on))
    db.session.commit()
    return experience


def make_report(
    person: User,
    step: ReportStatus = ReportStatus.SENT,
    *,
    subject: str = "Een bedrijvenloket voor drie gemeenten",
    body: str = "Wij begonnen met een gesprek.\n\nDaarna maakten we samen een plan.",
    local_level: bool = True,
    submitted_on: date = date(2026, 4, 1),
    sent_on: date = date(2026, 9, 1),
) -> PracticeReport:
    """The practice report of the open year, brought up to this step; the committee answers a week after."""
    own = own_year(person, clock.today())
    assert own is not None
    report = report_operations.report_for(person, own.year)
    report_operations.keep_subject(report, subject=subject, beyond_routine="Drie partijen.", local_level=local_level)
    if step is not ReportStatus.DRAFT:
        report_operations.propose(report, submitted_on)
    if step not in (ReportStatus.DRAFT, ReportStatus.PROPOSED):
        approved = step is not ReportStatus.RETURNED
        answer = "Goed gekozen." if approved else "Dit is je gewone werk."
        report_operations.decide_subject(report, person, submitted_on + timedelta(days=7), approved, answer)
    if step in (ReportStatus.APPROVED, ReportStatus.SENT) and body:
        report_operations.save_body(report, body, 0)
    if step is ReportStatus.SENT:
        report_operations.send(report, sent_on)
    db.session.commit()
    return report


def make_meeting(
    person: User,
    *others: User,
    held_on: date = date(2026, 9, 10),
    group: str = "Kring Rivierenland",
    confirmed: bool = True,
    presented: bool = True,
) -> PeerMeeting:
    """A peer meeting that `person` wrote down; the first of the others confirms them, when there is one."""
    meeting = meeting_operations.make_meeting(person, held_on=held_on, group=group, place="Stadhuis")
    for other in others:
        meeting_operations.add_attendee(meeting, other)
    if confirmed and others:
        own = next(one.id for one in meeting.attendances if one.person_id == person.id)
        meeting_operations.confirm(meeting, others[0], {own}, {own} if presented else set())
    db.session.commit()
    return meeting


def make_declaration(person: User, *, still_in_function: bool = True, changes: str = "") -> EmploymentDeclaration:
    """The declaration of employment of the open year, signed today."""
    own = own_year(person, clock.today())
    assert own is not None
    declaration = declarations.declare(
        own,
        still_in_function=still_in_function,
        function="Accountmanager bedrijven",
        employer=person.organisation.name,
        changes=changes,
    )
    db.session.commit()
    return declaration


def make_dossier(person: User) -> Dossier:
    """The dossier of the open year, handed in now with whatever there is."""
    own = own_year(person, clock.today())
    assert own is not None
    dossier = dossier_operations.hand_in(own)
    db.session.commit()
    return dossier
