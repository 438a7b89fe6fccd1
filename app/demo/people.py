"""Which demo people stand in front on the sign-in page, and what they let you see."""

from __future__ import annotations

from dataclasses import replace

from app.demo.cast import CAST, Character
from app.demo.register_cast import REGISTER_CAST, Outsider
from app.people.queries import DemoPerson, everybody_for_demo


def front_row() -> tuple[Character | Outsider, ...]:
    """The people with a line of their own, in the order of the cast, those of the register last."""
    everybody: tuple[Character | Outsider, ...] = (*CAST, *REGISTER_CAST)
    return tuple(one for one in everybody if one.line)


def people_to_sign_in_as() -> list[DemoPerson]:
    """Everybody with an open account: those of the front row first, in their order and with their line."""
    front = {character.email: (place, character.line) for place, character in enumerate(front_row())}
    return [
        replace(person, line=front.get(person.user.email, (0, ""))[1], highlighted=person.user.email in front)
        for person in sorted(everybody_for_demo(), key=lambda one: front.get(one.user.email, (len(front), ""))[0])
    ]
