"""The page of the organisation: who changes what, what is refused, and where it shows."""

from __future__ import annotations

import io
from datetime import date

import pytest
from PIL import Image
from sqlalchemy import select

from app.core.db import db
from app.core.mail import OutboxMail
from app.people import operations as people
from app.people.models import FormerName, Organisation, OrganisationLogo
from app.people.organisation import operations
from app.people.rules import Contact, RoleName
from tests.factories.people import PNG, SVG, make_organisation, make_person
from tests.races import at_the_same_moment

STYLE, CONTACT, BEGIN = "/organisatie/huisstijl", "/organisatie/contact", "/organisatie/begin"


@pytest.fixture
def place(app):
    return make_organisation("Gemeente Voorbeeldstad")


@pytest.fixture
def administrator(place):
    return make_person(RoleName.ADMINISTRATOR, organisation=place)


@pytest.fixture
def boss(client_for, administrator):
    return client_for(administrator)


SAMEN = operations.Look("Gemeente Samen", "", "")


def look(**changed):
    return {"name": "Gemeente Voorbeeldstad", "colour": "", "accent": "", **changed}


def sent(name, content):
    return look(logo=(io.BytesIO(content), name))


def again(place):
    db.session.rollback()
    return place


def test_colours_are_of_every_page_of_its_people_and_of_nobody_else(client_for, boss, place):
    assert boss.post(STYLE, data=look(colour="#0a5", accent="#8F4013")).status_code == 422
    assert boss.post(STYLE, data=look(colour="#075e2c", accent="#8F4013")).status_code == 303
    colleague, stranger = client_for(make_person(organisation=place)), client_for(make_person())
    address = colleague.get("/").text.partition('<link rel="stylesheet" href="/organisatie/')[2].partition('"')[0]
    found = colleague.get(f"/organisatie/{address}")
    assert "--house:#075e2c" in found.text
    assert found.headers["Cache-Control"] == "private, max-age=31536000, immutable"
    assert "Set-Cookie" not in found.headers
    assert stranger.get(f"/organisatie/{address}").status_code == 404
    assert "/organisatie/kleuren" not in stranger.get("/").text


def test_a_colour_that_cannot_be_read_is_refused_beside_its_field(boss, place):
    page = boss.post(STYLE, data=look(name="Gemeente Nieuw", colour="#9fd3d8"))
    assert page.status_code == 422
    assert "het contrast is 1,3 en moet minstens 4,5 zijn" in page.text
    assert 'value="#9fd3d8"' in page.text
    assert again(place).name == "Gemeente Voorbeeldstad"


@pytest.mark.parametrize(("name", "content"), [("logo.png", PNG), ("logo.svg", SVG)])
def test_a_logo_is_kept_as_we_drew_it_and_stands_on_every_page(client_for, boss, place, name, content):
    assert boss.post(STYLE, data=sent(name, content)).status_code == 303
    mark = again(place).logo
    shown = client_for(make_person(organisation=place))
    assert f'src="/organisatie/logo/{mark}.png"' in shown.get("/").text
    answer = shown.get(f"/organisatie/logo/{mark}.png")
    assert (answer.mimetype, answer.data != content) == ("image/png", True)
    assert Image.open(io.BytesIO(answer.data)).format == "PNG"
    assert client_for(make_person()).get(f"/organisatie/logo/{mark}.png").status_code == 404
    assert boss.post(STYLE, data=look(no_logo="y")).status_code == 303
    assert again(place).logo == ""
    assert db.session.get(OrganisationLogo, place.id) is None


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"GIF89a", "Dit is geen PNG of SVG."),
        (b"<svg onload='x'><image href='file:///etc/passwd'/></svg>", "Deze tekening is niet te lezen."),
        (b"<svg xmlns='http://www.w3.org/2000/svg'/>", "Er is niets te zien"),
        (PNG[:40], "Dit PNG-bestand is niet te lezen."),
        (SVG + b" " * 500_000, "Dit bestand is te groot."),
    ],
)
def test_a_logo_that_cannot_be_drawn_changes_nothing(boss, place, content, said):
    page = boss.post(STYLE, data=sent("logo.svg", content))
    assert (page.status_code, said in page.text) == (422, True)
    assert again(place).logo == ""


def test_a_name_belongs_to_one_organisation_however_it_is_written(boss, place):
    make_organisation("Gemeente Elders")
    page = boss.post(STYLE, data=look(name="ELDERS"))
    assert (page.status_code, "Er is al een organisatie met deze naam." in page.text) == (409, True)
    assert boss.post(STYLE, data=look(name="Gemeente Voorbeeld en Elders")).status_code == 303
    assert again(place).name == "Gemeente Voorbeeld en Elders"
    (former,) = db.session.scalars(select(FormerName))
    assert (former.name, former.until) == ("Gemeente Voorbeeldstad", date(2026, 11, 20))


def test_two_organisations_do_not_get_one_name_at_once(app, place):
    def renamed(number):
        return operations.change_look(db.session.get_one(Organisation, number), SAMEN, None)

    one, other = place.id, make_organisation("Gemeente Elders").id
    came_of_it = at_the_same_moment(app, lambda: renamed(one), lambda: renamed(other))
    assert sorted(map(str, came_of_it)) == sorted(["None", str(operations.NameTaken)])


def test_mail_comes_from_the_organisation_and_is_answered_to_it(app, boss, place):
    form = {
        "mail_name": "Gemeente Voorbeeldstad",
        "reply_to": "post@voorbeeldstad.example",
        "contact_name": "Servicepunt",
        "contact_phone": "14 0123",
    }
    assert boss.post(CONTACT, data=form).status_code == 303
    with app.test_request_context():
        people.invite(make_person(organisation=place))
        people.invite(make_person())
    db.session.flush()
    ours, plain = db.session.scalars(select(OutboxMail).order_by(OutboxMail.id))
    assert (ours.sender, ours.reply_to) == ("Gemeente Voorbeeldstad via Vakspiegel", "post@voorbeeldstad.example")
    assert ours.body.endswith("\nVakspiegel\nGemeente Voorbeeldstad\nVragen? Servicepunt, 14 0123\n")
    assert (plain.sender, plain.reply_to, "Vragen?" in plain.body) == ("", "", False)


def test_what_is_no_address_or_number_is_told_beside_its_field(boss, place):
    page = boss.post(CONTACT, data={"mail_name": "Wij", "reply_to": "geen adres", "officer_phone": "bel maar"})
    assert page.status_code == 422
    assert "Dit is geen geldig e-mailadres." in page.text
    assert "Vul een telefoonnummer in" in page.text
    assert 'value="Wij"' in page.text
    assert again(place).mail_name == ""


@pytest.mark.parametrize("name", ["<script>alert(1)</script>", "Kop\r\nBcc: een@ander.example", "\u202egnaor"])
def test_a_hostile_name_of_a_sender_is_only_a_name(boss, place, name):
    boss.post(CONTACT, data={"mail_name": name, "contact_name": name})
    page = boss.get("/organisatie/")
    assert "<script>alert" not in page.text
    assert "\n" not in again(place).mail_name


def test_hr_reads_and_changes_only_when_the_administrator_lets_them(client_for, boss, place):
    hr = client_for(make_person(RoleName.HR, organisation=place))
    assert "Verander" not in hr.get("/organisatie/").text
    assert hr.get(STYLE).status_code == 403
    assert hr.post("/organisatie/hr/wel").status_code == 403
    assert boss.post("/organisatie/hr/wel").status_code == 303
    assert "Verander" in hr.get("/organisatie/").text
    assert hr.post(BEGIN, data={"starts_on": "2026-12-04"}).status_code == 303
    assert boss.post("/organisatie/hr/niet").status_code == 303
    assert hr.post(BEGIN, data={"starts_on": ""}).status_code == 403
    assert again(place).starts_on == date(2026, 12, 4)


def test_the_page_says_who_helps_and_when_people_begin(boss, place, administrator):
    assert administrator.email in boss.get("/organisatie/").text
    operations.let_begin(place, date(2026, 12, 4))
    officer = Contact("Frederique Groen", "fg@voorbeeldstad.example")
    operations.change_reach(place, operations.Reach("", "", Contact("Servicepunt"), officer))
    db.session.commit()
    page = boss.get("/organisatie/").text
    assert "vrijdag 4 december 2026" in page
    assert "Servicepunt" in page
    assert 'href="mailto:fg@voorbeeldstad.example"' in page
