"""The PE year as a line: its months, today, the day of the dossier and what is planned. Plain Python."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from app.regulation.dates import PEYear, add_months

_LETTERS = "jfmamjjasond"


@dataclass(frozen=True)
class YearLine:
    """A PE year seen on a day; `deadline` is the last day for the dossier, while that has to come."""

    year: PEYear
    today: date
    deadline: date | None = None
    planned: tuple[date, ...] = ()

    def at(self, day: date) -> float:
        """Where a day lies on the line, from 0 to 100."""
        share = (day - self.year.start).days / (self.year.end - self.year.start).days
        return round(100 * min(max(share, 0), 1), 1)

    @property
    def months(self) -> Iterator[tuple[float, str]]:
        """Where each calendar month begins, with its first letter."""
        first = add_months(self.year.start.replace(day=1), 1)
        months = (add_months(first, number) for number in range(12))
        return ((self.at(day), _LETTERS[day.month - 1]) for day in months if day < self.year.end)
