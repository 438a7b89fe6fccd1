"""Jobs and mail as they lie about in an installation that runs."""

from __future__ import annotations

from datetime import timedelta

from app.core import clock
from app.core.db import db
from app.core.jobs.models import Job
from app.core.jobs.rules import State
from app.core.mail import OutboxMail


def make_job(kind: str = "mail", state: State = State.DONE, *, ago: timedelta = timedelta(), **values: object) -> Job:
    """A job that repeats; `ago` is how long it is over or, when it waits, should have begun."""
    moment = clock.now() - ago
    ended = {} if state is State.WAITING else {"started_at": moment, "ended_at": moment, "alive_at": moment}
    job = Job(kind=kind, repeats=True, state=state, created_at=moment, due_at=moment, **(ended | values))
    db.session.add(job)
    db.session.commit()
    return job


def make_mail(*, ago: timedelta = timedelta(), attempts: int = 0, error: str = "") -> OutboxMail:
    """A mail that did not leave."""
    mail = OutboxMail(
        recipient="noor@voorbeeldstad.example",
        subject="Kies je wachtwoord",
        body="https://vakspiegel.example/wachtwoord-vergeten/geheim",
        created_at=clock.now() - ago,
        attempts=attempts,
        error=error,
    )
    db.session.add(mail)
    db.session.commit()
    return mail
