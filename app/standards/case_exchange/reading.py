"""From the bytes of a CASE package to a checked package, or to everything that is wrong with it."""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from contextlib import suppress
from graphlib import CycleError, TopologicalSorter
from typing import Any

from pydantic import ValidationError

from app.core.files.json_text import too_many_values
from app.core.shapes import Fault, Faulty, Path, shape_findings, written
from app.standards.case_exchange.format import CasePart, CFPackage, Described
from app.standards.case_exchange.tree import end

MAX_BYTES = 10 * 1024 * 1024
MAX_DEPTH = 40
MAX_ITEMS = 20_000
MAX_ASSOCIATIONS = 50_000
MAX_CRITERIA = 5_000
MAX_VALUES = 500_000
SHOWN_FAULTS = 50
SHOWN_CHARACTERS = 60

_NO_TEXT = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ufffe\uffff\ud800-\udfff]")
_WHOLE, _NUMBER = re.compile(r"-?[0-9]{1,9}"), re.compile(r"-?[0-9]{1,9}(?:\.[0-9]{1,9})?")
_NUMBERS = {"sequenceNumber": _WHOLE, "position": _WHOLE, "weight": _NUMBER, "score": _NUMBER}
"""The keys that hold a number, with what a text must look like to be one."""
_MESSAGES = {
    "dict_type": "hier hoort een object.",
    "model_type": "hier hoort een object.",
    "dataclass_type": "hier hoort een object.",
    "mapping_type": "hier hoort een object.",
    "case_uuid": "hier hoort een UUID, zoals 8ed0b2ff-13fe-4d3f-9f2c-5a3b6c1d7e80.",
    "case_association_type": "dit is geen soort verband van CASE 1.1.",
    "case_date_time": "hier hoort een moment, zoals 2026-01-31T09:00:00Z.",
    "case_date": "hier hoort een datum, zoals 2026-01-31.",
}


def read_package(data: bytes) -> tuple[CFPackage, list[str]]:
    """The package in this JSON, its tree and references checked, and what we read otherwise than it stands there.

    A value that is null counts as absent. Some systems put the package in an object of its own; that is taken off.
    Others write a number as a text: it is a number when nothing else can be meant. Raises `Faulty` with all faults.
    """
    if len(data) > MAX_BYTES:
        raise Faulty([Fault("", f"dit bestand is groter dan {MAX_BYTES // 1024 // 1024} MB.")])
    if data.startswith(b"PK\x03\x04"):
        raise Faulty([Fault("", "dit is een zip-bestand: pak het eerst uit.")])
    content = _json(data)
    if isinstance(content, dict) and list(content) == ["CFPackage"]:
        content = content["CFPackage"]
    faults = list(_nonsense(content))
    if faults:
        raise Faulty(faults)
    read_otherwise = _read_numbers(content)
    try:
        package = CFPackage.model_validate(content)
    except ValidationError as errors:
        raise Faulty(faults_of(errors)) from None
    if (criteria := sum(len(rubric.CFRubricCriteria) for rubric in package.rubrics)) > MAX_CRITERIA:
        raise Faulty([Fault("CFRubrics", f"hier staan {criteria} criteria, dat zijn er meer dan {MAX_CRITERIA}.")])
    if faults := [*_doubles(package), *_tree_faults(package)]:
        raise Faulty(faults)
    return package, read_otherwise


def _read_numbers(content: Any) -> list[str]:
    """Make numbers of the texts that stand where CASE asks a number; what was changed, in Dutch."""
    found: Counter[str] = Counter()
    todo: list[tuple[Any, str]] = [(content, "")]
    while todo:
        value, path = todo.pop()
        if isinstance(value, list):
            todo += [(one, path) for one in value]
        elif isinstance(value, dict):
            for key, text in value.items():
                if key in _NUMBERS and isinstance(text, str) and _NUMBERS[key].fullmatch(text.strip()):
                    value[key] = float(text) if "." in text else int(text)
                    found[f"{path}.{key}".removeprefix(".")] += 1
            todo += [(one, f"{path}.{key}") for key, one in value.items() if key != "extensions"]
    return [
        f"{place}: hier staat een getal als tekst. Wij lezen het als getal ({count} keer)."
        for place, count in found.items()
    ]


def faults_of(errors: ValidationError, above: Path = (), kept: Iterable[str] = ()) -> Iterator[Fault]:
    """What pydantic found, in Dutch, with the place in the package (below `above`)."""
    for path, what in shape_findings(errors, instead=_MESSAGES, left_out=("[key]", *kept)):
        yield Fault(_place((*above, *path)), what)


def _place(path: Path) -> str:
    """A path with short steps, and with nothing in it that a screen cannot show."""
    return written(
        tuple(_NO_TEXT.sub("?", step[:SHOWN_CHARACTERS]) if isinstance(step, str) else step for step in path)
    )


def _json(data: bytes) -> Any:
    twice: list[Fault] = []

    def pairs(found: list[tuple[str, Any]]) -> dict[str, Any]:
        kept: dict[str, Any] = {}
        for key, value in found:
            if key in kept:
                twice.append(Fault("", f"de sleutel {_shown(key)} staat twee keer in hetzelfde object."))
            kept[key] = value
        return {key: value for key, value in kept.items() if value is not None}

    try:
        text = data.decode("utf-8-sig")
        if too_many_values(text):
            raise Faulty([_too_many_values()])
        content = json.loads(text, object_pairs_hook=pairs, parse_constant=_refuse)
    except UnicodeDecodeError:
        raise Faulty([Fault("", "dit bestand is geen UTF-8.")]) from None
    except json.JSONDecodeError as error:
        where = f"regel {error.lineno}, kolom {error.colno}"
        raise Faulty([Fault("", f"dit is geen geldige JSON ({where}).")]) from None
    except RecursionError:
        raise Faulty([_too_deep()]) from None
    except ValueError:
        raise Faulty([Fault("", "hier staat een getal dat geen gewoon getal is.")]) from None
    if twice:
        raise Faulty(dict.fromkeys(twice))
    return content


def _refuse(name: str) -> None:
    raise ValueError(name)


def _too_deep() -> Fault:
    return Fault("", f"dit bestand is dieper genest dan {MAX_DEPTH} lagen.")


def _too_many_values() -> Fault:
    return Fault("", f"hier staan meer dan {MAX_VALUES} waarden in.")


def _shown(text: str) -> str:
    """A text of the file in a message: short, and with nothing in it that a screen cannot show."""
    return repr(text[:SHOWN_CHARACTERS] + ("…" if len(text) > SHOWN_CHARACTERS else ""))


def _nonsense(content: Any) -> Iterator[Fault]:
    """What has no place anywhere: too much, too many layers, and signs that are no text."""
    if not isinstance(content, dict):
        yield Fault("", "een CASE-pakket is een object met onder meer CFDocument en CFItems.")
        return
    if too_many := list(_too_many(content)):
        yield from too_many
        return
    todo: list[tuple[Any, Path]] = [(content, ())]
    count = 0
    while todo:
        value, path = todo.pop()
        yield from _signs(value, path)
        if isinstance(value, dict | list):
            count += len(value)
            if count > MAX_VALUES:
                yield _too_many_values()
                return
            if len(path) >= MAX_DEPTH:
                yield _too_deep()
                return
            inside = value.items() if isinstance(value, dict) else enumerate(value)
            todo += reversed([(one, (*path, step)) for step, one in inside])


def _signs(value: Any, path: Path) -> Iterator[Fault]:
    texts = [value] if isinstance(value, str) else value if isinstance(value, dict) else ()
    if any(_NO_TEXT.search(text) for text in texts):
        yield Fault(_place(path), "hier staat een teken dat niet in een tekst hoort.")


def _too_many(content: Mapping[str, Any]) -> Iterator[Fault]:
    for name, limit in (("CFItems", MAX_ITEMS), ("CFAssociations", MAX_ASSOCIATIONS)):
        found = content.get(name)
        if isinstance(found, list) and len(found) > limit:
            yield Fault(name, f"hier staan er {len(found)}, dat zijn er meer dan {limit}.")


def _doubles(package: CFPackage) -> Iterator[Fault]:
    seen: dict[str, str] = {}
    for path, one in parts_of(package):
        if isinstance(one, Described) and seen.setdefault(one.identifier, path) != path:
            yield Fault(f"{path}.identifier", f"'{one.identifier}' is ook al van {seen[one.identifier]}.")


def parts_of(part: CasePart, path: str = "") -> Iterator[tuple[str, CasePart]]:
    """A part of a package and all that is in it, each with its place."""
    yield path, part
    for name, field in type(part).model_fields.items():
        value, here = getattr(part, name), f"{path}.{field.alias or name}".removeprefix(".")
        many = value if isinstance(value, list) else []
        for place, one in ({f"{here}[{index}]": one for index, one in enumerate(many)} or {here: value}).items():
            if isinstance(one, CasePart):
                yield from parts_of(one, place)


def _tree_faults(package: CFPackage) -> Iterator[Fault]:
    """Children that are not there, parents that are not there, and items that stand under themselves."""
    items = {item.identifier for item in package.items}
    places = items | {package.document.identifier}
    parents: dict[str, list[str]] = {}
    for index, link in enumerate(package.associations):
        if link.associationType != "isChildOf":
            continue
        child, parent = end(link, "origin"), end(link, "destination")
        if child not in items:
            yield Fault(f"CFAssociations[{index}].originNodeURI", f"{_shown(child)} staat niet in dit pakket.")
        if parent not in places:
            yield Fault(f"CFAssociations[{index}].destinationNodeURI", f"{_shown(parent)} staat niet in dit pakket.")
        if child in items and parent in places:
            parents.setdefault(child, []).append(parent)
    circle = _in_a_circle(parents)
    for index, item in enumerate(package.items):
        if item.identifier in circle:
            yield Fault(f"CFItems[{index}]", "dit onderdeel staat via isChildOf onder zichzelf.")


def _in_a_circle(parents: Mapping[str, list[str]]) -> set[str]:
    """The items on a circle or between two: those from which one can go on for ever, up and down."""
    children: dict[str, list[str]] = {}
    for child, above in parents.items():
        for parent in above:
            children.setdefault(parent, []).append(child)
    return _endless(parents) & _endless(children)


def _endless(ways: Mapping[str, list[str]]) -> set[str]:
    """From where one can go on for ever."""
    sorter = TopologicalSorter(ways)
    with suppress(CycleError):
        sorter.prepare()
    ended: set[str] = set()
    while ready := sorter.get_ready():
        ended.update(ready)
        sorter.done(*ready)
    return set(ways) - ended
