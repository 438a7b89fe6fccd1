"""Reads of what somebody is and holds in the register: only the person finds theirs."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import defer, joinedload

from app.core.copying import copied
from app.core.db import db
from app.dossiers.holding.rules import Function
from app.dossiers.models import Dossier, Experience, Price, Registrant, Registration
from app.people.models import User
from app.regulation.dates import PEYear, experience, pe_year, pe_year_ending
from app.regulation.edition import RegisterRules
from app.regulation.registration.fees import Fee, FeeEvent, Prices, fee
from app.regulation.terms import Status


def registrant_of(person: User) -> Registrant | None:
    """What this person says of themselves for the register, with their functions; None before they said anything."""
    return db.session.scalars(
        select(Registrant).where(Registrant.person_id == person.id).options(joinedload(Registrant.experience))
    ).first()


def registrations_of(person: User) -> Sequence[Registration]:
    """What this person holds and held, oldest first."""
    return db.session.scalars(
        select(Registration)
        .where(Registration.person_id == person.id)
        .order_by(Registration.started_on, Registration.id)
    ).all()


def held(person: User, day: date) -> Registration | None:
    """The status that this person holds on a day; None when they never had one or it ended."""
    return held_in(registrations_of(person), day)


def held_in(registrations: Sequence[Registration], day: date) -> Registration | None:
    """The status that is held on a day, of those of one person from old to new."""
    return next((one for one in reversed(registrations) if one.held_on(day)), None)


def ended_in(registrations: Sequence[Registration], day: date) -> list[Registration]:
    """The statuses of one person that ended by a day, the last one first."""
    return sorted(
        (one for one in registrations if one.ended_on is not None and one.ended_on <= day),
        key=lambda one: (one.ended_on or date.max, one.started_on, one.id),
        reverse=True,
    )


def own_experience(person: User, experience_id: int) -> Experience | None:
    """A function in this person's list; None for anybody else's."""
    return db.session.scalar(
        select(Experience)
        .join(Registrant, Registrant.id == Experience.registrant_id)
        .where(Experience.id == experience_id, Registrant.person_id == person.id)
    )


def prices_of(year: int) -> Prices:
    """What the board set for a year; empty until it does."""
    rows = db.session.scalars(select(Price).where(Price.year == year))
    return {(one.year, one.status, one.kind): one.amount for one in rows}


def fee_of(
    status: Status, known: Registrant | None, year: int, event: FeeEvent, rules: RegisterRules, prices: Prices
) -> Fee:
    """What an event costs somebody of whom this is known (A-41 to A-43)."""
    said = {name: getattr(known, name, False) for name in ("deelnemer", "personal_title", "reimbursed")}
    return fee(status, year, event, rules, prices=prices, **said)


def open_year(registration: Registration) -> PEYear:
    """The PE year that is judged at the renewal date of what somebody holds, or held (A-13, A-15).

    Once that day has passed without a decision it stays the year that is judged; new activities fall in the next one.
    """
    return pe_year_ending(registration.started_on, registration.renewal_date)


def dossier_periods_of(person: User) -> Sequence[Dossier]:
    """The dossiers of this person without what stands in them, oldest first: which years, and how far each is."""
    return db.session.scalars(
        select(Dossier)
        .where(Dossier.person_id == person.id)
        .options(defer(Dossier.case), defer(Dossier.content))
        .order_by(Dossier.period_start)
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


def experience_of(registrant: Registrant, day: date) -> tuple[int, int]:
    """Months and extra days in functions in the field up to a day; functions at once count once (A-01)."""
    return experience(functions_in_the_field(registrant), day)


def functions_of(registrant: Registrant | None) -> tuple[Function, ...]:
    """The functions that somebody had or has, as a reader sees them."""
    return tuple(copied(Function, one) for one in registrant.experience) if registrant else ()


def functions_in_the_field(registrant: Registrant) -> tuple[tuple[date, date | None], ...]:
    """The first and last day of each function that counts as experience; no last day while it goes on."""
    return tuple((one.starts_on, one.ends_on) for one in registrant.experience if one.in_field)
