"""The mbo qualification beside its document."""

from __future__ import annotations

import pytest

from app.standards.library import get_standard
from app.standards.rules.standard import Standard
from tests.standards.language import copied

SLUG = "mbo-accountmanager-25132"
GRADES = [
    "zeer slecht",
    "slecht",
    "zeer onvoldoende",
    "onvoldoende",
    "bijna voldoende",
    "voldoende",
    "ruim voldoende",
    "goed",
    "zeer goed",
    "uitmuntend",
]


@pytest.fixture(scope="module")
def standard() -> Standard:
    return get_standard(SLUG)


def numbers(standard: Standard, kind: str) -> list[str | None]:
    return [one.number for one in standard.elements if one.kind == kind]


def test_four_core_tasks_have_sixteen_work_processes(standard: Standard) -> None:
    assert numbers(standard, "core_task") == ["1", "2", "3", "4"]
    assert numbers(standard, "work_process") == [
        f"{task}.{process}" for task, count in ((1, 2), (2, 5), (3, 4), (4, 5)) for process in range(1, count + 1)
    ]
    assert len(standard.elements) == 20


def test_the_work_processes_of_a_core_task_come_right_after_it(standard: Standard) -> None:
    assert [one.number for one in standard.elements] == sorted(
        (str(one.number) for one in standard.elements), key=lambda number: [int(part) for part in number.split(".")]
    )


def test_each_work_process_is_a_part_of_the_core_task_with_its_number(standard: Standard) -> None:
    for task in [one for one in standard.elements if one.kind == "core_task"]:
        parts = standard.parts_of(task.code)
        assert parts
        assert all(str(part.number).startswith(f"{task.number}.") for part in parts)
        assert all(part.group == task.group for part in parts)
    assert sum(one.parent is not None for one in standard.elements) == 16


def test_the_scale_is_the_ten_grades_and_nothing_else(standard: Standard) -> None:
    (scale,) = standard.scales
    assert [level.name for level in scale.levels] == GRADES
    assert [(level.code, level.short, level.rank) for level in scale.levels] == [
        (str(rank), str(rank), rank) for rank in range(1, 11)
    ]
    assert scale.named_only
    assert not any(one.indicators for one in standard.elements)
    assert standard.elements[0].level_label("7") == "7 (ruim voldoende)"
    assert all(len(one.choices) == 10 for one in standard.elements)


def test_the_facts_of_the_document_are_there(standard: Standard) -> None:
    facts = {fact.code: f"{fact.title} {fact.text}" for fact in standard.facts}
    for code, words in {
        "niveaus": ["NLQF-niveau 4", "EQF-niveau 4", "ISCED 3A"],
        "crebo": ["25132", "Commercie"],
        "cijfers": [f"{rank} is {name}" for rank, name in enumerate(GRADES, 1)],
        "toelating": ["vmbo"],
        "duur": ["3 jaar", "4800"],
        "doorgroeien": ["senior accountmanager", "regiomanager"],
        "doorleren": ["Commerciële economie", "Small business en retailmanagement"],
        "keuzedelen": ["15%"],
        "sinds": ["1 augustus 2015"],
        "niveau-4": ["tactisch en strategisch", "nieuwe procedures"],
        "certificaat": ["Certificate Senior Secondary Vocational Education", "examencommissie", "OCW"],
    }.items():
        assert all(word in facts[code] for word in words), code


def test_the_pass_level_is_our_own_reading(standard: Standard) -> None:
    (profile,) = standard.profiles
    assert profile.origin == "eigen duiding"
    assert dict(profile.targets) == {one.code: "6" for one in standard.elements}
    assert "eigen duiding" in next(fact.text for fact in standard.facts if fact.code == "geen-grens")


def test_no_status_is_read_into_a_diploma(standard: Standard) -> None:
    assert standard.status_indication is None


def test_every_definition_is_a_sentence_about_you(standard: Standard) -> None:
    for one in standard.elements:
        assert one.definition.startswith("Je "), one.code
        assert one.definition.endswith("."), one.code
        assert one.definition.count(".") == 1, one.code


def test_no_seven_words_in_a_row_are_the_documents_but_in_official_names(standard: Standard) -> None:
    assert copied(SLUG, {one.name for one in standard.elements}) == {}


def test_what_no_document_says_is_marked_as_our_own_reading(standard: Standard) -> None:
    assert {one.origin for one in standard.definitions} == {"eigen duiding"}
    assert any("eigen duiding" in one.text for one in standard.facts if one.code == "omschrijvingen")
