"""HR21 Dienstverlening beside its document: same structure and numbers, other sentences."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator

import pytest

from app.standards.library import get_standard
from app.standards.rules.comparing import overview
from app.standards.rules.element import Element
from app.standards.rules.profile import Chapter, Entry, Profile
from app.standards.rules.standard import Standard
from tests.standards.language import copied, faults

SLUG = "hr21-dienstverlening"
# Per competence its dimension and, per level that the document describes, its name and number of statements.
COMPETENCES: dict[str, tuple[str, dict[str, tuple[str, int]]]] = {
    "integriteit": ("persoonlijk", {"d": ("nakomen", 4), "c": ("handelen", 4)}),
    "zelfreflectie": ("persoonlijk", {"d": ("welwillend zijn", 4), "c": ("feedback gebruiken", 4)}),
    "zelfstandigheid": ("persoonlijk", {"d": ("uitvoeren", 4), "c": ("bewaken", 4), "b": ("proberen", 4)}),
    "creativiteit": ("conceptueel", {"c": ("reageren", 4), "b": ("creëren", 6)}),
    "conflicthantering": ("relationeel", {"d": ("kalmte", 4), "c": ("veerkracht", 5)}),
    "klantgerichtheid": ("relationeel", {"d": ("behulpzaam zijn", 4), "c": ("helpen", 4), "b": ("inleven", 4)}),
    "mondelinge-communicatie": (
        "relationeel",
        {
            "d": ("corrigeren", 4),
            "c": ("beheersing", 6),
            "b": ("woordenschat en bondig", 5),
            "a": ("inschatten, non-verbaal", 5),
        },
    ),
    "kwaliteitsgerichtheid": ("operationeel", {"d": ("bewustzijn", 4)}),
    "nauwkeurigheid": (
        "operationeel",
        {"d": ("kwaliteit bewaken", 4), "c": ("oog voor detail hebben", 4), "b": ("langdurig en effectief", 4)},
    ),
}
# The rows of the overview, read from left to right: the targets of each function.
PUBLIC = ["integriteit", "conflicthantering", "klantgerichtheid", "mondelinge-communicatie", "nauwkeurigheid"]
TEACHING = ["zelfreflectie", "zelfstandigheid", "creativiteit", "klantgerichtheid", "mondelinge-communicatie"]
LIGHT = ["zelfreflectie", "zelfstandigheid", "klantgerichtheid", "mondelinge-communicatie", "kwaliteitsgerichtheid"]
FUNCTIONS = {
    "N06.01.02": (PUBLIC, "ccbab", "I", 5, "4"),
    "N06.01.04": (PUBLIC, "ccbbc", "II", 5, "4"),
    "N06.01.06": (PUBLIC, "ccccc", "III", 4, "3"),
    "N06.01.08": (PUBLIC, "ddccd", "IV", 3, "2/3"),
    "N06.01.10": (PUBLIC, "ddddd", "V", 2, "2"),
    "N06.02.02": (TEACHING, "cbbbb", "I", 5, "4/6"),
    "N06.02.04": (TEACHING, "cbbbc", "II", 5, "4"),
    "N06.02.06": (TEACHING, "ccccc", "III", 5, "3"),
    "N06.02.08": (LIGHT, "ddccd", "IV", 4, "3"),
    "N06.02.10": (LIGHT, "dddcd", "V", 3, "2"),
}
ENRICHED = {
    "N06.01.02/VP": ("n06-01-02", 3),
    "N06.01.04/VP": ("n06-01-04", 3),
    "N06.01.06/VP I": ("n06-01-06", 3),
    "N06.01.06/VP II": ("n06-01-06", 1),
    "N06.01.08/VP": ("n06-01-08", 2),
    "N06.01.10/VP": ("n06-01-10", 1),
}
# Per qualification: its mbo level and the numbers of its work processes, gaps of the document included.
QUALIFICATIONS = {
    "Juridisch medewerker openbaar bestuur": (
        "mbo niveau 4",
        ["1.1", "1.2", "1.3", "2.1", "2.2", "2.3", "2.4", "2.5", "3.1", "3.2"],
    ),
    "Medewerker sociale zekerheid": (
        "mbo niveau 4",
        ["1.1", "1.2", "1.3", "1.4", "2.1", "2.2", "2.3", "2.4", "2.5", "2.6"],
    ),
    "Sociaal-maatschappelijk dienstverlener": (
        "mbo niveau 4",
        ["1.1", "1.2", "2.1", "2.2", "2.3", "2.4", "2.5", "3.1", "3.2", "3.3", "3.4", "3.5"],
    ),
    "Contactcenter medewerker": ("mbo niveau 3", ["1.1", "2.1", "2.2", "2.3", "3.1", "3.3"]),
    "Telefonist/receptionist": ("mbo niveau 2", ["1.2", "1.3", "1.4", "1.5", "2.2", "2.3"]),
}


@pytest.fixture(scope="module")
def standard() -> Standard:
    return get_standard(SLUG)


def functions(standard: Standard) -> list[Profile]:
    return [profile for profile in standard.profiles if profile.extends is None]


def chapter(of: Standard | Profile, code: str) -> Chapter:
    return next(one for one in of.chapters if one.code == code)


def described(element: Element) -> dict[str, tuple[str, int]]:
    counts = Counter(one.level for one in element.indicators)
    return {level.code: (element.level_names[level.code], counts[level.code]) for level in element.choices}


def within(entries: tuple[Entry, ...]) -> Iterator[Entry]:
    for entry in entries:
        yield entry
        yield from within(entry.entries)


def test_nine_of_the_thirty_competences_are_scored(standard: Standard) -> None:
    overview = chapter(standard, "overview")
    assert [(one.title, len(one.entries)) for one in overview.entries] == [
        ("Persoonlijk", 7),
        ("Conceptueel", 4),
        ("Relationeel", 14),
        ("Operationeel", 5),
    ]
    named = [one for dimension in overview.entries for one in dimension.entries]
    assert len({one.title for one in named}) == 30
    assert [one.element for one in named if one.element] == [one.code for one in standard.elements]
    assert {one.code: one.group for one in standard.elements} == {code: one[0] for code, one in COMPETENCES.items()}
    assert all(one.kind == "competence" for one in standard.elements)


@pytest.mark.parametrize("code", COMPETENCES)
def test_a_competence_has_the_levels_and_statements_of_the_document(standard: Standard, code: str) -> None:
    assert described(standard.element(code)) == COMPETENCES[code][1]


def test_there_are_22_levels_with_95_statements(standard: Standard) -> None:
    levels = [count for element in standard.elements for _, count in described(element).values()]
    assert (len(levels), sum(levels)) == (22, 95)


def test_a_level_that_the_document_does_not_describe_says_so_and_cannot_be_chosen(standard: Standard) -> None:
    empty = [
        block
        for element in standard.elements
        for level in element.levels
        if not element.is_choice(level.code)
        for block in element.card(level.code)
    ]
    assert len(empty) == 36 - 22
    assert all(block.empty_reason and not block.lines for block in empty)


def test_d_is_the_lightest_level_and_levels_do_not_add_up(standard: Standard) -> None:
    (scale,) = standard.scales
    assert [(level.code, level.name, level.rank) for level in scale.levels] == [
        ("d", "D", 1),
        ("c", "C", 2),
        ("b", "B", 3),
        ("a", "A", 4),
    ]
    assert (scale.cumulative, scale.separate) == (False, True)
    integriteit = standard.element("integriteit")
    assert integriteit.level_label("c") == "C (handelen)"
    assert all(line.change == "same" for block in integriteit.card("c") for line in block.lines)


@pytest.mark.parametrize("number", FUNCTIONS)
def test_a_function_asks_its_five_competences(standard: Standard, number: str) -> None:
    competences, levels, grade, situations, nlqf = FUNCTIONS[number]
    profile = next(one for one in standard.profiles if one.number == number)
    assert profile.code == number.lower().replace(".", "-")
    assert dict(profile.targets) == dict(zip(competences, levels, strict=True))
    assert profile.grade == grade
    assert profile.rank == 6 - ["I", "II", "III", "IV", "V"].index(grade) - 1
    assert len(chapter(profile, "situations").entries) == situations
    assert chapter(profile, "nlqf").entries[0].text == nlqf
    for code in ("characteristics", "knowledge", "skills", "education"):
        assert chapter(profile, code).entries


def test_ten_functions_have_41_critical_situations(standard: Standard) -> None:
    assert len(functions(standard)) == 10
    assert [len([one for one in functions(standard) if one.group == group]) for group in ("publiek", "educatie")] == [
        5,
        5,
    ]
    assert sum(len(chapter(one, "situations").entries) for one in functions(standard)) == 41


def test_the_ten_functions_are_one_overview_as_the_matrix_of_the_document(standard: Standard) -> None:
    found = overview(standard)
    assert found
    assert found.grades == ("I", "II", "III", "IV", "V")
    asked = {
        (group.code, element.code): "".join(level.code if level else "-" for level in levels)
        for group, rows in found.groups
        for element, levels in rows
    }
    assert asked["publiek", "mondelinge-communicatie"] == "abccd"
    assert asked["educatie", "creativiteit"] == "bbc--"
    assert asked["educatie", "kwaliteitsgerichtheid"] == "---dd"
    assert len(asked) == 11


def test_it_is_said_of_each_function_group_why_its_competences_were_chosen(standard: Standard) -> None:
    for group in chapter(standard, "chosen").entries:
        asked = {code for one in standard.profiles if group.code == f"chosen-{one.group}" for code in one.targets}
        assert {one.element for one in group.entries} == asked
        assert all(one.text for one in group.entries)


def test_every_target_is_a_level_that_can_be_chosen(standard: Standard) -> None:
    for profile in standard.profiles:
        assert all(standard.element(code).is_choice(level) for code, level in profile.targets.items())


@pytest.mark.parametrize("number", ENRICHED)
def test_an_enriched_profile_adds_qualifications_to_its_function(standard: Standard, number: str) -> None:
    base, count = ENRICHED[number]
    profile = next(one for one in standard.profiles if one.number == number)
    assert profile.extends == base
    assert profile.targets == standard.profile(base).targets
    for code in ("characteristics", "situations", "knowledge", "skills", "nlqf"):
        assert chapter(profile, code) is chapter(standard.profile(base), code)
    qualifications = chapter(profile, "qualifications").entries
    assert len(qualifications) == count
    for one in qualifications:
        parts = {part.code: part for part in one.entries}
        assert {"role", "complexity", "additional-knowledge", "core-tasks"} <= set(parts)
        assert all(part.entries for part in parts.values())


def test_there_are_six_enriched_profiles(standard: Standard) -> None:
    assert [one.number for one in standard.profiles if one.extends] == list(ENRICHED)


def test_the_code_of_a_profile_is_its_number_in_the_document(standard: Standard) -> None:
    for one in standard.profiles:
        assert one.code == re.sub("[./ ]", "-", str(one.number)).lower()


def test_a_qualification_keeps_the_numbers_of_the_document(standard: Standard) -> None:
    found = {}
    for profile in standard.profiles:
        for one in chapter(profile, "qualifications").entries if profile.extends else ():
            tasks = next(part for part in one.entries if part.code == "core-tasks").entries
            found[one.title] = (one.text.split(",")[0], [process.number for task in tasks for process in task.entries])
    assert found == QUALIFICATIONS


@pytest.mark.parametrize(
    ("number", "characteristics", "knowledge", "skills"),
    [
        ("N06.01.02", 3, 4, 2),
        ("N06.01.04", 3, 4, 2),
        ("N06.01.06", 3, 4, 2),
        ("N06.01.08", 3, 3, 2),
        ("N06.01.10", 3, 1, 2),
        ("N06.02.02", 4, 2, 2),
        ("N06.02.04", 4, 2, 2),
        ("N06.02.06", 3, 3, 2),
        ("N06.02.08", 2, 3, 2),
        ("N06.02.10", 2, 2, 2),
    ],
)
def test_a_function_has_the_characteristics_knowledge_and_skills_of_the_document(
    standard: Standard, number: str, characteristics: int, knowledge: int, skills: int
) -> None:
    profile = next(one for one in standard.profiles if one.number == number)
    counts = [len(chapter(profile, code).entries) for code in ("characteristics", "knowledge", "skills")]
    assert counts == [characteristics, knowledge, skills]


def test_a_qualification_adds_as_much_knowledge_as_the_document_lists(standard: Standard) -> None:
    found = {
        (one.title, len(part.entries))
        for profile in standard.profiles
        if profile.extends
        for one in chapter(profile, "qualifications").entries
        for part in one.entries
        if part.code == "additional-knowledge"
    }
    assert found == {
        ("Juridisch medewerker openbaar bestuur", 38),
        ("Medewerker sociale zekerheid", 28),
        ("Sociaal-maatschappelijk dienstverlener", 24),
        ("Contactcenter medewerker", 18),
        ("Telefonist/receptionist", 12),
    }


def test_the_nlqf_table_has_a_row_for_each_function_that_agrees_with_its_profile(standard: Standard) -> None:
    rows = {one.code: one.text for one in chapter(standard, "nlqf").entries}
    assert rows == {number.lower().replace(".", "-"): f"NLQF-niveau {nlqf}" for number, (*_, nlqf) in FUNCTIONS.items()}


def test_twenty_discrepancies_of_the_document_are_told(standard: Standard) -> None:
    told = [fact.code for fact in standard.facts if fact.is_discrepancy]
    assert len(told) == 20
    assert all(code.startswith("verschil-") for code in told)


def test_the_minimum_education_of_publiek_iii_differs_per_profile(standard: Standard) -> None:
    asked = {
        code: chapter(standard.profile(code), "education").entries[0].text
        for code in ("n06-01-06", "n06-01-06-vp-i", "n06-01-06-vp-ii")
    }
    assert asked == {"n06-01-06": "mbo niveau 3", "n06-01-06-vp-i": "mbo niveau 4", "n06-01-06-vp-ii": "mbo niveau 3"}


@pytest.mark.parametrize(
    ("code", "words"),
    [
        ("verschil-31-of-30", ["31", "30"]),
        ("verschil-kolommen", ["kolom"]),
        ("verschil-zelfreflectie", ["niveau B", "zeggen C", "profiel geldt"]),
        ("niet-stapelen", ["D is het lichtste", "A het zwaarste"]),
    ],
)
def test_what_does_not_agree_in_the_document_is_noted(standard: Standard, code: str, words: list[str]) -> None:
    text = next(fact.text for fact in standard.facts if fact.code == code)
    assert all(word in text for word in words)


def test_what_does_not_agree_stands_where_it_belongs_too(standard: Standard) -> None:
    assert any("niveau B" in text for text in standard.element("zelfreflectie").remarks)
    assert standard.profile("n06-01-06-vp-i").remarks


@pytest.mark.parametrize(
    ("word", "profiles"),
    [
        ("veelomvattend", ["n06-01-06", "n06-01-08", "n06-01-10"]),
        ("motiveren", ["n06-02-06", "n06-02-08", "n06-02-10"]),
        ("behoeften die uiteenlopen", ["n06-02-06", "n06-02-08"]),
        ("ruime kaders", ["n06-01-04"]),
        ("De NLQF-tabel zegt", ["n06-02-02", "n06-02-04", "n06-02-06", "n06-02-08"]),
    ],
)
def test_a_profile_says_itself_what_part_one_says_otherwise(standard: Standard, word: str, profiles: list[str]) -> None:
    assert [one.code for one in standard.profiles if any(word in text for text in one.remarks)] == profiles


def test_the_public_functions_point_to_c_by_the_source(standard: Standard) -> None:
    indication = standard.status_indication
    assert indication
    assert (indication.origin, dict(indication.statuses)) == ("bron", {})
    assert dict(indication.profiles) == {one.code: "C" for one in standard.profiles if one.group == "publiek"}
    rows = [(one.number, one.title) for one in chapter(standard, "register").entries if one.number]
    assert rows == [
        ("C", "medewerker publiek I tot en met V"),
        ("B", "medewerker beleidsuitvoering I tot en met IV"),
        ("A", "projectleider I tot en met V"),
        ("A", "programmamanager I tot en met III"),
    ]


def test_every_statement_is_a_short_sentence_about_me(standard: Standard) -> None:
    assert faults(standard) == []


def test_no_seven_words_in_a_row_are_the_documents_but_in_official_names(standard: Standard) -> None:
    official = {
        entry.title
        for profile in standard.profiles
        if profile.extends
        for entry in within(chapter(profile, "qualifications").entries)
        if entry.number
    }
    assert copied(SLUG, official) == {}
