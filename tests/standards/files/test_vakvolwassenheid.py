"""The Standaard voor vakvolwassenheid beside its document: same structure and numbers, other sentences."""

from __future__ import annotations

from collections import Counter

import pytest

from app.standards.library import get_standard
from app.standards.rules.element import Element
from app.standards.rules.standard import Standard
from tests.standards.language import copied, faults
from tests.standards.samples import DATA
from tests.standards.shingles import copied_runs, hashes_of, read_hashes

SLUG = "vakvolwassenheid-2013"
HASHES = read_hashes(DATA / f"{SLUG}.shingles")
LEVELS = ["basis", "vakbekwaam", "vakvolwassen"]

# Statements per cell: per task the aspects A to D, each on basis, vakbekwaam and vakvolwassen. A sentence of the
# document that says more than one thing is more than one statement.
TASK_CELLS = {
    "intake": [(2, 2, 2), (3, 3, 3), (2, 3, 3), (1, 1, 1)],
    "vraag-en-mogelijkheden": [(1, 1, 1), (4, 6, 11), (3, 3, 4), (2, 2, 2)],
    "doelen-en-acties": [(1, 1, 0), (2, 5, 5), (3, 3, 4), (1, 1, 1)],
    "uitvoering": [(1, 1, 1), (6, 9, 13), (4, 7, 12), (1, 1, 1)],
    "afspraken-bewaken": [(1, 1, 1), (1, 2, 3), (1, 1, 1), (3, 3, 3)],
    "evalueren": [(2, 2, 2), (2, 2, 3), (1, 1, 1), (1, 1, 1)],
    "handhaven": [(2, 3, 4), (2, 3, 4), (2, 2, 2), (2, 2, 2)],
    "rapporteren": [(2, 2, 2), (3, 4, 5), (2, 2, 2), (2, 2, 2)],
    "beheer-en-beleid": [(1, 2, 2), (4, 7, 11), (1, 2, 2), (2, 2, 4)],
    "deskundigheid": [(2, 2, 2), (3, 5, 9), (1, 1, 2), (1, 1, 1)],
}
# Arrows per cell of the document.
COMPETENCE_CELLS = {
    "communicatie": (7, 4, 2),
    "coachen": (3, 4, 2),
    "flexibiliteit": (4, 4, 3),
    "probleemanalyse": (4, 3, 3),
    "resultaatgerichtheid": (4, 3, 1),
    "plannen-en-organiseren": (4, 3, 3),
    "netwerken": (3, 2, 1),
    "creativiteit": (6, 5, 4),
}


@pytest.fixture(scope="module")
def standard() -> Standard:
    return get_standard(SLUG)


def elements_of(standard: Standard, kind: str) -> list[Element]:
    return [element for element in standard.elements if element.kind == kind]


def test_ten_tasks_stand_in_the_order_of_the_chapters(standard: Standard) -> None:
    tasks = elements_of(standard, "task")
    assert [task.code for task in tasks] == list(TASK_CELLS)
    assert [task.number for task in tasks] == [str(number) for number in range(1, 11)]
    assert [task.group for task in tasks] == ["primair"] * 7 + ["secundair"] * 3
    assert all([aspect.code for aspect in task.aspects] == ["A", "B", "C", "D"] for task in tasks)


def test_eight_competences_follow_the_tasks(standard: Standard) -> None:
    competences = elements_of(standard, "competence")
    assert [one.code for one in competences] == list(COMPETENCE_CELLS)
    assert standard.elements[10:] == tuple(competences)
    assert all(one.number is None and one.aspects == () for one in competences)


def test_tasks_are_written_out_and_competences_add_up(standard: Standard) -> None:
    assert {scale.code: scale.cumulative for scale in standard.scales} == {"taken": False, "competenties": True}
    for scale in standard.scales:
        assert [(level.code, level.rank) for level in scale.levels] == [
            ("basis", 1),
            ("vakbekwaam", 2),
            ("vakvolwassen", 3),
        ]


@pytest.mark.parametrize("task", TASK_CELLS)
def test_each_cell_of_a_task_has_the_statements_of_the_document(standard: Standard, task: str) -> None:
    counts = Counter((one.aspect, one.level) for one in standard.element(task).indicators)
    assert [tuple(counts[aspect, level] for level in LEVELS) for aspect in "ABCD"] == TASK_CELLS[task]


def test_of_the_120_cells_one_is_empty_and_says_so(standard: Standard) -> None:
    blocks = {
        (task.code, block.aspect.code, level): block
        for task in elements_of(standard, "task")
        for level in LEVELS
        for block in task.card(level)
        if block.aspect
    }
    assert len(blocks) == 120
    empty = [key for key, block in blocks.items() if not block.lines]
    assert empty == [("doelen-en-acties", "A", "vakvolwassen")]
    assert blocks[empty[0]].empty_reason


@pytest.mark.parametrize("competence", COMPETENCE_CELLS)
def test_a_competence_has_the_statements_of_the_document(standard: Standard, competence: str) -> None:
    counts = Counter(one.level for one in standard.element(competence).indicators)
    assert tuple(counts[level] for level in LEVELS) == COMPETENCE_CELLS[competence]


def test_the_competences_have_82_statements(standard: Standard) -> None:
    counts = Counter(one.level for element in elements_of(standard, "competence") for one in element.indicators)
    assert counts == {"basis": 35, "vakbekwaam": 28, "vakvolwassen": 19}


def test_each_profile_asks_one_level_of_everything(standard: Standard) -> None:
    codes = [element.code for element in standard.elements]
    assert {profile.code: dict(profile.targets) for profile in standard.profiles} == {
        "einde-stage": dict.fromkeys(codes, "basis"),
        "vakbekwaam": dict.fromkeys(codes, "vakbekwaam"),
        "vakvolwassen": dict.fromkeys(codes, "vakvolwassen"),
    }


def test_what_the_document_says_of_its_own_use_can_be_read(standard: Standard) -> None:
    (use,) = standard.chapters
    assert len(use.entries) == 7
    assert any("functioneringsgesprek" in one.title for one in use.entries)


def test_both_kinds_of_levels_are_defined_alike_for_the_document_defines_them_once(standard: Standard) -> None:
    tasks, competences = standard.scales
    assert [one.definition for one in tasks.levels] == [one.definition for one in competences.levels]


def test_a_profile_that_no_document_has_is_our_own_reading(standard: Standard) -> None:
    assert {one.code: one.origin for one in standard.profiles} == {
        "einde-stage": "bron",
        "vakbekwaam": "eigen duiding",
        "vakvolwassen": "bron",
    }


def test_what_the_document_contradicts_is_told(standard: Standard) -> None:
    assert len([fact for fact in standard.facts if fact.is_discrepancy]) == 8


def test_the_numbering_of_the_introduction_is_noted(standard: Standard) -> None:
    assert any("taak 6" in fact.text and "taak 7" in fact.text for fact in standard.facts)


def test_the_terms_of_the_document_are_defined(standard: Standard) -> None:
    assert {one.code for one in standard.definitions} == {
        "interne-partners",
        "externe-partners",
        "werkzoekende",
        "arbeidsmarkt",
        "participatiemarkt",
    }


def test_who_scores_is_told_that_levels_differ_from_task_to_task(standard: Standard) -> None:
    assert "bij de ene taak" in standard.comfort
    assert "Basis" in standard.comfort


def test_every_level_says_what_it_is(standard: Standard) -> None:
    assert all(level.summary and level.definition for scale in standard.scales for level in scale.levels)


def test_the_status_is_our_own_reading(standard: Standard) -> None:
    indication = standard.status_indication
    assert indication is not None
    assert indication.origin == "eigen duiding"
    assert dict(indication.statuses) == {"basis": "C", "vakbekwaam": "B", "vakvolwassen": "A"}


def test_every_statement_is_a_short_sentence_about_me(standard: Standard) -> None:
    task_3 = [one.code for one in standard.element("doelen-en-acties").indicators if one.aspect == "C"]
    assert faults(standard, said_before=task_3) == []


def test_task_3_asks_the_knowledge_of_task_2_in_the_same_words(standard: Standard) -> None:
    asked = [
        [(one.level, one.text) for one in standard.element(task).indicators if one.aspect == "C"]
        for task in ("vraag-en-mogelijkheden", "doelen-en-acties")
    ]
    assert asked[0] == asked[1]


@pytest.mark.parametrize(
    ("code", "words"),
    [
        ("t04-b-14", "werkgever of organisatie die iemand zoekt"),
        ("t04-b-17", "houd contact"),
        ("t07-b-05", "zo nodig"),
        ("c5-vakvolwassen-1", "anderen erop aan dat wij het doel moeten halen"),
        ("c5-basis-2", "SMART"),
    ],
)
def test_a_sentence_keeps_what_the_document_asks(standard: Standard, code: str, words: str) -> None:
    assert words in {one.code: one.text for element in standard.elements for one in element.indicators}[code]


def test_who_is_vakbekwaam_helps_people_to_do_without_help(standard: Standard) -> None:
    of_task_4 = [one for one in standard.element("uitvoering").indicators if one.code.startswith("t04-b-20")]
    assert [one.level for one in of_task_4] == ["vakbekwaam", "vakvolwassen"]


def test_what_extends_a_statement_differs_from_it(standard: Standard) -> None:
    for element in standard.elements:
        for level in LEVELS:
            for block in element.card(level):
                for line in block.lines:
                    if line.change == "changed":
                        assert any(added for _, added in line.parts), line.indicator.code


def test_no_seven_words_in_a_row_are_the_documents() -> None:
    assert copied(SLUG) == {}


def test_seven_words_in_a_row_are_found_whatever_their_capitals_and_punctuation() -> None:
    hashes = hashes_of("De bakker kneedt, op tijd, het deeg <p>met de hand.</p>")
    assert copied_runs("Zie: bakker kneedt op tijd HET deeg – met!", hashes) == ["bakker kneedt op tijd het deeg met"]
    assert copied_runs("bakker kneedt op tijd het deeg zonder", hashes) == []
    assert len(HASHES) > 4000
