"""Writes of what somebody holds in the register. Only a decision of the board calls these: the program never decides.

Clauses TITLE, PUBLIC, LOSS, VALIDITY, VALIDITY-2; readings A-15, A-16, A-38, A-54, A-55.
"""

from __future__ import annotations

from datetime import date

from sqlalchemy import delete, func, select

from app.core import clock
from app.core.db import db, find_or_add, insert_once, lock, only_once
from app.core.problems import DomainError, WrongStep
from app.dossiers.holding.position import OwnYear, own_year
from app.dossiers.holding.queries import held, registrant_of
from app.dossiers.models import Price, RegisterNumber, Registrant, Registration
from app.people.models import User
from app.regulation.dates import DAY, next_renewal
from app.regulation.editions import rules_on
from app.regulation.registration.fees import Prices
from app.regulation.registration.validity import valid_until
from app.regulation.terms import RegisterName, Status

FIRST_NUMBER = 20001


class AlreadyRegistered(DomainError):
    """Somebody who holds a status cannot enter once more."""


class NotRegistered(DomainError):
    """Somebody who holds no status has none to raise, renew or end, and no PE to add."""


class NoHigherStatus(DomainError):
    """Going up is to the status that is next."""


def registrant_for(person: User) -> Registrant:
    """What this person says of themselves for the register; made at the first write."""
    return find_or_add(lambda: registrant_of(person), lambda: Registrant(person_id=person.id))


def held_year(own: OwnYear) -> OwnYear:
    """Hold the file of a person and read the open year again; raises `WrongStep` when another year is open by now."""
    lock(own.person)
    now = own_year(own.person, own.today)
    if now is None or now.year != own.year:
        raise WrongStep("Dit PE-jaar staat niet meer open.")
    return now


def enter_status(
    person: User,
    register: RegisterName,
    status: Status,
    day: date,
    *,
    name: str | None = None,
    employer: str | None = None,
) -> Registration:
    """Somebody comes in with a status on a day; raises `AlreadyRegistered`.

    Name and employer are what the public list shows, by default those of the account. Who was registered before gets
    their number back.
    """
    if held(person, clock.today()) is not None:
        raise AlreadyRegistered(f"{person.name} heeft al een status in het register.")
    return _begin(
        person,
        register,
        status,
        day,
        name=name or person.name,
        employer=employer or person.organisation.name,
        number=_number_of(person),
    )


def raise_status(person: User, status: Status, day: date) -> Registration:
    """The status that somebody holds ends and a higher one begins, on the same day (A-54).

    Raises `NotRegistered`, and `NoHigherStatus` for a status that is not above the one held.
    """
    registration = held(person, clock.today())
    if registration is None:
        raise NotRegistered(f"{person.name} heeft geen status om te verhogen.")
    if status.rank <= registration.status.rank:
        raise NoHigherStatus(f"{status} is niet hoger dan {registration.status}.")
    registration.ended_on, registration.end_reason = day, "upgrade"
    db.session.flush()
    return _begin(
        person,
        registration.register,
        status,
        day,
        name=registration.name,
        employer=registration.employer,
        number=registration.number,
    )


def renew(registration: Registration) -> None:
    """Another year: the renewal date moves an anniversary, and the certificate is issued again where it ends by then.

    Validity is of the certificate (A-16): it moves with the renewal on which it would run out. Raises `NotRegistered`.
    """
    if not registration.goes_on:
        raise NotRegistered("Deze status is al beëindigd.")
    renewed = registration.renewal_date
    rules = rules_on(renewed)
    registration.renewal_date = next_renewal(registration.started_on, renewed)
    if registration.valid_until + DAY < registration.renewal_date:
        registration.valid_until = valid_until(registration.status, renewed, rules)
    registration.rules_edition = rules.slug
    db.session.flush()


def end_status(registration: Registration, day: date, reason: str) -> None:
    """The status ends on a day, with a short reason (`withdrawn`, `not_renewed`…); raises `NotRegistered`."""
    if not registration.goes_on:
        raise NotRegistered("Deze status is al beëindigd.")
    registration.ended_on, registration.end_reason = max(day, registration.started_on), reason
    db.session.flush()


def move_end(registration: Registration, day: date) -> None:
    """A status that ended turns out to end on another day; raises `NotRegistered` for one that goes on."""
    if registration.goes_on:
        raise NotRegistered("Deze status is niet beëindigd.")
    registration.ended_on = max(day, registration.started_on)
    db.session.flush()


def restore_status(registration: Registration) -> Registration | None:
    """A status that was wrongly taken away never ended. Gives the status that came in between, when there was one.

    What came in between makes way, unless it was higher: then this one ended on the day on which that one began.
    """
    if registration.goes_on:
        return None
    now_held = held(registration.person, clock.today())
    between = now_held if now_held is not registration else None
    if between is not None and between.status.rank > registration.status.rank:
        registration.ended_on, registration.end_reason = max(between.started_on, registration.started_on), "upgrade"
        db.session.flush()
        return None
    if between is not None:
        between.ended_on, between.end_reason = between.started_on, "restored"
        db.session.flush()
    registration.ended_on, registration.end_reason = None, ""
    db.session.flush()
    return between


def record_finding(
    person: User, day: date, *, content: Status | None, fits: bool | None, passed_for: Status | None
) -> None:
    """What the committee found at an audit: the column that the work matches, whether it fits, and whether it passed.

    `passed_for` is the status for which the audit was passed; None when it was not.
    """
    registrant = registrant_for(person)
    registrant.function_content_finding, registrant.function_fits_finding = content, fits
    registrant.finding_on, registrant.audit_passed_for = day, passed_for
    db.session.flush()


def _begin(
    person: User, register: RegisterName, status: Status, day: date, *, name: str, employer: str, number: str
) -> Registration:
    rules = rules_on(day)
    registration = Registration(
        person_id=person.id,
        number=number,
        register=register,
        status=status,
        name=name,
        employer=employer,
        started_on=day,
        renewal_date=next_renewal(day, day),
        valid_until=valid_until(status, day, rules),
        rules_edition=rules.slug,
    )
    with only_once(lambda: AlreadyRegistered(f"{person.name} heeft al een status in het register.")):
        db.session.add(registration)
    registrant = registrant_for(person)
    registrant.register, registrant.audit_passed_for = register, None
    db.session.flush()
    return registration


def _number_of(person: User) -> str:
    """The number of a person, which stays theirs; of two who enter at once the second gets the next.

    Each turn of the loop but the last is of somebody else who got a number meanwhile.
    """
    theirs = select(RegisterNumber.number).where(RegisterNumber.person_id == person.id)
    while (number := db.session.scalar(theirs)) is None:
        highest = db.session.scalar(select(func.max(RegisterNumber.number))) or FIRST_NUMBER - 1
        insert_once(RegisterNumber, {"number": highest + 1, "person_id": person.id})
    return str(number)


def forget_audit(person: User) -> None:
    """A passed audit counts for the application that it was held for, and no longer when that is over."""
    registrant = registrant_of(person)
    if registrant is not None:
        registrant.audit_passed_for = None


def set_prices(year: int, prices: Prices) -> None:
    """What the board set for a year comes in the place of what it set before; what is not in it is unknown."""
    db.session.execute(delete(Price).where(Price.year == year))
    db.session.add_all(
        Price(year=year, status=status, kind=kind, amount=amount) for (_, status, kind), amount in prices.items()
    )
    db.session.flush()
