"""What people read and get around a badge: on their own page, at the check, and what a program finds."""

from __future__ import annotations

import base64
import io
import json

import pytest
from joserfc import jwt
from joserfc.jwk import KeySet
from sqlalchemy import func, select

from app.core.db import db
from app.register.models import SigningKey
from app.regulation.terms import Status
from tests.factories.dossiers import make_registration
from tests.factories.people import make_person
from tests.register.badges.bits import decode_bits


@pytest.fixture
def holder(client_for, now):
    person = make_person(name="Bram Çelik-van der Aa")
    make_registration(person, Status.B)
    page = client_for(person)
    page.post("/mijn-register/badge/")
    return page


def test_the_files_are_called_after_who_and_what_they_are(holder):
    for kind in ("png", "svg", "jwt"):
        sent = holder.get(f"/mijn-register/badge/badge.{kind}").headers["Content-Disposition"]
        assert f"badge-bram-celik-van-der-aa-r-amb-b.{kind}" in sent


def test_the_own_page_says_why_the_badge_outlives_the_renewal_and_what_another_program_asks(holder):
    page = holder.get("/mijn-register/badge/").text
    assert "Je verlengingsdatum is eerder: maandag 15 maart 2027" in page
    assert "#houder" in page
    assert "http://localhost/register/badge/intrekkingen" in page


def test_a_check_says_when_it_was_done_and_comes_into_view(holder, client):
    sent = {"file": (io.BytesIO(holder.get("/mijn-register/badge/badge.jwt").data), "badge.jwt")}
    page = client.post("/register/controle", data=sent).text
    assert "Gecontroleerd op 20 november 2026 om 10:00" in page
    assert '<div id="uitslag" tabindex="-1" data-focus autofocus>' in page


def test_a_text_that_is_no_badge_is_not_taken_for_a_screenshot(client, now):
    page = client.post("/register/controle", data={"file": (io.BytesIO(b"Beste Els,"), "brief.txt")}).text
    assert "In dit tekstbestand zit geen badge." in page
    assert "schermafdruk" not in page


def test_before_there_is_any_badge_the_list_of_withdrawn_ones_is_there_signed_and_empty(client, now):
    first, again = (client.get("/register/badge/intrekkingen") for _ in range(2))
    assert first.text == again.text
    keys = KeySet.import_key_set(client.get("/register/badge/sleutels").json)
    listed = jwt.decode(first.text, keys, ["RS256"]).claims
    assert decode_bits(listed["credentialSubject"]["encodedList"]) == frozenset()
    assert db.session.scalar(select(func.count()).select_from(SigningKey)) == 1


def test_a_credential_names_where_each_word_of_it_is_defined(holder):
    payload = holder.get("/mijn-register/badge/badge.jwt").text.split(".")[1]
    claims = json.loads(base64.urlsafe_b64decode(payload + "=" * (-len(payload) % 4)))
    assert claims["@context"][2] == "https://purl.imsglobal.org/spec/ob/v3p0/extensions.json"
