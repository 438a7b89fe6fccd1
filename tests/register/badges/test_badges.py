"""The badge: signed, inside a picture, and checked by anybody without telling who asked."""

from __future__ import annotations

import gzip
import io
import json
import struct
import tracemalloc
import zlib
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from joserfc import jwt
from joserfc.jwk import RSAKey
from openbadgeslib.verify import verify_badge

from app.core import clock
from app.core.db import db
from app.register.badges import queries as badges
from app.register.badges import signing
from app.register.badges.baking import NoBadge, bake_png, bake_svg, token_in
from app.register.badges.operations import NoStatus, give_badge
from app.register.badges.picture import badge_png, badge_svg
from app.register.badges.rules import LIST_BITS, BadgeState, encode_bits, new_code, tidy_code
from app.register.models import Badge, SigningKey
from app.regulation.terms import RegisterName, Status
from tests.factories.dossiers import make_registration
from tests.factories.people import make_person
from tests.register.badges.bits import decode_bits


@pytest.fixture
def registration(app, now):
    with app.app_context(), app.test_request_context():
        yield make_registration(make_person(name="Bram Hofman"), status=Status.B)


@pytest.fixture(scope="module")
def key_of_all() -> dict[str, object]:
    """Here the columns of the key are kept that the first test signs with: to make one takes longer than a test."""
    return {}


@pytest.fixture
def signing_key(registration, key_of_all):
    if key_of_all:
        db.session.add(SigningKey(**key_of_all))
    key = signing.current_key()
    key_of_all.update({name: getattr(key, name) for name in ("kid", "private_jwk", "public_jwk", "made_at")})
    db.session.commit()


@pytest.fixture
def badge(registration, signing_key):
    made = give_badge(registration.person, clock.today())
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


def test_a_verifier_of_somebody_else_trusts_both_pictures_and_no_changed_one(badge):
    key = RSAKey.import_key(json.loads(badge.key.public_jwk)).as_pem(private=False)
    kind = RegisterName.AMB, Status.B
    for token, good in ((badge.token, True), (badge.token[:-8] + "A" * 8, False)):
        for picture in (bake_png(badge_png(*kind), token), bake_svg(badge_svg(*kind), token).encode()):
            found = verify_badge(picture, pubkey_pem=key)
            assert (found.valid, found.trusted) == (good, good), found.reason


def test_a_badge_that_still_holds_is_given_again_and_not_made_anew(badge, registration):
    assert give_badge(registration.person, clock.today()) is badge


def test_a_new_employer_makes_a_new_badge_and_withdraws_the_old_one(badge, registration):
    registration.employer = "Gemeente Anders"
    newer = give_badge(registration.person, clock.today())
    assert badges.check(badge).state is BadgeState.WITHDRAWN
    assert badges.check(newer).holder.employer == "Gemeente Anders"


def test_somebody_without_a_status_has_no_badge(app, now):
    with app.app_context(), app.test_request_context(), pytest.raises(NoStatus):
        give_badge(make_person(), clock.today())


def test_the_holder_reads_where_title_and_logo_may_stand(client_for, badge, registration):
    page = client_for(registration.person).get("/mijn-register/badge/")
    assert "Je titel mag staan op LinkedIn" in page.text
    assert '#TITLE-WHERE"' in page.text


def test_a_good_badge_is_valid_until_its_last_day_and_then_expired(badge, registration):
    last = datetime.combine(registration.valid_until, datetime.min.time(), clock.AMSTERDAM)
    for moment, state in ((last, BadgeState.VALID), (last + timedelta(days=1), BadgeState.EXPIRED)):
        with clock.fixed(moment.astimezone(UTC)):
            assert badges.check_token(badge.token).state is state


def test_a_status_that_ended_withdraws_its_badge(badge, registration):
    registration.ended_on = clock.today()
    assert badges.check_token(badge.token).state is BadgeState.WITHDRAWN
    assert badges.withdrawn_places()[0] == [badge.place]


def test_a_token_of_another_key_is_forged_even_when_it_names_ours(badge):
    claims = jwt.decode(badge.token, RSAKey.import_key(json.loads(badge.key.public_jwk)), ["RS256"]).claims
    other = RSAKey.generate_key(2048)
    kid = f"http://localhost/register/badge/sleutel/{badge.key.kid}"
    forged = jwt.encode({"alg": "RS256", "typ": "JWT", "kid": kid}, claims, other, ["RS256"])
    assert badges.check_token(forged).state is BadgeState.FORGED


@pytest.mark.parametrize("header", [{"alg": "none"}, {"alg": "HS256"}, {"kid": "https://elders.example/key"}])
def test_another_way_of_signing_is_forged(badge, header):
    _, claims, _ = badge.token.split(".")
    import base64

    head = base64.urlsafe_b64encode(json.dumps({"typ": "JWT", "kid": badge.key.kid, **header}).encode()).decode()
    assert badges.check_token(f"{head.rstrip('=')}.{claims}.AAAA").state is BadgeState.FORGED


def test_a_changed_letter_makes_it_forged(badge):
    head, claims, signature = badge.token.split(".")
    changed = f"{head}.{claims[:-3]}{'A' if claims[-3] != 'A' else 'B'}{claims[-2:]}.{signature}"
    assert badges.check_token(changed).state is BadgeState.FORGED


def test_the_private_half_of_the_key_is_locked(badge):
    assert '"d"' not in badge.key.private_jwk
    assert not badge.key.private_jwk.startswith("{")


def test_with_another_secret_an_old_badge_can_be_checked_and_a_new_key_is_made(app, badge):
    from dataclasses import replace

    app.extensions["vakspiegel"] = replace(app.extensions["vakspiegel"], secret_key="anders" * 8)
    assert badges.check_token(badge.token).state is BadgeState.VALID
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
        (b"\xff\xfe\x00", "niet te lezen"),
        (b"\xff\xd8\xff\xe0", "geen badge"),
        (b"geen token", "geen badge"),
        (b"\x89PNG\r\n\x1a\n\x00\x00\xff", "geen badge"),
        (b"<svg><openbadges/>", "niet te lezen"),
        (b'<!DOCTYPE svg [<!ENTITY a "b">]><svg>&a;</svg>', "niet te lezen"),
        (b'<!DOCTYPE svg [<!ENTITY % a SYSTEM "file:///etc/hostname"> %a;]><svg/>', "niet te lezen"),
        (b'<?xml version="1.0" encoding="onbekend"?><svg/>', "niet te lezen"),
        (b"<svg>" + b"<g>" * 250_000 + b"</g>" * 250_000 + b"</svg>", "niet te lezen"),
        (b"<html>een.twee.drie</html>", "geen badge"),
        (b"<svg xmlns='http://www.w3.org/2000/svg'></svg>", "geen badge"),
    ],
)
def test_a_file_without_a_badge_is_refused_in_words(content, words):
    with pytest.raises(NoBadge, match=words):
        token_in(content)


@pytest.mark.parametrize(
    ("before", "encoding"),
    [
        ('<!DOCTYPE svg PUBLIC "-//W3C//DTD SVG 1.1//EN" "http://www.w3.org/Graphics/SVG/1.1/DTD/svg11.dtd">', "utf-8"),
        (f"<!-- {'lang ' * 1000} -->", "utf-8-sig"),
        ("", "utf-16"),
    ],
)
def test_an_svg_that_another_program_saved_again_still_carries_its_badge(before, encoding):
    picture = bake_svg(badge_svg(RegisterName.AMB, Status.A), "een.twee.drie")
    assert token_in((before + picture).encode(encoding)) == "een.twee.drie"


def test_a_text_file_with_a_mark_of_its_encoding_still_carries_its_badge():
    assert token_in("een.twee.drie\r\n".encode("utf-8-sig")) == "een.twee.drie"


def test_of_a_packed_text_in_a_picture_nothing_is_unpacked():
    bomb = zlib.compress(bytes(50_000_000), 9)
    for kind, head in ((b"zTXt", b"openbadgecredential\0\0"), (b"iTXt", b"openbadgecredential\0\1\0\0\0")):
        data = head + bomb
        chunk = struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))
        tracemalloc.start()
        with pytest.raises(NoBadge):
            token_in(b"\x89PNG\r\n\x1a\n" + chunk)
        assert tracemalloc.get_traced_memory()[1] < 5_000_000
        tracemalloc.stop()


def test_a_baked_picture_holds_the_credential_once_unpacked_and_nothing_else_in_words():
    picture, kinds, at = bake_png(badge_png(RegisterName.AMB, Status.B), "een.twee.drie"), [], 8
    while at < len(picture):
        (length,) = struct.unpack(">I", picture[at : at + 4])
        kinds.append(picture[at + 4 : at + 8])
        at += 12 + length
    assert [kind for kind in kinds if kind in (b"iTXt", b"zTXt", b"tEXt", b"eXIf", b"tIME")] == [b"iTXt"]
    assert b"openbadgecredential\0\0\0\0\0een.twee.drie" in picture


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
    assert answer.headers["Cache-Control"] == "no-store"
    assert db.session.query(Badge).count() == before


def test_a_check_needs_and_sets_no_cookie(client_for, badge):
    for visitor in (client_for(None), client_for(badge.registration.person)):
        page = visitor.get("/register/controle")
        answer = visitor.post("/register/controle", data={"code": badge.code}, csrf=False)
        assert "Deze badge is geldig" in answer.text
        assert not {"Set-Cookie"} & {*page.headers.keys(), *answer.headers.keys()}


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
    assert set(published) == {"kty", "n", "e", "kid", "use", "alg"}


def test_a_key_is_published_under_the_name_that_a_signature_calls_it_by(client, badge):
    named = json.loads(_header(badge.token))
    assert set(named) == {"alg", "typ", "kid"}
    assert named["typ"] == "JWT"
    (published,) = client.get("/register/badge/sleutels").json["keys"]
    assert named["kid"] == published["kid"] == client.get(named["kid"]).json["kid"]
    assert published == client.get(named["kid"]).json
    assert published["alg"] == named["alg"] == "RS256"


def test_the_credential_follows_the_token_profile_of_open_badges(badge):
    claims = json.loads(_payload(badge.token))
    assert "vc" not in claims
    assert claims["iss"] == claims["issuer"]["id"]
    assert claims["jti"] == claims["id"]
    assert claims["sub"] == claims["credentialSubject"]["id"]
    assert claims["nbf"] == datetime.fromisoformat(claims["validFrom"]).timestamp()
    assert claims["exp"] == datetime.fromisoformat(claims["validUntil"]).timestamp()
    assert claims["@context"][0] == "https://www.w3.org/ns/credentials/v2"
    assert claims["credentialSchema"][0]["type"] == "1EdTechJsonSchemaValidator2019"


def test_the_day_of_entry_is_that_day_however_a_reader_shows_it(badge, registration):
    since = json.loads(_payload(badge.token))["credentialSubject"]["activityStartDate"]
    assert since.startswith(registration.started_on.isoformat())


def test_an_achievement_says_the_same_in_the_credential_and_at_its_own_address(client, badge):
    inside = json.loads(_payload(badge.token))["credentialSubject"]["achievement"]
    published = client.get(inside["id"]).json
    assert {name: published[name] for name in inside} == inside


def test_the_list_of_withdrawn_badges_is_a_signed_credential_that_is_long_enough(client, badge):
    answer = client.get("/register/badge/intrekkingen")
    assert answer.mimetype == "application/vc+jwt"
    assert json.loads(_header(answer.text)) == json.loads(_header(badge.token))
    listed = json.loads(_payload(answer.text))
    assert listed["type"] == ["VerifiableCredential", "BitstringStatusListCredential"]
    subject = listed["credentialSubject"]
    assert (subject["type"], subject["statusPurpose"]) == ("BitstringStatusList", "revocation")
    encoded = subject["encodedList"]
    assert encoded.startswith("u")
    assert "=" not in encoded
    assert len(gzip.decompress(_decoded(encoded[1:]))) >= 16 * 1024


@pytest.mark.parametrize("name", ["uitgever", "sleutels", "intrekkingen", "titel/AMB/B", "logo/AMB-B.svg"])
def test_a_checker_on_another_site_may_read_what_is_published(client, badge, name):
    answer = client.get(f"/register/badge/{name}")
    assert answer.headers["Access-Control-Allow-Origin"] == "*"
    assert answer.headers["Cross-Origin-Resource-Policy"] == "cross-origin"
    assert "Set-Cookie" not in answer.headers


def test_a_page_about_somebody_may_not_be_read_by_another_site(client, badge):
    answer = client.get(f"/register/badge/{badge.code}")
    assert "Access-Control-Allow-Origin" not in answer.headers
    assert "noindex" in answer.headers["X-Robots-Tag"]


def test_a_registrant_makes_the_badge_and_takes_it_along(client_for, registration):
    page = client_for(registration.person)
    assert "Maak mijn badge" in page.get("/mijn-register/badge/").text
    page.post("/mijn-register/badge/")
    assert "Download als png" in page.get("/mijn-register/badge/").text
    for name in ("badge.png", "badge.svg", "badge.jwt"):
        token = token_in(page.get(f"/mijn-register/badge/{name}").data)
        assert badges.check_token(token).state is BadgeState.VALID


def _payload(token: str) -> bytes:
    return _decoded(token.split(".")[1])


def _header(token: str) -> bytes:
    return _decoded(token.split(".")[0])


def _decoded(part: str) -> bytes:
    import base64

    return base64.urlsafe_b64decode(part + "=" * (-len(part) % 4))
