"""What an organisation may decide about elements that a new edition leaves open."""

from __future__ import annotations

from dataclasses import replace

import pytest

from app.standards.rules.deciding import Choice, changes_from, faults_in, suggestions, undecided, untold
from app.standards.rules.standard import EditionChange, Standard
from tests.standards.second_editions import HR21_2027, library

FIGHT, TALK, NEW = "conflicthantering", "mondelinge-communicatie", "gesprekken"


def edition(slug: str) -> Standard:
    return library().by_slug()[slug]


@pytest.fixture
def before() -> Standard:
    return edition("hr21-dienstverlening")


@pytest.fixture
def after() -> Standard:
    """It has more that can be chosen than the file."""
    changes = tuple(one for one in edition(HR21_2027).changes if one.kind != "split")
    return replace(edition(HR21_2027), changes=(*changes, EditionChange("gone", ("zelfstandigheid",), ())))


def faults(before: Standard, after: Standard, fight: Choice, talk: Choice) -> list[tuple[str, str, str]]:
    return [(one.element, one.part, one.message) for one in faults_in(before, after, {FIGHT: fight, TALK: talk})]


def test_what_is_open_and_what_it_can_have_become(before, after) -> None:
    assert [one.code for one in undecided(before, after)] == [FIGHT, TALK]
    assert [one.code for one in untold(after)] == ["zelf-plannen", "zelf-oplossen", NEW]


def test_choices_that_fit_become_changes(before, after) -> None:
    choices = {FIGHT: Choice("split", ("zelf-plannen", NEW), "Het zijn er twee."), TALK: Choice("gone")}
    assert changes_from(before, after, choices) == (
        EditionChange("split", (FIGHT,), ("zelf-plannen", NEW), "Het zijn er twee.", own=True),
        EditionChange("gone", (TALK,), (), own=True),
    )


def test_elements_that_are_merged_into_one_are_one_change_with_each_reason_once(before, after) -> None:
    both = {FIGHT: Choice("merged", (NEW,), "Zelfde werk."), TALK: Choice("merged", (NEW,), "Zelfde werk.")}
    assert changes_from(before, after, both) == (EditionChange("merged", (FIGHT, TALK), (NEW,), "Zelfde werk.", True),)


@pytest.mark.parametrize(
    ("choice", "part", "message"),
    [
        (Choice(None), "kind", "Kies wat hiermee is gebeurd."),
        (Choice("kept"), "targets", "Kies wat dit onderdeel is geworden."),
        (Choice("reworded", ("zelf-plannen", NEW)), "targets", "Kies hier maar één onderdeel, of kies Gesplitst."),
        (Choice("split", (NEW,)), "targets", "Kies minstens twee delen."),
        (Choice("split", (NEW, NEW)), "targets", "Kies elk deel maar één keer."),
        (Choice("merged", (NEW,)), "targets", "Kies nog een onderdeel dat ook is samengevoegd tot Gesprekken voeren."),
        (Choice("gone", (NEW,)), "targets", "Dit onderdeel is vervallen."),
        (Choice("kept", ("integriteit",)), "targets", "Kies een onderdeel uit de lijst."),
        (Choice("kept", ("weg",)), "targets", "Kies een onderdeel uit de lijst."),
    ],
)
def test_a_choice_that_does_not_fit_is_named(before, after, choice: Choice, part: str, message: str) -> None:
    ((element, where, said),) = faults(before, after, choice, Choice("gone"))
    assert (element, where) == (FIGHT, part)
    assert said.startswith(message)


def test_what_two_elements_became_is_named_at_both(before, after) -> None:
    found = faults(before, after, Choice("kept", (NEW,)), Choice("merged", (NEW,)))
    assert [element for element, _, _ in found] == [FIGHT, TALK, TALK]
    assert "Gesprekken voeren staat ook bij Mondelinge communicatie. Kies het maar één keer." in found[0][2]


def test_every_open_element_is_decided_at_once(before, after) -> None:
    assert [one.element for one in faults_in(before, after, {})] == [FIGHT, TALK]
    with pytest.raises(ValueError, match="do not fit"):
        changes_from(before, after, {FIGHT: Choice("gone")})


def test_the_same_code_is_a_suggestion_to_begin_with(before) -> None:
    changed = replace(before.elements[0], definition="Iets anders.")
    after = replace(before, slug="later", follows=before.slug, elements=(changed, *before.elements[1:]))
    found = suggestions(before, after)
    assert found[changed.code] == Choice("reworded", (changed.code,))
    assert {choice.kind for code, choice in found.items() if code != changed.code} == {"kept"}
    assert faults_in(before, after, found) == ()
