"""The public list: name, employer, title, status and date of entry (regeling 1.4), of who is in it today."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import select

from app.core.db import db
from app.core.worded import plain
from app.dossiers.models import Registration
from app.people.rules import surname_key
from app.register.public.rules import FULL_TITLES, TITLES
from app.regulation.terms import RegisterName, Status


@dataclass(frozen=True, slots=True)
class Entry:
    """One line of the public list; the title tells of which register it is. `person_id` is for its address alone."""

    person_id: int
    name: str
    employer: str
    register: RegisterName
    status: Status
    since: date

    @property
    def title(self) -> str:
        """What the person may call themselves."""
        return TITLES[self.register]

    @property
    def full_title(self) -> str:
        """The same in full."""
        return FULL_TITLES[self.register]


def entries(day: date) -> list[Entry]:
    """Everybody who is in the register on a day, by last name. Who was removed is not in it, from that day on."""
    rows = db.session.execute(
        select(
            Registration.person_id,
            Registration.name,
            Registration.employer,
            Registration.register,
            Registration.status,
            Registration.started_on,
        ).where(Registration.held_on(day))
    )
    found = [Entry(*row) for row in rows]
    return sorted(found, key=lambda one: (*surname_key(one.name), plain(one.employer), one.since))


def entries_of(person_id: int, day: date) -> list[Entry]:
    """What one person holds on a day; empty for who is not in the register, whoever that is."""
    return [one for one in entries(day) if one.person_id == person_id]


def matching(found: Sequence[Entry], words: str, status: Status | None) -> list[Entry]:
    """Those in whose name or employer each word occurs, whatever its capitals and accents, with this status."""
    wanted = plain(words).split()
    return [
        one
        for one in found
        if (status is None or one.status is status)
        and all(word in plain(one.name) or word in plain(one.employer) for word in wanted)
    ]
