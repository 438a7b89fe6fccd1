"""From the database to the case that the engine judges: one person, one day, one question."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date
from functools import cached_property
from typing import Any

from app.core.clock import local
from app.dossiers.declarations.queries import declaration_of
from app.dossiers.details.queries import FunctionContent, function_content_of
from app.dossiers.holding.position import Position
from app.dossiers.holding.queries import open_year
from app.dossiers.meetings.queries import meetings_in
from app.dossiers.models import Dossier, EmploymentDeclaration, PEActivity, PeerAttendance, PracticeReport, Registration
from app.dossiers.pe.queries import activities_of, as_activities
from app.dossiers.reports.queries import report_of
from app.dossiers.rules import DossierStatus, ReportStatus
from app.regulation.case import Activity, Case, CaseAction
from app.regulation.case import PracticeReport as ReportOfCase
from app.regulation.dates import PEYear, pe_year_ending
from app.regulation.readiness import with_best_year
from app.regulation.terms import RequirementKey, Route, Status


class Reading:
    """What is written down of one person beside their position, each read when it is first asked for, and once."""

    def __init__(self, position: Position, *, whole: bool = False) -> None:
        """A reading of this person, seen from what they hold; `whole` reads what shows it too, for the dossier."""
        self.position, self.whole = position, whole

    @cached_property
    def content(self) -> FunctionContent:
        """Which column of the function profile their work matches."""
        return function_content_of(self.position.person, self.position.registrant)

    @cached_property
    def activities(self) -> Sequence[PEActivity]:
        """Their PE activities of all years by date."""
        return activities_of(self.position.person, evidence=self.whole)

    @cached_property
    def declaration(self) -> EmploymentDeclaration | None:
        """The declaration of the open PE year."""
        year = self.position.year
        return declaration_of(self.position.person, year.start) if year else None

    @cached_property
    def report(self) -> PracticeReport | None:
        """The practice report of the open PE year."""
        year = self.position.year
        return report_of(self.position.person, year.start) if year else None

    @cached_property
    def meetings(self) -> Sequence[PeerAttendance]:
        """The peer meetings of the open PE year, confirmed or not, oldest first."""
        year = self.position.year
        return meetings_in(self.position.person, year, whole=self.whole) if year else ()

    def activities_in(self, year: PEYear) -> list[PEActivity]:
        """The activities of a PE year by date."""
        return [one for one in self.activities if one.held_on in year]

    def case(
        self,
        *,
        action: CaseAction | None = None,
        sought: Status | None = None,
        route: Route | None = None,
        plus: Iterable[Activity] = (),
        **changes: Any,
    ) -> Case:
        """The case of this person on the day of their position.

        Without `action` it is what they are up to: renewal for who holds a status, entry for who does not. `sought` is
        the status of an entry or upgrade, by default the next one up. `plus` are activities on top of those that are
        written down, and `changes` other fields of the case: to ask "what if".
        """
        position = self.position
        registration, registrant = position.registration, position.registrant
        action = action or (CaseAction.RENEWAL if registration else CaseAction.ENTRY)
        case = replace(position.case, function_content=self.content.status, not_said=self._not_said())
        if action is not CaseAction.RENEWAL:
            sought = sought or next_up(registration)
            route = route or (Route.UPGRADE if action is CaseAction.UPGRADE else Route.ENTRY_AUDIT)
            passed = registrant is not None and sought is not None and registrant.audit_passed_for is sought
            case = replace(case, status_sought=sought, route=route, audit_done=passed)
        if registration is not None and action is not CaseAction.ENTRY:
            case = self._with_year(case, open_year(registration))
            if action is CaseAction.UPGRADE:
                case = self._with_year_before(case, registration)
        case = replace(case, action=action, pe_activities=(*case.pe_activities, *plus))
        case = replace(case, **changes) if changes else case
        if action is CaseAction.UPGRADE and case.status_sought is not None and "renewal_date" not in changes:
            case = with_best_year(case, position.rules)
        return case

    def _not_said(self) -> frozenset[RequirementKey]:
        """What this person did not say of themselves yet, and no audit found."""
        known = self.position.registrant
        said = {
            RequirementKey.EXPERIENCE: known is not None and bool(known.experience),
            RequirementKey.WORKING_LEVEL: known is not None and known.working_level is not None,
            RequirementKey.FUNCTION_CONTENT: self.content.assessment_id is not None or self.content.found is not None,
        }
        return frozenset(key for key, there in said.items() if not there)

    def _with_year(self, case: Case, year: PEYear) -> Case:
        """The case with what was done in one PE year."""
        attended = [one for one in self.meetings if one.confirmed_at is not None]
        return replace(
            case,
            pe_activities=as_activities(self.activities_in(year), case.evaluation_date),
            verklaring_nog_in_functie=self.declaration.still_in_function if self.declaration else None,
            practice_report=_report(self.report, any(one.presented for one in attended)),
            intervisie_attended_on=_counting_day(attended),
            dossier_sent=_sent_on(self.position.dossier),
        )

    def _with_year_before(self, case: Case, registration: Registration) -> Case:
        """The case with the activities of the PE year before as well: an upgrade may rest on that one (A-36)."""
        year = open_year(registration)
        if year.start <= registration.started_on:
            return case
        before = self.activities_in(pe_year_ending(registration.started_on, year.start))
        return replace(case, pe_activities=(*as_activities(before, case.evaluation_date), *case.pe_activities))


def case_of(position: Position, **question: Any) -> Case:
    """The case of one person for one question; see `Reading.case`, which serves who asks more than one."""
    return Reading(position).case(**question)


def next_up(registration: Registration | None) -> Status | None:
    """The status above the one that is held; C for who holds none, None for who holds A."""
    return Status.C if registration is None else registration.status.next


def _counting_day(attended: Sequence[PeerAttendance]) -> date | None:
    """The meeting that is judged: the first one at which the person presented, else the first one (A-53)."""
    chosen = next((one for one in attended if one.presented), attended[0] if attended else None)
    return chosen.meeting.held_on if chosen else None


def _report(report: PracticeReport | None, presented: bool) -> ReportOfCase | None:
    """The practice report; written is what was sent, for until then it may still change."""
    if report is None:
        return ReportOfCase(presented=True) if presented else None
    return ReportOfCase(
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
