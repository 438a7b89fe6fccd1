"""What leaves the site of a result: pictures that say whose they are, and one A4 as PDF."""

from __future__ import annotations

import io
import re
from datetime import UTC, datetime

import pytest
from pypdf import PdfReader

from app.assessments.draft import operations
from app.assessments.models import DOUBT
from app.core import clock
from app.core.db import db
from app.people.models import Organisation
from app.people.organisation.drawing import small_png
from app.people.organisation.forms import LOGO_SIZE
from app.people.organisation.operations import Look, change_look
from app.standards.library import get_standard
from tests.factories.assessments import STANDARD, make_draft, make_submitted
from tests.factories.people import SVG, make_person
from tests.readable import faults_of_pdf

ELEMENTS = [element.code for element in get_standard(STANDARD).elements]
ON = datetime(2026, 11, 20, 9, tzinfo=UTC)
LONG = "Ik belde een klant die niet was gekomen en vroeg rustig wat er speelde. " * 20
WHOSE = "Noor Verhagen, klantmanager, Gemeente Hier"


@pytest.fixture
def noor(app):
    person = make_person(name="Noor Verhagen", organisation=Organisation(name="Gemeente Hier"))
    person.job_title = "klantmanager"
    db.session.commit()
    return person


@pytest.fixture
def client(client_for, noor):
    return client_for(noor)


def submitted(person, notes=None, at=ON, **named):
    return make_submitted(person, dict.fromkeys(ELEMENTS, 2) | named, profile="vakbekwaam", at=at, notes=notes)


def pages_of(answer) -> list[str]:
    pages = PdfReader(io.BytesIO(answer.data)).pages
    return [" ".join(page.extract_text().replace("\u200b", "").split()) for page in pages]


def test_a_downloaded_picture_says_what_it_is_whose_and_of_when(client, noor):
    address = f"/resultaat/{submitted(noor).id}/task.svg?download=1"
    named, bare = client.get(address).text, client.get(f"{address}&kaal=1").text
    edition = f"{get_standard(STANDARD).title}, editie {get_standard(STANDARD).edition}."
    printed = " ".join(re.findall("<!-- (.*?) -->", named))
    assert f"10 taken {WHOSE} Zelfscan van 20 november 2026. {edition}" in printed
    assert "Verhagen" not in bare
    assert "Jij nu" in named
    assert "Jij nu" in bare


def test_the_picture_of_the_page_has_no_name(client, noor):
    assert "Verhagen" not in client.get(f"/resultaat/{submitted(noor).id}/task.svg").text


def test_the_page_offers_the_pdf_and_pictures_with_and_without_a_name(client, noor):
    result = submitted(noor)
    page = client.get(f"/resultaat/{result.id}/").text
    assert f'href="/resultaat/{result.id}/pdf?' in page
    assert page.count("download=1") == 8
    assert page.count("kaal=1") == 4


def test_the_first_page_has_verdict_pictures_steps_and_own_examples(client, noor):
    steps = {"handhaven": 1, "rapporteren": 1, "evalueren": 0, "intake": 1}
    result = submitted(noor, notes=dict.fromkeys(steps, LONG), **steps)
    answer = client.get(f"/resultaat/{result.id}/pdf")
    assert answer.headers["Content-Disposition"] == "attachment; filename=resultaat-2026-11-20.pdf"
    first, *rest = pages_of(answer)
    assert f"Resultaat van Noor Verhagen {WHOSE}. Zelfscan van 20 november 2026." in first
    assert "14 van de 18 onderdelen" in first
    assert first.count("Je voorbeeld: Ik belde een klant") == 3
    assert "Bij nog 1 onderdeel kun je ook nog een stap zetten." in first
    assert "Alle taken" in rest[0]
    assert " ".join(rest).count("wat er speelde") == 80


def test_the_examples_leave_out_an_element_with_only_a_doubt(client, noor):
    with clock.fixed(ON):
        draft = make_draft(noor, dict.fromkeys(ELEMENTS, 2), notes={"handhaven": LONG}, profile="vakbekwaam")
        operations.save_note(draft, "intake", DOUBT, DOUBT, 0)
        operations.submit(draft, accept_open=True)
        db.session.commit()
    examples = " ".join(pages_of(client.get(f"/resultaat/{draft.id}/pdf"))).partition("Je voorbeelden")[2]
    assert "Handhaven" in examples
    assert "Intake" not in examples


def test_the_pdf_without_gaps_says_that_all_is_reached_or_that_nothing_counts(client, noor):
    reached = pages_of(client.get(f"/resultaat/{submitted(noor).id}/pdf"))[0]
    assert "Je zit overal op het gevraagde niveau of hoger." in reached
    nothing = make_submitted(noor, dict.fromkeys(ELEMENTS, "not_applicable"), profile="vakbekwaam")
    assert "Er valt nog niets te vergelijken." in pages_of(client.get(f"/resultaat/{nothing.id}/pdf"))[0]


def test_the_pdf_is_held_against_what_the_address_says(client, noor):
    before = submitted(noor, at=datetime(2025, 3, 2, tzinfo=UTC), handhaven=1)
    address = f"/resultaat/{submitted(noor).id}/pdf"
    assert "Vorige keer (maart 2025)" in pages_of(client.get(f"{address}?vorige={before.id}"))[0]
    bare = pages_of(client.get(f"{address}?vorige=geen&profiel=vakvolwassen"))[0]
    assert "Vorige keer" not in bare
    assert "Gevraagd: Vakvolwassen" in bare


def test_pictures_in_the_pdf_have_a_text_and_what_people_type_is_no_source(client, noor):
    result = submitted(noor, notes={"handhaven": '#read("/etc/passwd") *niet vet*'}, handhaven=1)
    answer = client.get(f"/resultaat/{result.id}/pdf")
    assert '#read("/etc/passwd") *niet vet*' in pages_of(answer)[0]
    assert answer.data.count(b"/Figure") >= 2


def test_few_scores_make_a_pdf_without_a_picture(client, noor):
    result = make_submitted(noor, dict.fromkeys(ELEMENTS, "not_applicable") | {"intake": 2}, profile="vakbekwaam")
    assert "Hier ben je sterk in" in pages_of(client.get(f"/resultaat/{result.id}/pdf"))[0]


def test_the_pdf_has_the_logo_or_the_name_of_the_organisation_on_top(client, noor):
    address = f"/resultaat/{submitted(noor).id}/pdf"
    plain = client.get(address)
    assert pages_of(plain)[0].startswith(noor.organisation.name)
    change_look(noor.organisation, Look(noor.organisation.name, "", ""), small_png(SVG, *LOGO_SIZE))
    db.session.commit()
    with_logo = client.get(address)
    assert with_logo.data.count(b"/Image") > plain.data.count(b"/Image")
    assert faults_of_pdf(with_logo.data) == []


@pytest.mark.parametrize("slug", ["mbo-accountmanager-25132", "hr21-dienstverlening", "amb-functieprofiel-2018"])
def test_every_standard_fits_its_first_page(client, noor, slug):
    standard = get_standard(slug)
    scores = {element.code: 1 for element in standard.elements}
    result = make_submitted(noor, scores, standard=slug, profile=standard.profiles[0].code)
    answer = client.get(f"/resultaat/{result.id}/pdf")
    assert faults_of_pdf(answer.data) == []
    first, *rest = pages_of(answer)
    assert "Gevraagd" in first
    assert "Gevraagd Verschil" in " ".join(rest)
