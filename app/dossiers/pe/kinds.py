"""What each kind of PE activity asks of the person who writes it down. Plain Python.

What is asked follows from how the points are counted (the formula of the row in regeling 5.4), so that a new edition
with another formula asks something else by itself.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from app.regulation.edition import Formula, PERow, RegisterRules
from app.regulation.terms import PEKind, RegisterName

_IN_HOURS: frozenset[Formula] = frozenset({"performance", "half_day", "hours"})

GROUPS: tuple[tuple[str, tuple[PEKind, ...]], ...] = (
    ("Volgen", (PEKind.WORKSHOP, PEKind.SEMINAR, PEKind.CONGRES, PEKind.NETWERKBIJEENKOMST)),
    ("Lesgeven en spreken", (PEKind.DOCENT, PEKind.SPREKER)),
    ("Onderzoeken en maken", (PEKind.MONITOR, PEKind.INFOGRAPHIC)),
    ("Werken aan het vak", (PEKind.ADVISEREN, PEKind.LANDELIJK, PEKind.ONTWIKKELEN, PEKind.ORGANISEREN)),
    (
        "Kernteam",
        (
            PEKind.KERNTEAMOVERLEG,
            PEKind.MODERATIE,
            PEKind.PUBLICATIE_KRINGEN,
            PEKind.PUBLICATIE_EZINE,
            PEKind.PUBLICATIE_NIEUWSFLITS,
        ),
    ),
    ("Iets anders", (PEKind.OVERIG,)),
)
"""The kinds as people look for them; together they are all kinds."""

WITHOUT_A_ROW: Mapping[str, tuple[str, ...]] = {
    "Volgen": ("Cursus, training of opleiding", "Lezing"),
    "Lesgeven en spreken": ("Een cursus leiden of ontwikkelen",),
    "Onderzoeken en maken": ("Onderzoek", "Een ander artikel"),
    "Werken aan het vak": ("Vaktechnische commissie", "Nieuw product of nieuwe dienst"),
}
"""What regeling 5.2 names and its table has no row for, by the group in which people look: it is `overig` (A-48)."""


@dataclass(frozen=True, slots=True)
class Asked:
    """Which fields a kind has; `hours_needed` is whether the points come from the hours."""

    hours: bool
    hours_needed: bool
    words: bool
    months: bool
    clok: bool


def asked_by(row: PERow) -> Asked:
    """The fields of a row of the PE table."""
    return Asked(
        hours=row.formula in _IN_HOURS or row.formula in ("fixed", "granted"),
        hours_needed=row.formula in _IN_HOURS,
        words=row.formula == "text",
        months=row.formula == "block",
        clok=row.approval == "organiser",
    )


def open_to(row: PERow, register: RegisterName, *, kernteamlid: bool, deelnemer: bool) -> str:
    """Empty when somebody with these roles in this register gets points for the row, else why not (A-21, A-40)."""
    if row.register not in (None, register):
        return f"Alleen voor register {row.register}"
    roles = {"kernteamlid": kernteamlid, "deelnemer": deelnemer}
    if row.audience and not any(roles[one] for one in row.audience):
        names = {"kernteamlid": "kernteamleden", "deelnemer": "deelnemers"}
        return f"Alleen voor {' en '.join(names[one] for one in row.audience)}"
    return ""


def worth(row: PERow) -> str:
    """What the row gives, in a few words: "2 punten per 3 uur"."""
    points = f"{row.points} {'punt' if row.points == 1 else 'punten'}"
    words: dict[Formula, str] = {
        "performance": f"{points} vanaf {row.hours} uur",
        "half_day": f"{points} per dagdeel vanaf {row.hours} uur",
        "hours": f"{points} per {row.hours} uur, hooguit {row.most} per jaar",
        "block": f"{points} per {row.months} maanden achter elkaar",
        "text": f"{points} vanaf {row.words} woorden",
        "fixed": points,
        "granted": "de commissie bepaalt de punten",
    }
    return words[row.formula]


def kinds_of(rules: RegisterRules) -> dict[str, list[tuple[str, str]]]:
    """All kinds as choices for a select: groups with (value, title)."""
    return {group: [(kind.value, rules.row(kind).title) for kind in kinds] for group, kinds in GROUPS}
