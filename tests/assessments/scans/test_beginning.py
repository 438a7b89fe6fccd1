"""Where somebody begins: at once on the standard of their own function or team, with its own time."""

import pytest

from app.core.db import db
from app.people.models import Team
from tests.factories.assessments import STANDARD, make_draft, make_submitted
from tests.factories.norms import give_norm, make_norm
from tests.factories.people import make_person

HR21 = "hr21-dienstverlening"
NEW = "/zelfscan/nieuw"


@pytest.fixture
def person(app):
    return make_person()


@pytest.fixture
def mine(client_for, person):
    return client_for(person)


def to_choose(mine):
    page = mine.get(NEW)
    return page.status_code == 200 and "Kies een standaard" in page.text


def test_who_has_a_norm_goes_straight_to_its_standard(mine, person):
    give_norm(make_norm(person.organisation, {"klantgerichtheid": "c"}, standard=HR21), person)
    assert mine.get(NEW).location == f"{NEW}?standaard={HR21}"
    page = mine.get(f"{NEW}?standaard={HR21}").text
    assert "9 onderdelen, ongeveer 10 minuten." in page
    assert f'href="{NEW}?kies=1"' in page


def test_an_own_norm_comes_before_that_of_the_team(mine, person):
    team = Team(organisation_id=person.organisation_id, name="Werk")
    db.session.add(team)
    db.session.flush()
    give_norm(make_norm(person.organisation, name="Team"), team)
    give_norm(make_norm(person.organisation, {"klantgerichtheid": "c"}, standard=HR21, name="Eigen"), person)
    assert mine.get(NEW).location.endswith(HR21)


def test_who_scored_before_begins_there_again(mine, person):
    make_submitted(person, {"klantgerichtheid": "c"}, standard=HR21, profile="n06-01-06")
    assert mine.get(NEW).location == f"{NEW}?standaard={HR21}"


def test_without_any_of_that_one_chooses_and_reads_for_whom_each_is(mine):
    assert to_choose(mine)
    page = mine.get(NEW).text
    assert "Wat past bij je werk?" in page
    assert "Voor klantmanagers die inwoners begeleiden" in page
    assert "18 onderdelen, ongeveer 30 minuten." in page


def test_another_standard_can_be_chosen_and_the_own_one_comes_first(mine, person):
    give_norm(make_norm(person.organisation), person)
    page = mine.get(f"{NEW}?kies=1").text
    own, _, rest = page.partition("Iets anders")
    assert "klantmanagers" in own.partition("Voor jou")[2]
    assert "HR21" in rest


def test_who_is_busy_there_is_offered_both(mine, person):
    give_norm(make_norm(person.organisation), person)
    draft = make_draft(person, standard=STANDARD)
    assert to_choose(mine)
    assert f'href="/zelfscan/{draft.id}/"' in mine.get(NEW).text


def test_start_says_the_time_of_the_own_standard(mine, person):
    assert "Dat duurt ongeveer 5 tot 30 minuten." in mine.get("/").text
    give_norm(make_norm(person.organisation), person)
    assert "Dat duurt ongeveer 30 minuten." in mine.get("/").text
