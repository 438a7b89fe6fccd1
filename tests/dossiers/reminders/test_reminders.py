"""Reminders: on time, each once, and after a missed night only the most urgent one."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta

import pytest
from sqlalchemy import select

from app.core import clock
from app.core.db import db
from app.core.mail import OutboxMail
from app.dossiers.holding.position import position_of
from app.dossiers.models import Reminder
from app.dossiers.reminders.operations import holders, near_dates, remind
from app.dossiers.reminders.rules import Lead, What, dates_that_matter, due_lead, is_near
from app.people import operations as people
from app.regulation.terms import Status
from tests.factories.dossiers import make_dossier, make_registration
from tests.factories.people import make_person

DAY = date(2027, 1, 15)
STARTS = {"6m": date(2026, 7, 15), "3m": date(2026, 10, 15), "1m": date(2026, 12, 15), "2w": date(2027, 1, 1)}


@pytest.fixture
def person(app):
    """A B holder: dossier due on 15 January 2027, renewal on 15 March 2027, valid until 14 March 2028."""
    person = make_person(name="Noor Verhagen", email="noor@voorbeeldstad.example")
    make_registration(person, Status.B)
    return person


def on(day):
    return clock.fixed(datetime.combine(day, time(3), UTC))


def mails():
    return db.session.scalars(select(OutboxMail).order_by(OutboxMail.id)).all()


@pytest.mark.parametrize(("lead", "first"), [(Lead(key), day) for key, day in STARTS.items()])
def test_a_reminder_is_due_from_its_own_day(lead, first):
    assert due_lead(DAY, first, ()) is lead
    assert due_lead(DAY, first - timedelta(days=1), ()) is not lead
    assert due_lead(DAY, first, (lead,)) is None


def test_nothing_is_due_too_early_or_when_the_day_is_over():
    assert due_lead(DAY, date(2026, 7, 14), ()) is None
    assert due_lead(DAY, DAY, ()) is Lead.TWO_WEEKS
    assert due_lead(DAY, DAY + timedelta(days=1), ()) is None


def test_months_are_calendar_months_also_at_the_end_of_one():
    assert Lead.SIX_MONTHS.starts(date(2027, 8, 31)) == date(2027, 2, 28)
    assert Lead.ONE_MONTH.starts(date(2028, 3, 30)) == date(2028, 2, 29)


def test_after_missed_runs_only_the_most_urgent_one_is_sent():
    assert due_lead(DAY, date(2027, 1, 3), ()) is Lead.TWO_WEEKS
    assert due_lead(DAY, date(2027, 1, 3), (Lead.TWO_WEEKS,)) is None


@pytest.mark.parametrize("start", [date(2026, 1, 1), date(2026, 7, 20), date(2026, 12, 31)])
def test_whoever_runs_it_every_night_gets_each_reminder_once(start):
    sent: list[Lead] = []
    for number in range((DAY - start).days + 30):
        lead = due_lead(DAY, start + timedelta(days=number), sent)
        if lead is not None:
            sent.append(lead)
    assert sent == sorted(set(sent), key=list(Lead).index)
    assert sent[-1] is Lead.TWO_WEEKS


def test_a_validity_that_ends_with_the_year_is_no_date_of_its_own():
    renewal = date(2027, 3, 15)
    whats = [one.what for one in dates_that_matter(deadline=None, renewal=renewal, valid_until=date(2027, 3, 14))]
    assert whats == [What.RENEWAL]
    found = dates_that_matter(deadline=DAY, renewal=renewal, valid_until=date(2028, 3, 14))
    assert [(one.what, one.day) for one in found] == [
        (What.DOSSIER, DAY),
        (What.RENEWAL, renewal),
        (What.VALIDITY, date(2028, 3, 14)),
    ]


def remind_everybody():
    return sum(remind(one) for one in holders())


def test_a_mail_says_what_to_do_by_when_and_what_is_missing(person):
    assert remind_everybody() == 1
    (mail,) = mails()
    assert mail.recipient == "noor@voorbeeldstad.example"
    assert mail.subject == "Lever je dossier in, uiterlijk vrijdag 15 januari 2027"
    assert "Dat is over 56 dagen." in mail.body
    assert "- PE-punten: 12 punten vóór 15 maart 2027." in mail.body


def test_dates_that_are_due_together_come_in_one_mail(person):
    remind_everybody()
    assert "maandag 15 maart 2027" in mails()[0].body
    assert {(one.what, one.lead) for one in db.session.scalars(select(Reminder))} == {
        ("dossier", "3m"),
        ("renewal", "6m"),
    }


def test_a_second_run_sends_nothing_and_the_next_reminder_comes_at_its_own_time(person):
    assert remind_everybody() == 1
    assert remind_everybody() == 0
    with on(date(2026, 12, 14)):
        assert remind_everybody() == 0
    with on(date(2026, 12, 15)):
        assert remind_everybody() == 1
    assert [one.subject.split()[0] for one in mails()] == ["Lever", "Lever"]


def test_who_handed_in_is_not_asked_for_a_dossier_any_more(person):
    make_dossier(person)
    with on(date(2027, 1, 10)):
        remind_everybody()
    (mail,) = mails()
    assert mail.subject == "Je verlengingsdatum is maandag 15 maart 2027"
    assert "Je dossier is ingeleverd." in mail.body


def test_nobody_is_reminded_whose_account_is_closed_or_who_holds_no_status(person):
    make_person()
    people.close_account(person)
    db.session.commit()
    assert remind_everybody() == 0


def test_the_start_page_knows_the_dates_from_six_months_before(person):
    assert [(one.what, one.day) for one in near_dates(position_of(person, clock.today()))] == [
        (What.DOSSIER, DAY),
        (What.RENEWAL, date(2027, 3, 15)),
    ]
    assert not is_near(DAY, date(2026, 7, 14))
    assert is_near(DAY, DAY)
    assert not is_near(DAY, DAY + timedelta(days=1))


def test_the_command_sends_and_can_be_run_again(person, app):
    runner = app.test_cli_runner()
    assert "1 herinnering klaargezet." in runner.invoke(args=["dossiers", "remind"]).output
    assert "Herinneringen van het register: niets te doen." in runner.invoke(args=["dossiers", "remind"]).output
    assert all(mail.sent_at for mail in mails())


def test_a_mail_says_where_to_log_in_when_the_site_has_a_name(app, person):
    app.extensions["vakspiegel"] = replace(app.extensions["vakspiegel"], hosts=("vakspiegel.gemeente.example",))
    remind_everybody()
    assert "Log in op https://vakspiegel.gemeente.example en kies Register" in mails()[0].body
