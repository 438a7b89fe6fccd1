"""What was done beside the pages this morning, before anybody came in."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta

from app.core import clock
from app.core.db import db
from app.core.jobs.models import Job
from app.core.jobs.rules import Daily, State
from app.dossiers.reminders import jobs as reminders
from app.people.sign_in import jobs as sign_in
from app.register.digests import jobs as digests

_CAME = (
    (digests.TERMS, "0 afgelopen, 1 herinnering."),
    (sign_in.KIND, "Opgeruimd."),
    (reminders.KIND, "2 herinneringen klaargezet."),
    (digests.OVERVIEWS, "3 overzichten klaargezet."),
)


def add_work(today: date) -> None:
    """The jobs of the last night, as done."""
    for kind, result in _CAME:
        at = kind.rhythm.at if isinstance(kind.rhythm, Daily) else time()
        moment = datetime.combine(today, at, clock.AMSTERDAM)
        if moment > clock.now():
            moment -= timedelta(days=1)
        moments = dict.fromkeys(("created_at", "due_at", "started_at", "ended_at", "alive_at"), moment)
        db.session.add(Job(kind=kind.key, repeats=True, state=State.DONE, result=result, **moments))
