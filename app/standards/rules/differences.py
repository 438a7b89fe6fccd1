"""What differs: the words that a text adds or loses beside another, and the levels that ask something else."""

from __future__ import annotations

import re
from difflib import SequenceMatcher
from functools import lru_cache
from itertools import groupby
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from app.standards.rules.element import Aspect, Element

Parts = tuple[tuple[str, bool], ...]
Shortened = tuple[tuple[str, bool, str], ...]

_PIECES = re.compile(r"\s+|\S+")
_FIRST, _FEWEST_LEFT_OUT = 4, 2
_JOINING = (["en"], ["of"])
_EDGES = re.compile(r"^\W+|\W+$")


def added_words(before: str, after: str) -> Parts:
    """`after` in parts, (text, added): whole words that `before` does not have in that place are added.

    The parts joined are `after`, character for character. Capitals and punctuation at the edge of a word do not make it
    another word; white space is added only between added words. A short word such as "en" or "wat" is kept only beside
    another word that is: alone between added words it would break a phrase in pieces.
    """
    pieces = _PIECES.findall(after)
    words = [index for index, piece in enumerate(pieces) if not piece.isspace()]
    old, new = [_key(word) for word in before.split()], [_key(pieces[index]) for index in words]
    matcher = SequenceMatcher(_is_short, old, new, autojunk=False)
    added = set(words)
    for match in matcher.get_matching_blocks():
        added.difference_update(words[match.b : match.b + match.size])
    added |= {index for index in range(1, len(pieces)) if {index - 1, index + 1} <= added}
    return tuple(
        ("".join(pieces[index] for index in run), flag)
        for flag, run in groupby(range(len(pieces)), key=added.__contains__)
    )


def lost_words(before: str, after: str) -> tuple[str, ...]:
    """The words of `before` that `after` does not have anywhere, in their order and each once."""
    there = {_key(word) for word in after.split()}
    return tuple(dict.fromkeys(key for word in before.split() if (key := _key(word)) not in there))


def shortened(parts: Parts, is_wanted: object = True) -> Shortened:
    """The parts, each with what can stand for it where only the added words matter: empty to leave it as it is.

    Of a long run of words that were there before, the first ones stay so that the sentence can be recognised, and those
    beside an added word so that it can be read: `Ik weet welke hulp er … en wat er ontbreekt.`
    """
    if not is_wanted or len(parts) < 2:
        return tuple((text, added, "") for text, added in parts)
    return tuple(
        (text, added, "" if added else _short(text, following))
        for (text, added), (following, _) in zip(parts, [*parts[1:], ("", False)], strict=True)
    )


def _short(text: str, following: str) -> str:
    words = text.split()
    beside = 0 if following.split()[:1] in _JOINING else 1 if words[-1:] in _JOINING else 2
    if not following or len(words) < _FIRST + beside + _FEWEST_LEFT_OUT:
        return ""
    lead, tail = text[: len(text) - len(text.lstrip())], text[len(text.rstrip()) :]
    return f"{lead}{' '.join([*words[:_FIRST], '…', *words[len(words) - beside :]])}{tail}"


def _is_short(word: str) -> bool:
    return len(word) <= 3


def _key(word: str) -> str:
    return _EDGES.sub("", word).casefold() or word


@lru_cache(maxsize=2048)
def steps_of(element: Element, aspect: str) -> tuple[int, ...]:
    """The ranks of the levels that ask something else of an aspect than the level below them does, lowest first.

    A level about which the source says nothing there is no step.
    """
    steps: list[int] = []
    before: frozenset[str] = frozenset()
    for level in element.levels:
        here = (one for one in element.indicators if (one.aspect, one.level) == (aspect, level.code))
        asked = frozenset(one.repeats or one.code for one in here)
        if asked and asked != before:
            steps.append(level.rank)
            before = asked
    return tuple(steps)


def is_same_on_all(element: Element, aspect: str) -> bool:
    """Whether every level that says something about an aspect asks the same of it: then it tells no levels apart."""
    return len(element.levels) > 1 and steps_of(element, aspect) == (element.levels[0].rank,)


def same_on_all(element: Element) -> tuple[Aspect, ...]:
    """The aspects of an element of which every level asks the same."""
    return tuple(one for one in element.aspects if is_same_on_all(element, one.code))
