"""The function profile of the register beside its document."""

from __future__ import annotations

import pytest

from app.standards.library import get_standard
from app.standards.rules.standard import Standard
from tests.standards.language import copied, faults

SLUG = "amb-functieprofiel-2018"
# Behaviours per row of the document, in the columns C, B and A.
ROWS = {
    "werkplek": (1, 1, 1),
    "functieniveau": (1, 1, 1),
    "kijk-op-de-ondernemer": (1, 1, 1),
    "basiskenmerken": (3, 6, 5),
    "hoofdtaken": (4, 4, 5),
}


@pytest.fixture(scope="module")
def standard() -> Standard:
    return get_standard(SLUG)


def test_the_rows_are_scored_in_three_columns_that_stand_alone(standard: Standard) -> None:
    assert [(one.code, one.kind) for one in standard.elements] == [(code, "row") for code in ROWS]
    (scale,) = standard.scales
    assert [(level.code, level.name, level.rank) for level in scale.levels] == [
        ("c", "C", 1),
        ("b", "B", 2),
        ("a", "A", 3),
    ]
    assert (scale.cumulative, scale.separate) == (False, True)


@pytest.mark.parametrize("row", ROWS)
def test_each_cell_has_what_the_document_says(standard: Standard, row: str) -> None:
    element = standard.element(row)
    assert tuple(sum(one.level == level for one in element.indicators) for level in "cba") == ROWS[row]


def test_the_place_of_work_of_b_and_a_is_the_same(standard: Standard) -> None:
    assert standard.element("werkplek").indicator("werkplek-b-1@a").repeats == "werkplek-b-1"


def test_the_levels_of_a_row_have_the_words_of_the_document(standard: Standard) -> None:
    assert dict(standard.element("functieniveau").level_names) == {
        "c": "operationeel",
        "b": "tactisch",
        "a": "strategisch",
    }
    assert dict(standard.element("kijk-op-de-ondernemer").level_names) == {"c": "klant", "b": "relatie", "a": "partner"}
    assert standard.element("functieniveau").level_label("b") == "B (tactisch)"


def test_a_profile_per_status_asks_its_column_of_every_row(standard: Standard) -> None:
    assert {one.code: dict(one.targets) for one in standard.profiles} == {
        f"status-{level}": dict.fromkeys(ROWS, level) for level in "cba"
    }


@pytest.mark.parametrize(
    ("status", "thinking", "hr21"),
    [
        ("c", "mbo+", "medewerker publiek I-V"),
        ("b", "hbo+", "medewerker beleidsuitvoering I-IV"),
        ("a", "wo+", "projectleider I-V (management, projecten) of programmamanager I-III"),
    ],
)
def test_working_level_and_hr21_stand_beside_the_rows(
    standard: Standard, status: str, thinking: str, hr21: str
) -> None:
    chapter = standard.profile(f"status-{status}").chapter("classification")
    assert chapter
    texts = {entry.code: entry.text for entry in chapter.entries}
    assert texts["werk-en-denkniveau"] == thinking
    assert texts["hr21"].startswith(hr21)
    facts = {fact.code for fact in standard.facts}
    assert {"werk-en-denkniveau", "hr21", "functiebenaming", "eerste-indicatie", "andere-klantmanager"} <= facts


def test_the_functions_that_the_source_names_for_the_first_status_are_there(standard: Standard) -> None:
    chapter = standard.profile("status-c").chapter("classification")
    assert chapter
    (named,) = [entry for entry in chapter.entries if entry.code == "functies"]
    assert [one.title for one in named.entries] == [
        "assistent AMB",
        "junior AMB",
        "acquisiteur",
        "medewerker Ondernemersloket",
        "medewerker Bedrijvenloket",
    ]


def test_the_status_stands_in_the_source(standard: Standard) -> None:
    indication = standard.status_indication
    assert indication
    assert (indication.origin, dict(indication.statuses)) == ("bron", {"c": "C", "b": "B", "a": "A"})


def test_every_statement_is_a_short_sentence_about_me(standard: Standard) -> None:
    assert faults(standard) == []


def test_no_seven_words_in_a_row_are_the_documents() -> None:
    assert copied(SLUG) == {}
