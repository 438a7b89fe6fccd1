"""Reads of what somebody is and holds in the register: only the person finds theirs."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import selectinload

from app.core import clock
from app.core.db import db
from app.dossiers.models import Dossier, Experience, Registrant, Registration
from app.dossiers.rules import DossierStatus
from app.people.models import User
from app.regulation.dates import PEYear, experience, pe_year, pe_year_ending


def registrant_of(person: User) -> Registrant | None:
    """What this person says of themselves for the register, with their functions; None before they said anything."""
    return db.session.scalar(
        select(Registrant).where(Registrant.person_id == person.id).options(selectinload(Registrant.experience))
    )


def held(person: User) -> Registration | None:
    """The status that this person holds today; None when they never had one or it ended.

    One of which it was decided that it ends is held until that day.
    """
    return db.session.scalars(
        select(Registration)
        .where(Registration.person_id == person.id, Registration.held_on(clock.today()))
        .order_by(Registration.started_on.desc())
    ).first()


def ended(person: User) -> Sequence[Registration]:
    """The statuses that this person held before, the last one first."""
    return db.session.scalars(
        select(Registration)
        .where(Registration.person_id == person.id, Registration.ended_on <= clock.today())
        .order_by(Registration.ended_on.desc(), Registration.started_on.desc(), Registration.id.desc())
    ).all()


def own_experience(person: User, experience_id: int) -> Experience | None:
    """A function in this person's list; None for anybody else's."""
    return db.session.scalar(
        select(Experience)
        .join(Registrant, Registrant.id == Experience.registrant_id)
        .where(Experience.id == experience_id, Registrant.person_id == person.id)
    )


def open_year(registration: Registration) -> PEYear:
    """The PE year that is judged at the renewal date of what somebody holds, or held (A-13, A-15).

    Once that day has passed without a decision it stays the year that is judged; new activities fall in the next one.
    """
    return pe_year_ending(registration.started_on, registration.renewal_date)


def dossier_of(person: User, year: PEYear) -> Dossier | None:
    """The dossier of a PE year, collected or handed in."""
    return db.session.scalar(select(Dossier).where(Dossier.person_id == person.id, Dossier.period_start == year.start))


def registration_on(person: User, day: date) -> Registration | None:
    """The status that somebody held on a day."""
    return db.session.scalars(
        select(Registration)
        .where(Registration.person_id == person.id, Registration.held_on(day))
        .order_by(Registration.started_on.desc())
    ).first()


def registrations_of(person: User) -> Sequence[Registration]:
    """What this person holds and held, oldest first."""
    return db.session.scalars(
        select(Registration)
        .where(Registration.person_id == person.id)
        .order_by(Registration.started_on, Registration.id)
    ).all()


def year_of(registrations: Iterable[Registration], day: date) -> PEYear | None:
    """The PE year that a day is in; None before the first registration.

    A status that ended halfway, because of an upgrade, ends its year there: the new status begins a year (A-54).
    """
    for registration in reversed(list(registrations)):
        if registration.held_on(day):
            year = pe_year(registration.started_on, day)
            return PEYear(year.start, min(year.end, registration.ended_on or year.end))
    return None


def handed_in(person: User, year: PEYear) -> Dossier | None:
    """The dossier of a PE year when it has been handed in; None while it is collected."""
    return db.session.scalar(
        select(Dossier).where(
            Dossier.person_id == person.id, Dossier.period_start == year.start,
            Dossier.status != DossierStatus.COLLECTING,
        )
    )  # fmt: skip


def experience_of(registrant: Registrant, day: date) -> tuple[int, int]:
    """Months and extra days in functions in the field up to a day; functions at once count once (A-01)."""
    return experience(_functions_in_the_field(registrant), day)


def _functions_in_the_field(registrant: Registrant) -> tuple[tuple[date, date | None], ...]:
    """The first and last day of each function that counts as experience; no last day while it goes on."""
    return tuple((one.starts_on, one.ends_on) for one in registrant.experience if one.in_field)
