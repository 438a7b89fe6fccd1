"""What if: the case of a person with something changed, judged and thrown away again. Nothing here writes."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from functools import cached_property
from typing import Any

from app.core.web.filters import weekday
from app.dossiers.pe.points_bar import PointsBar
from app.dossiers.rules import ApprovalStatus
from app.dossiers.standing.rules import ORDER, Line
from app.dossiers.standing.words import WORDS, in_words
from app.plans.rules import write_hours
from app.regulation.case import Activity, Case, CaseAction, NetworkCounted, Outcome, PointsCounted, Requirement, Verdict
from app.regulation.dates import DAY
from app.regulation.edition import RegisterRules
from app.regulation.judging import judge, with_renewal_date
from app.regulation.readiness import (
    MET,
    How,
    PEOption,
    Readiness,
    ReadinessStep,
    Suggestion,
    at,
    pe_options,
    readiness,
    suggest,
)
from app.regulation.requirements.points import pe_points, pe_setting
from app.regulation.terms import ALL_POINTS, RequirementKey
from app.regulation.ways import Way


@dataclass(frozen=True, slots=True)
class Added:
    """What one row of tried activities adds to the points, beside what is there and the rows before it."""

    activities: Sequence[Activity]
    points: int
    network: bool
    explain: str


@dataclass(frozen=True)
class WhatIf:
    """A case of today with what was tried, seen on a day of choice."""

    case: Case
    way: Way
    day: date
    rules: RegisterRules
    tried: Sequence[Sequence[Activity]] = ()

    @property
    def today(self) -> date:
        """The day on which it is reckoned."""
        return self.case.evaluation_date

    @cached_property
    def ready(self) -> Readiness | None:
        """What is in reach, seen from today; None for keeping a status, of which the last day is known."""
        return None if self.way.action is CaseAction.RENEWAL else readiness(self.case, self.rules)

    @cached_property
    def outcome(self) -> Outcome:
        """What the rules say on the chosen day."""
        later = at(self.case, self.day)
        if self.way.action is CaseAction.RENEWAL:
            return judge(later, self.rules)
        return readiness(later, self.rules).outcome

    @property
    def verdict(self) -> Verdict:
        """The verdict of the whole on that day."""
        return self.outcome.overall

    @property
    def is_met(self) -> bool:
        """Whether everything is there on that day."""
        return self.verdict in MET

    @cached_property
    def lines(self) -> list[Line]:
        """The requirements on that day, what is missing first."""
        found = [Line(one, self.rules, self.today) for one in self.outcome.requirements.values() if one.decides]
        return sorted(found, key=lambda line: ORDER.index(line.verdict))

    def count(self, *verdicts: Verdict) -> int:
        """How many requirements that weigh have one of these verdicts on that day."""
        return sum(line.verdict in verdicts for line in self.lines)

    @property
    def headline(self) -> str:
        """The verdict in a sentence or two."""
        when = "Vandaag" if self.day == self.today else f"Op {weekday(self.day)}"
        keep = self.way.action is CaseAction.RENEWAL
        name = f"je {self.way.status}-status houden" if keep else f"naar {self.way.status}"
        short = [line for line in self.lines if line.verdict in (Verdict.NOT_MET, Verdict.OPEN)]
        human = self.count(Verdict.HUMAN)
        if self.verdict is Verdict.UNKNOWN:
            return "Dit kunnen wij niet uitrekenen."
        decides = "" if not human else f" Over {'1 ding' if human == 1 else f'{human} dingen'} beslist een mens."
        if not short:
            return f"{when} kun je {name}.{decides or ' Alles is er dan.'}"
        missing = [line for line in short if not line.requirement.unknown]
        unknown = [line for line in short if line.requirement.unknown]
        words = f"{when} kun je nog niet {name}."
        if missing:
            words += f" Er {'ontbreekt' if len(missing) == 1 else 'ontbreken'} {_things(missing)}."
        if unknown:
            words += f" Nog niet bekend: {in_words(unknown)}."
        return words + decides

    def from_day(self, line: Line) -> date | None:
        """From which day something that is not there on the chosen day comes about by itself."""
        steps = self.ready.steps if self.ready else ()
        found = next((one.from_day for one in steps if one.key == line.key and one.how is How.TIME), None)
        return found if found is not None and found > self.day else None

    @property
    def first_day(self) -> date | None:
        """The first day on which all can be there; None as long as something is not known."""
        if self.ready is None or any(one.unknown for one in self.ready.steps):
            return None
        return self.ready.first_day

    @property
    def first_day_reasons(self) -> list[ReadinessStep]:
        """What the first day hangs on: the requirements that are met on that day and not before."""
        day = self.first_day
        if self.ready is None or day is None or day == self.today:
            return []
        return [one for one in self.ready.steps if one.how is How.TIME and one.from_day == day]

    @property
    def to_do(self) -> list[ReadinessStep]:
        """What must be done, whatever the day."""
        return [one for one in self.ready.steps if one.how is How.DO] if self.ready else []

    @property
    def blocked(self) -> list[ReadinessStep]:
        """What no day brings by itself."""
        return [one for one in self.ready.steps if one.how is How.OTHER and not one.unknown] if self.ready else []

    @cached_property
    def suggestions(self) -> tuple[Suggestion, ...]:
        """What would fill the points that are short, in the least hours."""
        if self.points_short == 0:
            return ()
        return suggest(replace(self.case, evaluation_date=self.today), self.rules)

    @property
    def plan_is_enough(self) -> bool:
        """Whether what was planned fills what is short on the chosen day."""
        one = self._points
        return one is not None and isinstance(one.numbers, PointsCounted) and one.numbers.planned >= self.points_short

    @property
    def points_short(self) -> int:
        """How many points are short on the chosen day."""
        for one in (self._points, self.outcome.requirements.get(RequirementKey.NETWORK)):
            if one is None or one.verdict in MET:
                continue
            if isinstance(one.numbers, PointsCounted | NetworkCounted):
                return one.numbers.short
        return 0

    @property
    def _points(self) -> Requirement | None:
        """The requirement of the PE points of the status held."""
        found = (self.outcome.requirements.get(key) for key in ALL_POINTS)
        return next((one for one in found if one is not None), None)

    @cached_property
    def options(self) -> tuple[PEOption, ...]:
        """Every kind of activity that this person may use, cheapest in hours a point first."""
        case = with_renewal_date(self.case)
        return () if case.renewal_date is None else pe_options(pe_setting(case), self.rules)

    @property
    def added(self) -> list[Added]:
        """What each row of tried activities adds; together they are the difference that trying makes."""
        case = with_renewal_date(at(self.case, self.day))
        if case.renewal_date is None or not self.tried:
            return []
        setting, activities = pe_setting(case), list(case.pe_activities)
        del activities[len(activities) - sum(len(row) for row in self.tried) :]
        before, found = pe_points(activities, setting, self.rules), []
        for row in self.tried:
            activities += row
            after = pe_points(activities, setting, self.rules)
            mine = after.activities[-len(row) :]
            points = after.total + after.planned - before.total - before.planned
            reasons = dict.fromkeys(ApprovalStatus.NOT_ASKED.explain(one) for one in mine)
            found.append(Added(row, points, mine[0].network, " ".join(reasons)))
            before = after
        return found

    @property
    def hours(self) -> str:
        """The hours of the proposal together."""
        return write_hours(sum((one.hours for one in self.suggestions), start=Decimal(0)))

    @property
    def bar(self) -> PointsBar | None:
        """The points of the PE year with what was tried."""
        if self.outcome.pe is None or self.case.status_held is None:
            return None
        bar = PointsBar.of(self.outcome.pe, self.rules.status(self.case.status_held))
        return bar if bar.fits else None


def _things(lines: Sequence[Line]) -> str:
    """How many things, by their names where those stand in a sentence."""
    count = "1 ding" if len(lines) == 1 else f"{len(lines)} dingen"
    named = all(line.key in WORDS for line in lines)
    return f"{count}: {in_words(lines)}" if named else count


def what_if(
    case: Case, way: Way, day: date, rules: RegisterRules, tried: Iterable[Sequence[Activity]] = (), **changes: Any
) -> WhatIf:
    """A case with rows of activities and other changes on top, seen on a day from the day of the case on."""
    rows = tuple(row for row in tried if row)
    changed = replace(case, pe_activities=(*case.pe_activities, *(one for row in rows for one in row)), **changes)
    return WhatIf(changed, way, max(day, case.evaluation_date), rules, rows)


def last_chance(case: Case) -> date:
    """The day to look at for keeping a status: the last day of the PE year, or today when that is over."""
    if case.renewal_date is None:
        return case.evaluation_date
    return max(case.evaluation_date, case.renewal_date - DAY)
