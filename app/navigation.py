"""The menu: what a person with these roles finds at the top of each page, and the pages below an entry.

An entry holds the pages of its blueprints. A page that stands in the blueprint of one entry and belongs to another is
named by the one that it belongs to. Six entries stand beside each other at most; what comes after them, and what keeps
the organisation, is in one more that opens (docs/decisions, 0037).
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from app.people.access import Door, Rule, may_pass
from app.people.rules import REGISTER_ROLES, RoleName

MOST_ENTRIES = 6


@dataclass(frozen=True, slots=True)
class MenuItem:
    """One entry; `current` when the page belongs to it. `pages` are those under it, in the menu of a phone."""

    label: str
    href: str
    current: bool
    pages: tuple[MenuItem, ...] = ()


@dataclass(frozen=True, slots=True)
class Menu:
    """The entries that stand beside each other, and those in the one that opens, which is called `more_label`."""

    entries: tuple[MenuItem, ...] = ()
    more: tuple[MenuItem, ...] = ()
    more_label: str = "Beheer"

    @property
    def more_current(self) -> bool:
        """Whether the page belongs to something in the one that opens."""
        return any(item.current for item in self.more)


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
    pages: tuple[SubPage, ...] = ()

    def holds(self, here: str) -> bool:
        """Whether the page with this endpoint belongs to this entry."""
        if here == self.endpoint or here in self.also:
            return True
        return here.partition(".")[0] in self.blueprints and not any(here in one.also for one in (*SECTIONS, *KEEPING))


OWN_SCANS = (SubPage("Zelfscan", "scans.index", limited=False), SubPage("Resultaat", "results.latest", limited=False))
"""What a professional does with scans."""

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
    SubPage("Accounts van het register", "accounts.index"),
)
"""Where committee and board work; `limited` to the board."""


def _blueprints(*names: str) -> frozenset[str]:
    return frozenset(names)


_PROFESSIONAL = frozenset({RoleName.PROFESSIONAL})

SECTIONS = (
    Section("Start", "overview.home", frozenset(RoleName), also=frozenset({"sharing.show"})),
    Section(
        "Zelfscan",
        "scans.index",
        _PROFESSIONAL,
        _blueprints("scans", "draft", "results", "sharing"),
        pages=OWN_SCANS[1:],
    ),
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
    Section("Team", "overview.team", frozenset({RoleName.MANAGER}), also=frozenset({"plan.shared"})),
    Section(
        "Beoordelen",
        "desk.index",
        REGISTER_ROLES,
        _blueprints(
            "desk", "approvals", "decisions", "members", "samples", "objections", "fees", "settings", "accounts"
        ),
    ),
)
"""The entries, in their order on the screen. Talks (gesprekken) get their place after Start."""

_KEEPERS = frozenset({RoleName.HR, RoleName.ADMINISTRATOR})
KEEPING = (
    Section(
        "Mensen",
        "administration.index",
        frozenset({Door.KEEPER}),
        _blueprints("administration", "imports", "invitations", "leaving", "structure"),
        also=frozenset({"addresses.keeper", "moving.answer"}),
    ),
    Section("Teksten", "start.index", _KEEPERS, _blueprints("start", "texts", "editions", "own", "steps")),
    Section("Kaders", "norms.index", _KEEPERS, _blueprints("norms")),
    Section("Organisatie", "organisation.show", _KEEPERS, _blueprints("organisation", "offer")),
    Section("Wat vanzelf gaat", "work.show", frozenset({RoleName.ADMINISTRATOR}), _blueprints("work")),
)
"""What keeps the organisation: together under Beheer."""

_ACCOUNT = (("Mijn account", "account.show"), ("Wie keek in mijn dossier", "account.looks"))


def menu_of(
    roles: frozenset[RoleName], here: str | None, url_for: Callable[[str], str], keeps_people: bool = False
) -> Menu:
    """The menu for these roles; `here` is the endpoint of the page."""

    def found(sections: tuple[Section, ...]) -> tuple[MenuItem, ...]:
        return tuple(
            MenuItem(
                one.label,
                url_for(one.endpoint),
                one.holds(here or ""),
                tuple(MenuItem(page.label, url_for(page.endpoint), page.endpoint == here) for page in one.pages),
            )
            for one in sections
            if may_pass(one.who, True, roles, keeps_people)
        )

    entries, keeping = found(SECTIONS), found(KEEPING)
    folded = entries[MOST_ENTRIES:]
    return Menu(entries[:MOST_ENTRIES], folded + keeping, "Meer" if folded else "Beheer")


def account_menu_of(here: str | None, url_for: Callable[[str], str]) -> tuple[MenuItem, ...]:
    """What belongs to the person and not to the work; `here` is the endpoint of the page."""
    return tuple(MenuItem(label, url_for(endpoint), here == endpoint) for label, endpoint in _ACCOUNT)
