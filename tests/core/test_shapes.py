"""Faults: how they are told, and that what pydantic finds is told in Dutch."""

from __future__ import annotations

from enum import StrEnum
from typing import Annotated, Any

import pytest
from pydantic import AfterValidator, BaseModel, ConfigDict, Field, ValidationError

from app.core.shapes import Fault, Faulty, refusal, shape_findings, written


class Colour(StrEnum):
    RED = "rood"
    BLUE = "blauw"


def even(number: int) -> int:
    if number % 2:
        raise refusal("dit is {oneven}.")
    return number


class Thing(BaseModel):
    model_config = ConfigDict(strict=True, extra="forbid")

    name: Annotated[str, Field(min_length=1)] = "x"
    colour: Annotated[Colour, Field(strict=False)] = Colour.RED
    number: Annotated[int, AfterValidator(even)] = 0
    inside: list[Thing] = []


def found(**content: Any) -> list[str]:
    with pytest.raises(ValidationError) as error:
        Thing.model_validate(content)
    return [f"{written(path)}: {what}" for path, what in shape_findings(error.value)]


def test_a_fault_says_where_and_what() -> None:
    assert str(Fault("x.yaml:3: a[0]", "dit ontbreekt.")) == "x.yaml:3: a[0]: dit ontbreekt."
    assert str(Fault("", "dit bestand is leeg.")) == "dit bestand is leeg."
    assert Fault("", "dit bestand is leeg.").sentence == "Dit bestand is leeg."
    assert Fault("Regel 3", "dit ontbreekt.").sentence == "Regel 3: dit ontbreekt."


def test_faults_are_told_together_up_to_a_number() -> None:
    faulty = Faulty(Fault(f"Regel {number}", "dit is leeg.") for number in (1, 2, 3))
    assert str(faulty) == "Regel 1: dit is leeg.\nRegel 2: dit is leeg.\nRegel 3: dit is leeg."
    assert faulty.told(3) == str(faulty)
    assert faulty.told(1) == "Regel 1: dit is leeg.\n… en nog 2."


def test_what_pydantic_finds_is_told_in_dutch_at_its_path() -> None:
    assert found(name="", colour="groen") == ["name: dit is leeg.", "colour: dit moet 'rood' of 'blauw' zijn."]
    assert found(inside=[{}, {"nam": "x"}]) == ["inside[1].nam: deze sleutel bestaat hier niet."]
    assert found(inside={}) == ["inside: hier hoort een lijst."]


def test_a_sentence_of_ours_is_told_as_it_is() -> None:
    assert found(number=3) == ["number: dit is {oneven}."]


def test_a_format_has_words_of_its_own() -> None:
    with pytest.raises(ValidationError) as error:
        Thing.model_validate({"name": 3})
    assert list(shape_findings(error.value, instead={"string_type": "hier hoort een naam."})) == [
        (("name",), "hier hoort een naam.")
    ]
    assert list(shape_findings(error.value, left_out=("name",))) == [((), "hier hoort tekst.")]
