"""Kill the worker at any moment, let the next one go on, and hold what a mail server got against what was queued."""

from __future__ import annotations

import os
import random
import signal
import sys
import time
from collections import Counter, defaultdict
from collections.abc import Callable
from datetime import datetime, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory

from flask import Flask
from sqlalchemy import func, insert, select

from app import create_app
from app.core import clock, mail
from app.core.db import db
from app.core.jobs import operations, queries, rules, worker
from app.core.jobs.kinds import Kind
from app.core.jobs.rules import Every
from tests.core.smtp import Sink, mail_server
from tests.databases import Empty, config_for, server_url

KILLS = 1000
MAILS = 1
"""Queued before each kill."""
LONGEST_LIFE = 1.2
"""Seconds after which a worker is killed at the latest."""


class Nest:
    """A process without threads that has the application, and makes a worker of itself when it is asked."""

    def __init__(self, make: Callable[[], Flask]) -> None:
        asked, self._ask = os.pipe()
        self._told, tell = os.pipe()
        self._pid = os.fork()
        if not self._pid:
            _hatch(make(), asked, tell)

    def worker(self) -> int:
        """The process id of a new worker."""
        os.write(self._ask, b".")
        return int(os.read(self._told, 16))

    def close(self) -> None:
        """Away with it."""
        os.kill(self._pid, signal.SIGKILL)
        os.waitpid(self._pid, 0)


def _hatch(app: Flask, asked: int, tell: int) -> None:
    signal.signal(signal.SIGCHLD, signal.SIG_IGN)
    while os.read(asked, 1):
        if not (pid := os.fork()):
            worker.Worker(app, threads=2).run()
            os._exit(0)
        os.write(tell, f"{pid:<16}".encode())
    os._exit(0)


def hurry() -> None:
    """Let what takes minutes take a second, so that the next worker goes on soon."""
    operations.DEAD_AFTER = queries.DEAD_AFTER = timedelta(seconds=0.3)
    mail.CLAIM_LASTS = timedelta(seconds=1)
    mail.PAUSES = (timedelta(0),) * 1000
    mail.MAX_ATTEMPTS = 1000
    worker.LOOK_AGAIN, worker.BEAT = timedelta(seconds=0.2), timedelta(seconds=0.1)
    rules.PAUSES = (timedelta(0),) * 1000


def quick(kind: Kind) -> Kind:
    """The same work, each half second."""
    return Kind(kind.key, kind.dutch, kind.work, Every(timedelta(seconds=0.3), "Steeds"))


def make_app(url: str, folder: Path, address: str) -> Flask:
    """The application that sends mail there, in a hurry."""
    app = create_app(config_for(url, folder, mail=address))
    app.extensions["kinds"] = {mail.KEY: quick(mail.KIND)}
    return app


def queue(first: int) -> None:
    """So many mails more, each to a person of its own."""
    with db.engine.begin() as connection:
        for number in range(first, first + MAILS):
            row = {"recipient": f"iemand{number}@voorbeeldstad.example", "subject": "Dag", "body": "Een bericht."}
            connection.execute(insert(mail.OutboxMail).values(**row, created_at=clock.now()))


def in_the_middle(born: datetime) -> bool:
    """Whether the one that was born then, and was killed, had a mail in hand."""
    mine = (mail.OutboxMail.claim.is_not(None), mail.OutboxMail.claimed_at >= born)
    with db.engine.connect() as connection:
        return bool(connection.scalar(select(func.count()).select_from(mail.OutboxMail).where(*mine)))


def take_a_moment() -> None:
    """The mail server has the message and did not say so yet: who is killed now sent it and cannot know."""
    time.sleep(random.random() * 0.05)


def left() -> int:
    """How many mails did not leave."""
    with db.engine.connect() as connection:
        return connection.scalar(select(func.count()).where(mail.OutboxMail.sent_at.is_(None))) or 0


def kill_over_and_over(nest: Nest, kills: int) -> tuple[int, int]:
    """Answers how many mails were queued, and how many kills came in the middle of a mail."""
    queued = middle = 0
    for number in range(1, kills + 1):
        queue(queued)
        queued += MAILS
        born, pid = clock.now(), nest.worker()
        time.sleep(random.random() * LONGEST_LIFE)
        os.kill(pid, signal.SIGKILL)
        middle += in_the_middle(born)
        if number % 100 == 0:
            print(f"{number} keer gedood, {left()} van {queued} mails nog niet weg", flush=True)
    return queued, middle


def drain(nest: Nest) -> None:
    """Let one worker live until all left, or nothing left for a minute."""
    pid, waiting, since = nest.worker(), left(), time.monotonic()
    while waiting and time.monotonic() < since + 60:
        time.sleep(0.2)
        now = left()
        if now < waiting:
            waiting, since = now, time.monotonic()
    os.kill(pid, signal.SIGKILL)


def verdict(sink: Sink) -> tuple[int, int, int]:
    """How many mails are noted as sent and never came, came more than once with one id, and came with more than one."""
    ids: dict[str, set[str]] = defaultdict(set)
    times = Counter(str(message["To"]) for message in sink.messages)
    for message in sink.messages:
        ids[str(message["To"])].add(str(message["Message-ID"]))
    with db.engine.connect() as connection:
        sent = connection.scalars(select(mail.OutboxMail.recipient).where(mail.OutboxMail.sent_at.is_not(None))).all()
    return (len(set(sent) - set(times)), sum(n > 1 for n in times.values()), sum(len(one) > 1 for one in ids.values()))


def main(kills: int) -> int:
    hurry()
    with TemporaryDirectory(prefix="vakspiegel-kill-") as name, mail_server(before_it_answers=take_a_moment) as sink:
        folder = Path(name)
        empty = Empty(folder)
        with empty.copy() as url:
            app = make_app(url, folder, sink.address)
            nest = Nest(lambda: make_app(url, folder, sink.address))
            with app.app_context():
                began = time.monotonic()
                queued, middle = kill_over_and_over(nest, kills)
                drain(nest)
                lost, twice, wrong = verdict(sink)
                stayed, lasted = left(), time.monotonic() - began
                db.engine.dispose()
            nest.close()
        empty.drop()
    print(
        f"{'PostgreSQL' if server_url() else 'SQLite'}: {kills} keer gedood, {middle} keer midden in een mail, in "
        f"{lasted:.0f} s. {queued} mails: {lost} kwijt, {stayed} niet weg, {twice} kwamen vaker met hetzelfde "
        f"Message-ID, {wrong} met een ander."
    )
    return 1 if lost or stayed or wrong else 0


if __name__ == "__main__":
    sys.exit(main(int(sys.argv[1]) if len(sys.argv) > 1 else KILLS))
