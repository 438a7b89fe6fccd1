"""Until when a result can be shared: plain Python."""

from __future__ import annotations

from datetime import date, timedelta

USUAL = timedelta(days=91)
LONGEST = timedelta(days=366)


def usual_last_day(today: date) -> date:
    """The last day that stands ready: long enough for a talk and what comes after it."""
    return today + USUAL


def fault_of(last_day: date, today: date) -> str:
    """What is wrong with a last day, in Dutch; nothing when it is right."""
    if last_day < today:
        return "Vul een datum in van vandaag of later."
    if last_day > today + LONGEST:
        return "Deel voor hoogstens een jaar. Daarna kun je opnieuw delen."
    return ""
