"""The menu: who finds what, and which entry a page belongs to."""

import pytest

from app.navigation import menu_of
from app.people.rules import RoleName


def labels(*roles):
    return [item.label for item in menu_of(frozenset(roles), "overview.home", str, RoleName.ADMINISTRATOR in roles)]


def current(here):
    return [item.label for item in menu_of(frozenset(RoleName), here, str, keeps_people=True) if item.current]


@pytest.mark.parametrize(
    ("roles", "expected"),
    [
        ([RoleName.PROFESSIONAL], ["Start", "Zelfscan", "Resultaat", "Plan", "Register"]),
        ([RoleName.COMMITTEE], ["Start", "Beoordelen"]),
        ([RoleName.BOARD], ["Start", "Beoordelen"]),
        ([RoleName.MANAGER], ["Start", "Team"]),
        ([RoleName.ADMINISTRATOR], ["Start", "Teksten en kaders", "Mensen"]),
        ([RoleName.HR], ["Start", "Teksten en kaders"]),
        ([RoleName.PROFESSIONAL, RoleName.MANAGER], ["Start", "Zelfscan", "Resultaat", "Plan", "Register", "Team"]),
    ],
)
def test_everybody_finds_what_is_theirs(roles, expected):
    assert labels(*roles) == expected


@pytest.mark.parametrize(
    ("endpoint", "entry"),
    [
        ("overview.home", ["Start"]),
        ("draft.score", ["Zelfscan"]),
        ("results.show", ["Resultaat"]),
        ("goals.show", ["Plan"]),
        ("overview.team", ["Team"]),
        ("plan.shared", ["Team"]),
        ("applications.show", ["Register"]),
        ("objections.own", ["Register"]),
        ("objections.show", ["Beoordelen"]),
        ("samples.judge", ["Beoordelen"]),
        ("decisions.show", ["Beoordelen"]),
        ("decisions.own", ["Register"]),
        ("administration.person", ["Mensen"]),
        ("norms.show", ["Teksten en kaders"]),
        ("account.show", []),
        ("overview.help", []),
        (None, []),
    ],
)
def test_a_page_belongs_to_at_most_one_entry(endpoint, entry):
    assert current(endpoint) == entry
