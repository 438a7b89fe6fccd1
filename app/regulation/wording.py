"""Days, hours and points as the sentences of the engine say them."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from babel.dates import get_month_names

_MONTHS = get_month_names("wide", locale="nl")


def day_text(day: date) -> str:
    """1 maart 2018."""
    return f"{day.day} {_MONTHS[day.month]} {day.year}"


def number_text(number: Decimal | int) -> str:
    """As people write it: 4, or 2,5."""
    text = f"{number:f}"
    if "." in text:
        text = text.rstrip("0").rstrip(".").replace(".", ",")
    return text


def points_text(points: int) -> str:
    """1 punt, 2 punten."""
    return "1 punt" if points == 1 else f"{points} punten"


def months_text(months: int, days: int = 0) -> str:
    """36 maanden en 1 dag."""
    text = "1 maand" if months == 1 else f"{months} maanden"
    if not days:
        return text
    return f"{text} en 1 dag" if days == 1 else f"{text} en {days} dagen"
