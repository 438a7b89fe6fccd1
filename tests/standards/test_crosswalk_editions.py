"""A link between two standards holds for their other editions too, as long as an element says the same there."""

from __future__ import annotations

from dataclasses import replace

import pytest

from app.standards.crosswalk import Crosswalk, Related
from app.standards.rules.standard import EditionChange, Standard
from tests.standards.second_editions import HR21_2027, VAK_2027, library

VAK, HR21, AMB, MBO = (
    "vakvolwassenheid-2013",
    "hr21-dienstverlening",
    "amb-functieprofiel-2018",
    "mbo-accountmanager-25132",
)


@pytest.fixture(scope="module")
def standards() -> dict[str, Standard]:
    return library().by_slug()


@pytest.fixture(scope="module")
def walk(standards: dict[str, Standard]) -> Crosswalk:
    return library().crosswalk().in_editions(standards.values())


def reached(walk: Crosswalk, slug: str, element: str, rank: int, towards: str) -> set[str]:
    return set(walk.derived(slug, element, rank, towards))


def test_without_a_second_edition_the_links_stay_as_they_are(standards: dict[str, Standard]) -> None:
    first = [one for one in standards.values() if one.slug not in (VAK_2027, HR21_2027)]
    assert library().crosswalk().in_editions(first) is library().crosswalk()


def test_links_lead_to_the_newest_edition_only(walk: Crosswalk) -> None:
    assert {link.target.standard.slug for link in walk.links} == {VAK_2027, HR21_2027, AMB, MBO}


def test_who_was_scored_on_an_older_edition_gets_the_same_as_on_the_newest(walk: Crosswalk) -> None:
    for edition in (HR21, HR21_2027):
        assert reached(walk, edition, "klantgerichtheid", 2, AMB) == {"kijk-op-de-ondernemer"}
    assert reached(walk, AMB, "basiskenmerken", 2, HR21_2027) == {"klantgerichtheid"}


def test_a_new_code_of_what_was_only_reworded_is_followed(walk: Crosswalk) -> None:
    assert reached(walk, HR21, "zelfstandigheid", 2, VAK_2027) == {"plannen"}


def test_what_was_split_merged_dropped_or_left_open_has_no_links_any_more(walk: Crosswalk) -> None:
    ends = {end.key for link in walk.links for end in (link.source, link.target)}
    assert not {code for slug, code in ends if slug == HR21_2027} - {"integriteit", "klantgerichtheid"}
    assert not {code for slug, code in ends if slug == VAK_2027} - {"netwerken", "plannen"}


def test_a_level_that_the_new_edition_does_not_describe_has_no_link(walk: Crosswalk) -> None:
    assert reached(walk, HR21, "klantgerichtheid", 3, MBO) == {"w3-2-klachten"}
    assert reached(walk, HR21_2027, "klantgerichtheid", 3, MBO) == set()


def test_what_an_organisation_decided_carries_the_links_along(standards: dict[str, Standard]) -> None:
    told = EditionChange("reworded", ("creativiteit",), ("gesprekken",), own=True)
    newest = standards[HR21_2027]
    decided = {**standards, HR21_2027: replace(newest, changes=(*newest.changes, told))}
    walk = library().crosswalk().in_editions(decided.values())
    assert reached(walk, VAK, "creativiteit", 2, HR21_2027) == {"gesprekken"}


def test_a_link_of_the_file_itself_comes_before_one_that_was_carried(standards: dict[str, Standard]) -> None:
    links = library().crosswalk().links
    written = next(one for one in links if one.source.key == (MBO, "w3-1-klantcontact"))
    newest = standards[HR21_2027]
    element = newest.element("klantgerichtheid")
    end = replace(written.target, standard=newest, element=element, level=element.level("c"))
    walk = Crosswalk((*links, replace(written, target=end, place=len(links)))).in_editions(standards.values())
    found = walk.derived(MBO, "w3-1-klantcontact", 6, HR21_2027)
    assert found["klantgerichtheid"].target.level.code == "c"


def test_a_reader_of_an_element_sees_each_link_once_with_the_newest_edition(
    walk: Crosswalk, standards: dict[str, Standard]
) -> None:
    def related(slug: str) -> Related:
        return walk.about(slug, "netwerken", standards.__getitem__)

    assert [one.target.key for one in related(VAK).says] == [(MBO, "w4-5-netwerk")]
    assert related(VAK).is_told == ()
    assert [one.target.key for one in related(VAK_2027).says] == [(MBO, "w4-5-netwerk")]
    told = [(one.source.key, one.source.level.code) for one in related(VAK_2027).is_told]
    assert told == [((MBO, "w4-5-netwerk"), "6"), ((AMB, "basiskenmerken"), "b"), ((AMB, "basiskenmerken"), "a")]
    amb = walk.about(AMB, "kijk-op-de-ondernemer", standards.__getitem__)
    assert [one.source.standard.slug for one in amb.is_told] == [HR21_2027, HR21_2027, HR21]
