"""The public list: what the regeling names, of who is registered today, the same for every visitor."""

from __future__ import annotations

import csv
import io
from datetime import date, timedelta

import pytest

from app.core import clock
from app.core.db import db
from app.register.public.queries import Entry, entries, matching
from app.regulation.terms import RegisterName, Status
from tests.factories.dossiers import make_registrant, make_registration
from tests.factories.people import make_organisation, make_person


@pytest.fixture
def place(app, now):
    with app.app_context():
        yield make_organisation("Gemeente Zeeëburg")


def _registered(place, name, status=Status.B, start=date(2026, 3, 15)):
    return make_registration(make_person(organisation=place, name=name), status, started_on=start)


def test_the_list_shows_name_employer_status_and_date_of_entry_and_no_more(client, place):
    registration = _registered(place, "Bram Hofman", Status.C)
    make_registrant(registration.person)
    page = client.get("/register/").text
    for shown in (
        "Bram Hofman",
        "Gemeente Zeeëburg",
        "R-AMB",
        "15 maart 2026",
        "Bijgewerkt op vrijdag 20 november 2026",
    ):
        assert shown in page
    for hidden in (registration.person.email, registration.number, "HBO+", registration.valid_until.isoformat()):
        assert hidden not in page


def test_the_files_hold_the_same_and_say_of_which_day_they_are(client, place):
    _registered(place, "Bram Hofman", Status.C)
    row = {
        "naam": "Bram Hofman",
        "werkgever": "Gemeente Zeeëburg",
        "register": "AMB",
        "titel": "R-AMB",
        "status": "C",
        "datum_van_ingang": "2026-03-15",
    }
    data, text = (client.get(f"/register/lijst.{kind}") for kind in ("json", "csv"))
    assert data.json == {"bijgewerkt_op": "2026-11-20", "register": [row]}
    assert list(csv.DictReader(io.StringIO(text.data.decode("utf-8-sig")), delimiter=";")) == [row]
    assert 'filename="register-2026-11-20.csv"' in text.headers["Content-Disposition"]
    assert 'filename="register-2026-11-20.json"' in data.headers["Content-Disposition"]


def test_who_is_registered_has_a_page_to_link_to_as_long_as_they_are(client, place):
    registration = _registered(place, "Bram Hofman")
    address = f"/register/wie/{registration.person_id}/"
    assert f'href="{address}"' in client.get("/register/").text
    answer = client.get(address)
    for shown in ("Bram Hofman", "Gemeente Zeeëburg", "Geregistreerd Accountmanager Bedrijven", "B-status", "15 maart"):
        assert shown in answer.text
    assert registration.number not in answer.text
    assert "noindex" in answer.headers["X-Robots-Tag"]
    registration.ended_on = clock.today()
    db.session.commit()
    assert client.get(address).status_code == 404
    assert client.get(f"/register/wie/{make_person(organisation=place).id}/").status_code == 404


def test_pages_for_everybody_say_what_they_are_to_who_searches(client, now):
    for address in ("/register/", "/register/controle", "/hulp", "/privacy", "/toegankelijkheid", "/wie-ziet-wat"):
        assert '<meta name="description" content="' in client.get(address).text


def test_a_name_cannot_become_a_formula_in_the_file(client, place):
    _registered(place, "=1+1 Hofman")
    assert "'=1+1 Hofman;" in client.get("/register/lijst.csv").text


def test_who_was_removed_is_gone_at_once_also_for_a_cache(client, place):
    registration = _registered(place, "Bram Hofman")
    first = client.get("/register/")
    kept = {"If-None-Match": first.headers["ETag"]}
    assert client.get("/register/", headers=kept).status_code == 304
    registration.ended_on = clock.today()
    db.session.commit()
    again = client.get("/register/", headers=kept)
    assert again.status_code == 200
    assert "Bram Hofman" not in again.text


def test_a_status_that_begins_tomorrow_is_not_shown_today(place):
    _registered(place, "Later Iemand", start=clock.today() + timedelta(days=1))
    assert entries(clock.today()) == []
    assert len(entries(clock.today() + timedelta(days=1))) == 1


@pytest.mark.parametrize("address", ["/register/", "/register/lijst.json", "/register/lijst.csv"])
def test_an_answer_may_be_kept_and_carries_no_cookie(client_for, place, address):
    visitor = client_for(make_person(name="Nieuwsgierig Iemand"))
    answer = visitor.get(address)
    assert answer.headers["Cache-Control"] == "public, no-cache"
    assert "Set-Cookie" not in answer.headers
    assert "Nieuwsgierig" not in answer.text


@pytest.mark.parametrize(
    ("words", "status", "found"),
    [
        ("hofman", None, ["Bram Hofman"]),
        ("HÓFMAN bram", None, ["Bram Hofman"]),
        ("zeeeburg", None, ["Ayşe Çelik", "Bram Hofman", "Jan van der Aa"]),
        ("celik", None, ["Ayşe Çelik"]),
        ("hofman jan", None, []),
        ("", Status.A, ["Jan van der Aa"]),
        ("%", None, []),
    ],
)
def test_a_search_looks_in_name_and_employer_whatever_accents_and_capitals(words, status, found):
    people = [
        Entry(1, name, "Gemeente Zeeëburg", RegisterName.AMB, level, date(2026, 1, 1))
        for name, level in (("Ayşe Çelik", Status.C), ("Bram Hofman", Status.B), ("Jan van der Aa", Status.A))
    ]
    assert [one.name for one in matching(people, words, status)] == found


def test_the_list_is_sorted_on_last_name_without_prefix(place):
    for name in ("Bram Hofman", "Ayşe Çelik", "Jan van der Aa"):
        _registered(place, name)
    assert [one.name for one in entries(clock.today())] == ["Jan van der Aa", "Ayşe Çelik", "Bram Hofman"]


def test_a_long_list_comes_in_pages(client, place):
    for number in range(51):
        _registered(place, f"Persoon Nummer{number:02}")
    first, second = client.get("/register/").text, client.get("/register/?pagina=2").text
    assert "Nummer49" in first
    assert "Nummer50" not in first
    assert "Nummer50" in second


def test_an_empty_register_says_so(client, now):
    assert "nog niemand" in client.get("/register/").text
    assert "Niemand gevonden" in client.get("/register/?q=zzz").text
