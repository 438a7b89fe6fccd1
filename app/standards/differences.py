"""Which words a text adds to another: for marking what a level asks beyond the one below it."""

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
    another word; white space is added only between added words.
    """
    pieces = _PIECES.findall(after)
    words = [index for index, piece in enumerate(pieces) if not piece.isspace()]
    matcher = SequenceMatcher(
        None, [_key(word) for word in before.split()], [_key(pieces[index]) for index in words], autojunk=False
    )
    kept = {words[match.b + offset] for match in matcher.get_matching_blocks() for offset in range(match.size)}
    added = [index in words_added for words_added in [set(words) - kept] for index in range(len(pieces))]
    for index, piece in enumerate(pieces):
        if piece.isspace() and 0 < index < len(pieces) - 1:
            added[index] = added[index - 1] and added[index + 1]
    return tuple(
        ("".join(piece for piece, _ in run), flag)
        for flag, run in groupby(zip(pieces, added, strict=True), key=lambda pair: pair[1])
    )


def _key(word: str) -> str:
    return _EDGES.sub("", word).casefold() or word
