"""The level cards of an element as HTML: the same for everybody, so rendered once per edition and kept."""

from __future__ import annotations

from functools import cache

from flask import render_template
from markupsafe import Markup

from app.standards.queries import get_standard
from app.standards.rules import Element, Level


@cache
def card_bodies(standard: str, element: str, aspect: str = "", *, linked: bool = False) -> tuple[Markup, ...]:
    """What the level cards of an element (or of one aspect of it) say, lowest level first.

    `linked` gives each statement its code as an id and a link to itself. Raises `UnknownStandard` or `UnknownElement`.
    """
    known = get_standard(standard).element(element)
    return tuple(
        Markup(  # noqa: S704
            render_template(
                "standards/_card_body.html",
                blocks=[
                    block
                    for block in known.card(level.code)
                    if not aspect or (block.aspect and block.aspect.code == aspect)
                ],
                below=_below(known, level),
                with_aspects=bool(known.aspects) and not aspect,
                linked=linked,
            )
        )
        for level in known.levels
    )


def _below(element: Element, level: Level) -> list[str]:
    """The names of the levels that hold too without being repeated on the card of this one, lowest first."""
    if not element.builds_on(level.code):
        return []
    return [element.level_label(one.code) for one in element.levels if one.rank < level.rank]
