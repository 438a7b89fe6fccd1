"""The job that throws away the files with people that nobody said yes to."""

from __future__ import annotations

from datetime import time

from app.core import clock
from app.core.db import db
from app.core.jobs.kinds import Kind, Run
from app.core.jobs.rules import Daily
from app.people.imports.operations import sweep


def _work(run: Run) -> str:
    count = sweep(clock.now())
    db.session.commit()
    return f"Weggegooid: {count}." if count else ""


KIND = Kind("old_imports", "Bestanden met mensen opruimen", _work, Daily(time(3, 40)))
"""A page shows none that is older than a day; this takes what was in it out of the database."""
