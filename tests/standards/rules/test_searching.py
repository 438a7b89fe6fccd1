from __future__ import annotations

import pytest

from app.standards.library import get_standard
from app.standards.rules.profile import Profile
from app.standards.rules.searching import mark, search
from tests.standards.functions import functions
from tests.standards.samples import sample


def elements_with(query: str) -> list[str]:
    return [hit.element.code for hit in search(sample("mini"), query).elements]


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("kneden", ["kneden"]),
        ("KNEDEN", ["kneden"]),
        ("knéden", ["kneden"]),
        ("3.", ["verkopen"]),
        ("je bakt", ["bakken"]),
        ("meel hoeveel", ["rekenen"]),
        ("maan", []),
        ("   ", []),
    ],
)
def test_words_are_found_whatever_their_order_capitals_or_accents(query, expected) -> None:
    assert elements_with(query) == expected


def test_a_statement_is_found_once_though_higher_levels_repeat_it() -> None:
    (hit,) = search(sample("mini"), "oven").elements
    assert [line.indicator.code for line in hit.indicators] == ["t2-a-1"]


def test_what_was_looked_for_is_marked_and_nothing_is_lost() -> None:
    assert mark("Ik let op de oven.", ["oven"]) == (("Ik let op de ", False), ("oven", True), (".", False))
    assert mark("Café", ["cafe"]) == (("Café", True),)
    assert mark("anana", ["ana"]) == (("anana", True),)
    assert mark("", ["x"]) == ()


def test_definitions_are_found() -> None:
    assert [hit.code for hit in search(sample("mini"), "bakker iemand").definitions] == ["bakker"]


def test_every_place_that_is_found_has_an_address_of_its_own() -> None:
    standard = get_standard("hr21-dienstverlening")
    found = search(standard, "stressbestendigheid")
    assert [hit.anchor for hit in found.chapters] == ["hoofdstuk-overview-1-4"]
    assert "feit-verschil-zelfreflectie" in [hit.anchor for hit in search(standard, "zelfreflectie niveau b").facts]
    assert [hit.anchor for hit in search(standard, "publiek 2/3 nlqf").chapters] == ["hoofdstuk-nlqf-4"]
    assert [hit.anchor for hit in search(standard, "kritische werksituatie").definitions]
    profiles = {profile.code: hits for profile, _, hits in search(standard, "interpretatieruimte").profiles}
    assert "hoofdstuk-situations-4" in [hit.anchor for hit in profiles["n06-01-02"]]


def test_a_heading_is_found_by_itself() -> None:
    found = search(get_standard("hr21-dienstverlening"), "dertig competenties")
    assert "hoofdstuk-overview" in [hit.anchor for hit in found.chapters]


def test_norms_are_found_by_name() -> None:
    kader = Profile("kader:1", "Bakker Noord", "", {})
    assert [profile.code for profile, _, _ in search(sample("mini"), "noord", [kader]).profiles] == ["kader:1"]


def test_what_a_profile_says_is_found_and_not_again_where_another_takes_it_over() -> None:
    found = search(functions(), "slapen").profiles
    assert [(profile.code, len(hits)) for profile, _, hits in found] == [("bakker-1", 1)]


def test_the_count_is_of_places() -> None:
    assert search(sample("mini"), "oven").count == 1
    assert search(sample("mini"), "maan").count == 0
