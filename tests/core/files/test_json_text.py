"""JSON as data, and the values that our formats are made of."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Annotated, Any

import pytest
from pydantic import TypeAdapter, ValidationError

from app.core.files.json_text import AsNumber, Day, Truth, amount, read_json, whole
from app.core.shapes import Faulty, shape_findings


@dataclass(frozen=True, slots=True)
class Thing:
    day: Day | None = None
    open: Truth = False
    number: Annotated[int, whole(9)] = 0
    hours: Annotated[Decimal, amount(9), AsNumber] = Decimal(0)


THING = TypeAdapter(Thing)


def found(**content: Any) -> str:
    with pytest.raises(ValidationError) as error:
        THING.validate_python(content)
    return "; ".join(what for _, what in shape_findings(error.value))


def test_numbers_keep_their_digits() -> None:
    assert read_json('{"a": 0.10, "b": [1, NaN]}')["a"] == Decimal("0.10")


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("\n", "dit bestand is leeg."),
        ('{"a": 1, "b": {"c": 1, "c": 2}}', "dit is geen geldige JSON: veld 'c' staat er twee keer."),
        ('{"a": }', "dit is geen geldige JSON: kijk bij regel 1, teken 7."),
    ],
)
def test_what_hides_what_a_file_says_is_refused(text: str, message: str) -> None:
    with pytest.raises(Faulty) as error:
        read_json(text)
    assert str(error.value) == message


def test_a_format_may_refuse_numbers_of_its_own() -> None:
    def no_number(_: str) -> float:
        raise ValueError

    with pytest.raises(Faulty):
        read_json("[NaN]", no_number)


def test_values_are_what_they_say_they_are() -> None:
    read = THING.validate_python(
        {"day": "2018-03-01", "open": True, "number": Decimal("3.0"), "hours": Decimal("2.50")}
    )
    assert read == Thing(date(2018, 3, 1), True, 3, Decimal("2.5"))
    assert THING.dump_python(read, mode="json") == {"day": "2018-03-01", "open": True, "number": 3, "hours": 2.5}
    assert found(day="2018-02-30") == '"2018-02-30" is geen dag. Schrijf een dag als 2018-03-01.'
    assert found(day=1519862400) == "1519862400 is geen dag. Schrijf een dag als 2018-03-01."
    assert found(open=1) == "hier hoort true of false."
    assert found(number=True) == "true kan hier niet. Wel: een heel getal van 0 tot en met 9."
    assert found(hours="2") == '"2" kan hier niet. Wel: een getal van 0 tot en met 9.'
