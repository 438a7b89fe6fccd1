"""Days, hours and points as the sentences of the engine say them."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from babel.dates import get_month_names

from app.core.worded import series

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


def duration_text(months: int, days: int = 0) -> str:
    """3 jaar, 2 maanden en 1 dag: the one way in which we write how long something lasted."""
    years, months = divmod(months, 12)
    parts = [f"{years} jaar"] if years else []
    parts += [f"{months} {'maand' if months == 1 else 'maanden'}"] if months or not (years or days) else []
    parts += [f"{days} {'dag' if days == 1 else 'dagen'}"] if days else []
    return series(parts)
