"""The sentences of a standard by code, and the same standard with other sentences. Plain Python.

Facts (names, numbers, levels, targets) stay as they are: only sentences can be replaced. A sentence that is repeated on
a higher level has no code of its own and follows the one that it repeats.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace

from app.standards.rules.element import Element, Scale
from app.standards.rules.profile import Chapter, Entry, Profile
from app.standards.rules.standard import Standard

LENGTH = 600
"""An own text has at most this many characters."""


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence of a standard that can be replaced: its code, where it stands, and how it reads."""

    code: str
    place: str
    text: str


def sentences_of(standard: Standard) -> tuple[Sentence, ...]:
    """Everything that can be replaced, in the order of the standard, each code once."""
    found: dict[str, Sentence] = {}
    for sentence in _all(standard):
        if sentence.text:
            found.setdefault(sentence.code, sentence)
    return tuple(found.values())


def _all(standard: Standard) -> Iterator[Sentence]:
    for element in standard.elements:
        yield from _of_element(element)
    for scale in standard.scales:
        for level in scale.levels:
            place = f"Schaal {scale.code}, niveau {level.name}"
            yield Sentence(_level_code(scale, level.code), f"{place}: omschrijving", level.definition)
            yield Sentence(_level_code(scale, level.code) + ".kort", f"{place}: in één zin", level.summary)
    for definition in standard.definitions:
        yield Sentence(f"begrip:{definition.code}", f"Begrip {definition.term}", definition.text)
    for profile in standard.profiles:
        yield Sentence(f"profiel:{profile.code}", f"Profiel {profile.title}: omschrijving", profile.description)
    for owner, chapter in _chapters(standard):
        yield from _of_entries(f"{owner}{chapter.title}", chapter.entries)


def _of_element(element: Element) -> Iterator[Sentence]:
    label = element.label
    yield Sentence(f"onderdeel:{element.code}", f"{label}: omschrijving", element.definition)
    aspects = {aspect.code: f"{aspect.code} {aspect.name}" for aspect in element.aspects}
    for indicator in element.indicators:
        if not indicator.repeats:
            place = ", ".join(
                filter(None, (label, aspects.get(indicator.aspect or ""), element.level_label(indicator.level)))
            )
            yield Sentence(indicator.code, place, indicator.text)


def _chapters(standard: Standard) -> Iterator[tuple[str, Chapter]]:
    yield from (("", chapter) for chapter in standard.chapters)
    for profile in standard.profiles:
        yield from ((f"Profiel {profile.title}: ", chapter) for chapter in profile.chapters)


def _of_entries(place: str, entries: Iterable[Entry]) -> Iterator[Sentence]:
    for entry in entries:
        if entry.code:
            yield Sentence(f"lezen:{entry.code}", f"{place}: {entry.title}" if entry.title else place, entry.text)
        yield from _of_entries(place, entry.entries)


def _level_code(scale: Scale, level: str) -> str:
    return f"niveau:{scale.code}.{level}"


def reworded(standard: Standard, texts: Mapping[str, str], norms: tuple[Profile, ...] = ()) -> Standard:
    """The standard with these texts by code in the place of its own, and with norms; unknown codes are left out.

    What does not change is the same object as in the standard itself.
    """
    ours = {sentence.code: sentence.text for sentence in sentences_of(standard)}
    own = _Texts({code: text for code, text in texts.items() if code in ours and text != ours[code]}, ours)
    if not own.texts:
        return replace(standard, norms=norms) if norms else standard
    scales = {scale.code: own.scale(scale) for scale in standard.scales}
    return replace(
        standard,
        scales=tuple(scales.values()),
        elements=tuple(own.element(element, scales[element.scale.code]) for element in standard.elements),
        definitions=tuple(replace(one, text=own.text(f"begrip:{one.code}", one.text)) for one in standard.definitions),
        profiles=tuple(own.profile(one) for one in standard.profiles),
        chapters=own.chapters(standard.chapters),
        norms=norms,
    )


@dataclass(frozen=True, slots=True)
class _Texts:
    """The texts of an organisation, and ours, by code."""

    texts: Mapping[str, str]
    ours: Mapping[str, str]

    def text(self, code: str, ours: str) -> str:
        """The text to show. Entries of different chapters can share a code: the one of another sentence stays."""
        return self.texts.get(code, ours) if self.ours.get(code) == ours else ours

    def scale(self, scale: Scale) -> Scale:
        if not any(code.startswith(f"niveau:{scale.code}.") for code in self.texts):
            return scale
        return replace(
            scale,
            levels=tuple(
                replace(
                    level,
                    definition=self.text(_level_code(scale, level.code), level.definition),
                    summary=self.text(_level_code(scale, level.code) + ".kort", level.summary),
                )
                for level in scale.levels
            ),
        )

    def element(self, element: Element, scale: Scale) -> Element:
        definition = self.text(f"onderdeel:{element.code}", element.definition)
        indicators = tuple(
            replace(one, text=self.text(one.repeats or one.code, one.text)) for one in element.indicators
        )
        if definition == element.definition and indicators == element.indicators and scale is element.scale:
            return element
        return replace(element, definition=definition, indicators=indicators, scale=scale)

    def profile(self, profile: Profile) -> Profile:
        return replace(
            profile,
            description=self.text(f"profiel:{profile.code}", profile.description),
            chapters=self.chapters(profile.chapters),
        )

    def chapters(self, chapters: tuple[Chapter, ...]) -> tuple[Chapter, ...]:
        return tuple(replace(chapter, entries=self.entries(chapter.entries)) for chapter in chapters)

    def entries(self, entries: tuple[Entry, ...]) -> tuple[Entry, ...]:
        return tuple(
            replace(one, text=self.text(f"lezen:{one.code}", one.text), entries=self.entries(one.entries))
            for one in entries
        )
