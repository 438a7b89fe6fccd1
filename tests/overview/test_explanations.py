from __future__ import annotations

import pytest

from tests.checking import CheckingClient
from tests.conftest import ClientFor
from tests.factories.people import make_person

PAGES = {
    "/wie-ziet-wat": "Wie ziet wat?",
    "/hulp": "Hulp",
    "/toegankelijkheid": "Toegankelijkheid",
    "/privacy": "Privacy",
}


@pytest.mark.parametrize(("address", "title"), PAGES.items())
def test_everybody_can_read_the_explanations_without_signing_in(client: CheckingClient, address: str, title: str):
    page = client.get(address).text
    assert title in page
    assert "Hoofdmenu" not in page


@pytest.mark.parametrize("address", PAGES)
def test_who_signed_in_can_read_them_too(client_for: ClientFor, address: str):
    assert client_for(make_person()).get(address).status_code == 200


def test_privacy_says_how_long_a_session_lasts(client: CheckingClient):
    assert "hoogstens 10 uur" in client.get("/privacy").text
