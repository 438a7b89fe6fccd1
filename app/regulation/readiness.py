"""What comes within reach: the first day on which a status can be had, and what to do for the points. Plain Python.

Experience grows by itself, planned activities count from their day, a Leergang from its certificate. What somebody can
do (an audit, points that are short) does not hold the day back; what no day brings (a working level, the content of the
function) leaves no day at all.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from enum import StrEnum

from app.regulation import dates
from app.regulation.asked import StatusRules
from app.regulation.case import Case, CaseAction, Outcome, PESetting, Requirement, Verdict
from app.regulation.dates import DAY, add_months, anniversary, begin_of, full_months, months_and_days, next_renewal
from app.regulation.edition import PERow, RegisterRules
from app.regulation.judging import judge, with_renewal_date
from app.regulation.requirements.points import pe_setting
from app.regulation.requirements.renewal import counted_points
from app.regulation.terms import PEKind, RequirementKey, Route
from app.regulation.wording import day_text, number_text, points_text

TO_DO = frozenset(
    {RequirementKey.AUDIT, RequirementKey.FUNCTION_CHECK, RequirementKey.LEERGANG, RequirementKey.POINTS_HELD}
)
"""What the person or the register can do; the rest of the requirements changes with time, or not by doing something."""
MET = (Verdict.MET, Verdict.EXEMPT, Verdict.NOT_APPLICABLE)


class How(StrEnum):
    """How a requirement gets met."""

    MET = "gehaald"
    TIME = "vanzelf"
    DO = "doen"
    OTHER = "anders"


@dataclass(frozen=True, slots=True)
class ReadinessStep:
    """One requirement on the way: its verdict today, from which day it is met, and how that comes about.

    `from_day` is None when no day follows from what is known: it must be done, or something else must change. `unknown`
    is whether that is so because nobody said the facts yet.
    """

    key: RequirementKey
    title: str
    verdict: Verdict
    from_day: date | None
    how: How
    explain: str
    unknown: bool = False


@dataclass(frozen=True, slots=True)
class Readiness:
    """The outcome of today, and the first day on which all can be met; None when something is `blocked`.

    `to_do` are the requirements that must be done before that day, `outcome_then` the case on that day as it stands
    (what is to do is still to do in it).
    """

    outcome: Outcome
    first_day: date | None
    steps: tuple[ReadinessStep, ...]
    to_do: tuple[RequirementKey, ...]
    blocked: tuple[RequirementKey, ...]
    outcome_then: Outcome | None


@dataclass(frozen=True, slots=True)
class PEOption:
    """A kind of activity that this person may use, once; `hours` is None where the table gives none."""

    kind: PEKind
    title: str
    hours: Decimal | None
    points: int
    hours_per_point: Decimal | None
    network: bool
    times: int
    clause: str


@dataclass(frozen=True, slots=True)
class Suggestion:
    """So many times a kind of activity: the hours and points of all of them together."""

    kind: PEKind
    title: str
    times: int
    hours: Decimal
    points: int
    network: bool
    explain: str
    clauses: tuple[str, ...]


def at(case: Case, day: date) -> Case:
    """The same person on a later day: experience has grown by the days between, in functions that go on then."""
    if day <= case.evaluation_date:
        return case
    months, days = _experience_on(case, day)
    return replace(case, evaluation_date=day, experience_months=months, experience_extra_days=days)


def _experience_on(case: Case, day: date) -> tuple[int, int]:
    """Months and extra days on a day that is not before that of the case; never fewer than the case has."""
    now = full_months(case.experience_months, case.experience_extra_days)
    if day <= case.evaluation_date:
        return now
    if case.experience_periods:
        return max(now, dates.experience(case.experience_periods, day))
    return max(now, months_and_days(begin_of(*now, case.evaluation_date), day))


def readiness(case: Case, rules: RegisterRules) -> Readiness:
    """What is met today of an entry or upgrade, and the first day on which all of it can be."""
    case = with_renewal_date(case)
    outcomes = [(day, _best_on(case, day, rules)) for day in _days(case, rules)]
    today = outcomes[0][1]
    steps = tuple(_step(case, one, outcomes) for one in today.requirements.values())
    blocked = tuple(one.key for one in steps if one.how is How.OTHER)
    first = None
    if not blocked:
        first = max((one.from_day for one in steps if one.from_day is not None), default=case.evaluation_date)
    return Readiness(
        today,
        first,
        steps,
        tuple(one.key for one in steps if one.how is How.DO),
        blocked,
        None if first is None else next(outcome for day, outcome in outcomes if day == first),
    )


def _days(case: Case, rules: RegisterRules) -> list[date]:
    """The days on which something may become met: today, and each day on which a known fact comes true."""
    found = {case.evaluation_date, *(one.date for one in case.pe_activities)}
    found |= {one.approved_on for one in case.pe_activities if one.approved_on is not None}
    if case.leergang is not None and case.leergang.completed_on is not None:
        found.add(case.leergang.completed_on)
    if case.status_sought is not None:
        found |= _experience_day(case, rules.status(case.status_sought))
    return sorted(day for day in found if day >= case.evaluation_date)


def _experience_day(case: Case, sought: StatusRules) -> set[date]:
    """The first day with experience enough, when it is not enough today and comes with time."""
    enough = sought.experience.enough
    if enough is None or _experience_on(case, case.evaluation_date) >= enough:
        return set()
    today = case.evaluation_date
    days = range(1, (add_months(today, enough[0] + 1) - today).days + 1)
    place = bisect_left(days, True, key=lambda number: _experience_on(case, today + number * DAY) >= enough)
    return {today + days[place] * DAY} if place < len(days) else set()


def with_best_year(case: Case, rules: RegisterRules) -> Case:
    """An upgrade judged by the PE year that has points enough: the one that ended, or the one that runs (A-36)."""
    best = _best_on(with_renewal_date(case), case.evaluation_date, rules)
    return replace(case, renewal_date=best.renewal_date)


def _best_on(case: Case, day: date, rules: RegisterRules) -> Outcome:
    """The outcome on a day; of an upgrade for the PE year that has points enough (A-36).

    The last PE year may be the one that ended, or the one that runs when that has points enough already. With too few
    in both it is the one that runs, in which points can still be earned.
    """
    later = at(case, day)
    if case.action is not CaseAction.UPGRADE or case.renewal_date is None:
        return judge(later, rules)
    start = case.status_start or add_months(case.renewal_date, -12)
    running = next_renewal(start, day)
    ended = anniversary(start, running.year - start.year - 1)
    years = [case.renewal_date, *([ended] if start < ended <= day else []), running]
    outcomes = {one: judge(replace(later, renewal_date=one), rules) for one in years}
    enough = [
        one
        for one in outcomes.values()
        if (points := one.requirements.get(RequirementKey.POINTS_HELD)) is not None and points.verdict in MET
    ]
    return enough[0] if enough else outcomes[running]


def _step(case: Case, one: Requirement, outcomes: Sequence[tuple[date, Outcome]]) -> ReadinessStep:
    day = next((day for day, outcome in outcomes if outcome.requirements[one.key].verdict in MET), None)
    text = " ".join(one.explain)
    if one.verdict in MET:
        return ReadinessStep(one.key, one.title, one.verdict, day, How.MET, text)
    waived = one.key == RequirementKey.EXPERIENCE and case.route is Route.LEERGANG
    unknown = one.unknown and not waived
    if waived and _can_take_leergang(case, outcomes):
        text = f"{text} Met het certificaat van de Leergang vervalt deze eis."
        return ReadinessStep(one.key, one.title, one.verdict, None, How.DO, text, unknown)
    if day is not None:
        text = f"{text} Op {day_text(day)} is het zover."
        return ReadinessStep(one.key, one.title, one.verdict, day, How.TIME, text, unknown)
    can_do = one.key in TO_DO and not (one.key == RequirementKey.FUNCTION_CHECK and one.verdict is Verdict.NOT_MET)
    text = " ".join((text, *(f"Nog nodig: {missing}" for missing in one.missing)))
    return ReadinessStep(one.key, one.title, one.verdict, None, How.DO if can_do else How.OTHER, text, unknown)


def _can_take_leergang(case: Case, outcomes: Sequence[tuple[date, Outcome]]) -> bool:
    """Whether the Leergang is a way in for this person that only the certificate is missing of, on any known day."""
    last = outcomes[-1][1].requirements
    return (
        last[RequirementKey.ROUTE].verdict is Verdict.MET and last[RequirementKey.LEERGANG].verdict is not Verdict.MET
    )


def pe_options(setting: PESetting, rules: RegisterRules) -> tuple[PEOption, ...]:
    """Every kind that this person may use, cheapest in hours a point first; those without hours last."""
    found = [_option(row) for row in rules.rows.values() if _may_use(row, setting)]
    return tuple(sorted(found, key=lambda one: (one.hours_per_point is None, one.hours_per_point or 0, -one.points)))


def _may_use(row: PERow, setting: PESetting) -> bool:
    if row.register is not None and row.register is not setting.register:
        return False
    return not row.audience or any(getattr(setting.roles, role) for role in row.audience)


def _option(row: PERow) -> PEOption:
    hours = Decimal(row.hours) if row.hours else None
    each = hours / row.points if hours is not None and row.points else None
    return PEOption(row.kind, row.title, hours, row.points, each, row.network, row.times, row.clause)


def suggest(case: Case, rules: RegisterRules) -> tuple[Suggestion, ...]:
    """Activities that fill what is short of points, and of network points, in the least hours.

    Planned activities count as done. Of each kind at most `times` of its row, our own measure so that a proposal is
    not ten times the same. Empty when nothing is short, or when the kinds that this person may use are not enough.
    """
    case = with_renewal_date(case)
    if case.renewal_date is None or case.status_held is None:
        return ()
    held, setting = rules.status(case.status_held), pe_setting(case)
    year_end = replace(case, evaluation_date=max(case.evaluation_date, setting.year.end - DAY))
    points = judge(year_end, rules).pe
    if points is None:
        return ()
    short = max(0, held.pe.points - counted_points(held, points))
    network = max(0, (held.network.at_least if held.network else 0) - points.network)
    room = None if held.network_max is None else max(0, held.network_max - points.network)
    used = dict(points.by_kind)
    options = [one for one in pe_options(setting, rules) if one.hours is not None and one.times]
    return tuple(_worded(option, times) for option, times in _least_hours(options, short, network, room, rules, used))


Chosen = tuple[tuple[PEOption, int], ...]


def _least_hours(
    options: Sequence[PEOption],
    short: int,
    network: int,
    room: int | None,
    rules: RegisterRules,
    used: dict[PEKind, int],
) -> Chosen:
    """The choice with the least hours, then the fewest activities: a table by points that count and network points."""
    best: dict[tuple[int, int], tuple[Decimal, int, Chosen]] = {(0, 0): (Decimal(0), 0, ())}
    for option in options:
        row, after = rules.rows[option.kind], dict(best)
        most = option.times
        if row.formula == "hours":
            most = min(most, (row.most - used.get(option.kind, 0)) // row.points)
        for (counted, for_network), (hours, number, chosen) in best.items():
            for times in range(1, most + 1):
                more = option.points * times
                net = for_network + (more if option.network else 0)
                lost = 0 if room is None else max(0, net - room) - max(0, for_network - room)
                at_most = max(network, room or 0)
                key = (min(short, counted + more - lost), min(at_most, net))
                new = (hours + (option.hours or 0) * times, number + times, (*chosen, (option, times)))
                if key not in after or new[:2] < after[key][:2]:
                    after[key] = new
        best = after
    enough = [found for (counted, net), found in best.items() if counted >= short and net >= network]
    return min(enough, key=lambda found: found[:2])[2] if enough else ()


def _worded(option: PEOption, times: int) -> Suggestion:
    hours, points = (option.hours or Decimal(0)) * times, option.points * times
    many = f"{times} keer " if times > 1 else ""
    text = f"{many}{option.title}: {number_text(hours)} uur, {points_text(points)}."
    return Suggestion(option.kind, option.title, times, hours, points, option.network, text, (option.clause,))
