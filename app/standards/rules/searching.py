"""Finding words in a standard: plain Python."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache

from app.core.worded import plain
from app.standards.rules.differences import Parts
from app.standards.rules.element import Element, Indicator
from app.standards.rules.profile import Chapter, Entry, Profile
from app.standards.rules.standard import Definition, Fact, Standard

MOST_WORDS = 8
LONGEST_QUERY = 100


@dataclass(frozen=True, slots=True)
class IndicatorHit:
    """A statement with the words in it marked."""

    indicator: Indicator
    parts: Parts


@dataclass(frozen=True, slots=True)
class ElementHit:
    """An element with the words in it: in its title or definition, in its statements, or both."""

    element: Element
    title: Parts
    definition: Parts
    in_definition: bool
    indicators: tuple[IndicatorHit, ...]


@dataclass(frozen=True, slots=True)
class TextHit:
    """A text that belongs to a definition, a fact, a chapter or a profile, with the words marked. `code` names that.

    `anchor` is the id of its place on the page where it stands.
    """

    code: str
    title: Parts
    text: Parts
    anchor: str


@dataclass(frozen=True, slots=True)
class Found:
    """Everything that has all of the words."""

    query: str
    elements: tuple[ElementHit, ...] = ()
    chapters: tuple[TextHit, ...] = ()
    definitions: tuple[TextHit, ...] = ()
    facts: tuple[TextHit, ...] = ()
    profiles: tuple[tuple[Profile, Parts, tuple[TextHit, ...]], ...] = ()

    @property
    def count(self) -> int:
        """How many elements, statements, texts beside them and places in profiles have the words."""
        in_elements = sum(len(hit.indicators) or 1 for hit in self.elements)
        in_profiles = sum(len(hits) or 1 for _, _, hits in self.profiles)
        return in_elements + len(self.chapters) + len(self.definitions) + len(self.facts) + in_profiles


def search(standard: Standard, query: str, norms: Iterable[Profile] = ()) -> Found:
    """Where all words of the query are, in one title, definition, statement or text; in the order of the standard.

    The norms are looked through after the profiles. Capitals and accents do not matter, and a word may be a part of a
    longer one. Nothing for an empty query.
    """
    query = " ".join(query[:LONGEST_QUERY].split())
    words = tuple(dict.fromkeys(_aligned(word) for word in query.split()))[:MOST_WORDS]
    if not words:
        return Found(query)
    return Found(
        query,
        tuple(hit for element in standard.elements if (hit := _element(element, words))),
        tuple(hit for chapter in standard.chapters for hit in _chapter(chapter, words)),
        _hits(((one.code, one.term, one.text, definition_anchor(one)) for one in standard.definitions), words),
        _hits(((one.code, one.title, one.text, fact_anchor(one)) for one in standard.facts), words),
        tuple(place for profile in (*standard.profiles, *norms) if (place := _profile(standard, profile, words))),
    )


def definition_anchor(definition: Definition) -> str:
    """The id of what a word means, on the page of its standard."""
    return f"begrip-{definition.code}"


def fact_anchor(fact: Fact) -> str:
    """The id of a fact, on the page of its standard."""
    return f"feit-{fact.code}"


def chapter_anchor(chapter: Chapter, *path: int) -> str:
    """The id of a chapter, or of an entry in it: its number in the chapter, from 1, then its number in that entry."""
    return "-".join(("hoofdstuk", chapter.code, *map(str, path)))


def mark(text: str, words: Iterable[str]) -> Parts:
    """The text in parts, those marked in which one of the (plain) words is."""
    aligned = _aligned(text)
    marked = [False] * len(text)
    for word in words:
        start = aligned.find(word)
        while start >= 0:
            marked[start : start + len(word)] = [True] * len(word)
            start = aligned.find(word, start + 1)
    return tuple(_runs(text, marked))


def _runs(text: str, marked: list[bool]) -> Iterator[tuple[str, bool]]:
    start = 0
    for end in range(1, len(text) + 1):
        if end == len(text) or marked[end] != marked[start]:
            yield text[start:end], marked[start]
            start = end


@lru_cache(maxsize=8192)
def _aligned(text: str) -> str:
    """The text without capitals and accents, character for character as long as it was."""
    return "".join((plain(sign) or " ")[0] for sign in text)


def _has(text: str, words: tuple[str, ...]) -> bool:
    aligned = _aligned(text)
    return all(word in aligned for word in words)


def _hits(texts: Iterable[tuple[str, str, str, str]], words: tuple[str, ...]) -> tuple[TextHit, ...]:
    """The texts that have the words, of each its code, title, text and anchor."""
    return tuple(
        TextHit(code, mark(title, words), mark(text, words), anchor)
        for code, title, text, anchor in texts
        if _has(f"{title} {text}", words)
    )


def _element(element: Element, words: tuple[str, ...]) -> ElementHit | None:
    title = element.label
    indicators = tuple(
        IndicatorHit(one, mark(one.text, words))
        for one in element.indicators
        if not one.repeats and _has(one.text, words)
    )
    in_definition = _has(element.definition, words)
    if not (indicators or in_definition or _has(f"{title} {element.name}", words)):
        return None
    return ElementHit(element, mark(title, words), mark(element.definition, words), in_definition, indicators)


def _profile(
    standard: Standard, profile: Profile, words: tuple[str, ...]
) -> tuple[Profile, Parts, tuple[TextHit, ...]] | None:
    base = standard.profile(profile.extends) if profile.extends else None
    taken_over = set(base.chapters) if base else set()
    hits = tuple(hit for chapter in profile.chapters if chapter not in taken_over for hit in _chapter(chapter, words))
    named = _has(f"{profile.number or ''} {profile.title} {profile.also_called} {profile.description}", words)
    return (profile, mark(profile.title, words), hits) if hits or named else None


def _chapter(chapter: Chapter, words: tuple[str, ...]) -> Iterator[TextHit]:
    title = mark(chapter.title, words)
    hits = [
        TextHit(chapter.code, title, mark(text, words), chapter_anchor(chapter, *path))
        for path, text in _texts(chapter.entries)
        if _has(text, words)
    ]
    if _has(chapter.text, words) or (not hits and _has(f"{chapter.title} {chapter.text}", words)):
        yield TextHit(chapter.code, title, mark(chapter.text, words), chapter_anchor(chapter))
    yield from hits


def _texts(entries: Iterable[Entry], *above: int) -> Iterator[tuple[tuple[int, ...], str]]:
    for number, entry in enumerate(entries, 1):
        title = " ".join(filter(None, (entry.number, entry.title)))
        yield (*above, number), ": ".join(filter(None, (title, entry.text)))
        yield from _texts(entry.entries, *above, number)
