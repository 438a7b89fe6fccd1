"""A goal on an element of an older edition: where it belongs now, and no second goal for the same gap."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime

import pytest

from app.assessments.draft.operations import submit
from app.assessments.rules import Answer
from app.core.db import db
from app.people.rules import RoleName
from app.plans import operations
from app.plans.places import covered_by, now_of
from app.plans.queries import goals_for
from app.standards.editions.operations import decide_edition
from app.standards.library import get_standard
from app.standards.rules.deciding import Choice
from tests.factories.assessments import make_draft, make_submitted
from tests.factories.people import make_person
from tests.factories.plans import make_goal
from tests.standards.second_editions import VAK_2027, second_editions

__all__ = ["second_editions"]
pytestmark = pytest.mark.usefixtures("second_editions")

VAK = "vakvolwassenheid-2013"
MARCH, JUNE = datetime(2026, 3, 10, 9, tzinfo=UTC), datetime(2026, 6, 10, 9, tzinfo=UTC)
NOW = {"spreken": "basis", "schrijven": "basis", "netwerken": "basis", "plannen": "basis", "vindingrijkheid": "basis"}


@pytest.fixture
def person(app):
    return make_person()


@pytest.fixture
def mine(client_for, person):
    return client_for(person)


def words(page):
    main = page.partition("<main")[2].partition("</main>")[0]
    return " ".join(re.sub(r"<[^>]+>", " ", main).split())


@pytest.mark.parametrize(
    ("element", "sentence"),
    [
        ("netwerken", "Dit doel hoort daar bij Netwerken ."),
        ("plannen-en-organiseren", "Dit doel hoort daar bij Plannen ."),
        ("communicatie", "Communicatieve vaardigheden is daar gesplitst. Dit doel hoort daar bij Spreken en Schrijven"),
        ("creativiteit", "Creativiteit is daar samengevoegd met Flexibiliteit. Dit doel hoort daar bij Vinding"),
        ("handhaven", "Handhaven staat daar niet meer in. Het doel zelf blijft staan."),
    ],
)
def test_a_goal_says_where_it_belongs_on_the_new_edition(mine, person, element, sentence):
    goal = make_goal(person, element)
    for address in (f"/plan/doel/{goal.id}/", "/plan/"):
        assert f"Er is een nieuwe editie: 2027. {sentence}" in words(mine.get(address).text)


def test_a_goal_on_what_is_not_decided_says_who_decides_and_then_where_it_belongs(mine, person):
    goal = make_goal(person, "coachen")
    name = person.organisation.name
    assert f"{name} besluit nog wat daar van Coachen is geworden." in words(mine.get(f"/plan/doel/{goal.id}/").text)
    hr = make_person(RoleName.HR, organisation=person.organisation)
    choice = {"coachen": Choice("reworded", ("begeleiden",))}
    decide_edition(hr, get_standard(VAK), get_standard(VAK_2027), choice)
    db.session.commit()
    assert "Dit doel hoort daar bij Begeleiden ." in words(mine.get(f"/plan/doel/{goal.id}/").text)


def test_a_goal_on_the_newest_edition_says_nothing_of_editions(person):
    assert now_of(person, (VAK_2027, "netwerken")) is None
    assert now_of(person, ("mbo-accountmanager-25132", "b1-k1")) is None


def test_a_gap_that_has_a_goal_is_not_offered_as_new_on_the_new_edition(mine, person):
    make_goal(person, "communicatie")
    make_goal(person, "flexibiliteit", title="Anders kijken")
    result = make_submitted(person, NOW, standard=VAK_2027, at=JUNE)
    page = mine.get(f"/resultaat/{result.id}/").text
    for element, planned in (("spreken", True), ("schrijven", True), ("vindingrijkheid", True), ("netwerken", False)):
        assert (f"onderdeel={element}" not in page) == planned
    assert words(page).count("Je doel: Communicatieve vaardigheden (editie 2013).") == 2
    assert "Je doel: Flexibiliteit (editie 2013)." in words(page)
    chooser = mine.get("/plan/doel/nieuw").text
    assert "onderdeel=netwerken" in chooser
    assert "onderdeel=spreken" not in chooser
    assert '<option value="spreken"' not in mine.get("/plan/").text


def test_a_goal_on_the_new_edition_holds_for_the_old_result_too(mine, person):
    levels = {"flexibiliteit": "basis", "creativiteit": "basis", "netwerken": "basis"}
    old = make_submitted(person, levels, profile="vakvolwassen", at=MARCH)
    operations.add_goal(
        person,
        standard=VAK_2027,
        element="vindingrijkheid",
        from_answer=Answer.level(1),
        to_level="vakbekwaam",
        title="Vindingrijker",
        by_when=date(2027, 5, 1),
    )
    db.session.commit()
    page = mine.get(f"/resultaat/{old.id}/").text
    assert "onderdeel=flexibiliteit" not in page
    assert "onderdeel=netwerken" in page


def test_who_asks_for_a_second_goal_all_the_same_is_led_to_the_first(mine, person):
    goal = make_goal(person, "communicatie")
    result = make_submitted(person, NOW, standard=VAK_2027, at=JUNE)
    address = f"/plan/doel/nieuw?zelfscan={result.id}&onderdeel=spreken"
    assert f'href="/plan/doel/{goal.id}/"' in mine.get(address).text
    assert mine.post(address, data={"title": "Beter spreken", "by_when": "2027-05-01"}).status_code == 409
    assert goals_for(person) == {(VAK, "communicatie")}


def test_goals_start_from_the_newest_result_over_all_editions(mine, person):
    old = make_submitted(person, {"netwerken": "basis", "handhaven": "basis"}, at=MARCH)
    make_submitted(person, NOW, standard=VAK_2027, at=JUNE)
    assert f"zelfscan={old.id}" not in mine.get("/plan/doel/nieuw").text


def test_a_reached_goal_is_scored_again_where_it_belongs_now(mine, person):
    result = make_submitted(person, at=MARCH)
    goal = make_goal(person, "plannen-en-organiseren", source=result)
    gone = make_goal(person, "handhaven", source=result)
    for one in (goal, gone):
        operations.reach_goal(one)
    db.session.commit()
    page = mine.get(f"/plan/doel/{goal.id}/").text
    assert f"standaard={VAK_2027}&amp;van={result.id}&amp;onderdeel=plannen" in page
    assert "Scoor opnieuw" not in mine.get(f"/plan/doel/{gone.id}/").text
    draft = make_draft(person, {"netwerken": 2}, standard=VAK_2027)
    assert f"/zelfscan/{draft.id}/plannen/" in mine.get(f"/plan/doel/{goal.id}/").text
    submit(draft, accept_open=True)
    db.session.commit()
    assert "Scoor opnieuw" not in mine.get(f"/plan/doel/{goal.id}/").text


def test_scoring_again_on_an_old_edition_goes_on_at_the_same_element_of_the_newest(mine, person):
    answer = mine.get(f"/zelfscan/nieuw?standaard={VAK}&onderdeel=plannen-en-organiseren")
    assert answer.location.endswith(f"standaard={VAK_2027}&onderdeel=plannen")
    assert "onderdeel" not in mine.get(f"/zelfscan/nieuw?standaard={VAK}&onderdeel=handhaven").location


def test_what_is_covered_names_the_goal_only_where_that_is_another_element(person):
    assert covered_by(person, [(VAK, "netwerken")]) == {
        (VAK, "netwerken"): "",
        (VAK_2027, "netwerken"): "Netwerken (editie 2013)",
    }
