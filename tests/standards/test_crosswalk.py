from __future__ import annotations

from pathlib import Path

import pytest

from app.standards.crosswalk import Crosswalk, check_crosswalk
from app.standards.library import all_standards, get_crosswalk, get_standard
from app.standards.rules.standard import Standard
from tests.standards.samples import sample

FIRST, OTHER, MBO = "vakvolwassenheid-2013", "hr21-dienstverlening", "mbo-accountmanager-25132"


def read(tmp_path: Path, *links: tuple[str, str]) -> tuple[Crosswalk, list[str]]:
    """A crosswalk of these links between the samples, and what is wrong with it."""
    lines = ["links: []"] if not links else ["links:"]
    for start, end in links:
        lines += [f"  - from: {start}", f"    to: {end}", "    reason: Omdat.", "    origin: eigen duiding"]
    path = tmp_path / "crosswalk.yaml"
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    crosswalk, mistakes = check_crosswalk(path, (sample("mini"), sample("four-levels")))
    return crosswalk, [f"{one.line} {one.where.split(': ')[1]}: {one.what}" for one in mistakes]


def ends(standard: Standard, position: int = 0) -> list[str]:
    """The written levels of one element, lowest first."""
    element = standard.elements[position]
    return [f"{standard.slug}/{element.code}/{level.code}" for level in element.choices]


def test_a_folder_without_a_crosswalk_has_no_links(tmp_path: Path) -> None:
    assert check_crosswalk(tmp_path / "crosswalk.yaml", ()) == (Crosswalk(), ())


def test_every_link_says_that_it_is_our_own_reading() -> None:
    links = get_crosswalk().links
    assert len(links) == 33
    assert {link.origin for link in links} == {"eigen duiding"}
    assert all(link.reason.endswith(".") for link in links)


def test_what_somebody_shows_elsewhere_is_at_most_a_six_for_the_same_work() -> None:
    links = get_crosswalk().towards(MBO)
    assert {link.target.element.code for link in links} == {
        "w2-2-acquireren",
        "w3-1-klantcontact",
        "w3-2-klachten",
        "w4-4-evaluatie-van-plannen",
        "w4-5-netwerk",
    }
    assert {link.target.level.code for link in links} == {"6"}


def test_a_five_says_nothing_elsewhere_and_a_nine_says_what_a_six_does() -> None:
    walk = get_crosswalk()
    assert walk.derived(MBO, "w3-1-klantcontact", 5, OTHER) == {}
    assert walk.derived(MBO, "w3-1-klantcontact", 9, OTHER)["klantgerichtheid"].target.level.code == "d"


def test_a_diploma_says_nothing_about_a_row_that_points_to_a_status() -> None:
    assert not [link for link in get_crosswalk().towards("amb-functieprofiel-2018") if link.source.standard.slug == MBO]


@pytest.mark.parametrize(("level", "expected"), [("vakbekwaam", "c"), ("vakvolwassen", "b")])
def test_creativity_in_one_standard_says_something_about_the_other(level: str, expected: str) -> None:
    rank = get_standard(FIRST).element("creativiteit").level(level).rank
    link = get_crosswalk().derived(FIRST, "creativiteit", rank, OTHER)["creativiteit"]
    assert link.target.level.code == expected


def test_half_of_a_level_is_no_ground_for_a_proposal() -> None:
    assert get_crosswalk().derived(FIRST, "creativiteit", 1, OTHER) == {}
    assert "flexibiliteit" not in get_crosswalk().derived(OTHER, "creativiteit", 2, FIRST)


def test_what_two_documents_call_alike_is_linked() -> None:
    walk = get_crosswalk()
    for row, level in (("basiskenmerken", 2), ("basiskenmerken", 3), ("hoofdtaken", 3)):
        assert "w2-2-acquireren" in walk.derived("amb-functieprofiel-2018", row, level, MBO)
    assert "zelfreflectie" in walk.derived(FIRST, "deskundigheid", 1, OTHER)


def test_a_higher_level_never_proposes_a_lower_one() -> None:
    for source in all_standards():
        for target in all_standards():
            for element in source.elements:
                reached: dict[str, int] = {}
                for level in element.choices:
                    for code, link in (
                        get_crosswalk().derived(source.slug, element.code, level.rank, target.slug).items()
                    ):
                        assert link.target.level.rank >= reached.get(code, 0)
                        reached[code] = link.target.level.rank


def test_there_and_back_again_gives_nobody_more() -> None:
    walk = get_crosswalk()
    for link in walk.links:
        slug, code = link.source.key
        back = walk.derived(*link.target.key, link.target.level.rank, slug).get(code)
        assert back is None or back.target.level.rank <= link.source.level.rank


def test_nog_niet_says_nothing_elsewhere() -> None:
    assert get_crosswalk().derived(FIRST, "creativiteit", 0, OTHER) == {}


def test_a_level_holds_those_below_it_unless_its_levels_stand_on_their_own() -> None:
    walk = get_crosswalk()
    planning = walk.derived(FIRST, "plannen-en-organiseren", 3, OTHER)
    assert planning["zelfstandigheid"].source.level.code == "vakbekwaam"
    alone = get_standard(OTHER).element("zelfstandigheid")
    assert walk.derived(OTHER, alone.code, alone.level("b").rank, FIRST) == {}


def test_all_unknown_ends_are_named_with_their_line(tmp_path: Path) -> None:
    low = ends(sample("mini"))[0]
    code = sample("four-levels").elements[0].code
    _, mistakes = read(
        tmp_path, (low, "weg/iets/laag"), (low, "four-levels/weg/laag"), (low, f"four-levels/{code}/weg")
    )
    assert mistakes == [
        "3 links[0].to: de standaard 'weg' bestaat niet.",
        "7 links[1].to: het onderdeel 'weg' bestaat niet in 'four-levels'.",
        f"11 links[2].to: het niveau 'weg' hoort niet bij de schaal van '{code}'.",
    ]


def test_levels_that_cross_are_refused(tmp_path: Path) -> None:
    start, end = ends(sample("mini")), ends(sample("four-levels"))
    _, mistakes = read(tmp_path, (start[0], end[1]), (start[1], end[0]))
    assert mistakes == ["7 links[1].to: een hoger niveau wijst hier naar een lager niveau dan een lager niveau doet."]


def test_a_way_round_that_lifts_is_refused(tmp_path: Path) -> None:
    start, end = ends(sample("mini")), ends(sample("four-levels"))
    _, mistakes = read(tmp_path, (start[0], end[1]), (end[1], start[1]))
    assert len(mistakes) == 1
    assert "heen en terug" in mistakes[0]


def test_the_same_level_twice_is_refused(tmp_path: Path) -> None:
    start, end = ends(sample("mini")), ends(sample("four-levels"))
    _, mistakes = read(tmp_path, (start[0], end[0]), (start[0], end[1]))
    assert mistakes == ["6 links[1].from: dit niveau wijst al naar een niveau van dit onderdeel."]


def test_a_standard_has_no_links_to_itself(tmp_path: Path) -> None:
    _, mistakes = read(tmp_path, (ends(sample("mini"))[0], ends(sample("mini"), 1)[0]))
    assert mistakes == ["3 links[0].to: dit is dezelfde standaard: hier horen twee verschillende."]


def test_a_link_without_a_reason_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "crosswalk.yaml"
    path.write_text("links:\n  - from: a/b/c\n    to: d/e\n    origin: eigen duiding\n", encoding="utf-8")
    _, mistakes = check_crosswalk(path, ())
    assert sorted(one.where.split(": ")[1] for one in mistakes) == ["links[0].reason", "links[0].to"]
