"""Where a goal belongs when its standard has more editions than the one on which it was made.

A goal stays on its element. What that element became on a later edition, or came from on an earlier one, has a goal
too, so that the same gap is not offered twice.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import partial

from app.people.models import User
from app.plans.models import Goal
from app.plans.queries import goals_for, open_goals_of
from app.standards.library import standard_read_by, standards_for
from app.standards.rules.editions import became, chain_of, crossing, newest_edition, places_of
from app.standards.rules.element import Element
from app.standards.rules.standard import Standard

Place = tuple[str, str]
"""The slug of a standard and the code of an element of it."""


@dataclass(frozen=True, slots=True)
class Now:
    """What became of the element of a goal on the newest edition.

    `elements` is empty when it is gone, or when the organisation did not decide yet (`waits`). `others` are the
    elements that went into the same one.
    """

    edition: Standard
    elements: tuple[Element, ...]
    others: tuple[Element, ...] = ()
    waits: bool = False


def now_of(person: User, place: Place) -> Now | None:
    """Where an element belongs now; None when its edition is the newest."""
    find = partial(standard_read_by, person)
    standard = find(place[0])
    newest = newest_edition(standard, standards_for(person.organisation))
    if newest.slug == standard.slug:
        return None
    elements = became(standard, place[1], newest, find)
    way = crossing(newest, standard.slug, find)
    changed = way.changed if way else {}
    came = dict.fromkeys(code for one in elements for code in changed.get(one.code, ()) if code != place[1])
    waits = way is not None and any(one.code == place[1] for one in way.undecided)
    return Now(newest, elements, tuple(standard.element(code) for code in came), waits)


def editions_of(person: User, slug: str) -> tuple[Standard, ...]:
    """All editions of a standard, oldest first; one of them has this slug."""
    return chain_of(standard_read_by(person, slug), standards_for(person.organisation))


def covered_by(person: User, goals: Iterable[Place]) -> dict[Place, str]:
    """Everything on which these goals stand, over editions; with the name of the goal's element where that is another.

    `Communicatieve vaardigheden (editie 2013)`.
    """
    goals = list(goals)
    found: dict[Place, str] = {}
    for slug, code in goals:
        standard = standard_read_by(person, slug)
        name = f"{standard.element(code).title} (editie {standard.edition})"
        places = places_of(standard, code, editions_of(person, slug), partial(standard_read_by, person))
        found |= {place: name for place in places if place not in found}
    return found | dict.fromkeys(goals, "")


def planned_for(person: User) -> dict[Place, str]:
    """Everything on which this person has an open goal, see `covered_by`."""
    return covered_by(person, goals_for(person))


def goal_on(person: User, place: Place) -> Goal | None:
    """The open goal that stands on this element, there or on another edition; the one that is there goes first."""
    goals = open_goals_of(person)
    exact = next((one for one in goals if (one.standard, one.element) == place), None)
    return exact or next((one for one in goals if place in covered_by(person, [(one.standard, one.element)])), None)
