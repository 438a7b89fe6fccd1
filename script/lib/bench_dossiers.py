"""How many dossiers the engine of the register judges in a minute, on one core: varied ones, with their explanation."""

from __future__ import annotations

import json
import random
import time
from collections.abc import Callable
from datetime import date, timedelta
from decimal import Decimal

from app.regulation.case import Activity, Case, CaseAction, PracticeReport, Roles
from app.regulation.dossier_file.reading import case_of, read_objects
from app.regulation.dossier_file.writing import case_as_data, outcome_as_data
from app.regulation.editions import rules_on
from app.regulation.judging import judge
from app.regulation.readiness import readiness
from app.regulation.terms import PEKind, RegisterName, Status

DOSSIERS = 5_000
SECONDS = 3.0


def dossiers(number: int = DOSSIERS) -> list[Case]:
    """Renewals of every status with 4 to 14 activities of all kinds: the heaviest that there is to judge."""
    chance = random.Random(1)
    return [_dossier(chance) for _ in range(number)]


def _dossier(chance: random.Random) -> Case:
    start = date(2024, 1, 1) + timedelta(days=chance.randrange(700))
    days = [start + timedelta(days=chance.randrange(365)) for _ in range(chance.randint(4, 14))]
    activities = tuple(
        Activity(
            chance.choice(list(PEKind)),
            day,
            Decimal(chance.randint(2, 24)) / 2,
            chance.random() < 0.9,
            words=chance.randint(100, 500),
            consecutive_months=chance.randint(0, 6),
        )
        for day in days
    )
    report = PracticeReport(days[0], True, True, days[1], True, True)
    return Case(
        RegisterName.AMB,
        CaseAction.RENEWAL,
        start + timedelta(days=chance.randint(200, 400)),
        status_held=chance.choice(list(Status)),
        status_start=start,
        roles=Roles(chance.random() < 0.5, True),
        pe_activities=activities,
        verklaring_nog_in_functie=chance.random() < 0.9,
        practice_report=report,
        intervisie_attended_on=days[2],
        dossier_sent=start + timedelta(days=300),
    )


def per_minute(cases: list[Case], one: Callable[[Case], object]) -> float:
    """How many a minute of processor time; one process, so one core."""
    done, begin = 0, time.process_time()
    while (spent := time.process_time() - begin) < SECONDS:
        for case in cases[:500]:
            one(case)
        cases = cases[500:] + cases[:500]
        done += 500
    return done / spent * 60


def table() -> str:
    """What was measured, as Markdown."""
    cases = dossiers()
    rules = rules_on(cases[0].evaluation_date)
    text = json.dumps(case_as_data("x", cases[0]))

    def from_file(case: Case) -> str:
        (found,), _ = read_objects(text)
        return json.dumps(outcome_as_data("x", judge(case_of(found), rules)))

    rows = [
        ("toetsen, met uitleg", per_minute(cases, lambda case: judge(case, rules))),
        ("lezen uit een bestand, toetsen en schrijven", per_minute(cases, from_file)),
        ("wanneer komt een status binnen bereik", per_minute(cases, lambda case: readiness(case, rules))),
    ]
    lines = ["| wat | dossiers per minuut op één kern |", "|---|---:|"]
    return "\n".join([*lines, *(f"| {name} | {f'{number:,.0f}'.replace(',', '.')} |" for name, number in rows)])


if __name__ == "__main__":
    print(table())
