"""The jobs of every day for committee and board: what waits for them, and the terms that end."""

from __future__ import annotations

from datetime import time

from app.core.db import db
from app.core.jobs.kinds import Kind, Run
from app.core.jobs.rules import Daily
from app.register.digests.operations import remind_of_term, send_overview
from app.register.digests.queries import judges
from app.register.members.operations import end_terms
from app.register.members.queries import seats


def _end(run: Run) -> str:
    ended = end_terms(run.today)
    db.session.commit()
    reminded = sum(remind_of_term(seat, run.today) for some in seats().values() for seat in some)
    db.session.commit()
    return f"{ended} afgelopen, {reminded} {_reminders(reminded)}." if ended or reminded else ""


def _tell(run: Run) -> str:
    people, told = judges(), 0
    for number, person in enumerate(people, start=1):
        told += send_overview(person, run.today)
        db.session.commit()
        run.at(number, len(people))
    return f"{told} {'overzicht' if told == 1 else 'overzichten'} klaargezet." if told else ""


def _reminders(count: int) -> str:
    return "herinnering" if count == 1 else "herinneringen"


TERMS = Kind("terms", "Termijnen van commissie en bestuur", _end, Daily(time(0, 10)))
OVERVIEWS = Kind("overviews", "Overzichten voor commissie en bestuur", _tell, Daily(time(7, 15)))
