"""How people write what a PE activity is measured by: hours, words, months. Plain Python."""

from __future__ import annotations

from decimal import Decimal

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
