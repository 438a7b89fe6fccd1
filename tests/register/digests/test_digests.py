"""Committee and board hear by mail what waits for them: counted, without names, once a day or once a week."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta

import pytest
from sqlalchemy import select

from app.core import clock
from app.core.db import db
from app.core.mail import OutboxMail
from app.people import operations as people
from app.people.rules import RoleName
from app.register.digests.operations import remind_of_term, send_overview
from app.register.digests.queries import judges
from app.register.digests.rules import is_due
from app.register.members import operations as members
from app.register.members.queries import seat_of
from tests.factories.people import make_person
from tests.factories.register import (
    make_application,
    make_audit,
    make_board_member,
    make_committee_member,
    make_seat_proposal,
)

TODAY = date(2026, 11, 20)


@pytest.fixture(autouse=True)
def request_context(app):
    with app.test_request_context():
        yield


def on(day):
    return clock.fixed(datetime.combine(day, time(3), UTC))


def mails():
    return db.session.scalars(select(OutboxMail).order_by(OutboxMail.id)).all()


@pytest.mark.parametrize(
    ("now", "told", "days", "expected"),
    [
        ([], [], None, False),
        (["a"], [], None, True),
        (["a"], ["a"], 1, False),
        (["a", "b"], ["a"], 1, True),
        (["a", "b"], ["a"], 0, False),
        (["a"], ["a", "b"], 6, False),
        (["a"], ["a"], 7, True),
        ([], ["a"], 30, False),
    ],
)
def test_an_overview_comes_for_what_is_new_once_a_day_and_else_once_a_week(now, told, days, expected):
    told_on = None if days is None else TODAY - timedelta(days=days)
    assert is_due(now, told, told_on, TODAY) is expected


def test_the_mail_counts_what_waits_and_names_nobody():
    judge = make_committee_member(name="Els Rijnders")
    with on(date(2026, 11, 2)):
        make_application(make_person(name="Gökhan Aydin"), "B-entree_audit")
    make_application(make_person(name="Naomi Pinas"), "B-entree_audit")
    assert send_overview(judge, TODAY)
    (mail,) = mails()
    assert (mail.recipient, mail.subject) == (judge.email, "Er wachten 2 dingen op je bij het beroepsregister")
    assert (
        "- Audit houden: 2, het oudste sinds 2 november 2026, het eerste graag uiterlijk 30 november 2026" in mail.body
    )
    assert not any(name in mail.body for name in ("Gökhan", "Naomi", "Pinas", "Aydin"))
    assert "/kwaliteit/" in mail.body


def test_a_night_later_only_what_is_new_makes_a_mail_and_after_a_week_it_is_said_again():
    judge = make_committee_member()
    make_application(make_person(), "B-entree_audit")
    assert send_overview(judge, TODAY)
    assert not send_overview(judge, TODAY)
    with on(TODAY + timedelta(days=1)):
        assert not send_overview(judge, TODAY + timedelta(days=1))
        make_application(make_person(), "B-entree_audit")
        assert send_overview(judge, TODAY + timedelta(days=1))
    with on(TODAY + timedelta(days=8)):
        assert send_overview(judge, TODAY + timedelta(days=8))
    assert len(mails()) == 3


def test_what_somebody_may_not_judge_is_not_counted():
    person = make_person()
    make_application(person, "B-entree_audit")
    colleague = make_committee_member(person.organisation)
    assert not send_overview(colleague, TODAY)


def test_what_waits_for_another_makes_no_mail_for_who_proposed_it():
    first, second = make_board_member(), make_board_member()
    make_seat_proposal(by=first)
    assert not send_overview(first, TODAY)
    assert send_overview(second, TODAY)
    assert (
        "- Voorstel over een lidmaatschap beantwoorden: 1, sinds 20 november 2026, graag uiterlijk 4 december 2026"
        in mails()[0].body
    )


def test_what_the_committee_is_done_with_waits_for_the_board():
    judge, member = make_committee_member(), make_board_member()
    application = make_application(make_person(), "B-entree_audit")
    assert not send_overview(member, TODAY)
    make_audit(application, judge)
    assert send_overview(member, TODAY)


def test_only_who_sits_there_and_has_an_open_account_is_told():
    judge, closed = make_committee_member(), make_committee_member()
    make_person()
    people.close_account(closed)
    assert list(judges()) == [judge]


def test_the_end_of_a_term_is_said_before_it_comes_and_each_moment_once():
    judge, by = make_committee_member(), make_board_member()
    last_day = date(2027, 1, 15)
    members.confirm(members.propose_term(judge, RoleName.COMMITTEE, last_day, "Zo.", by), make_board_member(), "Goed.")
    seat = seat_of(judge.id, RoleName.COMMITTEE)
    assert remind_of_term(seat, TODAY)
    assert not remind_of_term(seat, TODAY)
    with on(date(2027, 1, 2)):
        assert remind_of_term(seat, date(2027, 1, 2))
    last = mails()[-1]
    assert last.subject == "Je termijn in de kwaliteitscommissie loopt tot en met vrijdag 15 januari 2027"
    assert "Dat is over 13 dagen." in last.body
    with on(date(2027, 1, 16)):
        assert not remind_of_term(seat, date(2027, 1, 16))


def test_the_command_ends_what_is_over_tells_who_must_know_and_can_be_run_again(app):
    judge = make_committee_member()
    proposal = members.propose_term(judge, RoleName.COMMITTEE, TODAY + timedelta(days=1), "Zo.", make_board_member())
    members.confirm(proposal, make_board_member(), "Goed.")
    proposal.last_day = TODAY - timedelta(days=1)
    stays = make_committee_member()
    make_application(make_person(), "B-entree_audit")
    db.session.commit()
    runner = app.test_cli_runner()
    first = runner.invoke(args=["register", "remind"]).output
    assert "Termijnen van commissie en bestuur: 1 afgelopen, 0 herinneringen." in first
    assert "Overzichten voor commissie en bestuur: 1 overzicht klaargezet." in first
    assert "Overzichten voor commissie en bestuur: niets te doen." in runner.invoke(args=["register", "remind"]).output
    assert {one.recipient for one in mails()} == {judge.email, stays.email}
    assert all(one.sent_at for one in mails())


def test_the_command_fails_when_a_mail_could_not_be_sent(app):
    make_committee_member()
    make_application(make_person(), "B-entree_audit")
    app.extensions["vakspiegel"] = replace(app.extensions["vakspiegel"], mail="smtp://localhost:9")
    assert app.test_cli_runner().invoke(args=["register", "remind"]).exit_code == 1
