"""Cases for the engine, in few words."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Any

from app.regulation.case import Activity, Case, CaseAction, Outcome, PECalculation, PESetting, PracticeReport, Roles
from app.regulation.dates import PEYear
from app.regulation.editions import all_editions
from app.regulation.judging import judge
from app.regulation.requirements.points import pe_points
from app.regulation.terms import PEKind, RegisterName, Route, Status, WorkingLevel

RULES = all_editions()[0]
YEAR = PEYear(date(2018, 1, 1), date(2019, 1, 1))
BOTH = Roles(kernteamlid=True, deelnemer=True)
LEVELS = {Status.C: WorkingLevel.MBO, Status.B: WorkingLevel.HBO, Status.A: WorkingLevel.WO}
MONTHS = {Status.C: 10, Status.B: 48, Status.A: 84}


def activity(kind: str, day: str = "2018-03-15", hours: float | str | None = None, **more: Any) -> Activity:
    """One of CLOK where that matters, unless said otherwise."""
    number = None if hours is None else Decimal(str(hours))
    return Activity(PEKind(kind), date.fromisoformat(day), number, **{"clok": True, **more})


def workshops(number: int, first: date = YEAR.start) -> tuple[Activity, ...]:
    """So many of 2 points, each on a day of its own."""
    return tuple(
        Activity(PEKind.WORKSHOP, date.fromordinal(first.toordinal() + 7 * one), Decimal(4), True)
        for one in range(number)
    )


def setting(roles: Roles = BOTH, on: date = YEAR.end, register: str = "AMB", status: str | None = "C") -> PESetting:
    return PESetting(RegisterName(register), roles, YEAR, on, Status(status) if status else None)


def counted(*activities: Activity, **more: Any) -> PECalculation:
    """The points of a year in the given setting."""
    return pe_points(activities, setting(**more), RULES)


def entry(sought: str, **more: Any) -> Case:
    """Somebody who meets all that a status asks to come in, by an entry audit."""
    status = Status(sought)
    case = Case(
        RegisterName.AMB,
        CaseAction.ENTRY,
        date(2018, 3, 1),
        status_sought=status,
        route=Route.ENTRY_AUDIT,
        experience_months=MONTHS[status],
        working_level=LEVELS[status],
        function_content=status,
        function_fits_register=True,
        audit_done=True,
        roles=Roles(deelnemer=True),
    )
    return replace(case, **more)


def upgrade(sought: str, **more: Any) -> Case:
    """Somebody with the status below who meets all that the next one asks."""
    status = Status(sought)
    held = {Status.B: Status.C, Status.A: Status.B}.get(status)
    case = entry(
        sought,
        action=CaseAction.UPGRADE,
        route=Route.UPGRADE,
        status_held=held,
        status_start=date(2016, 3, 1),
        renewal_date=date(2018, 3, 1),
        pe_activities=workshops(6, date(2017, 4, 1)),
    )
    return replace(case, **more)


def renewal(held: str, **more: Any) -> Case:
    """Somebody who meets all that keeping a status asks, judged on the renewal date."""
    status = Status(held)
    points = {Status.C: workshops(4), Status.B: workshops(6), Status.A: workshops(7)}[status]
    if status is Status.A:
        points = (*points, activity("organiseren", "2018-04-10", 12))
    case = Case(
        RegisterName.AMB,
        CaseAction.RENEWAL,
        date(2019, 1, 1),
        status_held=status,
        status_start=date(2018, 1, 1),
        renewal_date=date(2019, 1, 1),
        roles=Roles(deelnemer=True),
        pe_activities=points,
        verklaring_nog_in_functie=True,
        practice_report=PracticeReport(date(2018, 1, 20), True, True, date(2018, 9, 1), True, True),
        intervisie_attended_on=date(2018, 9, 15),
        dossier_sent=date(2018, 10, 15),
    )
    return replace(case, **more)


def verdicts(case: Case) -> dict[str, str]:
    """What the engine says of each requirement."""
    return {key: one.verdict.value for key, one in outcome(case).requirements.items()}


def outcome(case: Case) -> Outcome:
    return judge(case, RULES)


def not_met(case: Case) -> dict[str, str]:
    """What is not simply met, and `overall`."""
    found = outcome(case)
    rest = {key: one.verdict.value for key, one in found.requirements.items() if one.verdict not in ("voldaan", "nvt")}
    return {"overall": found.overall.value, **{key: one for key, one in rest.items() if key != "evenwicht"}}
