"""When somebody of committee or board gets an overview of what waits. Plain Python, no clock."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, timedelta

AGAIN_AFTER = timedelta(days=7)


@dataclass(frozen=True, slots=True)
class Waiting:
    """So many things of one kind wait: since when the oldest does, the first last day, and how many are past theirs."""

    words: str
    count: int
    oldest: date
    first_due: date
    late: int


def is_due(now: Collection[str], told: Collection[str], told_on: date | None, today: date) -> bool:
    """Whether to send an overview today: `now` waits, `told` stood in the last one, of the day `told_on`.

    Once a day at most, when there is something new; and once a week as long as something waits.
    """
    if not now or told_on == today:
        return False
    return told_on is None or not set(now) <= set(told) or today - told_on >= AGAIN_AFTER
