"""From the database to the case that the engine judges: one person, one day, one question."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date
from typing import Any

from sqlalchemy import select

from app.core.clock import local
from app.core.db import db
from app.dossiers.declarations.operations import declaration_of
from app.dossiers.details.queries import function_content_of
from app.dossiers.holding.queries import dossier_of, held, open_year, registrant_of
from app.dossiers.models import (
    Dossier,
    PEActivity,
    PeerAttendance,
    PeerMeeting,
    Registrant,
    Registration,
)
from app.dossiers.pe.queries import activities_of, counts_on
from app.dossiers.reports.queries import report_of
from app.dossiers.rules import ApprovalStatus, DossierStatus, ReportStatus
from app.people.models import User
from app.regulation.case import Activity, Case, CaseAction, Leergang, PracticeReport, Roles
from app.regulation.dates import PEYear, experience, pe_year_ending
from app.regulation.editions import rules_on
from app.regulation.readiness import with_best_year
from app.regulation.terms import RegisterName, Route, Status


def case_of(
    person: User,
    day: date,
    *,
    action: CaseAction | None = None,
    sought: Status | None = None,
    route: Route | None = None,
    plus: Iterable[Activity] = (),
    about: Registration | None = None,
    **changes: Any,
) -> Case:
    """The case of this person on a day.

    Without `action` it is what they are up to: renewal for who holds a status, entry for who does not. `sought` is the
    status of an entry or upgrade, by default the next one up. `plus` are activities on top of those that are written
    down, and `changes` other fields of the case: to ask "what if". `about` is a status that ended, to judge that one.
    """
    registration, registrant = about or held(person), registrant_of(person)
    action = action or (CaseAction.RENEWAL if registration else CaseAction.ENTRY)
    case = _person(person, registrant, registration, day)
    if action is not CaseAction.RENEWAL:
        sought = sought or next_up(registration)
        route = route or (Route.UPGRADE if action is CaseAction.UPGRADE else Route.ENTRY_AUDIT)
        passed = registrant is not None and sought is not None and registrant.audit_passed_for is sought
        case = replace(case, status_sought=sought, route=route, audit_done=passed)
    if registration is not None and action is not CaseAction.ENTRY:
        case = _with_year(case, person, registration, open_year(registration))
        if action is CaseAction.UPGRADE:
            case = _with_year_before(case, person, registration, open_year(registration))
    case = replace(case, action=action, pe_activities=(*case.pe_activities, *plus))
    case = replace(case, **changes) if changes else case
    if action is CaseAction.UPGRADE and case.status_sought is not None and "renewal_date" not in changes:
        case = with_best_year(case, rules_on(day))
    return case


def next_up(registration: Registration | None) -> Status | None:
    """The status above the one that is held; C for who holds none, None for who holds A."""
    return Status.C if registration is None else registration.status.next


def _person(person: User, registrant: Registrant | None, registration: Registration | None, day: date) -> Case:
    register = registration.register if registration else registrant.register if registrant else RegisterName.AMB
    case = Case(
        register=register,
        action=CaseAction.ENTRY,
        evaluation_date=day,
        status_held=registration.status if registration else None,
        status_start=registration.started_on if registration else None,
        renewal_date=registration.renewal_date if registration else None,
        function_content=function_content_of(person, registrant).status,
    )
    if registrant is None:
        return case
    months, days = experience_of(registrant, day)
    leergang = None
    if registrant.leergang_kind is not None and registrant.leergang_completed_on is not None:
        leergang = Leergang(registrant.leergang_kind, registrant.leergang_completed_on)
    return replace(
        case,
        experience_months=months,
        experience_extra_days=days,
        new_in_function=registrant.new_in_function,
        working_level=registrant.working_level,
        function_fits_register=registrant.function_fits_finding,
        leergang=leergang,
        roles=Roles(registrant.kernteamlid, registrant.deelnemer),
        experience_periods=_functions_in_the_field(registrant),
    )


def experience_of(registrant: Registrant, day: date) -> tuple[int, int]:
    """Months and extra days in functions in the field up to a day; functions at once count once (A-01)."""
    return experience(_functions_in_the_field(registrant), day)


def _functions_in_the_field(registrant: Registrant) -> tuple[tuple[date, date | None], ...]:
    """The first and last day of each function that counts as experience; no last day while it goes on."""
    return tuple((one.starts_on, one.ends_on) for one in registrant.experience if one.in_field)


def _with_year(case: Case, person: User, registration: Registration, year: PEYear) -> Case:
    """The case with what was done in one PE year."""
    declaration = declaration_of(person, year.start)
    attended = attendances_in(person, year)
    dossier = dossier_of(person, year)
    return replace(
        case,
        pe_activities=as_activities(activities_of(person, year), case.evaluation_date),
        verklaring_nog_in_functie=declaration.still_in_function if declaration else None,
        practice_report=_report(person, year, any(one.presented for one in attended)),
        intervisie_attended_on=_counting_day(attended),
        dossier_sent=_sent_on(dossier),
    )


def as_activities(activities: Iterable[PEActivity], day: date) -> tuple[Activity, ...]:
    """Activities as the engine knows them; what was planned for a day that is over gives nothing and is left out."""
    return tuple(as_activity(one) for one in activities if counts_on(one, day))


def as_activity(one: PEActivity) -> Activity:
    """One activity as the engine knows it; `ref` is its id."""
    granted = one.approval is ApprovalStatus.GRANTED
    return Activity(
        kind=one.kind,
        date=one.held_on,
        hours=one.hours,
        clok=one.clok,
        approved_on=one.approved_on if granted else None,
        granted_points=one.granted_points if granted else None,
        words=one.words,
        consecutive_months=one.consecutive_months,
        network=one.network,
        ref=str(one.id or ""),
    )


def _with_year_before(case: Case, person: User, registration: Registration, year: PEYear) -> Case:
    """The case with the activities of the PE year before as well: an upgrade may rest on that one (A-36)."""
    if year.start <= registration.started_on:
        return case
    before = activities_of(person, pe_year_ending(registration.started_on, year.start))
    return replace(case, pe_activities=(*as_activities(before, case.evaluation_date), *case.pe_activities))


def attendances_in(person: User, year: PEYear) -> Sequence[PeerAttendance]:
    """The confirmed attendances of a person in a PE year, oldest first."""
    return db.session.scalars(
        select(PeerAttendance)
        .join(PeerMeeting, PeerMeeting.id == PeerAttendance.meeting_id)
        .where(
            PeerAttendance.person_id == person.id, PeerAttendance.confirmed_at.is_not(None),
            PeerMeeting.held_on >= year.start, PeerMeeting.held_on < year.end,
        )
        .order_by(PeerMeeting.held_on, PeerAttendance.id)
    ).all()  # fmt: skip


def _counting_day(attended: Sequence[PeerAttendance]) -> date | None:
    """The meeting that is judged: the first one at which the person presented, else the first one (A-53)."""
    chosen = next((one for one in attended if one.presented), attended[0] if attended else None)
    return chosen.meeting.held_on if chosen else None


def _report(person: User, year: PEYear, presented: bool) -> PracticeReport | None:
    """The practice report; written is what was sent, for until then it may still change."""
    report = report_of(person, year.start)
    if report is None:
        return PracticeReport(presented=True) if presented else None
    return PracticeReport(
        activity_submitted_on=report.submitted_on,
        activity_approved=report.status in (ReportStatus.APPROVED, ReportStatus.SENT),
        report_written=report.status is ReportStatus.SENT,
        report_sent_on=report.report_sent_on,
        presented=presented,
        local_level=report.local_level,
    )


def _sent_on(dossier: Dossier | None) -> date | None:
    if dossier is None or dossier.status is DossierStatus.COLLECTING or dossier.handed_in_at is None:
        return None
    return local(dossier.handed_in_at).date()
