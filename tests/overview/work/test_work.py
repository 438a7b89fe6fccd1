"""The administrator sees what is done beside the pages, and names nobody."""

from datetime import timedelta

import pytest
from sqlalchemy import func, select

from app.config import VERSION
from app.core import mail
from app.core.db import db
from app.core.jobs import operations
from app.core.jobs.kinds import kinds
from app.core.jobs.models import WakeCall
from app.core.jobs.rules import State
from app.people.rules import RoleName
from tests.factories.people import make_person
from tests.factories.work import make_job, make_mail

HOURS = timedelta(hours=2)


@pytest.fixture
def page(client_for):
    client = client_for(make_person(RoleName.ADMINISTRATOR))
    return lambda: client.get("/beheer/werk").text


def test_before_anybody_worked_it_says_so(page):
    text = page()
    assert "De worker draait niet. Vraag je systeembeheerder" in text
    assert text.count("Nog niet gepland") == 5
    assert "Alle mail is weg." in text


def test_it_says_when_each_was_done_and_is_done_again(page, app, now):
    operations.plan(kinds().values(), now)
    make_job("reminders", result="3 herinneringen klaargezet.", ago=HOURS)
    make_job("sweep", State.FAILED, error="Er ging iets mis.", ago=HOURS)
    make_job("mail", result="2 verstuurd, 0 niet gelukt.")
    text = page()
    assert "De worker draait niet" not in text
    for words in ("vandaag om 08:00", "3 herinneringen klaargezet.", "Elke dag om 07:00", "morgen om 07:00"):
        assert words in text
    assert text.count("Er ging iets mis.") == 2, "in its row, and with what was given up"


def test_when_nobody_works_any_more_it_says_so(page):
    make_job(ago=timedelta(minutes=6))
    assert "De worker draait niet meer." in page()


def test_mail_that_waits_long_is_told_without_a_name_and_can_be_tried_again(client_for, now):
    make_job()
    make_mail(ago=HOURS, attempts=mail.MAX_ATTEMPTS, error="De mailserver weigert dit adres.")
    make_mail(ago=HOURS)
    client = client_for(make_person(RoleName.ADMINISTRATOR))
    text = client.get("/beheer/werk").text
    assert "2 mails wachten al langer dan een uur." in text
    assert "vandaag om 08:00" in text
    assert "De mailserver weigert dit adres." in text
    assert "1. Die probeert Vakspiegel niet meer uit zichzelf." in text
    for secret in ("noor@", "wachtwoord-vergeten/", "Kies je wachtwoord"):
        assert secret not in text
    assert client.post("/beheer/werk/mail").status_code == 303
    assert db.session.scalar(select(func.count()).select_from(WakeCall)) == 1
    db.session.rollback()
    assert db.session.scalars(select(mail.OutboxMail.attempts)).all() == [0, 0]


def test_a_mail_of_just_now_is_no_alarm(page):
    make_mail()
    assert "1 mail gaat zo weg." in page()


@pytest.mark.parametrize("role", [RoleName.PROFESSIONAL, RoleName.HR, RoleName.BOARD])
def test_the_way_there_is_for_the_administrator(client_for, role):
    assert "/beheer/werk" not in client_for(make_person(role)).get("/hulp").text
    assert "/beheer/werk" in client_for(make_person(role, RoleName.ADMINISTRATOR)).get("/hulp").text


def test_everybody_reads_which_version_it_is(client_for):
    assert f"Versie {VERSION}" in client_for(make_person()).get("/mijn-account/").text
