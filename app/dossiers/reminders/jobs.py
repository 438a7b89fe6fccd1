"""The job that reminds people of the dates of the register, every day."""

from __future__ import annotations

from datetime import time

from app.core.db import db
from app.core.jobs.kinds import Kind, Run
from app.core.jobs.rules import Daily
from app.dossiers.reminders.operations import holders, remind


def _work(run: Run) -> str:
    people, count = holders(), 0
    for number, person in enumerate(people, start=1):
        count += remind(person)
        db.session.commit()
        run.at(number, len(people))
    return f"{count} {'herinnering' if count == 1 else 'herinneringen'} klaargezet." if count else ""


KIND = Kind("reminders", "Herinneringen van het register", _work, Daily(time(7, 0)))
"""Each person in a transaction of their own; who was reminded of a date is so once, whoever asks."""
