"""What the pages of PE show: a year with the points of each activity, and what one more would add.

The engine counts; this only asks it. Nothing here writes.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property

from app.core.copying import copied
from app.dossiers.holding.position import OwnYear, Position
from app.dossiers.holding.queries import year_of
from app.dossiers.models import Dossier, PEActivity
from app.dossiers.pe import queries
from app.dossiers.pe.operations import keeps_approval
from app.dossiers.pe.points_bar import PointsBar
from app.dossiers.pe.rules import Facts, is_too_far, key_of
from app.dossiers.rules import ActivityStatus, ApprovalStatus
from app.regulation.case import Activity, ActivityPoints, CaseAction, PECalculation, PESetting, Requirement, Roles
from app.regulation.dates import PEYear
from app.regulation.edition import RegisterRules
from app.regulation.judging import judge
from app.regulation.requirements.points import Gain, gain, pe_points
from app.regulation.terms import RegisterName, RequirementKey, Status


def _as_typed(facts: Facts, replaced: PEActivity | None = None) -> Activity:
    """What is being written down, as the engine counts it; with the approval of what it replaces, when that stays."""
    kept = replaced if replaced is not None and keeps_approval(replaced, facts) else None
    approval = {"approved_on": kept and kept.approved_on, "granted_points": kept and kept.granted_points}
    return copied(Activity, facts, date=facts.held_on, clok=bool(facts.clok), ref="", **approval)


@dataclass(frozen=True, slots=True)
class Line:
    """An activity in a list, with what it is worth; `points` is None for a plan whose day is over."""

    activity: PEActivity
    points: ActivityPoints | None

    @property
    def worth(self) -> int:
        """Points that count now, or that will."""
        return self.points.points + self.points.planned if self.points else 0

    @property
    def is_together(self) -> bool:
        """Whether its hours are added up with others, on which the points of all stand."""
        return bool(self.points and not self.worth and self.points.together)

    @property
    def explain(self) -> str:
        """Why it is worth this, in a sentence."""
        if self.points is None:
            return ""
        if self.points.needs_approval and self.asks_who:
            return "Weet je nog niet of CLOK dit organiseert? Zoek het op en vul het in. Tot dan telt het niet."
        return self.activity.approval.explain(self.points)

    @property
    def asks_who(self) -> bool:
        """Whether it is still open who organised it, so that there is nothing to ask the committee yet."""
        return self.activity.clok is None and self.activity.approval is ApprovalStatus.NOT_ASKED


@dataclass(frozen=True)
class YearPage:
    """One PE year: its activities and what they are worth together; `status` is None where it asks nothing known."""

    year: PEYear
    status: Status | None
    rules: RegisterRules
    activities: Sequence[PEActivity]
    points: PECalculation
    points_asked: Requirement | None
    network_asked: Requirement | None
    dossier: Dossier | None
    is_over: bool
    today: date

    @cached_property
    def lines(self) -> list[Line]:
        """All activities by date."""
        by_id = {one.ref: one for one in self.points.activities}
        return [Line(one, by_id.get(str(one.id))) for one in self.activities]

    @property
    def overdue(self) -> list[Line]:
        """What was planned for a day that is over: did it take place?"""
        return [one for one in self.lines if one.points is None]

    @property
    def planned(self) -> list[Line]:
        """What is still to come, first day first."""
        return [one for one in self.lines if one.points and one.activity.status is ActivityStatus.PLANNED]

    @property
    def done(self) -> list[Line]:
        """What was done, last day first."""
        return [one for one in reversed(self.lines) if one.activity.status is ActivityStatus.DONE]

    @property
    def is_open(self) -> bool:
        """Whether activities of this year can be added and changed."""
        return self.dossier is None and not self.is_over

    @property
    def counted(self) -> int:
        """The points that count: of network points no more than count for this status (A-30)."""
        return self.bar.counted

    @property
    def required(self) -> int:
        """The points that this status asks in a year; 0 when nothing is asked or known (A-39)."""
        return self.bar.minimum

    @property
    def bar(self) -> PointsBar:
        """The points as a picture."""
        return _bar_of(self.points, self.status, self.rules)


@dataclass(frozen=True, slots=True)
class Preview:
    """What one more activity would add: in points, and in points that count for the status (A-30)."""

    gain: Gain
    counted: int
    """Points that count of all activities of the year together, planned ones too."""
    lost: int
    """Points of this one that do not count, because there are network points enough."""


class PEYears:
    """The PE years of who holds a status: which activities are in each, what they count for, what one more adds."""

    def __init__(self, own: OwnYear) -> None:
        """The years of the person of this open year, by the rules of the day on which it is looked at."""
        self.own, self.position, self.held = own, own.position, own.registration
        self.today, self.rules, self.open_year = own.today, own.rules, own.year

    @cached_property
    def activities(self) -> Sequence[PEActivity]:
        """The activities of all years by date, with what shows them."""
        return queries.activities_of(self.position.person, evidence=True)

    @property
    def register(self) -> RegisterName:
        """Of which register."""
        return self.held.register

    @property
    def roles(self) -> Roles:
        """Kernteamlid, deelnemer."""
        return self.position.roles

    @property
    def asks_network(self) -> bool:
        """Whether the status of now asks network points, so that it matters what an activity counts as."""
        return self.own.status is not None and self.own.status.network is not None

    def year_of(self, day: date) -> PEYear | None:
        """The PE year that a day is in; None before the first, and so far ahead that it must be a slip."""
        return None if is_too_far(day, self.today) else self.position.year_of(day)

    @property
    def others(self) -> dict[date, PEYear]:
        """By first day the years in which there are activities, newest first."""
        days = {one.held_on for one in self.activities}
        found = {year.start: year for day in days if (year := year_of(self.position.registrations, day)) is not None}
        return {start: found[start] for start in sorted(found, reverse=True)}

    def status_in(self, year: PEYear) -> Status | None:
        """The status that was, is or will be held in a year; None in a register that nothing is known of."""
        if not self.own.conditions_known:
            return None
        found = [one for one in self.position.registrations if one.started_on <= year.start]
        return (found[-1] if found else self.held).status

    def page(self, year: PEYear) -> YearPage:
        """A year with its points."""
        counted, setting = self._counted_in(year), self._setting(year)
        asked: Mapping[RequirementKey, Requirement] = {}
        if year == self.open_year:
            case = replace(self.position.case, action=CaseAction.RENEWAL, pe_activities=tuple(counted))
            asked = judge(case, self.rules).requirements
        return YearPage(
            year=year,
            status=setting.status,
            rules=self.rules,
            activities=[one for one in self.activities if one.held_on in year],
            points=pe_points(counted, setting, self.rules),
            points_asked=asked.get(RequirementKey.POINTS),
            network_asked=asked.get(RequirementKey.NETWORK),
            dossier=self.position.handed_in(year),
            is_over=year.start < self.open_year.start,
            today=self.today,
        )

    def preview(self, facts: Facts, replaced: PEActivity | None = None) -> Preview | None:
        """What an activity with these facts adds to the others of its year; None on a day outside every year.

        With `replaced` it takes the place of that one, and keeps its approval.
        """
        year = self.year_of(facts.held_on)
        if year is None:
            return None
        others, setting = self._counted_in(year, without=replaced), self._setting(year)
        activity = _as_typed(facts, replaced)
        found = gain(activity, others, setting, self.rules)
        before, after = (
            _bar_of(pe_points(some, setting, self.rules), setting.status, self.rules).to_come
            for some in (others, [*others, activity])
        )
        return Preview(found, after, found.points - (after - before))

    def worth_of(self, many: Sequence[Facts]) -> list[ActivityPoints | None]:
        """What each of these activities would be worth beside those that are there, and beside each other."""
        found: list[ActivityPoints | None] = [None] * len(many)
        years = {year.start: year for one in many if (year := self.year_of(one.held_on)) is not None}
        for year in years.values():
            inside = [index for index, one in enumerate(many) if one.held_on in year]
            there = self._counted_in(year)
            new = [_as_typed(many[index]) for index in inside]
            counted = pe_points([*there, *new], self._setting(year), self.rules)
            for index, points in zip(inside, counted.activities[len(there) :], strict=True):
                found[index] = points
        return found

    def twin_of(self, facts: Facts, other_than: PEActivity | None = None) -> PEActivity | None:
        """An activity of the same kind on the same day with the same title, whatever its capitals."""
        return next((one for one in self.activities if one is not other_than and key_of(one) == key_of(facts)), None)

    def _counted_in(self, year: PEYear, without: PEActivity | None = None) -> list[Activity]:
        """The activities of a year as the engine knows them."""
        return list(
            queries.as_activities(
                (one for one in self.activities if one.held_on in year and one is not without), self.today
            )
        )

    def _setting(self, year: PEYear) -> PESetting:
        return PESetting(self.register, self.roles, year, self.today, self.status_in(year))

    def year_words(self, day: date) -> str:
        """To which year a day outside the open one belongs; empty for a day in it."""
        if day in self.open_year:
            return ""
        year = self.year_of(day)
        if year is None and day > self.today:
            return "Deze datum is wel erg ver weg. Kijk het jaar nog eens na."
        if year is None:
            return "Op deze dag stond je niet in het register. Het telt dus niet mee."
        which = f"het PE-jaar van {year.words}"
        if day < self.open_year.start:
            return f"Deze dag hoort bij {which}. Dat jaar is voorbij. Je kunt er niets meer aan toevoegen."
        return f"Deze dag hoort bij {which}. De punten tellen pas in dat jaar."


def _bar_of(points: PECalculation, status: Status | None, rules: RegisterRules) -> PointsBar:
    return PointsBar.of(points, rules.status(status) if status else None)


def pe_years_of(position: Position) -> PEYears | None:
    """The PE years of a person; None for who is not in the register (any more)."""
    return PEYears(position.own_year) if position.own_year else None
