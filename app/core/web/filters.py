"""How dates, numbers and lists are written in Dutch on our pages."""

from __future__ import annotations

from datetime import date, datetime

from babel.dates import format_date
from jinja2 import Environment

from app.core import clock
from app.core.worded import series

LOCALE = "nl"


def day(value: date | datetime) -> str:
    """`4 december 2026`."""
    return format_date(_date(value), "d MMMM y", locale=LOCALE)


def weekday(value: date | datetime) -> str:
    """`vrijdag 4 december 2026`; a date is easier to place with its weekday (docs/look.md, Words)."""
    return format_date(_date(value), "EEEE d MMMM y", locale=LOCALE)


def weekday_short(value: date | datetime) -> str:
    """`vr 4 december`."""
    return format_date(_date(value), "EEE d MMMM", locale=LOCALE).replace(".", "")


def month(value: date | datetime) -> str:
    """`maart 2026`."""
    return format_date(_date(value), "MMMM y", locale=LOCALE)


def month_short(value: date | datetime) -> str:
    """`mrt`, for a date leaf."""
    return format_date(_date(value), "MMM", locale=LOCALE).replace(".", "")


def day_short(value: date | datetime) -> str:
    """`4 dec`."""
    return format_date(_date(value), "d MMM", locale=LOCALE).replace(".", "")


def clock_time(value: datetime) -> str:
    """`14:02`, on a Dutch clock."""
    return clock.local(value).strftime("%H:%M")


def moment(value: datetime) -> str:
    """`vandaag om 14:02`, `gisteren om 16:48`, `morgen om 07:00` or `4 december 2026 om 09:15`."""
    days = (clock.today() - _date(value)).days
    words = {0: "vandaag", 1: "gisteren", -1: "morgen"}.get(days, day(value))
    return f"{words} om {clock_time(value)}"


def until(value: date) -> str:
    """How far away a date is, in words: `vandaag`, `morgen`, `over 6 dagen`, `3 dagen geleden`."""
    days = (value - clock.today()).days
    if days == 0:
        return "vandaag"
    if days in (1, -1):
        return "morgen" if days == 1 else "gisteren"
    return f"over {days} dagen" if days > 0 else f"{-days} dagen geleden"


def filesizeformat(value: int) -> str:
    """How large a file is: `5 bytes`, `12,3 kB`; in place of the filter of Jinja, which writes it in English."""
    amount, unit = float(value), "bytes"
    for larger in ("kB", "MB", "GB"):
        if amount < 1000:
            break
        amount, unit = amount / 1000, larger
    if unit == "bytes":
        return "1 byte" if value == 1 else f"{value} bytes"
    return f"{amount:.1f} {unit}".replace(".", ",")


def _date(value: date | datetime) -> date:
    return clock.local(value).date() if isinstance(value, datetime) else value


def add_to(environment: Environment) -> None:
    """Make the filters known to the templates, under their own names."""
    for function in (
        day,
        weekday,
        weekday_short,
        month,
        month_short,
        day_short,
        clock_time,
        moment,
        until,
        series,
        filesizeformat,
    ):
        environment.filters[function.__name__] = function
