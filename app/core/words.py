"""Words in Dutch sentences, and words as they are compared. Plain Python."""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence


def series(words: Sequence[str]) -> str:
    """`a`, `a en b` or `a, b en c`."""
    if len(words) < 2:
        return "".join(words)
    return ", ".join(words[:-1]) + " en " + words[-1]


def plain(text: str) -> str:
    """A text to find words in: small letters without accents."""
    apart = unicodedata.normalize("NFKD", text.casefold())
    return "".join(sign for sign in apart if not unicodedata.combining(sign))
