"""The term for objections and the prices of a year, as far as the board set them. Plain Python.

The documents name no term (reading of regeling 1.10): until the board sets one, an objection can always be made. They
name prices for 2018 and 2019 (A-41): until the board sets those of a year, what it costs then is unknown.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from decimal import Decimal

from app.regulation.registration.fees import PriceKind, Prices
from app.regulation.terms import Status

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


def prices_as_value(prices: Prices) -> dict[str, dict[str, str]]:
    """The prices of one year as they are kept with what the board sets."""
    return {
        kind.value: {status.value: str(amount) for (_, status, of), amount in prices.items() if of is kind}
        for kind in PriceKind
    }


def prices_in(year: int, value: Mapping[str, Mapping[str, str]]) -> Prices:
    """The prices of one year from what was kept."""
    return {
        (year, Status(status), PriceKind(kind)): Decimal(amount)
        for kind, amounts in value.items()
        for status, amount in amounts.items()
    }
