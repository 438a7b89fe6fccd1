"""The page with what differs between two editions."""

import re

import pytest

from app.people.rules import RoleName
from tests.factories.people import make_person
from tests.standards.second_editions import HR21_2027, VAK_2027, second_editions

__all__ = ["second_editions"]

pytestmark = pytest.mark.usefixtures("second_editions")


@pytest.fixture
def client(app, client_for):
    return client_for(make_person())


def words(page):
    main = page.text.partition("<main")[2].partition("</main>")[0]
    return " ".join(re.sub(r"<[^>]+>", " ", main).split())


def test_the_page_tells_what_became_of_each_element(client):
    text = words(client.get(f"/standaarden/{VAK_2027}/verschil"))
    assert "Van de 18 onderdelen: 1 anders geschreven, 1 gesplitst, 2 samengevoegd, 12 vervallen, 1 gelijk" in text
    assert "2 onderdelen zijn nieuw." in text
    assert "Praten en schrijven leer je apart." in text


def test_the_page_shows_sentences_that_are_different_with_the_new_words_marked(client):
    page = client.get(f"/standaarden/{VAK_2027}/verschil").text
    assert "Was: Je stemt jouw werk af op dat van anderen" in page
    assert '<mark class="added">' in page


def test_an_edition_whose_elements_were_kept_is_told_too(client):
    assert "Gelijk gebleven" in words(client.get(f"/standaarden/{HR21_2027}/verschil"))


def test_a_first_edition_has_no_difference(client):
    assert "Dit is de eerste editie." in client.get("/standaarden/vakvolwassenheid-2013/verschil").text
    assert client.get("/standaarden/weg/verschil").status_code == 404


def test_the_pages_of_both_editions_point_to_each_other(client):
    assert f"/standaarden/{VAK_2027}/verschil" in client.get(f"/standaarden/{VAK_2027}/").text
    assert "Er is een nieuwere editie" in client.get("/standaarden/vakvolwassenheid-2013/").text


def test_the_page_says_what_waits_for_the_organisation(client):
    text = words(client.get(f"/standaarden/{VAK_2027}/verschil"))
    assert "1 nog niet besloten" in text
    assert "Nog niet besloten De editie zegt niet wat hiervan is geworden." in text
    assert "Besluit dit" not in text


def test_who_decides_is_led_to_the_page_for_it_and_everybody_sees_what_was_decided(client_for):
    hr = make_person(RoleName.HR, name="Ingrid Postma")
    page, decide = f"/standaarden/{VAK_2027}/verschil", f"/eigen/edities/{VAK_2027}/"
    assert decide in client_for(hr).get(page).text
    assert "Besluit wat er van 1 onderdeel is geworden." in client_for(hr).get("/eigen/").text
    sent = {"kind-coachen": "kept", "to-coachen-1": "begeleiden", "stap": "vastleggen"}
    client_for(hr).post(decide, data=sent)
    assert "Vastgelegd door Ingrid Postma op 20 november 2026." in client_for(hr).get("/eigen/").text
    text = words(client_for(make_person(organisation=hr.organisation)).get(page))
    assert "nog niet besloten" not in text.lower()
    assert f"Begeleiden Besloten door Ingrid Postma van {hr.organisation.name} op 20 november 2026." in text
