from __future__ import annotations

import pytest

from app.standards.rules.element import UnknownLevel
from app.standards.rules.standard import UnknownElement, UnknownProfile
from tests.standards.samples import sample


def changes(element: str, level: str, standard: str = "mini") -> list[tuple[str, str]]:
    blocks = sample(standard).element(element).card(level)
    return [(line.indicator.code, line.change) for block in blocks for line in block.lines]


def test_nothing_is_marked_on_the_lowest_level() -> None:
    for element in sample("mini").elements:
        for block in element.card("laag"):
            assert all(line.parts == ((line.indicator.text, False),) for line in block.lines)


def test_a_card_says_of_each_statement_whether_it_is_the_same_changed_or_new() -> None:
    assert changes("kneden", "hoog") == [
        ("t1-b-3@hoog", "same"),
        ("t1-b-2@hoog", "same"),
        ("t1-b-4", "new"),
    ]
    assert changes("kneden", "midden")[1] == ("t1-b-3", "changed")


def test_a_changed_statement_marks_only_what_it_adds() -> None:
    line = sample("mini").element("kneden").card("midden")[1].lines[0]
    assert line.parts == (("Ik kneed het deeg met de hand ", False), ("en met de machine.", True))


def test_a_new_statement_is_marked_whole() -> None:
    line = sample("mini").element("verkopen").card("midden")[0].lines[0]
    assert line.parts == ((line.indicator.text, True),)


def test_a_card_has_a_block_for_each_aspect_and_one_without_aspects() -> None:
    mini = sample("mini")
    assert [block.aspect and block.aspect.code for block in mini.element("kneden").card("laag")] == ["A", "B"]
    assert [block.aspect for block in mini.element("proeven").card("laag")] == [None]


def test_an_empty_cell_says_why_it_is_empty() -> None:
    block = sample("mini").element("kneden").card("hoog")[0]
    assert block.lines == ()
    assert block.empty_reason == "De bron zegt hier niets."


def test_a_cumulative_card_shows_only_what_the_level_adds_and_names_what_it_builds_on() -> None:
    proeven = sample("mini").element("proeven")
    assert changes("proeven", "hoog") == [("c1-hoog-1", "new")]
    below = proeven.builds_on("hoog")
    assert below is not None
    assert below.name == "Midden"
    assert proeven.builds_on("laag") is None


def test_a_scale_that_is_written_out_builds_on_nothing() -> None:
    assert sample("mini").element("kneden").builds_on("hoog") is None
    assert sample("four-levels").element("fietsen").builds_on("a") is None


def test_a_level_asks_what_is_new_or_changed() -> None:
    kneden = sample("mini").element("kneden")
    assert [one.code for one in kneden.asks("laag")] == ["t1-a-1", "t1-b-1", "t1-b-2"]
    assert [one.code for one in kneden.asks("midden")] == ["t1-b-3"]
    assert [one.code for one in kneden.asks("hoog")] == ["t1-b-4"]
    assert sample("mini").element("bakken").asks("hoog") == ()


def test_cards_are_computed_once() -> None:
    kneden = sample("mini").element("kneden")
    assert kneden.card("midden") is kneden.card("midden")


def test_levels_follow_their_rank_whatever_their_letter() -> None:
    lopen = sample("four-levels").element("lopen")
    assert [level.code for level in lopen.levels] == ["d", "c", "b", "a"]
    assert lopen.top_rank == 4
    assert lopen.level_by_rank(4) is lopen.level("a")
    assert lopen.level_below("a") is lopen.level("b")
    assert lopen.level_below("d") is None
    assert changes("lopen", "b", "four-levels") == [("l-c-1@b", "same")]


def test_a_statement_is_found_by_its_code_on_each_level() -> None:
    kneden = sample("mini").element("kneden")
    assert kneden.indicator("t1-b-2@hoog").text == kneden.indicator("t1-b-2").text
    with pytest.raises(LookupError):
        kneden.indicator("t9")


def test_groups_are_pictures_and_sections_are_headings() -> None:
    mini = sample("mini")
    assert [(group.kind, group.title, len(group.elements)) for group in mini.groups] == [
        ("task", "Taken", 3),
        ("competence", "Competenties", 3),
    ]
    assert [(section.title, len(section.elements)) for section in mini.sections] == [
        ("Deeg", 2),
        ("Winkel", 1),
        ("Competenties", 3),
    ]


def test_elements_have_a_fixed_position() -> None:
    mini = sample("mini")
    assert [mini.position(element.code) for element in mini.elements] == list(range(6))
    assert mini.element("verkopen") is mini.elements[2]


def test_what_does_not_exist_is_said_by_name() -> None:
    mini = sample("mini")
    with pytest.raises(UnknownElement):
        mini.element("vegen")
    with pytest.raises(UnknownProfile):
        mini.profile("kok")
    with pytest.raises(UnknownLevel):
        mini.element("kneden").card("a")
    for rank in (0, 4):
        with pytest.raises(UnknownLevel):
            mini.element("kneden").level_by_rank(rank)


def test_a_profile_may_ask_nothing_of_an_element() -> None:
    targets = sample("mini").profile("bakker").targets
    assert targets["proeven"] == "midden"
    assert "verkopen" not in targets


def test_the_status_of_a_level_says_who_reads_it_so() -> None:
    indication = sample("mini").status_indication
    assert indication is not None
    assert indication.origin == "eigen duiding"
    assert dict(indication.statuses) == {"laag": "C", "midden": "B", "hoog": "A"}
    assert sample("four-levels").status_indication is None


def test_an_element_and_its_levels_are_named_as_people_know_them() -> None:
    element = sample("mini").element("kneden")
    assert element.label == f"{element.number}. {element.title}"
    assert [element.rank_label(level.rank) for level in element.levels] == [
        element.level_label(level.code) for level in element.levels
    ]
    with pytest.raises(UnknownLevel):
        element.rank_label(0)
