"""Words: enums whose members have one for the screen, words in a row, and words as they are compared. Plain Python."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from enum import StrEnum
from typing import Self


class Worded(StrEnum):
    """A `StrEnum` of `(value, dutch)`: the value is what is kept, `dutch` is the word that people read."""

    dutch: str

    def __new__(cls, value: str, dutch: str = "") -> Self:
        """A member; a look-up such as `Status("open")` gives the value alone."""
        member = str.__new__(cls, value)
        member._value_, member.dutch = value, dutch
        return member


def series(words: Sequence[str]) -> str:
    """`a`, `a en b` or `a, b en c`."""
    if len(words) < 2:
        return "".join(words)
    return ", ".join(words[:-1]) + " en " + words[-1]


def plain(text: str) -> str:
    """A text to find words in: small letters without accents."""
    apart = unicodedata.normalize("NFKD", text.casefold())
    return "".join(sign for sign in apart if not unicodedata.combining(sign))


def clean(text: str) -> str:
    """The text without control characters, with `\\n` as the only line end and no blanks around it."""
    return _CONTROL.sub("", text.replace("\r\n", "\n").replace("\r", "\n")).strip()


_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]")
