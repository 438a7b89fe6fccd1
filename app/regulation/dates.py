"""Days of the register: anniversaries, calendar months and the PE year. Plain Python; no clock."""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from app.regulation.wording import day_text

DAY = timedelta(days=1)
_DAYS_OF_A_MONTH = 31


@dataclass(frozen=True, slots=True)
class PEYear:
    """From `start` up to `end`, the renewal date, which is in the next year (reading A-13)."""

    start: date
    end: date

    def __contains__(self, day: date) -> bool:
        return self.start <= day < self.end

    @property
    def words(self) -> str:
        """`15 maart 2026 tot en met 14 maart 2027`."""
        return f"{day_text(self.start)} tot en met {day_text(self.end - DAY)}"


def add_months(day: date, months: int) -> date:
    """So many calendar months later, or earlier when negative; a day that is not there becomes the last of its month.

    30 April less two months is 28 or 29 February (reading A-19).
    """
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    if day.day <= 28:
        return date(year, month + 1, day.day)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


def anniversary(start: date, years: int) -> date:
    """The same day so many years later; of 29 February it is 28 February where there is none (reading A-51)."""
    return add_months(start, 12 * years)


def next_renewal(start: date, after: date) -> date:
    """The first renewal date later than a day: an anniversary of the date of entry of the status (reading A-15)."""
    years = max(after.year - start.year, 1)
    found = anniversary(start, years)
    return found if found > after else anniversary(start, years + 1)


def pe_year(start: date, on: date) -> PEYear:
    """The PE year in which a day falls of a status that began on `start`; before that day it is the first year."""
    end = next_renewal(start, on)
    return PEYear(anniversary(start, end.year - start.year - 1), end)


def pe_year_ending(start: date | None, renewal: date) -> PEYear:
    """The PE year that ends on a renewal date; without a date of entry the twelve months before it (reading A-13)."""
    if start is not None and start < renewal and anniversary(start, renewal.year - start.year) == renewal:
        return PEYear(anniversary(start, renewal.year - start.year - 1), renewal)
    first = anniversary(renewal, -1)
    return PEYear(start if start is not None and first < start < renewal else first, renewal)


def months_and_days(start: date, on: date) -> tuple[int, int]:
    """Full calendar months from `start` up to a day, and the days beyond them; (0, 0) when it is not later."""
    if on <= start:
        return 0, 0
    months = (on.year - start.year) * 12 + on.month - start.month
    if add_months(start, months) > on:
        months -= 1
    return months, (on - add_months(start, months)).days


def full_months(months: int, extra_days: int) -> tuple[int, int]:
    """Experience with the days that are a month in any calendar made months."""
    more, days = divmod(extra_days, _DAYS_OF_A_MONTH)
    return months + more, days


def begin_of(months: int, days: int, on: date) -> date:
    """The last day from which so many full months and days, or more, lead to a day: `months_and_days` worked back.

    At the end of a month two first days can give the same; the last one never promises a later month too soon.
    """
    begin = add_months(on - timedelta(days), -months)
    while begin < on and months_and_days(begin + DAY, on) >= (months, days):
        begin += DAY
    return begin


def experience(periods: Iterable[tuple[date, date | None]], on: date) -> tuple[int, int]:
    """Months and extra days worked up to a day (not in it), in functions from a first to a last day (none: still).

    Functions at the same time count once; functions that touch are one stretch. Days beyond the full months of each
    stretch are added up, and 30 of them are a month.
    """
    stretches: list[tuple[date, date]] = []
    for begin, last in sorted((begin, min(last + DAY, on) if last else on) for begin, last in periods):
        if last <= begin:
            continue
        if stretches and begin <= stretches[-1][1]:
            stretches[-1] = (stretches[-1][0], max(stretches[-1][1], last))
        else:
            stretches.append((begin, last))
    found = [months_and_days(begin, end) for begin, end in stretches]
    months, days = sum(one[0] for one in found), sum(one[1] for one in found)
    return (months + days // 30, days % 30) if len(found) > 1 else (months, days)
