import smtplib

from sqlalchemy import select

from app.core import mail
from app.core.db import db
from app.people.access import Door, allow
from tests.databases import config_for


def add_view(app, status):
    @app.post("/mail")
    @allow(Door.PUBLIC)
    def send():
        mail.queue("sem@voorbeeldstad.example", "Dag Sem", "Een bericht.")
        return ("", status)


def test_a_message_leaves_after_the_request(app, client, tmp_path):
    add_view(app, 204)
    client.post("/mail").close()
    (message,) = (tmp_path / "mail").glob("*.eml")
    assert "Dag Sem" in message.read_text()
    assert db.session.scalar(select(mail.OutboxMail)).sent_at is not None


def test_a_refused_request_sends_nothing(app, client, tmp_path):
    add_view(app, 409)
    client.post("/mail").close()
    assert not (tmp_path / "mail").exists()


def test_a_message_that_could_not_be_sent_waits_with_its_error(app, monkeypatch, tmp_path):
    mail.queue("sem@voorbeeldstad.example", "Dag Sem", "Een bericht.")
    db.session.commit()

    def refuse(message, config):
        raise smtplib.SMTPServerDisconnected("weg")

    monkeypatch.setattr(mail, "_hand_over", refuse)
    config = config_for("sqlite://", tmp_path)
    assert mail.deliver_waiting(config) == (0, 1)
    waiting = db.session.scalar(select(mail.OutboxMail))
    assert (waiting.sent_at, waiting.error, waiting.attempts) == (None, "weg", 1)


def test_a_message_that_cannot_be_made_does_not_hold_up_the_others(app, tmp_path):
    mail.queue("sem@voorbeeldstad.example", "Een onderwerp\nop twee regels", "Een bericht.")
    mail.queue("noor@voorbeeldstad.example", "Dag Noor", "Een bericht.")
    db.session.commit()
    assert mail.deliver_waiting(config_for("sqlite://", tmp_path)) == (1, 1)


def test_the_command_says_how_many_left(app, tmp_path):
    mail.queue("sem@voorbeeldstad.example", "Dag Sem", "Een bericht.")
    db.session.commit()
    result = app.test_cli_runner().invoke(args=["mail", "send"])
    assert "1 verstuurd, 0 niet gelukt" in result.output
