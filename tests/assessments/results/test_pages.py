"""The pages and pictures of the result, through the browser's eyes."""

from datetime import UTC, datetime

import pytest
from sqlalchemy import event

from app.core.db import db
from app.people.rules import RoleName
from app.standards.library import get_standard
from tests.factories.assessments import STANDARD, make_draft, make_submitted
from tests.factories.people import make_person

MARCH = datetime(2026, 3, 2, 9, tzinfo=UTC)
ELEMENTS = [element.code for element in get_standard(STANDARD).elements]


def levels(default=2, **named):
    return dict.fromkeys(ELEMENTS, default) | named


@pytest.fixture
def noor(app):
    return make_person(name="Noor Verhagen")


@pytest.fixture
def client(client_for, noor):
    return client_for(noor)


def submitted(person, at=None, notes=None, **named):
    return make_submitted(person, levels(**named), profile="vakbekwaam", at=at, notes=notes)


def test_without_a_result_the_page_says_what_will_come_and_offers_the_scan(client):
    page = client.get("/resultaat/").text
    assert "Je hebt nog geen resultaat" in page
    assert 'href="/zelfscan/nieuw"' in page


def test_with_only_a_draft_the_page_leads_back_to_it(client, noor):
    draft = make_draft(noor, {"intake": 2})
    assert f'href="/zelfscan/{draft.id}/"' in client.get("/resultaat/").text


def test_the_menu_leads_to_the_newest_result(client, noor):
    submitted(noor, at=MARCH)
    newest = submitted(noor)
    assert client.get("/resultaat/").location.endswith(f"/resultaat/{newest.id}/")


def test_the_page_says_it_in_words_in_pictures_and_in_a_table(client, noor):
    page = client.get(f"/resultaat/{submitted(noor, handhaven=1).id}/").text
    assert "<strong>17 van de 18</strong> onderdelen" in page
    assert "10 taken in beeld." in page
    assert "8 competenties in beeld." in page
    assert "1 niveau te gaan" in page
    assert "Alle competenties" in page


def test_each_gap_leads_to_a_goal(client, noor):
    result = submitted(noor, handhaven=1)
    page = client.get(f"/resultaat/{result.id}/").text
    assert f"/plan/doel/nieuw?zelfscan={result.id}&amp;onderdeel=handhaven" in page


def test_a_gap_that_is_in_the_plan_says_so_instead(app, client, noor, monkeypatch):
    monkeypatch.setitem(app.jinja_env.globals, "planned_for", lambda person: {(STANDARD, "handhaven"): ""})
    page = client.get(f"/resultaat/{submitted(noor, handhaven=1).id}/").text
    assert "Staat in je plan" in page
    assert "onderdeel=handhaven" not in page


def test_a_gap_shows_what_the_next_level_asks(client, noor):
    page = client.get(f"/resultaat/{submitted(noor, handhaven=1).id}/").text
    for indicator in get_standard(STANDARD).element("handhaven").asks("vakbekwaam"):
        assert indicator.text in page


def test_the_own_words_are_there_and_escaped(client, noor):
    result = submitted(noor, notes={"handhaven": "Rustig <b>blijven</b>"})
    assert "Rustig &lt;b&gt;blijven&lt;/b&gt;" in client.get(f"/resultaat/{result.id}/").text


def test_the_earlier_result_is_beside_it(client, noor):
    submitted(noor, at=MARCH, handhaven=1)
    page = client.get(f"/resultaat/{submitted(noor).id}/").text
    assert "gegroeid sinds maart 2026" in page
    assert "Sinds maart 2026" in page
    assert "Zo groeide je" in page


def test_a_single_result_has_no_growth(client, noor):
    page = client.get(f"/resultaat/{submitted(noor).id}/").text
    assert "Zo groeide je" not in page
    assert "Vorige keer" not in page


def test_another_profile_changes_what_is_asked(client, noor):
    result = submitted(noor)
    assert "alle 18 onderdelen</strong> zit je op" in client.get(f"/resultaat/{result.id}/").text
    page = client.get(f"/resultaat/{result.id}/?profiel=vakvolwassen").text
    assert "Bij <strong>alle 18 onderdelen</strong> kun je nog een stap" in page


def test_another_earlier_result_can_be_chosen_and_left_out(client, noor):
    first = submitted(noor, at=datetime(2025, 3, 2, tzinfo=UTC), default=1)
    submitted(noor, at=MARCH)
    last = submitted(noor)
    address = f"/resultaat/{last.id}/?vorige="
    assert "Sinds maart 2026 is er niets veranderd." in client.get(address).text
    assert "gegroeid sinds maart 2025" in client.get(address + str(first.id)).text
    assert "Vorige keer (" not in client.get(address + "geen").text


def test_a_later_result_is_not_an_earlier_one(client, noor):
    first, last = submitted(noor, at=MARCH), submitted(noor)
    assert client.get(f"/resultaat/{first.id}/?vorige={last.id}").status_code == 404


@pytest.mark.parametrize("query", ["profiel=bestaat-niet", "vorige=999999", "vorige=abc"])
def test_a_choice_that_does_not_exist_is_not_found(client, noor, query):
    assert client.get(f"/resultaat/{submitted(noor).id}/?{query}").status_code == 404


def test_the_indication_says_where_it_comes_from_and_that_it_is_no_decision(client, noor):
    page = client.get(f"/resultaat/{submitted(noor).id}/").text
    assert "Je scores wijzen naar <strong>B</strong>" in page
    assert "eigen duiding van Vakspiegel" in page
    assert "geen besluit" in page


@pytest.mark.parametrize("path", ["", "task.svg", "task.png?download=1", "competence.svg", "groei.svg"])
def test_nobody_else_finds_a_result_or_its_pictures(client_for, noor, path):
    submitted(noor, at=MARCH)
    result = submitted(noor)
    colleague = make_person(organisation=noor.organisation)
    manager = make_person(RoleName.MANAGER, RoleName.PROFESSIONAL, organisation=noor.organisation)
    assert client_for(noor).get(f"/resultaat/{result.id}/{path}").status_code == 200
    assert client_for(colleague).get(f"/resultaat/{result.id}/{path}").status_code == 404
    assert client_for(manager).get(f"/resultaat/{result.id}/{path}").status_code == 404


def test_a_draft_has_no_result_yet(client, noor):
    assert client.get(f"/resultaat/{make_draft(noor).id}/").status_code == 404


def picture_address(client, result):
    page = client.get(f"/resultaat/{result.id}/").text
    start = page.index('<img src="') + len('<img src="')
    return page[start : page.index('"', start)].replace("&amp;", "&")


def test_the_browser_keeps_the_picture_of_the_page(client, noor):
    response = client.get(picture_address(client, submitted(noor)))
    assert response.mimetype == "image/svg+xml"
    assert response.cache_control.private
    assert response.cache_control.max_age > 0
    assert "Vary" not in response.headers
    assert "Set-Cookie" not in response.headers


def test_an_address_without_version_asks_again_and_gets_nothing_new(client, noor):
    address = f"/resultaat/{submitted(noor).id}/task.svg"
    first = client.get(address)
    assert first.cache_control.no_cache
    again = client.get(address, headers={"If-None-Match": first.headers["ETag"]})
    assert again.status_code == 304
    assert again.data == b""


def test_another_score_is_another_address(client, noor):
    one = picture_address(client, submitted(noor, at=MARCH))
    other = picture_address(client, submitted(noor, intake=3))
    assert one.split("v=")[1] != other.split("v=")[1]


@pytest.mark.parametrize(
    ("kind", "start", "name"),
    [("png", b"\x89PNG", "resultaat-taken-2026-11-20.png"), ("svg", b"<?xml", "resultaat-taken-2026-11-20.svg")],
)
def test_a_picture_can_be_downloaded_under_a_name_that_says_what_it_is(client, noor, kind, start, name):
    response = client.get(f"/resultaat/{submitted(noor).id}/task.{kind}?download=1")
    assert response.data.startswith(start)
    assert response.headers["Content-Disposition"] == f"attachment; filename={name}"


def test_the_small_picture_is_another_one(client, noor):
    address = f"/resultaat/{submitted(noor).id}/task.svg"
    pictures = {client.get(address + size).data for size in ("", "?klein=1", "?mini=1")}
    assert len(pictures) == 3


@pytest.mark.parametrize("name", ["onbekend.svg", "groei.svg", "task.jpg"])
def test_a_picture_that_does_not_exist_is_not_found(client, noor, name):
    assert client.get(f"/resultaat/{submitted(noor).id}/{name}").status_code == 404


def test_too_few_scores_make_a_sentence_and_a_table_but_no_picture(client, noor):
    result = make_submitted(noor, dict.fromkeys(ELEMENTS, "not_applicable") | {"intake": 2}, profile="vakbekwaam")
    page = client.get(f"/resultaat/{result.id}/").text
    assert "<picture>" not in page
    assert "Alle taken" in page
    assert client.get(f"/resultaat/{result.id}/task.svg").status_code == 404


def queries_of(client, address):
    statements = []

    def count(*execution):
        statements.append(execution)

    event.listen(db.engine, "before_cursor_execute", count)
    try:
        assert client.get(address).status_code == 200
    finally:
        event.remove(db.engine, "before_cursor_execute", count)
    return len(statements)


def test_the_number_of_queries_does_not_grow_with_answers_or_results(client_for, noor):
    other = make_person()
    few = make_submitted(other, {"intake": 2}, profile="vakbekwaam")
    for year in (2023, 2024, 2025):
        submitted(noor, at=datetime(year, 3, 2, tzinfo=UTC))
    many = submitted(noor, notes=dict.fromkeys(ELEMENTS, "Dat zie ik zo."))
    counts = [
        queries_of(client_for(person), f"/resultaat/{result.id}/") for person, result in ((other, few), (noor, many))
    ]
    assert counts[0] == counts[1]
