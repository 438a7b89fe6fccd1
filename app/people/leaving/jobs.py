"""The job that closes the accounts of who left, every night."""

from __future__ import annotations

from datetime import time

from app.core import clock
from app.core.db import db
from app.core.jobs.kinds import Kind, Run
from app.core.jobs.rules import Daily
from app.people.leaving.operations import close_leaver
from app.people.leaving.queries import left_before


def _work(run: Run) -> str:
    today = clock.today()
    people, count = left_before(today), 0
    for number, person in enumerate(people, start=1):
        count += close_leaver(person, today)
        db.session.commit()
        run.at(number, len(people))
    return f"{count} {'account' if count == 1 else 'accounts'} gesloten." if count else ""


KIND = Kind("leavers", "Accounts sluiten na de laatste dag", _work, Daily(time(0, 30)))
"""Each person in a transaction of their own; who is closed already is left alone."""
