import os
import signal
import subprocess
import sys
from dataclasses import replace
from datetime import timedelta
from email import message_from_bytes
from email.policy import default

import pytest
from sqlalchemy import func, insert, select

from app.core import clock, mail
from app.core.db import db
from app.core.jobs.models import WakeCall
from app.people.access import Door, allow
from app.people.models import Organisation
from tests.core.smtp import mail_server
from tests.databases import config_for

SEM, NOOR = "sem@voorbeeldstad.example", "noor@voorbeeldstad.example"


def add_view(app, status):
    @app.post("/mail")
    @allow(Door.PUBLIC)
    def send():
        mail.queue(SEM, "Dag Sem", "Een bericht.")
        return ("", status)


def queue(*recipients):
    for recipient in recipients:
        mail.queue(recipient, "Dag", "Een bericht.")
    db.session.commit()


def outbox():
    db.session.rollback()
    return db.session.scalars(select(mail.OutboxMail).order_by(mail.OutboxMail.id)).all()


@pytest.fixture
def deliver(tmp_path):
    """Deliver to this address, or to files."""
    return lambda address="file": mail.deliver_waiting(config_for("sqlite://", tmp_path, mail=address))


def calls():
    return db.session.scalar(select(func.count()).select_from(WakeCall))


def test_after_the_request_who_sends_it_is_called(app, client):
    add_view(app, 204)
    client.post("/mail").close()
    assert calls() == 1
    app.extensions["waker"].huey.execute(app.extensions["waker"].huey.dequeue())
    assert outbox()[0].sent_at is not None


def test_a_refused_request_sends_nothing_and_calls_nobody(app, client):
    add_view(app, 409)
    client.post("/mail").close()
    assert (outbox(), calls()) == ([], 0)


def test_a_mail_server_gets_each_message_once(app, deliver):
    queue(SEM, NOOR)
    with mail_server() as server:
        assert deliver(server.address) == (2, 0)
        assert deliver(server.address) == (0, 0)
    assert [message["To"] for message in server.messages] == [SEM, NOOR]
    assert [message["Message-ID"] for message in server.messages] == [row.message_id for row in outbox()]
    assert len({row.message_id for row in outbox()}) == 2


def test_a_message_that_could_not_be_sent_waits_ever_longer_with_its_reason(app, now, deliver):
    queue(SEM)
    moment = now
    with mail_server(answer="451 sem@voorbeeldstad.example: nu even niet") as server:
        for pause in mail.PAUSES:
            with clock.fixed(moment):
                assert deliver(server.address) == (0, 1)
                assert deliver(server.address) == (0, 0), "it waits for its pause"
            moment += pause
    (waiting,) = outbox()
    assert (waiting.sent_at, waiting.attempts, waiting.claim) == (None, len(mail.PAUSES), None)
    assert waiting.error == "De mailserver weigert het bericht."
    assert waiting.due_at == moment


def give_up(deliver, now):
    with mail_server(answer="550 Nooit") as server:
        for day in range(mail.MAX_ATTEMPTS + 1):
            with clock.fixed(now + timedelta(days=day)):
                yield deliver(server.address)


def test_a_message_that_never_leaves_is_left_alone_in_the_end_until_somebody_asks(app, now, deliver):
    queue(SEM)
    assert list(give_up(deliver, now)) == [(0, 1)] * mail.MAX_ATTEMPTS + [(0, 0)]
    db.session.rollback()
    assert mail.try_again() == 1
    db.session.commit()
    assert deliver() == (1, 0)


def test_what_is_too_old_to_be_of_use_is_not_tried_again(app, now):
    queue(SEM)
    with clock.fixed(now + mail.STUCK_UNTIL + timedelta(days=1)):
        assert mail.try_again() == 0


def test_when_the_mail_server_is_away_the_rest_is_not_tried(app, deliver):
    queue(SEM, NOOR)
    assert deliver("smtp://127.0.0.1:9") == (0, 1)
    assert [row.attempts for row in outbox()] == [1, 0]
    assert outbox()[0].error == "De mailserver is niet te bereiken."


def test_the_administrator_hears_of_what_waits_for_an_hour(app, now, deliver):
    queue(SEM, NOOR)
    later = now + timedelta(hours=1)
    assert mail.stuck_mail(later - timedelta(seconds=1)) is None
    with mail_server(answer="550 Nooit") as server:
        deliver(server.address)
    db.session.rollback()
    assert mail.stuck_mail(later) == mail.Stuck(2, now, 0, "De mailserver weigert het bericht.")
    list(give_up(deliver, now + timedelta(days=1)))
    db.session.rollback()
    assert mail.stuck_mail(later).given_up == 2
    assert mail.stuck_mail(now + timedelta(days=15)) is None, "it would come too late"


def test_the_log_names_nobody(app, deliver, caplog):
    queue(SEM)
    with mail_server(answer=f"550 <{SEM}> onbekend") as server:
        deliver(server.address)
    assert "Bericht 1 is niet verstuurd: De mailserver weigert" in caplog.text
    assert "sem@" not in caplog.text


def test_a_message_that_cannot_be_made_does_not_hold_up_the_others(app, deliver):
    mail.queue(SEM, "Een onderwerp\nop twee regels", "Een bericht.")
    queue(NOOR)
    assert deliver() == (1, 1)


def test_while_a_slow_mail_server_is_talking_everybody_can_save(app, deliver):
    def save_something():
        with app.app_context(), db.engine.begin() as connection:
            connection.execute(insert(Organisation).values(name="Nieuw", standards_mark=""))

    queue(SEM)
    with mail_server(before_it_answers=save_something) as server:
        assert deliver(server.address) == (1, 0)
    assert db.session.scalar(select(Organisation.name)) == "Nieuw"


def test_two_deliveries_at_once_send_a_message_once(app, deliver):
    queue(SEM, NOOR)
    others = []
    with mail_server(before_it_answers=lambda: others.append(deliver_elsewhere())) as server:

        def deliver_elsewhere():
            with app.app_context():
                return deliver()

        assert deliver(server.address) == (1, 0)
    assert others == [(1, 0)]
    assert all(row.sent_at for row in outbox())


def test_what_a_killed_delivery_left_is_sent_later_under_the_same_id(app, now, database_url, deliver, tmp_path):
    queue(SEM)
    code = (
        "import sys; from pathlib import Path; from app import create_app; from app.core import clock, mail;"
        "from tests.conftest import NOW; from tests.databases import config_for;"
        "config = config_for(sys.argv[1], Path(sys.argv[2]), mail=sys.argv[3])\n"
        "with clock.fixed(NOW), create_app(config).app_context(): mail.deliver_waiting(config)"
    )
    processes = []
    with mail_server(before_it_answers=lambda: os.kill(processes[0].pid, signal.SIGKILL)) as server:
        processes.append(subprocess.Popen([sys.executable, "-c", code, database_url, str(tmp_path), server.address]))
        assert processes[0].wait(timeout=120) == -signal.SIGKILL
        server.before_it_answers = lambda: None
        assert deliver(server.address) == (0, 0), "another may still be busy with it"
        with clock.fixed(now + mail.CLAIM_LASTS + timedelta(seconds=1)):
            assert deliver(server.address) == (1, 0)
    first, second = server.messages
    assert first["Message-ID"] == second["Message-ID"] == outbox()[0].message_id


def test_who_was_thought_dead_notes_nothing_any_more(app, now, deliver):
    queue(SEM)
    later = now + mail.CLAIM_LASTS + timedelta(seconds=1)

    def take_over():
        with app.app_context(), clock.fixed(later):
            deliver()

    with mail_server(answer="451 Nu even niet", before_it_answers=take_over) as server:
        deliver(server.address)
    assert (outbox()[0].sent_at, outbox()[0].error) == (later, "")


def test_the_command_says_how_many_left(app):
    queue(SEM)
    result = app.test_cli_runner().invoke(args=["mail", "send"])
    assert result.stdout == "Mail versturen: 1 verstuurd, 0 niet gelukt.\n"


def test_a_message_comes_from_whom_it_says_at_our_own_address(app, deliver, tmp_path):
    with app.app_context():
        said = {"recipient": SEM, "subject": "Dag", "body": "Een bericht.", "reply_to": "post@voorbeeldstad.example"}
        mail.put(mail.OutboxMail(sender='Gemeente "Hier", <b>', **said))
        db.session.commit()
        assert deliver() == (1, 0)
    (message,) = (tmp_path / "mail").glob("*.eml")
    read = message_from_bytes(message.read_bytes(), policy=default)
    (sender,) = read["From"].addresses
    assert (sender.display_name, sender.addr_spec) == ('Gemeente "Hier", <b>', "noreply@vakspiegel.example")
    assert read["Reply-To"] == "post@voorbeeldstad.example"


def test_without_a_name_of_its_own_a_message_comes_from_the_installation(app, deliver, tmp_path):
    with app.app_context():
        queue(SEM)
        assert deliver() == (1, 0)
    (message,) = (tmp_path / "mail").glob("*.eml")
    read = message_from_bytes(message.read_bytes(), policy=default)
    assert (read["From"], read["Reply-To"]) == ("Vakspiegel <noreply@vakspiegel.example>", None)


def test_the_command_fails_when_a_message_stayed_and_can_try_all_again(app):
    queue(SEM)
    settings = app.extensions["vakspiegel"]
    app.extensions["vakspiegel"] = replace(settings, mail="smtp://localhost:9")
    assert app.test_cli_runner().invoke(args=["mail", "send"]).exit_code == 1
    app.extensions["vakspiegel"] = settings
    assert "niets te doen" in app.test_cli_runner().invoke(args=["mail", "send"]).stdout
    assert "1 verstuurd" in app.test_cli_runner().invoke(args=["mail", "send", "--again"]).stdout
