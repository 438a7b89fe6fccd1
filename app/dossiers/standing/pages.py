"""Where somebody stands: what they hold, each requirement of the open PE year, and the next day that matters.

The engine judges; this only orders and words it. Nothing here writes.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import cached_property

from app.core.web.filters import weekday
from app.core.worded import series
from app.dossiers.holding.position import Position
from app.dossiers.holding.queries import fee_of, prices_of
from app.dossiers.pe.points_bar import PointsBar
from app.dossiers.rules import ReportStatus
from app.dossiers.standing.case import Reading, next_up
from app.dossiers.standing.rules import Line
from app.dossiers.standing.when import NEAR, Group, When, groups_of
from app.dossiers.standing.words import in_words, unknown_facts
from app.dossiers.standing.year_line import YearLine
from app.regulation.asked import StatusRules
from app.regulation.case import CaseAction, Outcome, Verdict
from app.regulation.judging import judge
from app.regulation.readiness import How, Readiness, readiness
from app.regulation.registration.fees import FeeEvent
from app.regulation.terms import RequirementKey, Status
from app.regulation.ways import Way, ways_for


class Standing:
    """What one person is, holds and must do on a day, as the page shows it."""

    def __init__(self, reading: Reading) -> None:
        """Where the person of this reading stands."""
        self.reading, self.position, self.own = reading, reading.position, reading.position.own_year
        self.registration, self.registrant = self.position.registration, self.position.registrant
        self.today, self.rules = self.position.day, self.position.rules

    @cached_property
    def outcome(self) -> Outcome | None:
        """What the rules say of keeping what is held; None for who holds nothing."""
        return judge(self.reading.case(action=CaseAction.RENEWAL), self.rules) if self.registration else None

    @property
    def asked(self) -> StatusRules | None:
        """What the status asks; None for who holds none, and when that is not known (A-39)."""
        return self.own.status if self.own else None

    @cached_property
    def lines(self) -> list[Line]:
        """The requirements of this year, in the order of the rules."""
        if self.outcome is None or self.own is None:
            return []
        waits, is_over = self.own.is_handed_in, self.days_left <= 0
        dossier = self.outcome.requirements.get(RequirementKey.DOSSIER)
        dossier_by = dossier.by if dossier is not None and dossier.verdict is Verdict.OPEN else None
        report = self.reading.report
        asked = report is not None and report.status is ReportStatus.PROPOSED
        return [
            Line(
                one,
                self.rules,
                self.today,
                waits,
                is_over,
                dossier_by,
                asked and one.key is RequirementKey.ACTIVITY_APPROVED and one.verdict is Verdict.OPEN,
            )
            for one in self.outcome.requirements.values()
        ]

    @cached_property
    def groups(self) -> list[Group]:
        """The requirements by when there is something to do about them."""
        return groups_of(self.lines)

    def count(self, verdict: Verdict) -> int:
        """How many requirements that weigh have this verdict."""
        return sum(line.verdict is verdict for line in self.lines if line.requirement.decides)

    @property
    def days_left(self) -> int:
        """Days up to the renewal date; below 0 when that has passed."""
        return (self.registration.renewal_date - self.today).days if self.registration else 0

    @property
    def sentences(self) -> list[str]:
        """Where it stands, in one to three short sentences."""
        missed, open_, human = (self.count(one) for one in (Verdict.NOT_MET, Verdict.OPEN, Verdict.HUMAN))
        if self.own is not None and not self.own.conditions_known:
            return ["Of je status blijft, kunnen wij niet uitrekenen: we kennen de voorwaarden van dit register niet."]
        if not missed and not open_ and not human:
            return ["Je hebt alles wat nodig is om te verlengen."]
        found = []
        if open_:
            found.append(f"{_number(open_, 'eis staat', 'eisen staan')} nog open.")
        if missed:
            found.append(f"{_number(missed, 'eis is', 'eisen zijn')} niet gehaald.")
        if human:
            found.append(f"Over {_number(human, 'eis', 'eisen')} beslist een mens.")
        return found

    @property
    def bar(self) -> PointsBar | None:
        """The points of this PE year as a bar."""
        if self.outcome is None or self.outcome.pe is None:
            return None
        bar = PointsBar.of(self.outcome.pe, self.asked)
        return bar if bar.fits else None

    @property
    def kinds(self) -> list[tuple[str, int, int | None]]:
        """Per kind of activity its points of this year, and the most that it can bring (A-23)."""
        if self.outcome is None or self.outcome.pe is None:
            return []
        rows = [(self.rules.row(kind), points) for kind, points in self.outcome.pe.by_kind.items()]
        return sorted(
            (row.title, points, row.most if row.formula == "hours" else None) for row, points in rows if points
        )

    @property
    def next_line(self) -> Line | None:
        """The open requirement with the first last day."""
        found = [line for line in self.lines if line.verdict is Verdict.OPEN and line.by is not None]
        return min(found, key=lambda line: line.by or date.max, default=None)

    @property
    def fee_words(self) -> str:
        """What a year costs, where the price list says it (A-41, A-42)."""
        if self.registration is None:
            return ""
        year = self.today.year
        found = fee_of(self.registration.status, self.registrant, year, FeeEvent.YEARLY, self.rules, prices_of(year))
        if found.total is None:
            known = [one for one in self.rules.fees.annual if one.status is self.registration.status]
            amounts = {one.amount for one in known}
            said = series([str(one.year) for one in sorted(known, key=lambda one: one.year)])
            was = f" In {said} was het {amounts.pop()} euro voor deelnemers." if len(amounts) == 1 else ""
            return f"Wat het in {year} kost, weten wij niet.{was}"
        vat = "inclusief" if found.vat == "incl" else "exclusief"
        return f"{found.total:.2f} euro, {vat} btw".replace(".", ",")

    @property
    def higher(self) -> Status | None:
        """The status to go up to."""
        return next_up(self.registration) if self.asked is not None else None

    @cached_property
    def first_to_do(self) -> Line | None:
        """The line of which the button stands out: the first about which something can be done now."""
        now = (line for group in self.groups if group.when is When.NOW for line in group.lines)
        return next((line for line in now if line.to_do), None)

    @property
    def pressing(self) -> Line | None:
        """What the start page shows first: what is due soon or late, and the activity of the year to propose."""
        line = self.first_to_do
        if line is None:
            return None
        near = line.is_late or (line.by is not None and line.by - self.today <= NEAR)
        return line if near or line.key is RequirementKey.ACTIVITY_APPROVED else None

    @property
    def year_line(self) -> YearLine:
        """The PE year as a line with the dates that matter."""
        assert self.own is not None
        planned = [one.held_on for one in self.reading.activities_in(self.own.year) if one.held_on > self.today]
        deadline = None if self.own.is_handed_in else self.own.deadline
        return YearLine(self.own.year, self.today, deadline, tuple(planned))

    def shows_points(self, line: Line) -> bool:
        """Whether the points of the year stand with this line: with their minimum, or else with the conditions."""
        return line.key is RequirementKey.POINTS or (line.key is RequirementKey.CONDITIONS and self.bar is not None)

    def bar_of(self, line: Line) -> PointsBar | None:
        """The bar to show with a line: not an empty one for who needs no points."""
        bar = self.bar if self.shows_points(line) else None
        return bar if bar and (bar.counted or line.verdict is not Verdict.EXEMPT) else None

    def kinds_of(self, line: Line) -> list[tuple[str, int, int | None]]:
        """The points by kind to show with a line."""
        return self.kinds if self.shows_points(line) else []

    @cached_property
    def ways(self) -> tuple[Way, ...]:
        """What can be reckoned out: keep what is held, go up, or come in."""
        return ways_for(self.registration.status if self.registration else None, self.rules)

    @cached_property
    def upgrade(self) -> Readiness | None:
        """How far away the next status is."""
        way = next((way for way in self.ways if way.action is CaseAction.UPGRADE), None)
        return self._ready(way) if way is not None and self.asked is not None else None

    @property
    def entries(self) -> list[EntryWay]:
        """The ways in for who holds nothing, with how far away each is."""
        return [] if self.registration else [EntryWay(way, self._ready(way)) for way in self.ways]

    @property
    def unknown(self) -> list[str]:
        """What coming in hangs on and this person did not say yet."""
        return [] if self.registration else unknown_facts(self.reading.case())

    def _ready(self, way: Way) -> Readiness:
        return readiness(self.reading.case(action=way.action, sought=way.status, route=way.route), self.rules)


@dataclass(frozen=True, slots=True)
class EntryWay:
    """A way in, with how far away it is."""

    way: Way
    ready: Readiness

    @property
    def sentence(self) -> str:
        """When it can be, and what must be done."""
        unknown = [one for one in self.ready.steps if one.unknown]
        do = [one for one in self.ready.steps if one.how is How.DO]
        other = [one for one in self.ready.steps if one.how is How.OTHER and not one.unknown]
        if other:
            return f"Nu nog niet. Hier voldoe je nog niet aan: {in_words(other)}."
        if unknown:
            return f"Nog niet bekend: {in_words(unknown)}."
        words = f"Te doen: {in_words(do)}." if do else "Je hebt alles."
        first = self.ready.first_day
        if first is not None and first > self.ready.outcome.evaluation_date:
            return f"Kan op zijn vroegst op {weekday(first)}. {words}"
        return words


def standing_of(position: Position) -> Standing:
    """Where a person stands, seen from their position."""
    return Standing(Reading(position))


def _number(count: int, one: str, more: str) -> str:
    return f"{count} {one if count == 1 else more}"
