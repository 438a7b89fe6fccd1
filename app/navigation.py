"""The menu: what a person with these roles finds at the top of each page."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from app.people.rules import RoleName


@dataclass(frozen=True, slots=True)
class MenuItem:
    """One entry; `current` when the page belongs to it."""

    label: str
    href: str
    current: bool


_ITEMS: tuple[tuple[str, str, str, frozenset[RoleName]], ...] = (
    ("Start", "overview.home", "overview", frozenset(RoleName)),
    ("Zelfscan", "assessments.index", "assessments", frozenset({RoleName.PROFESSIONAL})),
    ("Resultaat", "results.latest", "results", frozenset({RoleName.PROFESSIONAL})),
    ("Plan", "plans.show", "plans", frozenset({RoleName.PROFESSIONAL})),
    ("Team", "overview.team", "team", frozenset({RoleName.MANAGER})),
    ("Mensen", "people.index", "people", frozenset({RoleName.ADMINISTRATOR})),
)


def menu_of(roles: frozenset[RoleName], blueprint: str | None, url_for: Callable[[str], str]) -> tuple[MenuItem, ...]:
    """The entries for these roles, in a fixed order."""
    return tuple(
        MenuItem(label, url_for(endpoint), blueprint == part)
        for label, endpoint, part, for_whom in _ITEMS
        if roles & for_whom
    )
