"""The term for objections, as far as the board set one. Plain Python.

The documents name no term (reading of regeling 1.10): until the board sets one, an objection can always be made.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

FEWEST_WEEKS, MOST_WEEKS = 4, 52


@dataclass(frozen=True, slots=True)
class ObjectionTerm:
    """How many weeks somebody has to object, and since when the board has it so."""

    weeks: int
    since: datetime

    @property
    def dutch(self) -> str:
        """In words."""
        return f"{self.weeks} weken"


def last_day_to_object(
    taken_at: datetime, taken_on: date, terms: Sequence[ObjectionTerm], day_of_term: Sequence[date]
) -> date | None:
    """The last day on which somebody can object to what was decided; None as long as there is no term.

    `terms` are all that were set, oldest first, each with its day in `day_of_term`. A decision keeps the term that held
    when it was taken. One of before the first term gets that term from the day that it was set: nobody loses a right
    by a term that was not there.
    """
    held = [one for one in terms if one.since <= taken_at]
    if held:
        return taken_on + timedelta(weeks=held[-1].weeks)
    return day_of_term[0] + timedelta(weeks=terms[0].weeks) if terms else None
