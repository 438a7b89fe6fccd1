"""Which words a text adds to another, or loses: what a level asks beyond the one below it."""

from __future__ import annotations

import re
from difflib import SequenceMatcher
from itertools import groupby

Parts = tuple[tuple[str, bool], ...]

_PIECES = re.compile(r"\s+|\S+")
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


def _is_short(word: str) -> bool:
    return len(word) <= 3


def _key(word: str) -> str:
    return _EDGES.sub("", word).casefold() or word
