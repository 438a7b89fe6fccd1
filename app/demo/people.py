"""Which demo people stand in front on the sign-in page, and what they let you see."""

from __future__ import annotations

from app.demo.cast import CAST, Character


def front_row() -> tuple[Character, ...]:
    """The people with a line of their own, in the order of the cast."""
    return tuple(character for character in CAST if character.line)
