"""A standard goes out as a CASE package, and comes back the same."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import fields, is_dataclass
from typing import Any

import pytest
from hypothesis import HealthCheck, given

from app.standards.case_exchange.addresses import changed_at
from app.standards.case_exchange.draft import draft_of, draft_text
from app.standards.case_exchange.format import ASSOCIATION_TYPES, CFPackage
from app.standards.case_exchange.writing import as_case, case_text
from app.standards.files.building import build
from app.standards.files.checks import findings
from app.standards.files.format import StandardFile
from app.standards.files.reading import check_text
from app.standards.library import all_standards
from app.standards.rules.standard import Standard
from tests.examples import examples
from tests.standards.generated import standards
from tests.standards.samples import sample
from tests.standards.second_editions import HR21_2027, VAK_2027, library

BASE = "https://vakspiegel.example/ims/case/v1p1"
SECOND = [library().by_slug()[slug] for slug in (VAK_2027, HR21_2027)]
ALL = [sample("mini"), sample("four-levels"), *all_standards(), *SECOND]
EVERY_STANDARD = pytest.mark.parametrize("standard", ALL, ids=lambda one: one.slug)
MINI = as_case(sample("mini"))


def plain(value: Any) -> Any:
    """Everything in it, to compare what has no equality of its own."""
    if is_dataclass(value) and not isinstance(value, type):
        return {one.name: plain(getattr(value, one.name)) for one in fields(value)}
    if isinstance(value, Mapping):
        return {key: plain(one) for key, one in value.items()}
    return [plain(one) for one in value] if isinstance(value, tuple) else value


def exported(standard: Standard, base: str | None = None) -> bytes:
    return case_text(as_case(standard, base)).encode()


def item(code: str, package: Any = MINI) -> Any:
    (found,) = [one for one in package["CFItems"] if one["humanCodingScheme"] == code]
    return found


def links(kind: str, package: Any = MINI) -> list[tuple[str, str]]:
    """The codes at both ends of the associations of a kind, by sequence number."""
    codes = {one["identifier"]: one["humanCodingScheme"] for one in package["CFItems"]}
    codes[package["CFDocument"]["identifier"]] = "document"
    chosen = [one for one in package["CFAssociations"] if one["associationType"] == kind]
    return [
        (codes[one["originNodeURI"]["identifier"]], codes[one["destinationNodeURI"]["identifier"]])
        for one in sorted(chosen, key=lambda one: one.get("sequenceNumber", 0))
    ]


def extras(part: Any) -> list[str]:
    """Keys that the specification does not have."""
    if isinstance(part, list):
        return [one for member in part for one in extras(member)]
    if not hasattr(part, "model_extra"):
        return []
    return list(part.model_extra or ()) + [
        one for name in type(part).model_fields for one in extras(getattr(part, name))
    ]


@EVERY_STANDARD
@pytest.mark.parametrize("base", [None, BASE])
def test_what_goes_out_is_valid_case(standard: Standard, base: str | None) -> None:
    package = CFPackage.model_validate(json.loads(exported(standard, base)))
    assert extras(package) == []
    assert package.document.caseVersion == "1.1"


@EVERY_STANDARD
def test_definitions_have_what_case_requires_though_we_read_them_without(standard: Standard) -> None:
    definitions = as_case(standard)["CFDefinitions"]
    assert all({"title", "hierarchyCode"} <= set(one) for one in definitions["CFConcepts"])
    assert all({"title", "hierarchyCode", "description"} <= set(one) for one in definitions["CFItemTypes"])


@EVERY_STANDARD
def test_identifiers_are_there_once_and_every_reference_finds_something(standard: Standard) -> None:
    package = as_case(standard)
    given_out: list[str] = []
    referred: set[str] = set()

    def walk(value: Any, name: str) -> None:
        if isinstance(value, list):
            for one in value:
                walk(one, name)
        elif isinstance(value, dict) and name != "extensions":
            (referred.add if name.endswith("URI") else given_out.append)(value.get("identifier", ""))
            for key, one in value.items():
                walk(one, key)

    walk(package, "")
    known = [one for one in given_out if one]
    assert len(known) == len(set(known))
    assert referred <= set(known)


@EVERY_STANDARD
def test_out_in_and_out_again_gives_the_same_bytes(standard: Standard) -> None:
    draft = draft_of(exported(standard, BASE))
    assert draft.not_taken == ()
    assert exported(build(draft.file)) == exported(standard)
    assert exported(build(draft.file), BASE) == exported(standard, BASE)


@EVERY_STANDARD
def test_nothing_of_a_standard_is_lost_on_the_way(standard: Standard) -> None:
    assert plain(build(draft_of(exported(standard)).file)) == plain(standard)


@EVERY_STANDARD
def test_the_draft_is_a_file_that_the_checks_take(standard: Standard) -> None:
    text = draft_text(draft_of(exported(standard)))
    again, mistakes = check_text(text, "concept.yaml", standard.slug)
    assert mistakes == ()
    assert plain(again) == plain(standard)


@examples(60, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])
@given(standards())
def test_any_standard_comes_back_the_same(content: dict[str, Any]) -> None:
    file = StandardFile.model_validate(content)
    assert list(findings(file)) == []
    standard = build(file)
    draft = draft_of(exported(standard))
    assert draft.not_taken == ()
    assert plain(build(draft.file)) == plain(standard)
    again, mistakes = check_text(draft_text(draft), "raar.yaml")
    assert mistakes == ()
    assert again is not None
    assert exported(again) == exported(standard)


def test_the_document_is_the_standard() -> None:
    document = MINI["CFDocument"]
    assert (document["title"], document["creator"], document["version"]) == (
        "Kleine standaard",
        "Gemeente Voorbeeldstad",
        "1",
    )
    assert document["extensions"]["vakspiegel"]["slug"] == "mini"


def test_an_element_has_its_title_its_definition_its_number_and_its_kind() -> None:
    kneden = item("kneden")
    assert (kneden["abbreviatedStatement"], kneden["listEnumeration"], kneden["CFItemType"]) == (
        "Deeg kneden",
        "1",
        "Taak",
    )
    assert kneden["fullStatement"] == sample("mini").element("kneden").definition


def test_the_tree_runs_from_document_to_statement_in_order() -> None:
    above = links("isChildOf")
    assert ("kneden:midden", "kneden") in above
    assert [child for child, parent in above if parent == "kneden"] == ["kneden:laag", "kneden:midden", "kneden:hoog"]
    assert [child for child, parent in above if parent == "c1-midden"] == []
    assert [child for child, parent in above if parent == "proeven:midden"] == ["c1-midden-1", "c1-midden-2"]
    assert {parent for _, parent in above} >= {"document"}


def test_statements_that_repeat_or_extend_a_lower_one_say_so() -> None:
    assert ("t1-b-2@midden", "t1-b-2") in links("exactMatchOf")
    assert all(item(low)["fullStatement"] != item(high)["fullStatement"] for low, high in links("precedes"))
    assert links("precedes")


def test_a_profile_has_the_skill_level_of_what_it_asks() -> None:
    profile = sample("mini").profiles[0]
    asked = [destination for origin, destination in links("hasSkillLevel") if origin == profile.code]
    assert asked == [f"{element}:{level}" for element, level in profile.targets.items()]


def test_a_scale_is_a_rubric_with_a_row_per_element_and_aspect() -> None:
    rubric = next(one for one in MINI["CFRubrics"] if one["title"].endswith("taken"))
    rows = [one for one in rubric["CFRubricCriteria"] if one["CFItemURI"]["identifier"] == item("kneden")["identifier"]]
    assert [row["category"] for row in rows] == ["Houding", "Vaardigheden"]
    assert [(level["score"], level["quality"]) for level in rows[0]["CFRubricCriterionLevels"]] == [
        (1, "Laag"), (2, "Midden"), (3, "Hoog"),
    ]  # fmt: skip
    assert rows[0]["extensions"]["vakspiegel"]["empty"] == {"hoog": "De bron zegt hier niets."}


def test_every_kind_of_association_is_one_of_case() -> None:
    for standard in ALL:
        assert {one["associationType"] for one in as_case(standard)["CFAssociations"]} <= set(ASSOCIATION_TYPES)


def test_identifiers_stay_what_they_are() -> None:
    """Others keep them: when this fails, every link of another system to us is broken."""
    assert MINI["CFDocument"]["identifier"] == "f01b014f-0460-5184-a772-e49601743c13"
    assert item("kneden")["identifier"] == "e4b7fc24-5887-50a6-87b5-3b24a35c760c"


def test_without_an_address_everything_has_a_fixed_one() -> None:
    kneden = item("kneden")
    assert kneden["uri"] == f"urn:uuid:{kneden['identifier']}"


def test_with_an_address_everything_can_be_asked_there() -> None:
    kneden = item("kneden", as_case(sample("mini"), BASE + "/"))
    assert kneden["uri"] == f"{BASE}/CFItems/{kneden['identifier']}"


@pytest.mark.parametrize(
    ("edition", "slug", "moment"),
    [
        ("2013", "x", "2013-01-01T00:00:00Z"),
        ("1.2, 2021-03-04", "x", "2021-03-04T00:00:00Z"),
        ("deel VI", "amb-2018", "2018-01-01T00:00:00Z"),
        ("25132", "mbo-25132", "1970-01-01T00:00:00Z"),
        ("2024-99-99", "x", "2024-01-01T00:00:00Z"),
    ],
)
def test_the_moment_of_change_comes_from_the_edition_and_not_from_the_clock(
    edition: str, slug: str, moment: str
) -> None:
    standard = Standard(slug, "T", "P", edition, "S", (), (), ())
    assert changed_at(standard) == moment


def test_a_package_names_its_edition_and_what_became_of_the_one_before() -> None:
    first, second = (as_case(library().by_slug()[slug])["CFDocument"] for slug in ("vakvolwassenheid-2013", VAK_2027))
    assert (first["version"], second["version"]) == ("2013", "2027")
    assert first["identifier"] != second["identifier"]
    ours = second["extensions"]["vakspiegel"]
    assert ours["follows"] == "vakvolwassenheid-2013"
    assert ours["undecided"] == ["coachen"]
    assert {"kind": "kept", "from": ["netwerken"], "to": ["netwerken"], "reason": ""} in ours["changes"]
