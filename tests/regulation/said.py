"""What the engine says of a set of cases, whole: to read through, and to see what a change does to it.

`python -m tests.regulation.said` writes `data/said.txt` anew; look at the difference before you keep it.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import asdict, fields, replace
from datetime import date
from pathlib import Path
from typing import Any

from app.regulation.case import Case, CaseAction, Leergang, Outcome, PracticeReport, Requirement, Roles
from app.regulation.judging import judge
from app.regulation.readiness import pe_options, readiness, suggest
from app.regulation.registration.fees import FeeEvent, fee
from app.regulation.requirements.points import gain
from app.regulation.terms import RegisterName, Route, Status, WorkingLevel
from tests.regulation.engine import BOTH, RULES, activity, entry, renewal, setting, upgrade, workshops

FILE = Path(__file__).parent / "data" / "said.txt"
EMPTY = {
    "pe_activities": (),
    "verklaring_nog_in_functie": None,
    "practice_report": None,
    "intervisie_attended_on": None,
    "dossier_sent": None,
}
EVERYTHING = (
    activity("docent", hours=8),
    activity("docent", "2018-03-16", 7.5),
    activity("spreker", "2018-03-17"),
    activity("spreker", "2018-03-18", 4, clok=False),
    activity("netwerkbijeenkomst", "2018-03-19", 2.25),
    activity("workshop", "2018-03-20", 9),
    activity("seminar", "2018-03-20", 3),
    activity("congres", "2018-04-21", 7, clok=False, approved_on=date(2018, 5, 1)),
    activity("congres", "2018-04-22"),
    activity("monitor", "2018-04-22"),
    activity("infographic", "2018-04-22"),
    activity("kernteamoverleg", "2018-05-01", 4),
    activity("moderatie", "2018-05-01", consecutive_months=2),
    activity("moderatie", "2018-05-02", consecutive_months=3),
    activity("moderatie", "2018-05-03", consecutive_months=7),
    activity("publicatie_kringen", "2018-06-01", words=320),
    activity("publicatie_ezine", "2018-06-01", words=120),
    activity("publicatie_nieuwsflits", "2018-06-01"),
    activity("ontwikkelen", "2018-06-02", 3),
    activity("organiseren", "2018-06-02", 30),
    activity("organiseren", "2018-06-03", 30),
    activity("adviseren", "2018-06-02"),
    activity("landelijk", "2019-06-02", 10),
    activity("overig", "2018-06-02", granted_points=3, approved_on=date(2018, 6, 1)),
    activity("overig", "2018-06-02", granted_points=3),
    activity("overig", "2018-06-02", approved_on=date(2018, 6, 1)),
    activity("workshop", "2018-12-20", 4),
)


def report(**changes: Any) -> PracticeReport:
    return replace(PracticeReport(date(2018, 1, 20), True, True, date(2018, 9, 1), True, True), **changes)


def cases() -> dict[str, Case]:
    """By a name that says what is special about it."""
    certificate = Leergang(RegisterName.AMB, date(2018, 2, 1))
    leergang = {"route": Route.LEERGANG, "audit_done": False, "leergang": certificate}
    return {
        "entry C": entry("C"),
        "entry C, nothing filled in": entry(
            "C", route=None, audit_done=False, working_level=None, function_content=None, function_fits_register=None
        ),
        "entry C, function does not fit": entry("C", function_fits_register=False),
        "entry B": entry("B"),
        "entry B, all too low": entry(
            "B",
            audit_done=False,
            experience_months=1,
            experience_extra_days=1,
            working_level=WorkingLevel.MBO,
            function_content=Status.C,
        ),
        "entry A, exactly 60 months": entry("A", experience_months=60, experience_extra_days=0),
        "entry A, some days short": entry("A", experience_months=59, experience_extra_days=3),
        "entry A": entry("A", experience_months=60, experience_extra_days=2),
        "entry A of somebody with C": entry("A", status_held=Status.C),
        "entry B of somebody with B": entry("B", status_held=Status.B),
        "entry B by Leergang": entry("B", **leergang),
        "entry A by Leergang": entry("A", **leergang),
        "entry B by Leergang of MW": entry("B", **{**leergang, "leergang": replace(certificate, kind=RegisterName.MW)}),
        "entry B by Leergang to come": entry(
            "B", **{**leergang, "leergang": replace(certificate, completed_on=date(2018, 4, 1))}
        ),
        "entry B by Leergang not completed": entry(
            "B", **{**leergang, "leergang": Leergang(RegisterName.AMB)}, experience_months=3
        ),
        "entry B by Leergang that is not there": entry("B", **{**leergang, "leergang": None}),
        "entry B by Leergang that is not there, without experience": entry(
            "B", **{**leergang, "leergang": None}, experience_months=3
        ),
        "upgrade B": upgrade("B"),
        "upgrade A without points": upgrade("A", pe_activities=(), audit_done=False),
        "upgrade A from C": upgrade("A", status_held=Status.C),
        "upgrade B from nothing": upgrade("B", status_held=None),
        "upgrade B by entry audit": upgrade("B", status_held=None, route=Route.ENTRY_AUDIT),
        "upgrade C": upgrade("C", status_held=None),
        "renewal C": renewal("C"),
        "renewal C, empty": renewal("C", **EMPTY),
        "renewal B": renewal("B"),
        "renewal B, empty and open": renewal("B", **EMPTY, evaluation_date=date(2018, 6, 1)),
        "renewal B, empty and over": renewal("B", **EMPTY),
        "renewal B, late": renewal(
            "B",
            practice_report=report(report_sent_on=date(2018, 9, 16), activity_submitted_on=date(2018, 8, 1)),
            dossier_sent=date(2018, 11, 2),
        ),
        "renewal B, on the day itself, without approval": renewal(
            "B", practice_report=report(report_sent_on=date(2018, 9, 15), activity_approved=False)
        ),
        "renewal B, sent without a meeting": renewal("B", intervisie_attended_on=None),
        "renewal B, free after the Leergang": renewal(
            "B", leergang=Leergang(RegisterName.AMB, date(2017, 12, 1)), pe_activities=workshops(1)
        ),
        "renewal A": renewal("A"),
        "renewal A, empty and open": renewal("A", **EMPTY, evaluation_date=date(2018, 6, 1)),
        "renewal A, certificate during the year": renewal("A", leergang=certificate, pe_activities=workshops(3)),
        "renewal A, too many network points": renewal(
            "A", pe_activities=(*workshops(4), activity("organiseren", hours=30))
        ),
        "renewal A, not local": renewal("A", practice_report=report(local_level=False)),
        "renewal A, everything, judged in december": renewal(
            "A", pe_activities=EVERYTHING, roles=BOTH, evaluation_date=date(2018, 12, 1)
        ),
        "renewal B, everything, no roles": renewal("B", pe_activities=EVERYTHING, roles=Roles()),
        "renewal C, short performance": renewal("C", pe_activities=(*workshops(2), activity("spreker", hours=3))),
        "renewal MW": renewal("B", register=RegisterName.MW, pe_activities=(activity("infographic", hours=8),)),
    }


def said() -> str:
    """All of it as text: what was said before is not said again."""
    blocks = [block for name, case in cases().items() for block in _case(name, case)]
    seen: set[str] = set()
    new = [block for block in blocks if block not in seen and not seen.add(block)]  # type: ignore[func-returns-value]
    return "\n".join([*new, _rest()])


def _case(name: str, case: Case) -> Iterator[str]:
    found = judge(case, RULES)
    verdicts = ", ".join(f"{key} {one.verdict.value}" for key, one in found.requirements.items())
    yield f"\n== {name}: {found.overall.value} ({found.overall.dutch})\n{verdicts}"
    yield from _outcome(found)
    if case.action is not CaseAction.RENEWAL:
        ready = readiness(case, RULES)
        to_do, blocked = (tuple(key.value for key in keys) for keys in (ready.to_do, ready.blocked))
        yield f"ready {ready.first_day}, to do {to_do}, blocked {blocked}"
        yield from (
            f"  {one.title}: {one.verdict.value} {one.how.value} {one.from_day} {one.explain}" for one in ready.steps
        )
    for proposed in suggest(case, RULES):
        yield f"suggested {proposed.title} x{proposed.times}: {proposed.explain} {proposed.clauses}"


def _outcome(found: Outcome) -> Iterator[str]:
    for one in found.requirements.values():
        yield "\n".join(_requirement(one))
    if found.pe is not None:
        for points in found.pe.activities:
            yield f"{' | '.join(_shown(getattr(points, field.name)) for field in fields(points))}"
        yield f"total {found.pe.total}, network {found.pe.network}, planned {found.pe.planned}"


def _requirement(one: Requirement) -> Iterator[str]:
    yield f"{one.title}: {one.verdict.value} {' '.join(one.clauses)} / {' '.join(one.readings)}"
    yield from (f"  {line}" for line in one.explain)
    yield from (f"  missing: {line}" for line in one.missing)
    yield from (f"  warning: {line}" for line in one.warnings)
    if one.by:
        yield f"  by {one.by}"
    if one.numbers:
        counted = asdict(one.numbers).items()
        yield f"  {', '.join(f'{name} {number}' for name, number in counted if number is not None)}"


def _shown(value: object) -> str:
    return " ".join(value) if isinstance(value, tuple) else str(value)


def _rest() -> str:
    lines = ["== options"]
    lines += [
        f"{one.title}: {one.hours} {one.points} {one.hours_per_point} {one.network}"
        for one in pe_options(setting(), RULES)
    ]
    lines.append("== gains")
    for one in EVERYTHING[:10]:
        lines += [*gain(one, workshops(2), setting(), RULES).explain]
    lines.append("== fees")
    for event in FeeEvent:
        for status in Status:
            for years, more in (
                ((2018,), {}),
                ((2019, 2020), {"personal_title": True}),
                ((2018, 2019), {"deelnemer": False}),
            ):
                lines.append(f"{status} {years} {more} {fee(status, years, event, RULES, **more)}")
    return "\n".join(lines) + "\n"


if __name__ == "__main__":
    FILE.write_text(said(), encoding="utf-8", newline="\n")
