"""A framework of another system becomes a draft, as far as that goes."""

from __future__ import annotations

from typing import Any

import pytest

from app.core.shapes import Faulty
from app.standards.case_exchange.draft import Draft, draft_of, draft_text
from app.standards.case_exchange.writing import as_case, case_text
from app.standards.files.building import build
from app.standards.files.reading import check_text
from app.standards.rules.element import Element
from app.standards.rules.standard import Standard
from tests.standards.case_exchange.packages import (
    as_bytes,
    association,
    child,
    described,
    foreign,
    identifier,
    item,
    link,
)


def draft(package: Any | None = None) -> Draft:
    return draft_of(as_bytes(package or foreign()))


def made(package: Any | None = None) -> Standard:
    return build(draft(package).file)


def said(element: Element) -> list[tuple[str, str]]:
    return [(one.level, one.text) for one in element.indicators]


def test_the_document_gives_the_standard_its_name_and_origin() -> None:
    standard = made()
    assert (standard.slug, standard.title, standard.edition) == ("raamwerk-bakkersvak-3", "Raamwerk bakkersvak", "3")
    assert (standard.publisher, standard.source) == ("Stichting Elders", "https://elders.example/raamwerk")
    assert [fact.text for fact in standard.facts] == ["Voor wie bakt."]


def test_headings_are_groups_and_items_with_statements_are_elements() -> None:
    assert [(one.title, [element.code for element in one.elements]) for one in made().sections] == [
        ("Onderdelen", ["ik-ruim-op"]), ("Deeg", ["d-1"]), ("In de winkel", ["ik-help-klanten"]),
    ]  # fmt: skip


def test_statements_stand_in_the_order_of_their_sequence_numbers() -> None:
    assert said(made().element("d-1")) == [
        ("behaald", "Ik weeg alles af."), ("behaald", "Ik kneed het deeg tot het soepel is."),
    ]  # fmt: skip


def test_a_long_title_is_cut_at_a_word_and_kept_whole_beside_it() -> None:
    element = made().element("d-1")
    assert element.title == "Deeg maken en bewaren in een…"
    assert element.name == element.definition == "Deeg maken en bewaren in een winkel met veel soorten brood"
    assert (element.number, element.remarks) == ("D.1", ("Afgeleid van het oude raamwerk.",))


def test_a_rubric_gives_levels_from_low_to_high_with_a_statement_per_line() -> None:
    element = made().element("ik-help-klanten")
    assert [level.name for level in element.levels] == ["Met hulp", "Zelfstandig"]
    assert said(element) == [
        ("met-hulp", "Ik help een klant die iets vraagt."),
        ("zelfstandig", "Ik help elke klant."),
        ("zelfstandig", "Ik vraag door."),
    ]
    assert element.scale.separate


def test_a_known_word_for_the_kind_is_followed() -> None:
    standard = made()
    assert (standard.element("ik-help-klanten").kind, standard.element("d-1").kind) == ("task", "competence")


def test_an_item_on_its_own_says_its_own_sentence() -> None:
    assert said(made().element("ik-ruim-op")) == [("behaald", "Ik ruim op.")]


def test_what_is_not_in_the_draft_is_named() -> None:
    assert draft().not_taken == (
        "2 onderdelen hebben hier geen niveaus en staan op het ene niveau 'Behaald'. "
        "Verdeel de zinnen zelf over niveaus.",
        "een verband 'exactMatchOf' (1 keer).",
        "een verband 'isRelatedTo' (1 keer).",
        "educationLevel bij een onderdeel (1 keer).",
        "een onderwerp (CFSubject) (1 keer).",
    )


def test_a_key_that_case_does_not_have_is_named() -> None:
    package = foreign()
    for one in package["CFItems"]:
        one["kleur"] = "groen"
    assert "CFItems.kleur: deze sleutel hoort niet bij CASE 1.1 (7 keer)." in draft(package).not_taken


def test_two_criteria_of_an_item_are_two_aspects() -> None:
    package = foreign()
    levels = [
        described(42, quality="Met hulp", score=1, description="Ik lach."),
        described(43, quality="Zelfstandig", score=2),
    ]
    rubric = package["CFRubrics"][0]
    rubric["CFRubricCriteria"][0]["category"] = "Gedrag"
    rubric["CFRubricCriteria"].append(
        described(41, category="Houding", CFItemURI=link(7), CFRubricCriterionLevels=levels)
    )
    element = made(package).element("ik-help-klanten")
    assert [aspect.name for aspect in element.aspects] == ["Gedrag", "Houding"]
    assert element.card("zelfstandig")[1].empty_reason == "De bron zegt hier niets."


def test_a_rubric_with_names_only_gives_a_scale_with_names_only() -> None:
    package = foreign()
    for level in package["CFRubrics"][0]["CFRubricCriteria"][0]["CFRubricCriterionLevels"]:
        del level["description"]
    assert made(package).element("ik-help-klanten").scale.named_only


def test_a_rubric_without_scores_asks_to_look_at_the_order() -> None:
    package = foreign()
    for level in package["CFRubrics"][0]["CFRubricCriteria"][0]["CFRubricCriterionLevels"]:
        del level["score"]
    assert any("kijk na of de niveaus van laag naar hoog" in one for one in draft(package).not_taken)


def test_an_item_with_two_parents_stands_under_the_first_and_is_named() -> None:
    package = foreign()
    package["CFAssociations"].append(child(4, 6, 9))
    found = draft(package)
    assert "CFItems[2]: dit onderdeel staat op meer plekken; alleen de eerste is overgenomen." in found.not_taken
    assert ("behaald", "Ik kneed het deeg tot het soepel is.") in said(build(found.file).element("d-1"))


def test_codes_that_are_there_twice_become_different() -> None:
    package = foreign()
    package["CFItems"] = [item(number, "Ik bak.", humanCodingScheme="X!") for number in range(2, 6)]
    package["CFAssociations"] = package["CFRubrics"] = []
    assert [one.code for one in made(package).elements] == ["x", "x-2", "x-3", "x-4"]


def test_elements_can_stand_under_elements() -> None:
    package = foreign()
    package["CFItems"] += [item(9, "Vloer vegen"), item(10, "Ik veeg elke dag.")]
    package["CFAssociations"] += [child(8, 1, 3), child(9, 8, 2), child(10, 9, 1)]
    package["CFItems"].append(item(11, "Ik gooi afval weg."))
    package["CFAssociations"].append(child(11, 8, 1))
    assert made(package).element("vloer-vegen").parent == "ik-ruim-op"


def test_the_draft_says_above_the_file_what_was_not_taken_and_passes_the_checks() -> None:
    text = draft_text(draft())
    assert text.startswith("# Concept, gemaakt uit een CASE-pakket.")
    assert "# - een verband 'exactMatchOf' (1 keer)." in text
    standard, mistakes = check_text(text, "raamwerk-bakkersvak-3.yaml", "raamwerk-bakkersvak-3")
    assert (standard is not None, mistakes) == (True, ())


def test_a_remark_cannot_break_out_of_its_line() -> None:
    package = foreign()
    package["CFAssociations"].append(association(903, 4, "ext:x", 5))
    package["CFItems"][0]["a\nslug: gekaapt"] = 1
    standard, mistakes = check_text(draft_text(draft(package)), "x.yaml", "raamwerk-bakkersvak-3")
    assert (standard is not None, mistakes) == (True, ())


def test_a_draft_of_another_system_goes_out_and_comes_back_as_ours() -> None:
    out = case_text(as_case(made()))
    assert case_text(as_case(build(draft_of(out.encode()).file))) == out


def test_a_framework_without_items_is_refused() -> None:
    with pytest.raises(Faulty, match="er staan geen onderdelen in dit pakket"):
        draft({"CFDocument": foreign()["CFDocument"]})


def test_a_framework_that_is_no_standard_by_its_size_is_refused() -> None:
    package = {"CFDocument": foreign()["CFDocument"], "CFItems": [item(n, f"Zin {n}") for n in range(2, 2500)]}
    with pytest.raises(Faulty, match="meer dan 2000"):
        draft(package)


def test_upper_case_in_an_identifier_does_not_matter() -> None:
    package = foreign()
    package["CFItems"][0]["identifier"] = identifier(2).upper()
    assert len(made(package).elements) == 3
