"""What the pages of an import show: each part of a plan in short, and on pages of its own when there is more."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from app.core.worded import Worded
from app.people.imports.rules.plan import Known, PersonPlan, Plan

FIRST = 5
"""So many rows stand on the page of the whole."""
A_PAGE = 100


class Part(Worded):
    """A part of a plan: its place in the address, and its heading."""

    NEW = "nieuw", "Nieuw"
    CHANGED = "anders", "Veranderd"
    GONE = "weg", "Niet in het bestand"


@dataclass(frozen=True, slots=True)
class PartPage:
    """Rows of one part: which page (from 1) of how many, and how many rows there are in all."""

    part: Part
    rows: Sequence[PersonPlan | Known]
    total: int
    number: int = 1
    count: int = 1


def summary_of(plan: Plan) -> Sequence[PartPage]:
    """The first rows of who is new and who changes."""
    found = (PartPage(part, _rows(plan, part)[:FIRST], len(_rows(plan, part))) for part in (Part.NEW, Part.CHANGED))
    return [one for one in found if one.total]


def part_of(plan: Plan, part: Part, number: int) -> PartPage:
    """A page of a part; a number outside the pages gives the nearest one."""
    rows = _rows(plan, part)
    count = max(1, -(-len(rows) // A_PAGE))
    number = min(max(1, number), count)
    return PartPage(part, rows[(number - 1) * A_PAGE : number * A_PAGE], len(rows), number, count)


def _rows(plan: Plan, part: Part) -> Sequence[PersonPlan | Known]:
    rows: dict[Part, Sequence[PersonPlan | Known]] = {
        Part.NEW: plan.new,
        Part.CHANGED: plan.changed,
        Part.GONE: plan.gone,
    }
    return rows[part]
