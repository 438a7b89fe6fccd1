"""What somebody fills in of a PE activity, and which day fits it. Plain Python."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Protocol

from app.core.problems import DomainError
from app.dossiers.rules import ActivityStatus
from app.regulation.dates import add_months
from app.regulation.terms import PEKind

YEARS_AHEAD = 10


class WrongDay(DomainError):
    """Done on a day that still has to come, or planned for one that is over."""


@dataclass(frozen=True, slots=True)
class Facts:
    """What somebody fills in of an activity; what its kind does not ask is left empty.

    `clok` is None as long as it is not known whether CLOK organises it.
    """

    kind: PEKind
    title: str
    held_on: date
    status: ActivityStatus
    hours: Decimal | None = None
    words: int | None = None
    consecutive_months: int | None = None
    clok: bool | None = False
    network: bool | None = None
    note: str = ""


def check_facts(facts: Facts, today: date) -> None:
    """Done is not in the future and planned not in the past; raises `WrongDay`."""
    if facts.status is ActivityStatus.DONE and facts.held_on > today:
        raise WrongDay("Deze dag moet nog komen. Kies 'Gepland', of vul een dag in die voorbij is.")
    if facts.status is ActivityStatus.PLANNED and facts.held_on < today:
        raise WrongDay("Deze dag is voorbij. Kies 'Gedaan', of vul een dag in die nog komt.")


class HasKey(Protocol):
    """What an activity is told apart by."""

    @property
    def kind(self) -> PEKind:
        """Which kind."""

    @property
    def title(self) -> str:
        """What it is called."""

    @property
    def held_on(self) -> date:
        """On which day."""


def key_of(one: HasKey) -> tuple[PEKind, date, str]:
    """Two activities with the same key are most likely the same one, written down twice."""
    return one.kind, one.held_on, one.title.lower()


def is_too_far(day: date, today: date) -> bool:
    """Whether a day is so far ahead that it must be a slip."""
    return day > add_months(today, 12 * YEARS_AHEAD)
