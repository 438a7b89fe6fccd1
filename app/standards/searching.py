"""Finding words in a standard: plain Python."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache

from app.standards.differences import Parts
from app.standards.rules import Element, Entry, Indicator, Profile, Standard

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
    """A text that belongs to a definition, a fact or a profile, with the words marked. `code` names that."""

    code: str
    title: Parts
    text: Parts


@dataclass(frozen=True, slots=True)
class Found:
    """Everything that has all of the words."""

    query: str
    elements: tuple[ElementHit, ...] = ()
    definitions: tuple[TextHit, ...] = ()
    profiles: tuple[tuple[Profile, Parts, tuple[TextHit, ...]], ...] = ()

    @property
    def count(self) -> int:
        """How many elements, statements, definitions and places in profiles have the words."""
        in_elements = sum(len(hit.indicators) or 1 for hit in self.elements)
        return in_elements + len(self.definitions) + sum(len(hits) or 1 for _, _, hits in self.profiles)


def search(standard: Standard, query: str) -> Found:
    """Where all words of the query are, in one title, definition or statement; in the order of the standard.

    Capitals and accents do not matter, and a word may be a part of a longer one. Nothing for an empty query.
    """
    query = " ".join(query[:LONGEST_QUERY].split())
    words = tuple(dict.fromkeys(_plain(word) for word in query.split()))[:MOST_WORDS]
    if not words:
        return Found(query)
    return Found(
        query,
        tuple(hit for element in standard.elements if (hit := _element(element, words))),
        tuple(
            TextHit(one.code, mark(one.term, words), mark(one.text, words))
            for one in standard.definitions
            if _has(f"{one.term} {one.text}", words)
        ),
        tuple(place for profile in standard.profiles if (place := _profile(standard, profile, words))),
    )


def mark(text: str, words: Iterable[str]) -> Parts:
    """The text in parts, those marked in which one of the (plain) words is."""
    plain = _plain(text)
    marked = [False] * len(text)
    for word in words:
        start = plain.find(word)
        while start >= 0:
            marked[start : start + len(word)] = [True] * len(word)
            start = plain.find(word, start + 1)
    return tuple(_runs(text, marked))


def _runs(text: str, marked: list[bool]) -> Iterator[tuple[str, bool]]:
    start = 0
    for end in range(1, len(text) + 1):
        if end == len(text) or marked[end] != marked[start]:
            yield text[start:end], marked[start]
            start = end


@lru_cache(maxsize=8192)
def _plain(text: str) -> str:
    """The text without capitals and accents, character for character as long as it was."""
    return "".join(unicodedata.normalize("NFD", letter)[0].lower()[0] for letter in text)


def _has(text: str, words: tuple[str, ...]) -> bool:
    plain = _plain(text)
    return all(word in plain for word in words)


def _element(element: Element, words: tuple[str, ...]) -> ElementHit | None:
    title = f"{element.number}. {element.title}" if element.number else element.title
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
    hits = tuple(
        TextHit(chapter.code, mark(chapter.title, words), mark(text, words))
        for chapter in profile.chapters
        if chapter not in taken_over
        for text in _texts(chapter.entries)
        if _has(text, words)
    )
    named = _has(f"{profile.number or ''} {profile.title} {profile.also_called} {profile.description}", words)
    return (profile, mark(profile.title, words), hits) if hits or named else None


def _texts(entries: Iterable[Entry]) -> Iterator[str]:
    for entry in entries:
        yield ". ".join(filter(None, (entry.title, entry.text)))
        yield from _texts(entry.entries)
