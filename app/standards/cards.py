"""The level cards of an element as HTML, rendered once per element and kept.

The element itself is the key: what organisations share is one object and so one card, and an element with own texts of
an organisation is another object.
"""

from __future__ import annotations

from functools import lru_cache

from flask import render_template
from markupsafe import Markup

from app.standards.rules.differences import same_on_all, shortened
from app.standards.rules.element import CardBlock, Element, Level


@lru_cache(maxsize=1024)
def card_bodies(element: Element, aspect: str = "", *, linked: bool = False) -> tuple[Markup, ...]:
    """What the level cards of an element (or of one aspect of it) say, lowest level first.

    `linked` gives each statement its code as an id and a link to itself; what every level asks is then left out, for
    the page has it once.
    """
    left_out = {one.code for one in same_on_all(element)} if linked else set()
    return tuple(
        Markup(  # noqa: S704
            render_template(
                "standards/_card_body.html",
                blocks=[
                    block
                    for block in element.card(level.code)
                    if block.aspect is None or (block.aspect.code not in left_out and aspect in ("", block.aspect.code))
                ],
                below=_below(element, level),
                with_aspects=bool(element.aspects) and not aspect,
                linked=linked,
            )
        )
        for level in element.levels
    )


@lru_cache(maxsize=1024)
def scoring_bodies(element: Element, aspect: str = "") -> tuple[Markup, ...]:
    """The same where somebody chooses a level: with the parts that "alleen wat erbij komt" hides, lowest level first.

    What every level asks tells no levels apart and is left out, except on the page of that aspect itself.
    """
    left_out = set() if aspect else {one.code for one in same_on_all(element)}
    return tuple(
        Markup(  # noqa: S704
            render_template(
                "standards/_scoring_body.html",
                blocks=[
                    block
                    for block in element.card(level.code)
                    if block.aspect is None or (block.aspect.code not in left_out and aspect in ("", block.aspect.code))
                ],
                before=element.level_below(level.code) if is_written_out(element) else None,
                with_aspects=bool(element.aspects) and not aspect,
                marks=not element.scale.cumulative,
                shortened=shortened,
            )
        )
        for level in element.levels
    )


def same_blocks(element: Element) -> tuple[CardBlock, ...]:
    """What every level of an element asks: a block per aspect that tells no levels apart."""
    same = same_on_all(element)
    return tuple(block for block in element.card(element.levels[0].code) if block.aspect in same)


def is_written_out(element: Element) -> bool:
    """Whether a level repeats what the levels below it say, so that only what it adds can be shown."""
    return not (element.scale.cumulative or element.scale.separate or element.scale.named_only)


def _below(element: Element, level: Level) -> list[str]:
    """The names of the levels that hold too without being repeated on the card of this one, lowest first."""
    if not element.builds_on(level.code):
        return []
    return [element.level_label(one.code) for one in element.levels if one.rank < level.rank]
