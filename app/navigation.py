"""The menu: what a person with these roles finds at the top of each page, and the pages below an entry.

An entry holds the pages of its blueprints. A page that stands in the blueprint of one entry and belongs to another is
named by the one that it belongs to.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from app.people.access import Door, Rule, may_pass
from app.people.rules import REGISTER_ROLES, RoleName


@dataclass(frozen=True, slots=True)
class MenuItem:
    """One entry; `current` when the page belongs to it."""

    label: str
    href: str
    current: bool


@dataclass(frozen=True, slots=True)
class SubPage:
    """A page below an entry; `limited` when it is there only for who holds a status, or sits on the board."""

    label: str
    endpoint: str
    limited: bool = True


@dataclass(frozen=True, slots=True)
class Section:
    """An entry of the menu: where it leads, who finds it, and which pages belong to it."""

    label: str
    endpoint: str
    who: Rule
    blueprints: frozenset[str] = frozenset()
    also: frozenset[str] = frozenset()

    def holds(self, here: str) -> bool:
        """Whether the page with this endpoint belongs to this entry."""
        if here == self.endpoint or here in self.also:
            return True
        return here.partition(".")[0] in self.blueprints and not any(here in one.also for one in SECTIONS)


OWN_REGISTER = (
    SubPage("Waar sta ik?", "standing.show", limited=False),
    SubPage("PE-activiteiten", "pe.show"),
    SubPage("Praktijkverslag", "reports.show"),
    SubPage("Intervisie", "meetings.index"),
    SubPage("Verklaring nog in functie", "declarations.show"),
    SubPage("Dossier", "dossier.show"),
    SubPage("Wat als?", "what_if.show", limited=False),
    SubPage("Mijn gegevens", "details.show", limited=False),
    SubPage("Aanvragen en besluiten", "applications.index", limited=False),
    SubPage("Mijn badge", "badges.own"),
    SubPage("De regels", "standing.clauses", limited=False),
)
"""What a person of the register does there; `limited` to who holds a status."""

DESK = (
    SubPage("Wat nu", "desk.index", limited=False),
    SubPage("Wie is ingeschreven", "desk.registrations"),
    SubPage("Besluiten", "desk.decisions"),
    SubPage("Steekproef", "samples.index", limited=False),
    SubPage("Bezwaar", "objections.index", limited=False),
    SubPage("Tarieven", "fees.index"),
    SubPage("Wat het bestuur vaststelt", "settings.index"),
    SubPage("Commissie en bestuur", "members.index"),
)
"""Where committee and board work; `limited` to the board."""


def _blueprints(*names: str) -> frozenset[str]:
    return frozenset(names)


_PROFESSIONAL = frozenset({RoleName.PROFESSIONAL})

SECTIONS = (
    Section("Start", "overview.home", frozenset(RoleName), also=frozenset({"sharing.show"})),
    Section("Zelfscan", "scans.index", _PROFESSIONAL, _blueprints("scans", "draft")),
    Section("Resultaat", "results.latest", _PROFESSIONAL, _blueprints("results", "sharing")),
    Section("Plan", "plan.show", _PROFESSIONAL, _blueprints("plan", "goals", "actions")),
    Section(
        "Register",
        "standing.show",
        _PROFESSIONAL,
        _blueprints(
            "standing", "what_if", "details", "pe", "reports", "meetings", "declarations", "dossier", "applications"
        ),
        also=frozenset({"objections.own", "badges.own", "decisions.own", "decisions.own_letter"}),
    ),
    Section(
        "Beoordelen",
        "desk.index",
        REGISTER_ROLES,
        _blueprints("desk", "approvals", "decisions", "members", "samples", "objections", "fees", "settings"),
    ),
    Section("Team", "overview.team", frozenset({RoleName.MANAGER}), also=frozenset({"plan.shared"})),
    Section(
        "Teksten en kaders",
        "start.index",
        frozenset({RoleName.HR, RoleName.ADMINISTRATOR}),
        _blueprints("start", "texts", "norms", "editions", "own", "steps"),
    ),
    Section(
        "Mensen",
        "administration.index",
        frozenset({Door.KEEPER}),
        _blueprints("administration", "invitations", "leaving"),
        also=frozenset({"addresses.keeper"}),
    ),
)
"""The entries, in their order on the screen."""

_ACCOUNT = (("Mijn account", "account.show"), ("Wie keek in mijn dossier", "account.looks"))


def menu_of(
    roles: frozenset[RoleName], here: str | None, url_for: Callable[[str], str], keeps_people: bool = False
) -> tuple[MenuItem, ...]:
    """The entries for these roles, in a fixed order; `here` is the endpoint of the page."""
    return tuple(
        MenuItem(one.label, url_for(one.endpoint), one.holds(here or ""))
        for one in SECTIONS
        if may_pass(one.who, True, roles, keeps_people)
    )


def account_menu_of(here: str | None, url_for: Callable[[str], str]) -> tuple[MenuItem, ...]:
    """What belongs to the person and not to the work; `here` is the endpoint of the page."""
    return tuple(MenuItem(label, url_for(endpoint), here == endpoint) for label, endpoint in _ACCOUNT)
