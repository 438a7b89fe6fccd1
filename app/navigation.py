"""The menu: what a person with these roles finds at the top of each page."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from app.people.rules import REGISTER_ROLES, RoleName


@dataclass(frozen=True, slots=True)
class MenuItem:
    """One entry; `current` when the page belongs to it."""

    label: str
    href: str
    current: bool


_ITEMS: tuple[tuple[str, str, frozenset[RoleName]], ...] = (
    ("Start", "overview.home", frozenset(RoleName)),
    ("Zelfscan", "assessments.index", frozenset({RoleName.PROFESSIONAL})),
    ("Resultaat", "results.latest", frozenset({RoleName.PROFESSIONAL})),
    ("Plan", "plans.show", frozenset({RoleName.PROFESSIONAL})),
    ("Register", "standing.show", frozenset({RoleName.PROFESSIONAL})),
    ("Beoordelen", "desk.index", REGISTER_ROLES),
    ("Team", "overview.team", frozenset({RoleName.MANAGER})),
    ("Teksten en kaders", "own.index", frozenset({RoleName.HR, RoleName.ADMINISTRATOR})),
    ("Mensen", "people.index", frozenset({RoleName.ADMINISTRATOR})),
)
_ACCOUNT = (("Mijn account", "people.account"), ("Wie keek in mijn dossier", "people.looks"))

_ELSEWHERE = {
    "plans.shared": "overview.team", "objections.own": "standing.show", "badges.own": "standing.show",
    "decisions.own": "standing.show",
}  # fmt: skip
"""Pages that belong to an entry of another blueprint."""
_PART_OF = {
    **dict.fromkeys(
        ("pe", "reports", "meetings", "declarations", "details", "dossier", "what_if", "applications"), "standing"
    ),
    **dict.fromkeys(("approvals", "decisions", "members", "samples", "objections", "fees"), "desk"),
}
"""Blueprints whose pages all belong to an entry of another."""
_ALONE = frozenset({"overview.home", "overview.team", *(endpoint for _, endpoint in _ACCOUNT)})
"""Entries that hold only themselves, because the other pages of their blueprint are about something else."""


def menu_of(roles: frozenset[RoleName], here: str | None, url_for: Callable[[str], str]) -> tuple[MenuItem, ...]:
    """The entries for these roles, in a fixed order; `here` is the endpoint of the page."""
    return tuple(
        MenuItem(label, url_for(endpoint), _holds(endpoint, here))
        for label, endpoint, for_whom in _ITEMS
        if roles & for_whom
    )


def _holds(entry: str, here: str | None) -> bool:
    """Whether a page belongs to an entry: itself, or another page of its blueprint."""
    here = _ELSEWHERE.get(here or "", here or "")
    if entry in _ALONE or here in _ALONE:
        return entry == here
    blueprint = here.partition(".")[0]
    return entry.partition(".")[0] == _PART_OF.get(blueprint, blueprint)


def account_menu_of(here: str | None, url_for: Callable[[str], str]) -> tuple[MenuItem, ...]:
    """What belongs to the person and not to the work; `here` is the endpoint of the page."""
    return tuple(MenuItem(label, url_for(endpoint), here == endpoint) for label, endpoint in _ACCOUNT)
