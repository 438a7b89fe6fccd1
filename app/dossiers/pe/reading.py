"""How people write what a PE activity is measured by: hours, words, months. Plain Python."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from app.dossiers.pe.kinds import Asked
from app.plans.rules import WrongHours, read_hours

MOST_WORDS = 100_000
MOST_MONTHS = 24


def read_count(text: str, most: int) -> int | None:
    """A whole number from 1 to `most` as people write it ("1.200"); None when empty; raises `ValueError` in Dutch."""
    typed = text.strip().replace(" ", "")
    if not typed:
        return None
    if typed.count(".") and all(len(part) == 3 for part in typed.split(".")[1:]):
        typed = typed.replace(".", "")
    if not (typed.isascii() and typed.isdigit()):
        raise ValueError("Vul een heel getal in, zoals 3 of 300.")
    if not 1 <= int(typed) <= most:
        raise ValueError(f"Vul een getal in van 1 tot en met {most}.")
    return int(typed)


def read_worked_hours(text: str) -> Decimal | None:
    """Hours in quarters, more than none; None when empty; raises `ValueError` in Dutch."""
    hours = read_hours(text)
    if hours is not None and hours == 0:
        raise WrongHours("Vul in hoeveel uur het was. Nul uur kan niet.")
    return hours


@dataclass(frozen=True, slots=True)
class Amount:
    """Something that a kind may be measured by: how people write it, and what is said when it lacks."""

    read: Callable[[str], Decimal | int | None]
    missing: str


AMOUNTS: Mapping[str, Amount] = {
    "hours": Amount(read_worked_hours, "Vul in hoeveel uur het was of wordt."),
    "words": Amount(lambda text: read_count(text, MOST_WORDS), "Vul in hoeveel woorden je stuk heeft."),
    "consecutive_months": Amount(lambda text: read_count(text, MOST_MONTHS), "Vul in hoeveel maanden achter elkaar."),
}
"""By the name that they have in `Facts`."""


@dataclass(frozen=True, slots=True)
class KindFields:
    """What one kind asks, read in one way wherever it is filled in: in the form, in a workbook, in "what if"."""

    asked: Asked | None

    def has(self, name: str) -> bool:
        """Whether the kind has this amount at all; what it does not have is not read."""
        asked = self.asked
        return (
            asked is not None and {"hours": asked.hours, "words": asked.words, "consecutive_months": asked.months}[name]
        )

    def needs(self, name: str) -> bool:
        """Whether its points come from this amount."""
        return self.has(name) and (name != "hours" or (self.asked is not None and self.asked.hours_needed))

    def read(self, name: str, text: str) -> Decimal | int | None:
        """The amount, None where it is not asked or may be left out; raises `ValueError` in Dutch."""
        if not self.has(name):
            return None
        amount = AMOUNTS[name].read(text)
        if amount is None and self.needs(name):
            raise ValueError(AMOUNTS[name].missing)
        return amount

    def sketch(self, texts: Mapping[str, str]) -> dict[str, Any]:
        """What can be read already of what is still being filled in."""
        found: dict[str, Any] = {}
        for name, text in texts.items():
            with suppress(ValueError):
                found[name] = self.read(name, text)
        return found
