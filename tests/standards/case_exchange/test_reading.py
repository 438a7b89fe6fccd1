"""Bombs and nonsense are refused with everything that is wrong, and never with another error."""

from __future__ import annotations

import copy
import json
import time
from collections.abc import Callable
from contextlib import suppress
from typing import Any

import pytest
from hypothesis import HealthCheck, given
from hypothesis import strategies as st

from app.core.shapes import Faulty
from app.standards.case_exchange import reading as case_reading
from app.standards.case_exchange.draft import draft_of
from app.standards.case_exchange.reading import MAX_BYTES, MAX_ITEMS
from app.standards.case_exchange.writing import as_case, case_text
from app.standards.files.building import build
from tests.examples import examples
from tests.standards.case_exchange.packages import as_bytes, association, child, described, foreign, item
from tests.standards.samples import sample

OURS = json.loads(case_text(as_case(sample("mini"))))


def faults(data: bytes | Any) -> list[str]:
    with pytest.raises(Faulty) as refused:
        draft_of(data if isinstance(data, bytes) else as_bytes(data))
    return [str(fault) for fault in refused.value.faults]


def changed(change: Callable[[Any], Any], package: Any | None = None) -> Any:
    package = copy.deepcopy(package or foreign())
    change(package)
    return package


def ours(code: str, package: Any) -> Any:
    return next(one for one in package["CFItems"] if one["humanCodingScheme"] == code)


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (b"", "dit is geen geldige JSON (regel 1, kolom 1)."),
        (b'{"CFDocument":', "dit is geen geldige JSON (regel 1, kolom 15)."),
        (b"\xff\xfe{}", "dit bestand is geen UTF-8."),
        (b"PK\x03\x04\x14\x00", "dit is een zip-bestand: pak het eerst uit."),
        (b"[]", "een CASE-pakket is een object met onder meer CFDocument en CFItems."),
        (b'"CFDocument"', "een CASE-pakket is een object met onder meer CFDocument en CFItems."),
        (b" " * (MAX_BYTES + 1), "dit bestand is groter dan 10 MB."),
        (b"[" * 1_000_000, "dit bestand is dieper genest dan 40 lagen."),
        (b'{"a":' * 60 + b"1" + b"}" * 60, "dit bestand is dieper genest dan 40 lagen."),
        (b'{"a": NaN}', "hier staat een getal dat geen gewoon getal is."),
        (b'{"a": ' + b"9" * 5000 + b"}", "hier staat een getal dat geen gewoon getal is."),
        (b'{"CFItems": [], "CFItems": []}', "de sleutel 'CFItems' staat twee keer in hetzelfde object."),
        (b'{"a": "\\ud800"}', "a: hier staat een teken dat niet in een tekst hoort."),
        (b'{"a": {"b\\u0000": 1}}', "a: hier staat een teken dat niet in een tekst hoort."),
        (b'{"CFItems": [' + b"1," * MAX_ITEMS + b"1]}", "CFItems: hier staan er 20001, dat zijn er meer dan 20000."),
        (b'{"a": [' + b"1," * 600_000 + b"1]}", "hier staan meer dan 500000 waarden in."),
    ],
)
def test_what_is_no_package_at_all_is_refused(data: bytes, message: str) -> None:
    assert faults(data) == [message]


def test_all_mistakes_of_shape_come_at_once_with_their_place() -> None:
    def spoil(package: Any) -> None:
        del package["CFDocument"]["title"]
        package["CFDocument"]["lastChangeDateTime"] = "gisteren"
        package["CFItems"][0]["identifier"] = "2"
        package["CFItems"][1]["fullStatement"] = ["tekst"]
        package["CFItems"][2]["fullStatement"] = "  "
        package["CFItems"][3]["statusStartDate"] = "mei"
        package["CFAssociations"][0]["associationType"] = "isKindVan"
        package["CFAssociations"][1]["sequenceNumber"] = "een"
        package["CFAssociations"][2]["originNodeURI"] = "https://elders.example"
        package["CFRubrics"][0]["CFRubricCriteria"][0]["CFRubricCriterionLevels"][0]["score"] = "veel"
        package["CFItems"][4] = 4

    assert [fault.removesuffix(".") for fault in faults(changed(spoil))] == [
        "CFDocument.lastChangeDateTime: hier hoort een moment, zoals 2026-01-31T09:00:00Z",
        "CFDocument.title: dit ontbreekt",
        "CFItems[0].identifier: hier hoort een UUID, zoals 8ed0b2ff-13fe-4d3f-9f2c-5a3b6c1d7e80",
        "CFItems[1].fullStatement: hier hoort tekst",
        "CFItems[2].fullStatement: dit is leeg",
        "CFItems[3].statusStartDate: hier hoort een datum, zoals 2026-01-31",
        "CFItems[4]: hier hoort een object",
        "CFAssociations[0].associationType: dit is geen soort verband van CASE 1.1",
        "CFAssociations[1].sequenceNumber: hier hoort een geheel getal",
        "CFAssociations[2].originNodeURI: hier hoort een object",
        "CFRubrics[0].CFRubricCriteria[0].CFRubricCriterionLevels[0].score: hier hoort een getal",
    ]


def test_all_mistakes_of_reference_come_at_once() -> None:
    def spoil(package: Any) -> None:
        package["CFItems"][1]["identifier"] = package["CFItems"][0]["identifier"]
        package["CFAssociations"] += [child(99, 1), child(4, 98)]

    assert [fault for fault in faults(changed(spoil)) if "0003" not in fault] == [
        "CFItems[1].identifier: '00000000-0000-0000-0000-000000000002' is ook al van CFItems[0].",
        "CFAssociations[8].originNodeURI: '00000000-0000-0000-0000-000000000063' staat niet in dit pakket.",
        "CFAssociations[9].destinationNodeURI: '00000000-0000-0000-0000-000000000062' staat niet in dit pakket.",
    ]


def test_a_circle_is_refused_and_what_hangs_under_it_is_not_blamed() -> None:
    package = foreign()
    package["CFAssociations"] = [child(2, 3), child(3, 2), child(4, 3), child(5, 1), child(8, 8)]
    assert faults(package) == [
        f"CFItems[{index}]: dit onderdeel staat via isChildOf onder zichzelf." for index in (0, 1, 6)
    ]


def test_a_null_counts_as_absent() -> None:
    package = changed(lambda one: one["CFItems"][0].update(notes=None, fullStatement=None))
    assert faults(package) == ["CFItems[0].fullStatement: dit ontbreekt."]


def test_too_many_criteria_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(case_reading, "MAX_CRITERIA", 0)
    assert faults(foreign()) == ["CFRubrics: hier staan 1 criteria, dat zijn er meer dan 0."]


def test_the_message_names_the_first_faults_and_counts_the_rest() -> None:
    package = changed(lambda one: one.update(CFItems=[1] * 60))
    with pytest.raises(Faulty) as refused:
        draft_of(as_bytes(package))
    assert len(refused.value.faults) == 60
    assert refused.value.told(50).endswith("CFItems[49]: hier hoort een object.\n… en nog 10.")


@pytest.mark.parametrize("shape", ["ring", "chain", "star"])
def test_a_large_tree_of_any_shape_is_decided_soon(shape: str) -> None:
    count = 8_000
    above = {"ring": lambda n: n % count + 2, "chain": lambda n: n - 1, "star": lambda n: 1}[shape]
    package = {
        "CFDocument": foreign()["CFDocument"],
        "CFItems": [item(number, "Zin.") for number in range(2, count + 2)],
        "CFAssociations": [association(10**6 + n, n, "isChildOf", above(n)) for n in range(2, count + 2)],
    }
    data = as_bytes(package)
    begin = time.process_time()
    with suppress(Faulty):
        draft_of(data)
    assert time.process_time() - begin < 20


def test_our_own_package_is_followed_where_another_system_changed_a_text() -> None:
    def reword(package: Any) -> None:
        ours("c1-laag-1", package)["fullStatement"] = "Ik proef het brood."
        package["CFDocument"]["title"] = "Andere naam"

    standard = build(draft_of(as_bytes(changed(reword, OURS))).file)
    assert standard.title == "Andere naam"
    assert standard.element("proeven").indicator("c1-laag-1").text == "Ik proef het brood."


def test_what_another_system_added_to_our_package_is_named() -> None:
    def add(package: Any) -> None:
        package["CFItems"] += [item(2, "Nieuw"), item(3, "Nog iets", CFItemType="Les")]
        package["CFAssociations"].append(association(4, 2, "isPeerOf", 3))

    assert draft_of(as_bytes(changed(add, OURS))).not_taken == (
        "CFItems[54]: er staat geen soort bij.",
        "CFItems[55]: het soort 'Les' kennen wij niet.",
        "CFAssociations[74]: 'isPeerOf' tussen deze twee kennen wij niet.",
    )


def test_a_repeated_sentence_that_was_changed_is_named() -> None:
    package = changed(lambda one: ours("t1-b-2@midden", one).update(fullStatement="Anders."), OURS)
    (named,) = draft_of(as_bytes(package)).not_taken
    assert named.endswith("deze zin hoort gelijk te zijn aan die op het lagere niveau.")


def test_everything_that_misses_in_our_own_package_is_said_at_once() -> None:
    def spoil(package: Any) -> None:
        del package["CFDocument"]["version"]
        package["CFDocument"]["extensions"]["vakspiegel"]["kleur"] = "groen"
        del ours("kneden", package)["abbreviatedStatement"]
        ours("bakken", package)["extensions"]["vakspiegel"]["position"] = 0
        ours("kneden:laag", package)["extensions"] = {"vakspiegel": []}

    found = faults(changed(spoil, OURS))
    places = {fault.partition(":")[0].partition("[")[0] for fault in found}
    assert "CFDocument.extensions.vakspiegel.kleur: deze sleutel bestaat hier niet." in found
    assert "CFDocument.version: dit ontbreekt." in found
    assert any(fault.endswith(".extensions.vakspiegel.position: dit moet minstens 1 zijn.") for fault in found)
    assert any(fault.endswith(".abbreviatedStatement: dit ontbreekt.") for fault in found)
    assert places >= {"CFDocument.version", "CFItems"}


def test_a_title_that_got_too_long_is_said_of_the_standard_that_comes_out() -> None:
    package = changed(lambda one: ours("kneden", one).update(abbreviatedStatement="x" * 35), OURS)
    assert faults(package) == ["in de standaard die eruit komt: elements[0].title: dit is langer dan 34 tekens."]


def test_a_statement_that_moved_away_from_its_level_is_a_fault() -> None:
    def move(package: Any) -> None:
        one = ours("c1-laag-1", package)["identifier"]
        package["CFAssociations"] = [
            link for link in package["CFAssociations"] if link["originNodeURI"]["identifier"] != one
        ]

    assert any(fault.endswith("dit staat niet onder een niveau.") for fault in faults(changed(move, OURS)))


def test_a_scale_with_a_senseless_number_of_levels_is_refused() -> None:
    def stretch(package: Any) -> None:
        levels = package["CFRubrics"][0]["extensions"]["vakspiegel"]["levels"]
        levels += [{"code": f"n{number}", "name": "N"} for number in range(100_000)]

    found = faults(changed(stretch, OURS))
    assert any("levels: hier staan er meer dan 25." in fault for fault in found)


anything = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=5),
    lambda inside: st.lists(inside, max_size=3) | st.dictionaries(st.text(max_size=5), inside, max_size=3),
    max_leaves=8,
)


def places(value: Any) -> list[tuple[Any, Any]]:
    """Everything in a package that can be taken out or changed: what holds it, and its key."""
    inside = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    return [place for key, one in inside for place in ((value, key), *places(one))]


@examples(150, suppress_health_check=[HealthCheck.too_slow])
@given(st.sampled_from(["ours", "foreign"]), st.data())
def test_a_spoilt_package_gives_a_draft_or_the_one_clear_error(which: str, data: st.DataObject) -> None:
    package = copy.deepcopy(OURS) if which == "ours" else foreign()
    for _ in range(data.draw(st.integers(1, 4))):
        everything = places(package)
        holder, key = everything[data.draw(st.integers(0, len(everything) - 1))]
        other = data.draw(st.sampled_from(["gone", "anything", "copied"]))
        if other == "gone":
            del holder[key]
        else:
            source, at = everything[data.draw(st.integers(0, len(everything) - 1))]
            holder[key] = (
                data.draw(anything)
                if other == "anything"
                else copy.deepcopy(source.get(at) if isinstance(source, dict) else None)
            )
    with suppress(Faulty):
        assert draft_of(json.dumps(package).encode()).file.elements


@examples(100)
@given(st.binary(max_size=60) | anything.map(lambda one: json.dumps(one).encode()))
def test_nonsense_gives_the_one_clear_error(data: bytes) -> None:
    with pytest.raises(Faulty):
        draft_of(data)


def test_described_things_need_no_more_than_case_asks() -> None:
    package = {"CFDocument": described(1, title="T", creator="C"), "CFItems": [item(2, "Ik bak.")]}
    assert [one.code for one in draft_of(as_bytes(package)).file.elements] == ["ik-bak"]


def test_a_package_in_an_object_of_its_own_is_taken_out() -> None:
    assert draft_of(as_bytes({"CFPackage": foreign()})).file == draft_of(as_bytes(foreign())).file
    assert faults({"CFPackage": 4}) == ["een CASE-pakket is een object met onder meer CFDocument en CFItems."]


def test_definitions_that_lack_what_case_requires_are_no_reason_to_refuse() -> None:
    names = ("CFConcepts", "CFSubjects", "CFItemTypes", "CFLicenses")
    definitions = {name: [described(5000 + place, title="Iets")] for place, name in enumerate(names)}
    draft = draft_of(as_bytes({**foreign(), "CFDefinitions": definitions}))
    assert draft.file.elements == draft_of(as_bytes(foreign())).file.elements


def with_texts_for_numbers(package: Any) -> None:
    for link in package["CFAssociations"]:
        if "sequenceNumber" in link:
            link["sequenceNumber"] = str(link["sequenceNumber"])


def test_a_number_that_is_written_as_a_text_is_read_and_named():
    whole, told = draft_of(as_bytes(OURS)), draft_of(as_bytes(changed(with_texts_for_numbers, OURS)))
    count = sum("sequenceNumber" in link for link in OURS["CFAssociations"])
    assert told.file == whole.file
    assert told.not_taken == (
        f"CFAssociations.sequenceNumber: hier staat een getal als tekst. Wij lezen het als getal ({count} keer).",
        *whole.not_taken,
    )


@pytest.mark.parametrize("text", ["een", "1.5", "", "1e3", "9" * 12, "\u0661"])
def test_a_text_that_is_no_whole_number_is_no_place_in_a_row(text: str):
    def write(package: Any) -> None:
        package["CFAssociations"][0]["sequenceNumber"] = text

    assert faults(changed(write, OURS))
