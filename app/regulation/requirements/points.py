"""The points of PE activities: the table of the regeling (5.4) and how its gaps are read. Plain Python.

Each activity is first weighed by its own row. Then two limits hold across activities: at most three half-days a day
(A-25), and for kinds that go by the hour the hours of the year together, up to a maximum per kind (A-23, A-24).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from math import ceil

from app.regulation.case import Activity, ActivityPoints, Case, PECalculation, PESetting
from app.regulation.dates import pe_year_ending
from app.regulation.edition import PERow, RegisterRules
from app.regulation.requirements.weighing import NOT_APPROVED, PLANNED, TOGETHER, Weighed, weigh
from app.regulation.terms import PEKind
from app.regulation.wording import day_text, number_text, points_text


@dataclass(frozen=True, slots=True)
class Gain:
    """What one activity adds beside the others: `total` is what all are worth together, planned ones too."""

    points: int
    total: int
    network: bool
    reason: str | None
    explain: tuple[str, ...]
    clauses: tuple[str, ...]
    readings: tuple[str, ...]
    needs_approval: bool
    needs_judgement: bool


def pe_setting(case: Case) -> PESetting:
    """The setting of a case: the PE year that ends on its renewal date, and the status whose points count."""
    assert case.renewal_date is not None
    year = pe_year_ending(case.status_start, case.renewal_date)
    return PESetting(case.register, case.roles, year, case.evaluation_date, case.status_held)


def pe_points(activities: Sequence[Activity], setting: PESetting, rules: RegisterRules) -> PECalculation:
    """The points of each activity and together; the order of the activities makes no difference to any total."""
    found = [weigh(index, one, setting, rules) for index, one in enumerate(activities, 1)]
    room = rules.status(setting.status).network_max if setting.status else None
    pools = [*_day_pools(found), *_hour_pools(found, setting)]
    if pools:
        fixed = sum(one.points for one in found if one.network and one.activity.date <= setting.on)
        _share([pool for pool in pools if pool.day <= setting.on], None if room is None else room - fixed)
        _share([pool for pool in pools if pool.day > setting.on], None)
    counted = tuple(_counted(one, setting, rules) for one in found)
    by_kind: dict[PEKind, int] = {}
    for one in counted:
        if one.points:
            by_kind[one.kind] = by_kind.get(one.kind, 0) + one.points
    return PECalculation(
        year=setting.year,
        activities=counted,
        total=sum(by_kind.values()),
        network=sum(one.points for one in counted if one.network),
        planned=sum(one.planned for one in counted),
        planned_network=sum(one.planned for one in counted if one.network),
        could_be_granted=sum(one.possible for one in found if one.activity.date <= setting.on),
        by_kind=by_kind,
    )


def gain(activity: Activity, others: Sequence[Activity], setting: PESetting, rules: RegisterRules) -> Gain:
    """What an activity adds to those that are there already, as somebody types it."""
    before, after = pe_points(others, setting, rules), pe_points((*others, activity), setting, rules)
    mine, total = after.activities[-1], after.total + after.planned
    points = total - before.total - before.planned
    explain = [mine.explain]
    if others:
        explain.append(f"Samen met de rest: {points_text(total - points)} + {points} = {points_text(total)}.")
    return Gain(
        points,
        total,
        mine.network,
        mine.reason,
        tuple(explain),
        mine.clauses,
        mine.readings,
        mine.needs_approval,
        mine.needs_judgement,
    )


class _Pool:
    """Points that a limit leaves to several activities together, some of them for the network and some not.

    When both are there, it is open which of them the limit cuts. We give the network as much as counts for it, and the
    rest of the room to the others: the best that the person can make of it, so that one more activity never hurts.
    """

    __slots__ = ("day", "least", "most", "network", "others", "step", "total")

    def __init__(self, members: Sequence[Weighed], total: int, step: int, sizes: Sequence[int]) -> None:
        """`sizes` are the points that network and others could each fill; `step` the points of one unit."""
        self.day = members[0].activity.date
        self.network = [one for one in members if one.network]
        self.others = [one for one in members if not one.network]
        self.total, self.step = total, step
        self.most = min(total, sizes[0])
        self.least = total - min(total, sizes[1])


def _share(pools: list[_Pool], room: int | None) -> None:
    """Divide the points of each pool; `room` is how many more network points count (none: all of them)."""
    if room is not None:
        room -= sum(pool.least for pool in pools)
    for pool in pools:
        share = pool.most - pool.least
        if room is not None:
            share = min(share, max(room, 0) // pool.step * pool.step)
            room -= share
        _hand_out(pool.network, pool.least + share, pool.step)
        _hand_out(pool.others, pool.total - pool.least - share, pool.step)


def _hand_out(members: list[Weighed], points: int, step: int) -> None:
    """By the hour, all on the first; by the half-day, each what it is worth as long as there is room."""
    for one in members:
        if one.half_days:
            worth = min(one.half_days * step, points)
            if worth < one.half_days * step:
                one.explain = (
                    f"{one.explain} Op een dag tellen hooguit {one.row.most} dagdelen: hier {points_text(worth)}."
                )
                one.reason = f"hooguit {one.row.most} dagdelen op een dag"
            one.points = worth
        else:
            worth = points
            one.points = worth
        points -= worth


def _day_pools(found: list[Weighed]) -> list[_Pool]:
    days: dict[object, list[Weighed]] = {}
    for one in found:
        if one.half_days:
            days.setdefault(one.activity.date, []).append(one)
    pools = []
    for members in days.values():
        if len(members) == 1:
            continue
        row = members[0].row
        if sum(one.half_days for one in members) > row.most:
            sizes = [sum(one.half_days for one in members if one.network is network) for network in (True, False)]
            pools.append(
                _Pool(members, row.most * row.points, row.points, (sizes[0] * row.points, sizes[1] * row.points))
            )
            for one in members:
                one.points = 0
    return pools


def _hour_pools(found: list[Weighed], setting: PESetting) -> list[_Pool]:
    kinds: dict[PEKind, list[Weighed]] = {}
    for one in found:
        if one.together:
            kinds.setdefault(one.row.kind, []).append(one)
    pools = []
    for members in kinds.values():
        row = members[0].row
        done = [one for one in members if one.activity.date <= setting.on]
        total = _by_the_hour(done, row)
        if done:
            sizes = [_half_rounded_up(done, row, network) for network in (True, False)]
            pools.append(_Pool(done, total, row.points, sizes))
            hours = sum((one.activity.hours or 0 for one in done), Decimal(0))
            done[
                0
            ].explain = (
                f"Samen {number_text(hours)} uur {row.title.lower()}: 1 punt per {row.hours} uur, {points_text(total)}."
            )
            if hours // row.hours * row.points > row.most:
                done[0].reason = f"{TOGETHER} (plafond {row.most})"
                done[0].explain = f"{done[0].explain} Meer dan {row.most} kan niet."
        for one in members:
            if one.activity.date > setting.on:
                one.points = _by_the_hour(members, row) - total
                break
    return pools


def _by_the_hour(members: list[Weighed], row: PERow) -> int:
    hours = sum((one.activity.hours or 0 for one in members), Decimal(0))
    return min(row.most, int(hours // row.hours) * row.points)


def _half_rounded_up(members: list[Weighed], row: PERow, network: bool) -> int:
    hours = sum((one.activity.hours or 0 for one in members if one.network is network), Decimal(0))
    return ceil(hours / row.hours) * row.points


def _counted(one: Weighed, setting: PESetting, rules: RegisterRules) -> ActivityPoints:
    activity, row = one.activity, one.row
    clauses: tuple[str, ...] = (row.clause,)
    warnings: tuple[str, ...] = ()
    if row.approval == "organiser":
        clauses = (rules.general.clok_approved if activity.clok else rules.general.other_activity, row.clause)
    if activity.approved_on is not None and activity.approved_on > activity.date and one.points:
        warnings = (f"De goedkeuring van {day_text(activity.approved_on)} kwam pas na de activiteit.",)
    if one.reason is NOT_APPROVED:
        by_clok = (rules.general.clok_approved,) if row.approval == "organiser" else ()
        clauses = (*by_clok, *clauses, rules.general.approval_costs)
    planned, points, reason, explain = 0, one.points, one.reason, one.explain
    if points and activity.date > setting.on:
        planned, points, reason = points, 0, PLANNED
        explain = f"{explain} Gepland: telt mee vanaf {day_text(activity.date)}."
    return ActivityPoints(
        one.index,
        activity.kind,
        activity.date,
        points,
        planned,
        reason,
        one.network,
        explain,
        clauses,
        one.readings,
        warnings,
        one.reason is NOT_APPROVED,
        one.possible > 0,
        one.together,
        activity.ref,
    )
