"""The sentences of a standard by code, and the same standard with other sentences. Plain Python.

Facts (names, numbers, levels, targets) stay as they are: only sentences can be replaced. A sentence that is repeated on
a higher level has no code of its own and follows the one that it repeats.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from typing import Any, TypeVar

from app.standards.rules.element import Element, Indicator, Level, Scale
from app.standards.rules.profile import Chapter, Entry, Profile
from app.standards.rules.standard import Definition, Standard

LENGTH = 600
"""An own text has at most this many characters."""

Told = Callable[[str, str, str], str]
"""What to read for a sentence: of its code, where it stands, and how it reads."""
Part = TypeVar("Part", Element, Indicator, Scale, Level, Definition, Profile, Chapter, Entry)


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence of a standard that can be replaced: its code, where it stands, and how it reads."""

    code: str
    place: str
    text: str


def sentences_of(standard: Standard) -> tuple[Sentence, ...]:
    """Everything that can be replaced, in the order of the standard, each code once."""
    found: dict[str, Sentence] = {}

    def keep(code: str, place: str, text: str) -> str:
        if text:
            found.setdefault(code, Sentence(code, place, text))
        return text

    _retold(standard, keep)
    return tuple(found.values())


def reworded(standard: Standard, texts: Mapping[str, str], norms: tuple[Profile, ...] = ()) -> Standard:
    """The standard with these texts by code in the place of its own, and with norms; unknown codes are left out.

    What does not change is the same object as in the standard itself. Entries of different chapters can share a code:
    the one of another sentence stays.
    """
    ours = {sentence.code: sentence.text for sentence in sentences_of(standard)}
    own = {code: text for code, text in texts.items() if code in ours and text != ours[code]}
    if own:
        standard = _retold(standard, lambda code, _, text: own.get(code, text) if ours.get(code) == text else text)
    return replace(standard, norms=norms) if own or norms else standard


def _retold(standard: Standard, told: Told) -> Standard:
    """The standard with what is told for each of its sentences, in order."""
    elements = [_element(one, told) for one in standard.elements]
    scales = {
        one.code: _with(one, levels=tuple(_level(one, level, told) for level in one.levels)) for one in standard.scales
    }
    definitions = [
        _with(one, text=told(f"begrip:{one.code}", f"Begrip {one.term}", one.text)) for one in standard.definitions
    ]
    profiles = [
        _with(one, description=told(f"profiel:{one.code}", f"Profiel {one.title}: omschrijving", one.description))
        for one in standard.profiles
    ]
    return replace(
        standard,
        scales=tuple(scales.values()),
        elements=tuple(_with(one, scale=scales[one.scale.code]) for one in elements),
        definitions=tuple(definitions),
        chapters=_chapters("", standard.chapters, told),
        profiles=tuple(
            _with(one, chapters=_chapters(f"Profiel {one.title}: ", one.chapters, told)) for one in profiles
        ),
    )


def _with(part: Part, **values: Any) -> Part:
    """The same part of a standard with these values; the part itself where it has them."""
    changed = any(getattr(part, name) != value for name, value in values.items())
    return replace(part, **values) if changed else part


def _element(element: Element, told: Told) -> Element:
    label = element.label
    definition = told(f"onderdeel:{element.code}", f"{label}: omschrijving", element.definition)
    aspects = {aspect.code: f"{aspect.code} {aspect.name}" for aspect in element.aspects}
    indicators = []
    for one in element.indicators:
        place = ", ".join(filter(None, (label, aspects.get(one.aspect or ""), element.level_label(one.level))))
        indicators.append(_with(one, text=told(one.repeats or one.code, place, one.text)))
    return _with(element, definition=definition, indicators=tuple(indicators))


def _level(scale: Scale, level: Level, told: Told) -> Level:
    code, place = f"niveau:{scale.code}.{level.code}", f"Schaal {scale.code}, niveau {level.name}"
    return _with(
        level,
        definition=told(code, f"{place}: omschrijving", level.definition),
        summary=told(f"{code}.kort", f"{place}: in één zin", level.summary),
    )


def _chapters(owner: str, chapters: tuple[Chapter, ...], told: Told) -> tuple[Chapter, ...]:
    return tuple(_with(one, entries=_entries(f"{owner}{one.title}", one.entries, told)) for one in chapters)


def _entries(place: str, entries: tuple[Entry, ...], told: Told) -> tuple[Entry, ...]:
    return tuple(
        _with(one, text=_of_entry(place, one, told), entries=_entries(place, one.entries, told)) for one in entries
    )


def _of_entry(place: str, entry: Entry, told: Told) -> str:
    where = f"{place}: {entry.title}" if entry.title else place
    return told(f"lezen:{entry.code}", where, entry.text) if entry.code else entry.text
