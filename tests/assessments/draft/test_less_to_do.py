"""Less to read and to press: only what is added, a stop half way, doubt, and a proposal taken over in one press."""

import pytest

from app.assessments import queries
from app.assessments.editions.proposals import offers_for
from app.assessments.models import Assessment
from app.assessments.rules import Answer, Mode
from app.assessments.scans.operations import start_draft
from app.core.db import db
from app.standards.library import get_standard
from tests.factories.assessments import STANDARD, make_draft, make_submitted
from tests.factories.people import make_person

HR21 = "hr21-dienstverlening"
TASK, LAST_TASK, COMPETENCE = "uitvoering", "deskundigheid", "communicatie"
TASKS = [one.code for one in get_standard(STANDARD).elements if one.kind == "task"]


@pytest.fixture
def person(app):
    return make_person()


@pytest.fixture
def mine(client_for, person):
    return client_for(person)


@pytest.fixture
def offered(person):
    """A draft on HR21 with a proposal for `creativiteit`."""
    make_submitted(person, {"creativiteit": "vakbekwaam"})
    standard = get_standard(HR21)
    (offer,) = offers_for(person, standard)
    draft = start_draft(person, standard, "n06-01-06", Mode.QUICK, proposed=offer.proposed)
    db.session.commit()
    return draft, offer.proposed[0].element


def test_a_card_can_show_only_what_its_level_adds(mine, person):
    page = mine.get(f"/zelfscan/{make_draft(person).id}/{TASK}/").text
    assert 'data-reading="auto"' in page
    assert "Alles van Basis, en:" in page
    assert '<span class="only-short">Ik weet welke hulp … </span>' in page


def test_the_way_of_reading_is_kept_and_leads_back(mine, person):
    address = f"/zelfscan/{make_draft(person).id}/{TASK}/"
    assert mine.post("/zelfscan/leeswijze", data={"reading": "short", "back": address}).location == address
    assert 'data-reading="short"' in mine.get(address).text
    elsewhere = mine.post("/zelfscan/leeswijze", data={"reading": "full", "back": "https://elders.example/zelfscan/"})
    assert elsewhere.location == "/zelfscan/"
    assert 'data-reading="full"' in mine.get(address).text


def test_after_the_last_task_a_page_says_how_far_one_is(mine, person):
    draft = make_draft(person, dict.fromkeys(TASKS[:-2], 2))
    stop = mine.post(f"/zelfscan/{draft.id}/{LAST_TASK}/", data={"level": "basis", "level_version": 0}).location
    assert stop == f"/zelfscan/{draft.id}/tussenstand/1"
    page = mine.get(stop).text
    assert "<strong>9 van de 10</strong> taken" in page
    assert "Nu nog 8 competenties: ongeveer 10 minuten." in page
    assert "Overgeslagen" in page
    assert "Verder naar Communicatieve vaardigheden" in page
    assert mine.get(f"/zelfscan/{draft.id}/tussenstand/2").status_code == 404


def test_what_is_left_open_is_said_once(mine, person):
    draft = make_draft(person)
    after = mine.post(f"/zelfscan/{draft.id}/{TASK}/", data={"note": "", "note_version": 0}).location
    assert "Overgeslagen: 4. Uitvoering." in mine.get(after).text
    assert "Overgeslagen" not in mine.get(after).text


def test_doubt_is_marked_kept_and_shown_to_its_person(mine, person):
    draft = make_draft(person, {TASK: 2})
    address = f"/zelfscan/{draft.id}/{TASK}/"
    saved = mine.post(address, data={"doubt": "doubt", "version": 0}, headers={"X-Autosave": "1"})
    assert saved.json["version"] == 1
    assert "checked" in mine.get(address).text.partition('id="doubt"')[2].partition(">")[0]
    assert "Hier twijfel je: 1" in mine.get(f"/zelfscan/{draft.id}/inleveren").text
    mine.post(f"/zelfscan/{draft.id}/inleveren", data={"accept_open": "y"})
    assert "Je twijfelde bij Uitvoering." in mine.get(f"/resultaat/{draft.id}/").text


def test_doubt_is_taken_away_again_without_scripts(mine, person):
    draft = make_draft(person, {TASK: 2})
    address = f"/zelfscan/{draft.id}/{TASK}/"
    mine.post(address, data={"doubt": "doubt", "doubt_version": 0})
    mine.post(address, data={"doubt_version": 1})
    assert "twijfel je" not in mine.get(f"/zelfscan/{draft.id}/inleveren").text


def test_a_proposal_is_taken_over_in_one_press(mine, offered):
    draft, element = offered
    address = f"/zelfscan/{draft.id}/{element}/"
    assert "Neem C (reageren) over" in mine.get(address).text
    assert mine.post(address, data={"take_over": "1", "level_version": 0}).status_code == 303
    db.session.rollback()
    assert queries.answers_of(db.session.get(Assessment, draft.id))[element] == Answer.level(2)
    assert "Neem C" not in mine.get(address).text


def test_going_on_beside_a_proposal_says_that_it_does_not_count_yet(mine, offered):
    draft, element = offered
    after = mine.post(f"/zelfscan/{draft.id}/{element}/", data={"note": "", "note_version": 0}).location
    assert "Overgeslagen: Creativiteit. Ons voorstel (C (reageren)) telt nog niet mee." in mine.get(after).text


def test_start_tells_how_many_proposals_wait(mine, offered):
    assert "Er staat 1 voorstel voor je klaar" in mine.get("/").text


def test_saved_is_said_only_of_what_was_saved_here(mine, person):
    draft = make_draft(person, {TASK: 2})
    assert "Opgeslagen om" in mine.get(f"/zelfscan/{draft.id}/{TASK}/").text
    assert "Opgeslagen om" not in mine.get(f"/zelfscan/{draft.id}/{COMPETENCE}/").text


def test_the_result_can_show_only_where_one_can_grow(mine, person):
    done = make_submitted(person, {TASK: 1, COMPETENCE: 3}, profile="vakbekwaam")
    address = f"/resultaat/{done.id}/"
    assert "Maak een doel: 4. Uitvoering" in mine.get(address).text
    rows = mine.get(f"{address}?groei=1").text.partition("Waar je kunt groeien")[2]
    assert "Uitvoering" in rows
    assert "Alle competenties" not in rows
