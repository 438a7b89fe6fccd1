"""What is wrong in what somebody hands in: faults with their place, and in Dutch what pydantic finds. Plain Python.

A reader of a format makes a `Fault` of everything that is wrong, names the place as the people who wrote the file know
it (a file and a line, a case and a field, a sheet and a cell), and raises one `Faulty` with all of them.
"""

from __future__ import annotations

import json
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any, TypeVar, dataclass_transform

from pydantic import ConfigDict, ValidationError, with_config
from pydantic_core import PydanticCustomError

Path = tuple[str | int, ...]
"""Where a value stands in data: the keys and the numbers (from 0) that lead to it."""

Finding = tuple[Path, str]
"""Something wrong at a path, in Dutch; the reader of a format makes it a `Fault`."""

Shaped = TypeVar("Shaped")

_SHOWN = 40
MOST_ERRORS = 20_000
"""More mistakes of shape are only counted: each that is told is an object, and a small file can have half a million."""
SAID = "said"
"""The kind of a pydantic error whose message is Dutch already: see `refusal`."""

_MESSAGES = {
    "missing": "dit ontbreekt.",
    "extra_forbidden": "deze sleutel bestaat hier niet.",
    "unexpected_keyword_argument": "deze sleutel bestaat hier niet.",
    "string_type": "hier hoort tekst.",
    "string_too_short": "dit is leeg.",
    "string_too_long": "dit is langer dan {max_length} tekens.",
    "string_pattern_mismatch": "dit past niet bij het patroon {pattern}.",
    "int_type": "hier hoort een geheel getal.",
    "float_type": "hier hoort een getal.",
    "finite_number": "hier hoort een gewoon getal.",
    "greater_than_equal": "dit moet minstens {ge} zijn.",
    "less_than_equal": "dit mag hoogstens {le} zijn.",
    "bool_type": "hier hoort true of false.",
    "date_type": "hier hoort een datum, zoals 2026-01-31.",
    "list_type": "hier hoort een lijst.",
    "tuple_type": "hier hoort een lijst.",
    "dict_type": "hier horen sleutels met waarden.",
    "mapping_type": "hier horen sleutels met waarden.",
    "model_type": "hier horen sleutels met waarden.",
    "dataclass_type": "hier horen sleutels met waarden.",
    "literal_error": "dit moet {expected} zijn.",
    "enum": "dit moet {expected} zijn.",
    "too_short": "hier staat minstens {min_length} ding.",
    "too_long": "hier staan er meer dan {max_length}.",
    SAID: "{said}",
}


@dataclass_transform(frozen_default=True, field_specifiers=(field,))
def shaped(cls: type[Shaped]) -> type[Shaped]:
    """A frozen dataclass in the shape of a part of a file: a key that is not named in it is a fault."""
    return with_config(ConfigDict(extra="forbid", str_strip_whitespace=True))(dataclass(frozen=True, slots=True)(cls))


@dataclass(frozen=True, slots=True)
class Fault:
    """Something wrong: where (empty: in the whole of it) and what, in Dutch.

    `line`, where the file has lines, is only there to tell faults in the order of the file.
    """

    where: str
    what: str
    line: int = field(default=0, compare=False)

    def __str__(self) -> str:
        """One line, as a compiler would print it."""
        return f"{self.where}: {self.what}" if self.where else self.what

    @property
    def sentence(self) -> str:
        """The same for a screen: without a place it begins with a capital."""
        return str(self) if self.where else self.what[:1].upper() + self.what[1:]


class Faulty(Exception):
    """What was handed in cannot be taken; `faults` has everything that is wrong with it, the text each on its line."""

    def __init__(self, faults: Iterable[Fault]) -> None:
        self.faults = tuple(faults)
        super().__init__("\n".join(str(fault) for fault in self.faults))

    def told(self, most: int) -> str:
        """The text with the first so many faults, and how many there are more."""
        shown = [str(fault) for fault in self.faults[:most]]
        more = len(self.faults) - len(shown)
        return "\n".join((*shown, f"… en nog {more}.") if more else shown)


def written(path: Path) -> str:
    """A path as people write it: `elements[0].code`."""
    text = "".join(f"[{step}]" if isinstance(step, int) else f".{step}" for step in path)
    return text.removeprefix(".")


def refusal(said: str) -> PydanticCustomError:
    """What a validator of ours raises: its Dutch sentence is told as it is."""
    return PydanticCustomError(SAID, "{said}", {"said": said})


def shown(value: Any) -> str:
    """A value in a sentence: as JSON has it, and not longer than forty signs."""
    try:
        text = str(value) if isinstance(value, Decimal) else json.dumps(value, ensure_ascii=False, default=str)
    except (TypeError, ValueError):
        text = str(value)
    return text if len(text) <= _SHOWN else f"{text[:_SHOWN]}…"


def shape_findings(
    errors: ValidationError, *, instead: Mapping[str, str] | None = None, left_out: Collection[str | int] = ()
) -> Iterator[Finding]:
    """What pydantic found, in Dutch.

    `instead` are sentences that a format has of its own, by the kind of the error: `{shown}` in them is the value that
    stands there, `{values}` what may. `left_out` are steps of a path that are no key of the file (a branch of a union,
    the key of a mapping). More than `MOST_ERRORS` are one finding.
    """
    if errors.error_count() > MOST_ERRORS:
        yield (), f"hier kloppen {errors.error_count()} dingen niet. Kijk of dit het goede bestand is."
        return
    for error in errors.errors(include_url=False):
        path = tuple(step for step in error["loc"] if step not in left_out)
        message = (instead or {}).get(error["type"]) or _MESSAGES.get(error["type"])
        if message is None:
            yield path, f"deze waarde past hier niet ({error['msg']})."
            continue
        context = dict(error.get("ctx", {}))
        expected = str(context.get("expected", ""))
        context["expected"] = expected.replace("' or '", "' of '")
        context["values"] = expected.replace("'", "").replace(" or ", ", ")
        context["shown"] = shown(error["input"]) if "{shown}" in message else ""
        yield path, message.format(**context)
