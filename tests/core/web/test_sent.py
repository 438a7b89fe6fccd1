"""What a form sent that was not accepted goes back to the person, on the page of every error."""

from __future__ import annotations

import io
import re

import pytest
from flask import Flask, abort, request
from html5lib import parse

from app.core.problems import WrongStep
from app.core.web.fields import Form, LongText, TextInput
from app.people.access import Door, allow
from app.people.rules import RoleName
from tests.checking import CheckingClient
from tests.factories.people import make_person

OURS = {"Origin": "http://localhost"}
WRITTEN = {
    "sent_title": "meelopen",
    "sent_note": "Ik luister.\nEn vat samen.",
    "sent_code": "afspraak",
    "loose": "twee woorden",
}
SECRET = {"sent_title": "meelopen", "password": "een geheime zin", "new_password_confirm": "een geheime zin"}
NS = "{http://www.w3.org/1999/xhtml}"


class SentForm(Form):
    """A form with a word and a text."""

    sent_title = TextInput("Titel")
    sent_note = LongText("Tekst")


@pytest.fixture
def wrong(own_app: Flask) -> Flask:
    """An application that goes wrong in each way."""

    def fail(how: str) -> str:
        if how == "stap":
            raise WrongStep("Dat kan nu niet.")
        if how == "stuk":
            raise RuntimeError
        abort(int(how))

    own_app.config["PROPAGATE_EXCEPTIONS"] = False
    own_app.add_url_rule("/fout/<how>", "wrong", allow(Door.PUBLIC)(fail), methods=["GET", "POST"])
    own_app.add_url_rule("/rol", "role", allow(RoleName.BOARD)(lambda: ""), methods=["POST"])
    own_app.add_url_rule("/goed", "right", allow(Door.PUBLIC)(lambda: {**request.form}), methods=["POST"])
    return own_app


def sent_again(text: str) -> dict[str, str]:
    """The fields of the form on the page that sends the same again; nothing when there is none."""
    written = next((one for one in parse(text).iter() if one.get("id") == "written"), None)
    form = next(written.iter(f"{NS}form"), None) if written is not None else None
    return {one.get("name"): one.get("value") for one in form.iter(f"{NS}input")} if form is not None else {}


@pytest.mark.parametrize(
    ("address", "status"),
    [
        *((f"/fout/{code}?x=1", code) for code in (400, 401, 403, 404, 405, 409, 429, 500, 503)),
        ("/fout/418", 418),
        ("/fout/stap", 409),
        ("/fout/stuk", 500),
        ("/bestaat-niet", 404),
        ("/rol", 401),
        ("/plan/delen", 401),
    ],
)
def test_every_error_shows_what_was_written_and_sends_the_same_again(wrong: Flask, address: str, status: int):
    answer = wrong.test_client().post(address, data=WRITTEN, headers=OURS)
    assert answer.status_code == status
    quotes = [one.replace("\r\n", "\n") for one in re.findall(r"<blockquote[^>]*>([^<]*)", answer.text)]
    assert quotes == ["meelopen", "Ik luister.\nEn vat samen.", "twee woorden"]
    assert {name: sent_again(answer.text)[name] for name in WRITTEN} == WRITTEN
    assert f'action="{address}"' in answer.text
    assert "Ga terug" not in answer.text
    assert "‘terug’" not in answer.text


def test_an_old_token_is_a_new_one_on_the_page_that_sends_again(wrong: Flask):
    client = wrong.test_client()
    assert isinstance(client, CheckingClient)
    refused = client.post("/goed", csrf=False, data={**WRITTEN, "csrf_token": "verlopen"}, headers=OURS)
    assert refused.status_code == 400
    fields = sent_again(refused.text)
    accepted = client.post("/goed", csrf=False, data=fields, headers=OURS)
    assert {name: accepted.json[name] for name in WRITTEN} == WRITTEN


def test_the_files_that_were_chosen_are_named(wrong: Flask):
    data = {**WRITTEN, "file": (io.BytesIO(b"x"), "verslag.pdf"), "none": (io.BytesIO(b""), "")}
    text = wrong.test_client().post("/fout/503", data=data, headers=OURS).text
    assert "<strong>verslag.pdf</strong>" in text
    assert "Kies" in text or "kies" in text


def test_a_password_is_neither_shown_nor_sent_again(wrong: Flask):
    text = wrong.test_client().post("/fout/500", data=SECRET, headers=OURS).text
    assert "meelopen" in text
    assert "geheime" not in text
    assert sent_again(text) == {}


@pytest.mark.parametrize("headers", [{}, {"Origin": "null"}, {"Origin": "https://elders.example"}])
def test_what_another_site_filled_in_is_not_a_press_on_a_button_away(wrong: Flask, headers: dict[str, str]):
    text = wrong.test_client().post("/goed", csrf=False, data=WRITTEN, headers=headers).text
    assert "Ik luister." in text
    assert sent_again(text) == {}


def test_what_is_too_large_is_not_read_and_the_page_says_so(wrong: Flask):
    answer = wrong.test_client().post("/goed", data={**WRITTEN, "body": "x" * (11 << 20)}, headers=OURS)
    assert answer.status_code == 413
    assert "Daarom kunnen we niet laten zien wat je schreef." in answer.text
    assert sent_again(answer.text) == {}


def test_a_form_with_more_fields_than_anybody_fills_in_is_not_read(wrong: Flask):
    answer = wrong.test_client().post("/goed", data={f"f{number}": "" for number in range(5002)}, headers=OURS)
    assert answer.status_code == 413
    assert len(answer.data) < 20_000


@pytest.mark.parametrize("name", ["Referer", "Origin", "HX-Current-URL"])
def test_a_page_to_come_from_that_is_no_address_is_none(wrong: Flask, name: str):
    answer = wrong.test_client().post("/rol", data=WRITTEN, headers={"HX-Request": "true", name: "http://["})
    assert answer.status_code == 401
    answer = wrong.test_client().post("/fout/404", data=WRITTEN, headers={name: "http://["})
    assert "meelopen" in answer.text
    assert sent_again(answer.text) == {}


def test_an_error_of_a_page_that_was_only_asked_has_nothing_to_send(wrong: Flask):
    assert 'id="written"' not in wrong.test_client().get("/fout/404?sent_note=een+tekst").text


@pytest.mark.parametrize("headers", [{"X-Form": "1"}, {"X-Autosave": "1"}, {"HX-Request": "true"}])
@pytest.mark.parametrize(("address", "status"), [("/fout/403", 403), ("/fout/stap", 409), ("/fout/stuk", 500)])
def test_a_script_that_keeps_its_page_gets_the_status_alone(wrong: Flask, headers: dict, address: str, status: int):
    answer = wrong.test_client().post(address, data=WRITTEN, headers=headers)
    assert (answer.status_code, answer.data) == (status, b"")


def test_the_script_that_sends_forms_hears_where_a_redirect_leads(wrong: Flask):
    person = make_person()
    client = wrong.test_client()
    with client.session_transaction() as session:
        session["_user_id"], session["_fresh"] = person.fs_uniquifier, True
    answer = client.post("/uitloggen", headers={"X-Form": "1"})
    assert (answer.status_code, answer.headers["HX-Redirect"], answer.data) == (204, "/inloggen", b"")
    assert "Location" not in answer.headers
    assert client.post("/plan/doel/nieuw", data=WRITTEN, headers={"X-Form": "1"}).status_code == 401
