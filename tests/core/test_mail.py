import os
import signal
import subprocess
import sys
from datetime import timedelta
from email import message_from_bytes
from email.policy import default

import pytest
from sqlalchemy import insert, select

from app.core import clock, mail
from app.core.db import db
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


def test_a_message_leaves_after_the_request(app, client, tmp_path):
    add_view(app, 204)
    client.post("/mail").close()
    (message,) = (tmp_path / "mail").glob("*.eml")
    assert "Dag Sem" in message.read_text()
    assert outbox()[0].sent_at is not None


def test_a_refused_request_sends_nothing(app, client, tmp_path):
    add_view(app, 409)
    client.post("/mail").close()
    assert not (tmp_path / "mail").exists()


def test_a_mail_server_gets_each_message_once(app, deliver):
    queue(SEM, NOOR)
    with mail_server() as server:
        assert deliver(server.address) == (2, 0)
        assert deliver(server.address) == (0, 0)
    assert [message["To"] for message in server.messages] == [SEM, NOOR]
    assert [message["Message-ID"] for message in server.messages] == [row.message_id for row in outbox()]
    assert len({row.message_id for row in outbox()}) == 2


def test_a_message_that_could_not_be_sent_waits_with_its_error(app, deliver):
    queue(SEM)
    with mail_server(answer="451 Nu even niet") as server:
        assert deliver(server.address) == (0, 1)
    assert deliver(server.address) == (0, 1)
    (waiting,) = outbox()
    assert (waiting.sent_at, waiting.attempts, waiting.claim) == (None, 2, None)
    assert "refused" in waiting.error


def test_a_message_that_never_leaves_is_left_alone_in_the_end(app, deliver):
    queue(SEM)
    with mail_server(answer="550 Nooit") as server:
        tries = [deliver(server.address) for _ in range(mail.MAX_ATTEMPTS + 1)]
    assert tries == [(0, 1)] * mail.MAX_ATTEMPTS + [(0, 0)]


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
    assert "1 verstuurd, 0 niet gelukt" in result.output


def test_a_message_comes_from_whom_it_says_at_our_own_address(app, deliver, tmp_path):
    with app.app_context():
        mail.queue(SEM, "Dag", "Een bericht.", sender='Gemeente "Hier", <b>', reply_to="post@voorbeeldstad.example")
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
