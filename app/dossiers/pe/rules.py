"""What somebody fills in of a PE activity, and which day fits it. Plain Python."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from app.core.problems import DomainError
from app.dossiers.rules import ActivityStatus
from app.regulation.terms import PEKind


class WrongDay(DomainError):
    """Done on a day that still has to come, or planned for one that is over."""


@dataclass(frozen=True, slots=True)
class Facts:
    """What somebody fills in of an activity; what its kind does not ask is left empty."""

    kind: PEKind
    title: str
    held_on: date
    status: ActivityStatus
    hours: Decimal | None = None
    words: int | None = None
    consecutive_months: int | None = None
    clok: bool = False
    network: bool | None = None
    note: str = ""


def check_facts(facts: Facts, today: date) -> None:
    """Done is not in the future and planned not in the past; raises `WrongDay`."""
    if facts.status is ActivityStatus.DONE and facts.held_on > today:
        raise WrongDay("Deze dag moet nog komen. Kies 'Gepland', of vul een dag in die voorbij is.")
    if facts.status is ActivityStatus.PLANNED and facts.held_on < today:
        raise WrongDay("Deze dag is voorbij. Kies 'Gedaan', of vul een dag in die nog komt.")
