"""The public list: exactly name, employer, status and date of entry (regeling 1.4), of who is in it today."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import select

from app.core.db import db
from app.core.worded import plain
from app.dossiers.models import Registration
from app.people.rules import surname_key
from app.regulation.terms import Status


@dataclass(frozen=True, slots=True)
class Entry:
    """One line of the public list."""

    name: str
    employer: str
    status: Status
    since: date


def entries(day: date) -> list[Entry]:
    """Everybody who is in the register on a day, by last name. Who was removed is not in it, from that day on."""
    rows = db.session.execute(
        select(Registration.name, Registration.employer, Registration.status, Registration.started_on).where(
            Registration.held_on(day)
        )
    )
    found = [Entry(name, employer, status, since) for name, employer, status, since in rows]
    return sorted(found, key=lambda one: (*surname_key(one.name), plain(one.employer), one.since))


def matching(found: Sequence[Entry], words: str, status: Status | None) -> list[Entry]:
    """Those in whose name or employer each word occurs, whatever its capitals and accents, with this status."""
    wanted = plain(words).split()
    return [
        one
        for one in found
        if (status is None or one.status is status)
        and all(word in plain(one.name) or word in plain(one.employer) for word in wanted)
    ]
