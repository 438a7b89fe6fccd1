"""The page with what differs between two editions."""

import re

import pytest

from tests.factories.people import make_person
from tests.standards.editions import HR21_2027, VAK_2027, second_editions

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
    assert "Van de 18 onderdelen: 1 anders geschreven, 1 gesplitst, 2 samengevoegd, 13 vervallen en 1 gelijk" in text
    assert "1 onderdeel is nieuw." in text
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
