"""From one edition to the next: old scores become proposals, and growth goes on with a mark."""

from datetime import UTC, datetime

import pytest

from app.assessments import queries
from app.assessments.proposals import EDITION, offers_for
from app.assessments.results import growth_of, over_editions
from app.assessments.rules import NOT_APPLICABLE, NOT_YET, Answer
from app.standards.queries import get_standard
from tests.factories.assessments import make_submitted
from tests.factories.people import make_person
from tests.standards.editions import HR21_2027, VAK_2027, second_editions

__all__ = ["second_editions"]

MARCH, JUNE = datetime(2026, 3, 10, 9, tzinfo=UTC), datetime(2026, 6, 10, 9, tzinfo=UTC)
START = f"/zelfscan/nieuw?standaard={VAK_2027}"
pytestmark = pytest.mark.usefixtures("second_editions")


@pytest.fixture
def person(app):
    return make_person()


@pytest.fixture
def mine(client_for, person):
    return client_for(person)


def offer(person, slug=VAK_2027):
    return next(one for one in offers_for(person, get_standard(slug)) if one.code == EDITION)


def proposed(person, levels, standard="vakvolwassenheid-2013", slug=VAK_2027):
    make_submitted(person, levels, standard=standard)
    return {one.element: one.answer for one in offer(person, slug).proposed}


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ({"netwerken": "vakbekwaam"}, {"netwerken": Answer.level(2)}),
        ({"plannen-en-organiseren": "vakvolwassen"}, {"plannen": Answer.level(3)}),
        ({"communicatie": "vakbekwaam"}, {"spreken": Answer.level(2), "schrijven": Answer.level(2)}),
        ({"flexibiliteit": "vakvolwassen", "creativiteit": "basis"}, {"vindingrijkheid": Answer.level(1)}),
        ({"flexibiliteit": "vakbekwaam", "creativiteit": "not_applicable"}, {"vindingrijkheid": Answer.level(2)}),
        ({"netwerken": "not_yet", "communicatie": "not_applicable"},
         {"netwerken": NOT_YET, "spreken": NOT_APPLICABLE, "schrijven": NOT_APPLICABLE}),
    ],
)  # fmt: skip
def test_what_becomes_of_a_score_on_the_next_edition(person, before, after):
    assert proposed(person, before) == after


def test_levels_that_stand_on_their_own_go_along_too(person):
    levels = {"zelfstandigheid": "b", "nauwkeurigheid": "c", "kwaliteitsgerichtheid": "d"}
    found = proposed(person, levels, "hr21-dienstverlening", HR21_2027)
    # Nobody can choose B for the first part: the new edition does not describe it.
    assert found == {"zelf-oplossen": Answer.level(3), "zorgvuldigheid": Answer.level(1)}


def test_a_merged_element_of_which_one_was_open_gets_no_proposal(person):
    assert set(proposed(person, {"flexibiliteit": "basis", "netwerken": "basis"})) == {"netwerken"}


def test_both_parts_of_a_merged_element_are_named(person):
    make_submitted(person, {"flexibiliteit": "vakvolwassen", "creativiteit": "basis"}, at=MARCH)
    (one,) = offer(person).proposed
    assert [source.name for source in one.sources] == ["Flexibiliteit (Vakvolwassen)", "Creativiteit (Basis)"]


def test_without_scores_on_an_earlier_edition_there_is_nothing_to_begin_with(mine):
    assert "vorige editie" not in mine.get(START).text


def test_the_start_page_names_what_has_no_place_any_more(mine, person):
    make_submitted(person, {"netwerken": "basis", "coachen": "basis", "intake": "basis"}, at=MARCH)
    page = mine.get(START).text
    assert "Mijn scores op de vorige editie (2013), als voorstellen" in page
    assert "Vervallen: Intakegesprek voeren en Coachen." in page


def test_old_scores_are_confirmed_one_by_one(mine, person):
    make_submitted(person, {"netwerken": "basis", "communicatie": "basis"}, at=MARCH)
    mine.post(START, data={"profile": "vakbekwaam", "mode": "quick", "origin": EDITION})
    draft = queries.draft_on(person, VAK_2027)
    page = mine.get(f"/zelfscan/{draft.id}/").text
    assert "0 van 6 ingevuld" in page
    assert page.count("Voorstel: Basis, bevestig zelf") == 3


def two_editions(person):
    make_submitted(person, {"communicatie": "vakbekwaam", "netwerken": "basis", "intake": "basis"}, at=MARCH)
    levels = {"spreken": "vakbekwaam", "schrijven": "vakbekwaam", "netwerken": "vakbekwaam"}
    return make_submitted(person, levels, standard=VAK_2027, at=JUNE)


def test_growth_goes_on_over_editions_with_a_mark(mine, person):
    newest = two_editions(person)
    growth = growth_of(over_editions(get_standard(VAK_2027), queries.submitted_of(person)), "vakbekwaam")
    assert growth.counts == ((2, 3), (3, 3))
    assert [point.mark for point in growth.trend.points] == ["", "nieuwe editie"]
    page = mine.get(f"/resultaat/{newest.id}/").text
    assert "juni 2026 3 (nieuwe editie)" in page
    assert "Bij de streep begint een nieuwe editie." in page
    assert mine.get(f"/resultaat/{newest.id}/groei.svg").status_code == 200


def test_a_result_on_the_first_edition_has_no_growth_on_the_second(mine, person):
    two_editions(person)
    first = queries.submitted_of(person)[-1]
    assert "Zo groei je" not in mine.get(f"/resultaat/{first.id}/").text


def test_growth_over_another_standard_is_refused(person):
    with pytest.raises(ValueError, match="no edition"):
        growth_of([make_submitted(person, standard="hr21-dienstverlening")], "vakbekwaam", get_standard(VAK_2027))
