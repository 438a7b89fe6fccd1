"""What waits for somebody, as one kind of row, whatever it is about: the start page shows all of them in one list.

Each part of the house makes its own rows, in a file `waiting` of its own; `app/overview` puts them together.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import IntEnum


class Weight(IntEnum):
    """What hangs on it, the most first: the order of the list (docs/decisions, 0037)."""

    LOSE = 1
    """Too late costs something: a status, or mail that does not leave."""
    OTHERS = 2
    """Somebody else cannot go on without it."""
    BEGUN = 3
    """The person was busy with it."""
    NEXT = 4
    """The next step of their own."""
    PLANNED = 5
    """What they planned themselves. Its day asks, it does not scold."""
    HOUSE = 6
    """What keeps the house in order."""
    READ = 7
    """What is there to read."""


@dataclass(frozen=True, slots=True)
class Waiting:
    """One thing that waits: what, where it is done and what the button there says.

    `whom` is for whom or of whom it is, when that is not the person alone; `by` the last day on which it is in time;
    `done` how many of how many; `remark` a quiet sentence such as who sees it;
    `is_to_come` when it cannot be done yet.
    """

    what: str
    href: str
    button: str
    weight: Weight
    fact: str = ""
    icon: str = "ring"
    whom: str = ""
    by: date | None = None
    done: tuple[int, int] | None = None
    remark: str = ""
    is_to_come: bool = False

    def is_late(self, today: date) -> bool:
        """Whether its last day is over."""
        return self.by is not None and self.by < today

    @property
    def scolds(self) -> bool:
        """Whether late is called late: not where nobody but the person set the day."""
        return self.weight is not Weight.PLANNED


def in_order(rows: Iterable[Waiting]) -> list[Waiting]:
    """The rows by what hangs on them, and then the first due first; what has no day comes after what has one."""
    return sorted(rows, key=lambda row: (row.weight, row.by or date.max))
