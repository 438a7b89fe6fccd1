"""JSON as data, without the parts of JSON that hide what a file says, and the values that our formats are made of.

A key that stands twice is refused (the last one would win without a word), and numbers keep their digits. The types
below are for fields of dataclasses that pydantic reads; what does not fit is told in Dutch.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from datetime import date
from decimal import Decimal, InvalidOperation
from typing import Annotated, Any

from pydantic import BeforeValidator, PlainSerializer, Strict

from app.core.files.limits import JSON_MARKS
from app.core.shapes import Fault, Faulty, refusal, shown

_DATE = re.compile(r"\d{4}-\d{2}-\d{2}")
_DECIMALS = 6


class _TwiceError(ValueError):
    """A key that stands twice in one object."""


def read_json(text: str, number: Callable[[str], Any] | None = None) -> Any:
    """The data of a text; raises `Faulty` with the one thing that is wrong with it.

    `number` makes something of each number with a fraction and of NaN and Infinity, a `Decimal` where it is not given;
    it may raise `ValueError`.
    """
    number = number or _decimal
    if not text.strip():
        raise Faulty([Fault("", "dit bestand is leeg.")])
    if too_many_values(text):
        raise Faulty([Fault("", "er staan te veel waarden in dit bestand.")])
    try:
        return json.loads(text, parse_float=number, parse_constant=number, object_pairs_hook=_no_doubles)
    except _TwiceError as error:
        why = f"veld '{error}' staat er twee keer"
    except json.JSONDecodeError as error:
        why = f"kijk bij regel {error.lineno}, teken {error.colno}"
    except RecursionError:
        why = "er zitten te veel lagen in elkaar"
    except ValueError:
        why = "er staat een getal in van duizenden cijfers"
    raise Faulty([Fault("", f"dit is geen geldige JSON: {why}.")])


def too_many_values(text: str) -> bool:
    """Whether a JSON may have more values than anybody reads, told without decoding it."""
    return text.count(",") + text.count("[") + text.count("{") > JSON_MARKS


def _decimal(text: str) -> Decimal:
    """What is too big even for a `Decimal` becomes infinite: the field that it stands in refuses it."""
    try:
        return Decimal(text)
    except InvalidOperation:
        return Decimal("Infinity")


def _no_doubles(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) < len(pairs):
        names = [name for name, _ in pairs]
        raise _TwiceError(next(name for name in names if names.count(name) > 1))
    return found


def day_of(value: Any) -> date | None:
    """The day of a value such as "2018-03-01"; None when it is none, or not of our time."""
    if isinstance(value, str) and _DATE.fullmatch(value) and 1900 < int(value[:4]) < 2999:
        try:
            return date.fromisoformat(value)
        except ValueError:
            return None
    return value if type(value) is date else None


def _day(value: Any) -> date:
    found = day_of(value)
    if found is None:
        raise refusal(f"{shown(value)} is geen dag. Schrijf een dag als 2018-03-01.")
    return found


def _is_whole(value: Any) -> bool:
    return isinstance(value, int) and not isinstance(value, bool)


def whole(most: int) -> BeforeValidator:
    """A whole number from 0: for `Annotated[int, whole(9)]`."""

    def read(value: Any) -> int:
        if isinstance(value, Decimal) and value.is_finite() and 0 <= value <= most and value == round(value):
            return int(value)
        if _is_whole(value) and 0 <= value <= most:
            return int(value)
        raise refusal(f"{shown(value)} kan hier niet. Wel: een heel getal van 0 tot en met {most}.")

    return BeforeValidator(read)


def amount(most: int) -> BeforeValidator:
    """A number from 0, to six decimals: for `Annotated[Decimal, amount(9)]`. A database gives its JSON with floats."""

    def read(value: Any) -> Decimal:
        if isinstance(value, float):
            value = Decimal(str(value))
        if _is_whole(value) and 0 <= value <= most:
            return Decimal(value)
        if isinstance(value, Decimal) and value.is_finite() and 0 <= value <= most:
            return round(value, _DECIMALS) + 0
        raise refusal(f"{shown(value)} kan hier niet. Wel: een getal van 0 tot en met {most}.")

    return BeforeValidator(read)


def plain_number(value: Decimal) -> int | float:
    """A number as JSON has it."""
    return int(value) if value == value.to_integral_value() else float(value)


Day = Annotated[date, BeforeValidator(_day)]
Truth = Annotated[bool, Strict()]
AsNumber = PlainSerializer(plain_number, when_used="json")
"""For a `Decimal` that JSON has as a number."""
