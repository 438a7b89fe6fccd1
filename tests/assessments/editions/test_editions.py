"""From one edition to the next: old scores become proposals, and growth goes on with a mark."""

from datetime import UTC, datetime

import pytest

from app.assessments import queries
from app.assessments.editions.earlier import earlier_than, over_editions
from app.assessments.editions.growth import growth_of
from app.assessments.editions.proposals import CROSSWALK, EDITION, offers_for
from app.assessments.results.queries import result_of
from app.assessments.results.words import crossed, not_compared
from app.assessments.rules import NOT_APPLICABLE, NOT_YET, Answer
from app.core.db import db
from app.people.rules import RoleName
from app.standards.editions import operations
from app.standards.library import get_standard, standard_for
from app.standards.rules.deciding import Choice
from tests.factories.assessments import make_draft, make_submitted
from tests.factories.people import make_person
from tests.standards.second_editions import HR21_2027, VAK_2027, second_editions

__all__ = ["second_editions"]

MARCH, JUNE = datetime(2026, 3, 10, 9, tzinfo=UTC), datetime(2026, 6, 10, 9, tzinfo=UTC)
VAK, AMB = "vakvolwassenheid-2013", "amb-functieprofiel-2018"
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
        (
            {"netwerken": "not_yet", "communicatie": "not_applicable"},
            {"netwerken": NOT_YET, "spreken": NOT_APPLICABLE, "schrijven": NOT_APPLICABLE},
        ),
    ],
)
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
    assert [source.name for source in one.sources] == ["Flexibiliteit: Vakvolwassen", "Creativiteit: Basis"]


def test_without_scores_on_an_earlier_edition_there_is_nothing_to_begin_with(mine):
    assert "vorige editie" not in mine.get(START).text


def test_the_start_page_names_what_has_no_place_any_more(mine, person):
    make_submitted(person, {"netwerken": "basis", "handhaven": "basis", "intake": "basis"}, at=MARCH)
    page = mine.get(START).text
    assert "Mijn scores op de vorige editie (2013), als voorstellen" in page
    assert "Vervallen: Intakegesprek voeren en Handhaven." in page


def test_the_start_page_names_what_is_not_decided_yet(mine, person):
    make_submitted(person, {"netwerken": "basis", "coachen": "basis"}, at=MARCH)
    page = mine.get(START).text
    assert f"Hierover besluit {person.organisation.name} nog: Coachen." in page
    assert "Vervallen" not in page


def test_somebody_whose_scores_all_wait_reads_why_and_who_decides(mine, person):
    make_person(RoleName.HR, organisation=person.organisation, name="Ingrid Postma")
    make_submitted(person, {"coachen": "basis"}, at=MARCH)
    page = mine.get(START).text
    assert "Van je vorige scores is hier nog niets te gebruiken" in page
    told = f"{person.organisation.name} besluit nog wat er in deze editie is geworden van Coachen."
    assert f"{told} Dat doet Ingrid Postma. Daarna kun je hier met die scores beginnen, als voorstellen." in page
    assert f'value="{EDITION}"' not in page
    data = {"profile": "vakbekwaam", "mode": "quick", "origin": EDITION}
    assert mine.post(START, data=data).status_code == 422
    decide(person, Choice("kept", ("begeleiden",)))
    page = mine.get(START).text
    assert "te gebruiken" not in page
    assert f'value="{EDITION}"' in page


def test_without_anybody_who_decides_the_page_says_whom_to_ask(mine, person):
    make_submitted(person, {"coachen": "basis", "netwerken": "basis"}, at=MARCH)
    assert "nog: Coachen. Vraag je beheerder wie dat doet." in mine.get(START).text


def test_somebody_whose_scores_are_all_gone_reads_that(mine, person):
    make_submitted(person, {"handhaven": "basis"}, at=MARCH)
    page = mine.get(START).text
    assert "Van je vorige scores is hier niets te gebruiken" in page
    assert "Vervallen in deze editie: Handhaven." in page
    assert "besluit nog" not in page


def test_old_scores_are_confirmed_one_by_one(mine, person):
    make_submitted(person, {"netwerken": "basis", "communicatie": "basis"}, at=MARCH)
    mine.post(START, data={"profile": "vakbekwaam", "mode": "quick", "origin": EDITION})
    draft = queries.draft_on(person, VAK_2027)
    page = mine.get(f"/zelfscan/{draft.id}/").text
    assert "0 van 7 ingevuld" in page
    assert page.count("Voorstel: Basis, bevestig zelf") == 3


OLD = "/zelfscan/nieuw?standaard=vakvolwassenheid-2013"


def test_the_page_to_choose_has_the_newest_editions_only(mine):
    page = mine.get("/zelfscan/nieuw").text
    assert f"standaard={VAK_2027}" in page
    assert "standaard=vakvolwassenheid-2013" not in page


def test_a_new_scan_on_an_older_edition_begins_on_the_newest(mine, person):
    page = mine.get(OLD, follow_redirects=True)
    assert "Van deze standaard is er een nieuwere editie: 2027." in page.text
    assert "editie 2027" in page.text
    mine.post(OLD, data={"profile": "vakbekwaam", "mode": "quick", "origin": "nieuw"})
    assert queries.drafts_of(person) == []


def test_going_on_from_an_old_result_proposes_its_scores_on_the_newest_edition(mine, person):
    old = make_submitted(person, {"netwerken": "basis"}, at=MARCH)
    page = mine.get(f"/zelfscan/nieuw?van={old.id}", follow_redirects=True).text
    assert f'value="{EDITION}" checked' in page


def test_a_draft_on_an_older_edition_can_be_finished(mine, person):
    draft = make_draft(person, {"netwerken": "basis"})
    assert mine.get(OLD).headers["Location"].endswith(f"/zelfscan/{draft.id}/")
    assert "Je mag hem afmaken." in mine.get("/zelfscan/").text
    assert "Je mag deze zelfscan afmaken." in mine.get(f"/zelfscan/{draft.id}/").text
    assert "Je bent nog bezig op een oudere editie" in mine.get("/zelfscan/nieuw").text
    mine.post(f"/zelfscan/{draft.id}/inleveren", data={"accept_open": "y"})
    assert [one.standard for one in queries.submitted_of(person)] == ["vakvolwassenheid-2013"]


def test_the_page_of_an_old_edition_leads_to_the_newest(mine):
    page = mine.get("/standaarden/vakvolwassenheid-2013/").text
    assert "Doe de zelfscan op editie 2027" in page
    assert START in page
    assert "Er is een nieuwere editie" in mine.get("/standaarden/").text


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
    assert "Zo groeide je" not in mine.get(f"/resultaat/{first.id}/").text


def test_growth_over_another_standard_is_refused(person):
    with pytest.raises(ValueError, match="no edition"):
        growth_of([make_submitted(person, standard="hr21-dienstverlening")], "vakbekwaam", get_standard(VAK_2027))


def test_last_time_on_an_older_edition_is_compared_with_a_mark_where_an_element_is_the_same(mine, person):
    first = make_submitted(person, {"netwerken": "basis", "communicatie": "basis"}, at=MARCH)
    levels = {"netwerken": "vakbekwaam", "spreken": "vakvolwassen", "schrijven": "vakvolwassen"}
    newest = make_submitted(person, levels, standard=VAK_2027, at=JUNE)
    result = result_of(newest, first)
    growth = {row.element.code: row.standing.growth for row in result.rows}
    assert growth.pop("netwerken") == 1
    assert set(growth.values()) == {None}
    assert [one.name for one in result.parts[0].chart.series][-1] == "Vorige keer (mrt 2026, andere editie)"
    page = mine.get(f"/resultaat/{newest.id}/").text
    assert "Vorige keer (maart 2026, andere editie)" in page
    assert "Sinds maart 2026, andere editie" in page
    assert "Vorige keer was op editie 2013. Vergeleken zijn alleen de 2 onderdelen die gelijk bleven" in page
    assert "10 maart 2026 (andere editie: 2013)" in page


def test_what_is_not_compared_over_editions_is_explained(person):
    first, newest = make_submitted(person, at=MARCH), make_submitted(person, standard=VAK_2027, at=JUNE)
    told = not_compared(result_of(newest, first))
    assert told[:3] == [
        "Communicatieve vaardigheden: nu Spreken en Schrijven.",
        "Flexibiliteit en Creativiteit: nu samen Vindingrijkheid.",
        "Nieuw: Digitaal werken en Begeleiden.",
    ]
    assert told[3].startswith("Vervallen: Intakegesprek voeren, ")
    assert told[4] == "Nog niet besloten: Coachen."


def test_on_the_same_edition_nothing_is_said_of_editions(mine, person):
    first, second = make_submitted(person, at=MARCH), make_submitted(person, at=JUNE)
    result = result_of(second, first)
    assert (result.crossing, crossed(result), not_compared(result)) == (None, "", [])
    assert "andere editie" not in mine.get(f"/resultaat/{second.id}/").text


def test_an_old_result_is_not_compared_with_a_newer_edition(person):
    first, newest = make_submitted(person, at=MARCH), make_submitted(person, standard=VAK_2027, at=JUNE)
    assert earlier_than(first, [newest, first]) == []
    assert earlier_than(newest, [newest, first]) == [first]
    with pytest.raises(ValueError, match="no edition"):
        result_of(first, newest)


def test_handing_in_shows_last_time_of_an_older_edition_with_a_mark(mine, person):
    make_submitted(person, {"netwerken": "basis"}, at=MARCH)
    draft = make_draft(person, {"netwerken": "vakbekwaam"}, standard=VAK_2027)
    page = mine.get(f"/zelfscan/{draft.id}/inleveren").text
    assert "Vorige keer (maart 2026, andere editie)" in page
    assert page.count("anders ingedeeld") == 3
    assert page.count("nieuw onderdeel") == 2


def decide(person, choice):
    hr = make_person(RoleName.HR, organisation=person.organisation)
    operations.decide_edition(hr, get_standard(VAK), get_standard(VAK_2027), {"coachen": choice})
    db.session.commit()


def test_what_the_organisation_decided_counts_as_what_the_edition_says(person):
    first = make_submitted(person, {"coachen": "vakbekwaam"}, at=MARCH)
    before = offers_for(person, get_standard(VAK_2027))
    assert EDITION not in {one.code for one in before}
    decide(person, Choice("reworded", ("begeleiden",)))
    standard = standard_for(person.organisation, VAK_2027)
    (proposed,) = offers_for(person, standard)[0].proposed
    assert (proposed.element, proposed.answer) == ("begeleiden", Answer.level(2))
    newest = make_submitted(person, {"begeleiden": "vakvolwassen"}, standard=VAK_2027, at=JUNE)
    assert result_of(newest, first).grown == 1
    growth = growth_of(over_editions(standard, queries.submitted_of(person)), "vakbekwaam", standard)
    assert growth.counts == ((1, 1), (1, 1))


def test_what_the_organisation_called_gone_is_named_and_goes_nowhere(mine, person):
    make_submitted(person, {"netwerken": "basis", "coachen": "basis"}, at=MARCH)
    decide(person, Choice("gone"))
    assert "Vervallen: Coachen." in mine.get(START).text


def test_scores_on_another_standard_are_proposed_on_the_newest_edition_too(person):
    make_submitted(person, {"klantgerichtheid": "c"}, standard="hr21-dienstverlening", at=MARCH)
    make_submitted(person, {"basiskenmerken": "c"}, standard=AMB, at=MARCH)
    (one,) = offers_for(person, get_standard(AMB))
    assert [proposed.element for proposed in one.proposed] == ["kijk-op-de-ondernemer"]
    others = next(one for one in offers_for(person, get_standard(HR21_2027)) if one.code == CROSSWALK)
    assert [proposed.element for proposed in others.proposed] == ["klantgerichtheid"]


def test_of_two_editions_only_the_last_result_says_something_elsewhere(person):
    make_submitted(person, {"klantgerichtheid": "d"}, standard="hr21-dienstverlening", at=MARCH)
    make_submitted(person, {"klantgerichtheid": "c"}, standard=HR21_2027, at=JUNE)
    (one,) = offers_for(person, get_standard(AMB))
    assert [source.standard.slug for proposed in one.proposed for source in proposed.sources] == [HR21_2027]


def test_the_page_of_an_element_leads_to_the_newest_edition_of_the_other_standard(mine):
    page = mine.get(f"/standaarden/{AMB}/basiskenmerken/").text
    assert f"/standaarden/{HR21_2027}/klantgerichtheid/#niveau-c" in page
    assert "/standaarden/hr21-dienstverlening/" not in page
