"""The form that asks for a file or a link."""

from __future__ import annotations

import io

import pytest
from flask import Flask
from werkzeug.exceptions import RequestEntityTooLarge

from app.core.db import db
from app.evidence.forms import EvidenceForm
from app.evidence.queries import own_evidence
from tests.factories.evidence import PDF
from tests.factories.people import make_person


def sent(app: Flask, **fields: object) -> EvidenceForm:
    """The form as it comes from a browser; a file is a pair of content and name."""
    data = {
        name: (io.BytesIO(value[0]), value[1]) if isinstance(value, tuple) else value for name, value in fields.items()
    }
    with app.test_request_context(method="POST", data=data, content_type="multipart/form-data"):
        form = EvidenceForm(meta={"csrf": False})
        form.validate()
    return form


def errors(form: EvidenceForm) -> dict[str, str]:
    return {name: str(found[0]) for name, found in form.errors.items() if name and found}


def test_a_file_is_kept_under_the_name_that_was_given(app: Flask):
    person = make_person()
    form = sent(app, file=(PDF, "scan 001.pdf"), title="Verslag van de training")
    assert errors(form) == {}
    evidence = form.keep(person)
    db.session.commit()
    assert own_evidence(person, evidence.id) is evidence
    assert (evidence.label, evidence.original_name, evidence.size) == (
        "Verslag van de training",
        "scan 001.pdf",
        len(PDF),
    )


def test_a_link_without_a_name_is_called_after_its_site(app: Flask):
    form = sent(app, file=(b"", ""), url="https://cursus.example/helder")
    assert errors(form) == {}
    assert form.keep(make_person()).label == "cursus.example"


@pytest.mark.parametrize("typed", ["www.werk.nl/training", "werk.nl", "werk.nl:8080/a?b=c#d"])
def test_a_link_as_people_type_it_gets_its_beginning(app: Flask, typed: str):
    form = sent(app, file=(b"", ""), url=typed)
    assert errors(form) == {}
    assert form.keep(make_person()).url == f"https://{typed}"


@pytest.mark.parametrize("typed", ["training", "zie mijn map", "javascript:alert(1)", "ftp://werk.nl", "@werk.nl"])
def test_what_is_no_link_stays_none(app: Flask, typed: str):
    assert errors(sent(app, file=(b"", ""), url=typed)) == {"url": "Dit is geen link. Een link begint met https://."}


def test_nothing_at_all_asks_for_one_of_the_two(app: Flask):
    assert errors(sent(app, file=(b"", ""), url="  ")) == {"file": "Kies een bestand of vul een link in."}


def test_both_at_once_asks_for_one_of_the_two(app: Flask):
    assert errors(sent(app, file=(PDF, "a.pdf"), url="https://x.example")).keys() == {"url"}


def test_a_file_of_ten_and_a_half_megabytes_gets_a_sentence_beside_the_field(app: Flask):
    form = sent(app, file=(b"%PDF-" + bytes(10 * 1024 * 1024 + 512 * 1024), "a.pdf"), title="Film")
    assert errors(form) == {"file": "Dit bestand is te groot. Het mag hoogstens 10 MB zijn."}
    assert form.title.data == "Film"


def test_far_too_much_is_stopped_before_it_is_read(app: Flask):
    with pytest.raises(RequestEntityTooLarge):
        sent(app, file=(bytes(12 * 1024 * 1024), "a.pdf"))


@pytest.mark.parametrize(
    ("fields", "wrong"),
    [
        ({"file": (b"geen pdf", "a.pdf")}, "file"),
        ({"file": (b"", "a.pdf")}, "file"),
        ({"file": (PDF, "a.exe")}, "file"),
        ({"url": "javascript:alert(1)"}, "url"),
        ({"url": "https://x.example/" + "a" * 100_000}, "url"),
        ({"file": (PDF, "a.pdf"), "title": "a" * 100_000}, "title"),
    ],
)
def test_what_is_wrong_stands_beside_its_field_and_what_was_typed_stays(
    fields: dict[str, object], wrong: str, app: Flask
):
    form = sent(app, **fields)
    assert errors(form).keys() == {wrong}
    assert form.url.data == fields.get("url")
    assert form.title.data == fields.get("title")
