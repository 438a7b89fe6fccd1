"""The real process: it sends what waits, two do nothing twice, and it ends what it began."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time

import pytest
from sqlalchemy import select

from app.config import ROOT
from app.core import mail
from app.core.db import db
from tests.core.smtp import mail_server
from tests.databases import KEY


@pytest.fixture
def start(database_url, tmp_path):
    """Start a worker that sends to this address."""
    processes = []

    def begin(address):
        environment = {
            "PATH": os.environ["PATH"],
            "SECRET_KEY": KEY,
            "DATABASE_URL": database_url,
            "VAKSPIEGEL_INSTANCE": str(tmp_path),
            "MAIL_URL": address,
        }
        command = [sys.executable, "-m", "flask", "--app", "app", "worker"]
        processes.append(subprocess.Popen(command, cwd=ROOT, env=environment, stderr=subprocess.PIPE, text=True))
        return processes[-1]

    yield begin
    for process in processes:
        process.kill()
        process.wait(20)


def left():
    db.session.rollback()
    return db.session.scalars(select(mail.OutboxMail.id).where(mail.OutboxMail.sent_at.is_(None))).all()


def until(is_so):
    for _ in range(600):
        if is_so():
            return
        time.sleep(0.1)
    raise AssertionError


def test_two_workers_send_each_mail_once_and_stop_when_they_are_told(app, start):
    for number in range(20):
        mail.queue(f"iemand{number}@voorbeeldstad.example", "Dag", "Een bericht.")
    mail.queue("iemand@voorbeeldstad.example", "Een onderwerp\nop twee regels", "https://vakspiegel.example/iemand")
    db.session.commit()
    app.extensions["waker"].call(["mail"])
    with mail_server() as server:
        workers = [start(server.address), start(server.address)]
        until(lambda: left() == [21])
        for worker in workers:
            worker.send_signal(signal.SIGTERM)
        assert [worker.wait(30) for worker in workers] == [0, 0]
    assert len(server.messages) == 20
    assert len({message["Message-ID"] for message in server.messages}) == 20
    said = [worker.stderr.read() for worker in workers]
    assert all("De worker draait" in one for one in said)
    assert "Bericht 21 is niet verstuurd: Van dit bericht is geen mail te maken." in "".join(said)
    assert "iemand" not in "".join(said)
