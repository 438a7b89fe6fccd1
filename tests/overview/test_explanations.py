from __future__ import annotations

import re

import pytest

from app.core.db import db
from app.people import operations
from app.people.rules import RoleName
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


def opened(page: str) -> list[str]:
    """The chapters of the help page that are not folded."""
    return re.findall(r'<section class="sheet explanation" aria-labelledby="(\w+)"', page)


@pytest.mark.parametrize(
    ("roles", "chapters"),
    [
        ([RoleName.PROFESSIONAL], ["professional"]),
        ([RoleName.ADMINISTRATOR, RoleName.HR], ["hr", "administrator"]),
        ([RoleName.PROFESSIONAL, RoleName.COMMITTEE, RoleName.BOARD], ["professional", "committee", "board"]),
    ],
)
def test_help_opens_the_chapters_of_your_own_roles(client_for: ClientFor, roles: list[RoleName], chapters: list[str]):
    page = client_for(make_person(*roles)).get("/hulp").text
    assert opened(page) == chapters
    assert page.count('<details class="sheet fold"') == len(RoleName) - len(chapters)


def test_hr_who_keeps_people_reads_the_chapter_of_the_administrator(client_for: ClientFor):
    hr = make_person(RoleName.HR)
    hr.organisation.hr_keeps_people = True
    db.session.commit()
    page = client_for(hr).get("/hulp").text
    assert opened(page) == ["hr", "administrator"]
    for words in ("Vul de laatste dag in.", "Lees een bestand in.", "Wat vanzelf gaat.", "Kies ‘Per persoon’"):
        assert words in page
    assert "heeft ook de rol leidinggevende nodig" not in page


def test_a_visitor_reads_the_help_of_a_professional(client: CheckingClient):
    assert opened(client.get("/hulp").text) == ["professional"]


@pytest.mark.parametrize("address", ["/hulp", "/privacy", "/toegankelijkheid", "/mensen/"])
def test_who_asks_the_administrator_reads_who_that_is(client_for: ClientFor, address: str):
    noor = make_person()
    for name, organisation in (("Marloes Dijkgraaf", noor.organisation), ("Wim Elders", None)):
        make_person(
            RoleName.ADMINISTRATOR, organisation=organisation, name=name, email=f"{name[:3]}@voorbeeldstad.example"
        )
    closed = make_person(RoleName.ADMINISTRATOR, organisation=noor.organisation, name="Henk Oud")
    operations.close_account(closed)
    db.session.commit()
    page = client_for(noor).get(address).text
    assert 'Marloes Dijkgraaf, <a class="utrecht-link address" href="mailto:Mar@voorbeeldstad.example">' in page
    assert "Wim Elders" not in page
    assert "Henk Oud" not in page


def test_a_visitor_reads_no_names(client: CheckingClient):
    make_person(RoleName.ADMINISTRATOR, name="Marloes Dijkgraaf")
    for address in PAGES:
        assert "Marloes" not in client.get(address).text
