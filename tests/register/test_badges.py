"""The badge: signed, inside a picture, and checked by anybody without telling who asked."""

from __future__ import annotations

import io
import json
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from joserfc import jwt
from joserfc.jwk import RSAKey

from app.core import clock
from app.core.db import db
from app.dossiers.terms import RegisterName, Status
from app.register import badges, signing
from app.register.badge_picture import badge_png, badge_svg
from app.register.baking import NoBadge, bake_png, bake_svg, token_in
from app.register.credentials import LIST_BITS, decode_bits, encode_bits, new_code, tidy_code
from app.register.models import Badge
from tests.factories.dossiers import make_registration
from tests.factories.people import make_person


@pytest.fixture
def registration(app, now):
    with app.app_context(), app.test_request_context():
        yield make_registration(make_person(name="Bram Hofman"), status=Status.B)


@pytest.fixture
def badge(registration):
    made = badges.give_badge(registration.person, clock.today())
    db.session.commit()
    return made


def test_the_credential_says_the_four_fields_and_until_when(badge, registration):
    claims = jwt.decode(badge.token, RSAKey.import_key(json.loads(badge.key.public_jwk)), ["RS256"]).claims
    subject = claims["credentialSubject"]
    assert [one["identityHash"] for one in subject["identifier"]] == ["Bram Hofman", registration.employer]
    assert claims["name"] == "R-AMB, B-status"
    assert datetime.fromisoformat(subject["activityStartDate"]).astimezone(clock.AMSTERDAM).date() == (
        registration.started_on
    )
    last_moment = datetime.fromtimestamp(claims["exp"] - 1, clock.AMSTERDAM)
    assert last_moment.date() == registration.valid_until
    assert "email" not in badge.token


def test_a_badge_that_still_holds_is_given_again_and_not_made_anew(badge, registration):
    assert badges.give_badge(registration.person, clock.today()) is badge


def test_a_new_employer_makes_a_new_badge_and_withdraws_the_old_one(badge, registration):
    registration.employer = "Gemeente Anders"
    newer = badges.give_badge(registration.person, clock.today())
    assert badges.check(badge).verdict is badges.Verdict.WITHDRAWN
    assert badges.check(newer).holder.employer == "Gemeente Anders"


def test_somebody_without_a_status_has_no_badge(app, now):
    with app.app_context(), app.test_request_context(), pytest.raises(badges.NoStatus):
        badges.give_badge(make_person(), clock.today())


def test_a_good_badge_is_valid_until_its_last_day_and_then_expired(badge, registration):
    last = datetime.combine(registration.valid_until, datetime.min.time(), clock.AMSTERDAM)
    for moment, verdict in ((last, badges.Verdict.VALID), (last + timedelta(days=1), badges.Verdict.EXPIRED)):
        with clock.fixed(moment.astimezone(UTC)):
            assert badges.check_token(badge.token).verdict is verdict


def test_a_status_that_ended_withdraws_its_badge(badge, registration):
    registration.ended_on = clock.today()
    assert badges.check_token(badge.token).verdict is badges.Verdict.WITHDRAWN
    assert badges.withdrawn_places()[0] == [badge.place]


def test_a_token_of_another_key_is_forged_even_when_it_names_ours(badge):
    claims = jwt.decode(badge.token, RSAKey.import_key(json.loads(badge.key.public_jwk)), ["RS256"]).claims
    other = RSAKey.generate_key(2048)
    kid = f"http://localhost/register/badge/sleutel/{badge.key.kid}"
    forged = jwt.encode({"alg": "RS256", "typ": "JWT", "kid": kid}, claims, other, ["RS256"])
    assert badges.check_token(forged).verdict is badges.Verdict.FORGED


@pytest.mark.parametrize("header", [{"alg": "none"}, {"alg": "HS256"}, {"kid": "https://elders.example/key"}])
def test_another_way_of_signing_is_forged(badge, header):
    _, claims, _ = badge.token.split(".")
    import base64

    head = base64.urlsafe_b64encode(json.dumps({"typ": "JWT", "kid": badge.key.kid, **header}).encode()).decode()
    assert badges.check_token(f"{head.rstrip('=')}.{claims}.AAAA").verdict is badges.Verdict.FORGED


def test_a_changed_letter_makes_it_forged(badge):
    head, claims, signature = badge.token.split(".")
    changed = f"{head}.{claims[:-3]}{'A' if claims[-3] != 'A' else 'B'}{claims[-2:]}.{signature}"
    assert badges.check_token(changed).verdict is badges.Verdict.FORGED


def test_the_private_half_of_the_key_is_locked(badge):
    assert '"d"' not in badge.key.private_jwk
    assert not badge.key.private_jwk.startswith("{")


def test_with_another_secret_an_old_badge_can_be_checked_and_a_new_key_is_made(app, badge):
    from dataclasses import replace

    app.extensions["vakspiegel"] = replace(app.extensions["vakspiegel"], secret_key="anders" * 8)
    assert badges.check_token(badge.token).verdict is badges.Verdict.VALID
    assert signing.usable_key() is None
    assert signing.current_key().kid != badge.key.kid
    assert badge.key.retired_at is not None


@pytest.mark.parametrize("status", list(Status))
def test_the_token_comes_out_of_the_picture_as_it_went_in(status):
    assert token_in(bake_png(badge_png(RegisterName.AMB, status), "een.twee.drie")) == "een.twee.drie"
    assert token_in(bake_svg(badge_svg(RegisterName.MW, status), "een.twee.drie").encode()) == "een.twee.drie"


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"", "leeg"),
        (b"x" * (2 * 1024 * 1024 + 1), "te groot"),
        (b"\xff\xfe\x00", "geen badge"),
        (b"geen token", "geen badge"),
        (b"\x89PNG\r\n\x1a\n\x00\x00\xff", "geen badge"),
        (b"<svg><openbadges/>", "niet te lezen"),
        (b'<!DOCTYPE svg [<!ENTITY a "b">]><svg>&a;</svg>', "niet te lezen"),
        (b"<svg xmlns='http://www.w3.org/2000/svg'></svg>", "geen badge"),
    ],
)
def test_a_file_without_a_badge_is_refused_in_words(content, words):
    with pytest.raises(NoBadge, match=words):
        token_in(content)


@given(st.sets(st.integers(0, LIST_BITS - 1), max_size=50))
def test_the_status_list_gives_back_the_places_that_went_in(places):
    assert decode_bits(encode_bits(places)) == places


def test_a_code_is_read_however_it_is_typed():
    code = new_code()
    assert tidy_code(code.lower().replace("-", " ")) == code
    assert tidy_code(code[:-1]) is None
    assert tidy_code("0000-1111-IIII-OOOO") is None


def test_the_page_says_of_an_uploaded_badge_what_holds(client, badge):
    picture = bake_png(badge_png(RegisterName.AMB, Status.B), badge.token)
    page = client.post("/register/controle", data={"file": (io.BytesIO(picture), "badge.png")})
    assert "Deze badge is geldig" in page.text
    assert "Bram Hofman" in page.text


def test_the_page_says_of_a_code_what_holds(client, badge):
    assert "Deze badge is geldig" in client.post("/register/controle", data={"code": badge.code.lower()}).text
    assert "niet echt" in client.post("/register/controle", data={"code": new_code()}).text


@pytest.mark.parametrize("data", [{}, {"code": "te kort"}, {"file": (b"niets", "badge.png")}])
def test_a_check_of_nothing_keeps_what_was_typed_and_says_why(client, now, data):
    sent = {
        name: (io.BytesIO(value[0]), value[1]) if isinstance(value, tuple) else value for name, value in data.items()
    }
    page = client.post("/register/controle", data=sent)
    assert page.status_code == 422
    assert data.get("code", "") in page.text


def test_a_check_leaves_no_trace(client, badge):
    before = db.session.query(Badge).count()
    answer = client.post("/register/controle", data={"code": badge.code})
    assert answer.headers["Referrer-Policy"] == "no-referrer"
    assert "no-store" in answer.headers["Cache-Control"]
    assert db.session.query(Badge).count() == before


def test_somebody_elsewhere_can_check_with_what_is_published(client, badge, registration):
    claims = json.loads(_payload(badge.token))
    address = json.loads(_header(badge.token))["kid"]
    public = RSAKey.import_key(client.get(address).json)
    jwt.decode(badge.token, public, ["RS256"])
    assert client.get(claims["iss"]).json["type"] == ["Profile"]
    assert client.get(claims["credentialSubject"]["achievement"]["id"]).json["type"] == ["Achievement"]
    listed = jwt.decode(client.get(claims["credentialStatus"]["statusListCredential"]).text, public, ["RS256"]).claims
    assert badge.place not in decode_bits(listed["credentialSubject"]["encodedList"])
    registration.ended_on = clock.today() - timedelta(days=1)
    db.session.commit()
    listed = jwt.decode(client.get(claims["credentialStatus"]["statusListCredential"]).text, public, ["RS256"]).claims
    assert decode_bits(listed["credentialSubject"]["encodedList"]) == {badge.place}
    assert "Bram" not in json.dumps(listed)


def test_the_published_keys_hold_no_private_half(client, badge):
    (published,) = client.get("/register/badge/sleutels").json["keys"]
    assert set(published) == {"kty", "n", "e", "kid"}


def test_a_registrant_makes_the_badge_and_takes_it_along(client_for, registration):
    page = client_for(registration.person)
    assert "Maak mijn badge" in page.get("/mijn-register/badge/").text
    page.post("/mijn-register/badge/")
    assert "Download als png" in page.get("/mijn-register/badge/").text
    for name in ("badge.png", "badge.svg", "badge.jwt"):
        token = token_in(page.get(f"/mijn-register/badge/{name}").data)
        assert badges.check_token(token).verdict is badges.Verdict.VALID


def _payload(token: str) -> bytes:
    return _decoded(token.split(".")[1])


def _header(token: str) -> bytes:
    return _decoded(token.split(".")[0])


def _decoded(part: str) -> bytes:
    import base64

    return base64.urlsafe_b64decode(part + "=" * (-len(part) % 4))
