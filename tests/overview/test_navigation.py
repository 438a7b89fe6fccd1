"""The menu: who finds what, how much stands beside each other, and which entry a page belongs to."""

import pytest

from app.navigation import MOST_ENTRIES, SECTIONS, MenuItem, Section, menu_of
from app.people.rules import RoleName


def menu(*roles, here="overview.home"):
    return menu_of(frozenset(roles), here, str, RoleName.ADMINISTRATOR in roles)


def labels(items):
    return [item.label for item in items]


def current(here):
    found = menu(*RoleName, here=here)
    return [item.label for item in (*found.entries, *found.more) if item.current]


@pytest.mark.parametrize(
    ("roles", "entries", "more"),
    [
        ([RoleName.PROFESSIONAL], ["Start", "Zelfscan", "Plan", "Register"], []),
        ([RoleName.COMMITTEE], ["Start", "Beoordelen"], []),
        ([RoleName.BOARD], ["Start", "Beoordelen"], []),
        ([RoleName.MANAGER], ["Start", "Team"], []),
        ([RoleName.ADMINISTRATOR], ["Start"], ["Mensen", "Teksten", "Kaders", "Organisatie", "Wat vanzelf gaat"]),
        ([RoleName.HR], ["Start"], ["Teksten", "Kaders", "Organisatie"]),
        ([RoleName.PROFESSIONAL, RoleName.MANAGER], ["Start", "Zelfscan", "Plan", "Register", "Team"], []),
        (
            list(RoleName),
            ["Start", "Zelfscan", "Plan", "Register", "Team", "Beoordelen"],
            ["Mensen", "Teksten", "Kaders", "Organisatie", "Wat vanzelf gaat"],
        ),
    ],
)
def test_everybody_finds_what_is_theirs(roles, entries, more):
    found = menu(*roles)
    assert (labels(found.entries), labels(found.more)) == (entries, more)
    assert found.more_label == "Beheer"


def test_a_seventh_entry_goes_under_more(monkeypatch):
    talks = Section("Gesprekken", "talks.index", frozenset(RoleName))
    monkeypatch.setattr("app.navigation.SECTIONS", (SECTIONS[0], talks, *SECTIONS[1:]))
    found = menu(*RoleName)
    assert len(found.entries) == MOST_ENTRIES
    assert labels(found.entries)[:2] == ["Start", "Gesprekken"]
    assert labels(found.more)[:2] == ["Beoordelen", "Mensen"]
    assert found.more_label == "Meer"


def test_the_result_stands_under_the_zelfscan():
    assert [item.pages for item in menu(RoleName.PROFESSIONAL, here="results.latest").entries if item.pages] == [
        (MenuItem("Resultaat", "results.latest", current=True),)
    ]


def test_the_entry_that_opens_is_marked_when_the_page_is_in_it():
    assert menu(*RoleName, here="norms.show").more_current
    assert not menu(*RoleName, here="plan.show").more_current


@pytest.mark.parametrize(
    ("endpoint", "entry"),
    [
        ("overview.home", ["Start"]),
        ("draft.score", ["Zelfscan"]),
        ("results.show", ["Zelfscan"]),
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
        ("norms.show", ["Kaders"]),
        ("account.show", []),
        ("overview.help", []),
        (None, []),
    ],
)
def test_a_page_belongs_to_at_most_one_entry(endpoint, entry):
    assert current(endpoint) == entry
