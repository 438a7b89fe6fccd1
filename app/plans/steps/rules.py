"""Which first steps somebody is offered: plain Python."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from app.plans.rules import ActionKind

MOST_OWN = 3
"""An organisation adds at most this many to one level of one element."""
MOST_OFFERED = 5


@dataclass(frozen=True, slots=True)
class Step:
    """Something to begin with, as an action of a plan calls it; `own` when the organisation wrote it."""

    kind: ActionKind
    title: str
    own: bool = False


def offered(own: Iterable[Step], of_element: Iterable[Step], always: Iterable[Step]) -> tuple[Step, ...]:
    """What is offered, each once: first what the organisation wrote, then what fits the element, then what always fits.

    Of one kind there is one of ours: what fits the element goes before what always fits.
    """
    found = {one.title: one for one in own}
    kinds = set()
    for one in (*of_element, *always):
        if one.kind not in kinds:
            kinds.add(one.kind)
            found.setdefault(one.title, one)
    return tuple(found.values())[:MOST_OFFERED]
