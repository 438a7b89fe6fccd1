"""Aspects of which every level asks the same: one card, on the page of the aspect and beside the levels."""

import pytest

from app.assessments import queries
from app.assessments.draft import operations
from app.assessments.rules import DOES, Answer, Mode, WrongAnswer
from app.standards.library import get_standard
from tests.factories.assessments import STANDARD, make_draft, make_submitted
from tests.factories.people import make_person

SAME = "De standaard vraagt hier op elk niveau hetzelfde"
THOROUGH = {"mode": Mode.THOROUGH}


@pytest.fixture
def person(app):
    return make_person()


@pytest.fixture
def mine(client_for, person):
    return client_for(person)


def test_there_is_one_card_with_three_answers(mine, person):
    draft = make_draft(person, **THOROUGH)
    page = mine.get(f"/zelfscan/{draft.id}/evalueren/A/").text
    assert SAME in page
    assert page.count("Ik houd de grote lijn in het oog") == 1
    assert [value for value in ("does", "not_yet", "not_applicable") if f'name="level" value="{value}"' in page] == [
        "does",
        "not_yet",
        "not_applicable",
    ]
    assert 'value="basis"' not in page
    assert SAME not in mine.get(f"/zelfscan/{draft.id}/evalueren/B/").text


def test_dat_doe_ik_is_saved_and_a_level_is_refused(mine, person):
    draft = make_draft(person, **THOROUGH)
    address = f"/zelfscan/{draft.id}/evalueren/A/"
    refused = mine.post(address, data={"level": "basis", "level_version": 0})
    assert refused.status_code == 422
    assert "Kies een antwoord." in refused.text
    assert mine.post(address, data={"level": "does", "level_version": 0}).location.endswith("/evalueren/B/")
    assert queries.aspect_answers_of(draft)["evalueren:A"] == DOES
    elsewhere = mine.post(f"/zelfscan/{draft.id}/evalueren/B/", data={"level": "does", "level_version": 0})
    assert elsewhere.status_code == 422
    with pytest.raises(WrongAnswer):
        operations.save_answer(draft, "evalueren", "B", DOES, 0)


@pytest.mark.parametrize(
    ("attitude", "proposal", "why"),
    [
        (DOES, "Vakvolwassen", "Houding en Motivatie tellen niet mee: daar vraagt elk niveau hetzelfde."),
        (1, "Vakvolwassen", "Houding en Motivatie tellen niet mee: daar vraagt elk niveau hetzelfde."),
        ("not_yet", "Nog niet", "Wat bij Houding staat, vraagt elk niveau."),
    ],
)
def test_the_proposal_says_what_it_comes_from(mine, person, attitude, proposal, why):
    aspects = {("evalueren", "A"): attitude, ("evalueren", "B"): 3, ("evalueren", "C"): 3, ("evalueren", "D"): DOES}
    page = mine.get(f"/zelfscan/{make_draft(person, aspects=aspects, **THOROUGH).id}/evalueren/").text
    assert f"<strong>{proposal}</strong>." in page
    assert why in page


def test_a_level_that_asks_no_more_than_the_one_below_it_is_as_good(mine, person):
    aspects = {("intake", "A"): DOES, ("intake", "B"): 2, ("intake", "C"): 3, ("intake", "D"): 3}
    page = mine.get(f"/zelfscan/{make_draft(person, aspects=aspects, **THOROUGH).id}/intake/").text
    assert "<strong>Vakvolwassen</strong>." in page
    assert "Bij Vaardigheden vraagt Vakvolwassen niets anders dan Vakbekwaam." in page


def test_without_an_aspect_with_levels_the_person_chooses_by_themselves(mine, person):
    aspects = {("evalueren", aspect): "not_applicable" for aspect in "BCD"} | {("evalueren", "A"): DOES}
    page = mine.get(f"/zelfscan/{make_draft(person, aspects=aspects, **THOROUGH).id}/evalueren/").text
    assert "Welk niveau past nu het best bij jou?" in page


def test_the_empty_cell_of_the_source_is_told_and_caps_nothing(mine, person):
    code = "doelen-en-acties"
    reason = next(iter(get_standard(STANDARD).element(code).empty_cells.values()))
    aspects = {(code, "A"): 1, (code, "B"): 3, (code, "C"): 3, (code, "D"): 1}
    draft = make_draft(person, aspects=aspects, **THOROUGH)
    assert reason in mine.get(f"/zelfscan/{draft.id}/{code}/A/").text
    assert "<strong>Vakvolwassen</strong>." in mine.get(f"/zelfscan/{draft.id}/{code}/").text


def test_a_confirmed_proposal_is_handed_in_and_old_answers_stay_readable(mine, person):
    aspects = {("evalueren", "A"): 1, ("evalueren", "B"): 3, ("evalueren", "C"): 3, ("evalueren", "D"): 2}
    done = make_submitted(person, {"evalueren": 3}, aspects=aspects, **THOROUGH)
    assert queries.answers_of(done)["evalueren"] == Answer.level(3)
    assert "Houding: Dat doe ik" in mine.get(f"/resultaat/{done.id}/").text


def test_beside_the_levels_it_stands_once_and_folded(mine, person):
    page = mine.get(f"/zelfscan/{make_draft(person).id}/evalueren/").text
    assert "Houding en Motivatie: op elk niveau hetzelfde" in page
    assert page.count("Ik houd de grote lijn in het oog") == 1
