"""Enums whose members have a word for the screen."""

from __future__ import annotations

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
