"""Writes of what somebody says of themselves: roles, level, Leergang and the functions that they had.

Each function that was ever entered stays in a log, because who judges whom hangs on it (docs/architecture.md, Rights).

Clauses C-EXP, B-EXP, A-EXP, C-LEVEL, B-LEVEL, A-LEVEL; readings A-01, A-21, A-43, A-56 and A-58.
"""

from __future__ import annotations

from datetime import date

from app.core import clock
from app.core.copying import put
from app.core.db import db, lock
from app.core.problems import DomainError
from app.dossiers.details.queries import is_firm, standing_entry
from app.dossiers.holding.operations import registrant_for
from app.dossiers.holding.queries import held
from app.dossiers.holding.rules import Function
from app.dossiers.models import Experience, FunctionEntry, Registrant
from app.people.models import User
from app.people.queries import organisation_like
from app.people.rules import employer_key
from app.regulation.terms import RegisterName, WorkingLevel


class MayNotChange(DomainError):
    """Somebody of committee or board would change what decides whom they may judge."""

    def __init__(self) -> None:
        """The sentence says who can."""
        super().__init__(
            "Je zit in de commissie of het bestuur. Een functie van het afgelopen jaar wijzig je dan niet zelf: vraag"
            " het een ander bestuurslid."
        )


def keep_details(
    person: User,
    *,
    register: RegisterName = RegisterName.AMB,
    kernteamlid: bool,
    deelnemer: bool,
    new_in_function: bool,
    working_level: WorkingLevel | None,
    leergang_kind: RegisterName | None,
    leergang_completed_on: date | None,
    personal_title: bool,
    reimbursed: bool,
) -> Registrant:
    """Keep what somebody says; the register of who holds a status is the one of that status.

    A kind of Leergang without its day, or the reverse, is kept as no Leergang; `reimbursed` says something only of who
    is registered on a personal title.
    """
    lock(person)
    registrant, registration = registrant_for(person), held(person, clock.today())
    registrant.register = registration.register if registration else register
    registrant.kernteamlid, registrant.deelnemer = kernteamlid, deelnemer
    registrant.new_in_function, registrant.working_level = new_in_function, working_level
    whole = leergang_kind is not None and leergang_completed_on is not None
    registrant.leergang_kind = leergang_kind if whole else None
    registrant.leergang_completed_on = leergang_completed_on if whole else None
    registrant.personal_title, registrant.reimbursed = personal_title, personal_title and reimbursed
    db.session.flush()
    return registrant


def add_function(person: User, function: Function) -> Experience:
    """A function on top of those in the list."""
    lock(person)
    registrant = registrant_for(person)
    experience = Experience(registrant_id=registrant.id)
    put(function, experience)
    db.session.add(experience)
    db.session.flush()
    _enter(experience, person.id, person)
    db.session.expire(registrant, ["experience"])
    return experience


def change_function(experience: Experience, function: Function, by: User) -> None:
    """Other words or other days for a function; raises `MayNotChange`."""
    person_id = _leave(experience, by)
    put(function, experience)
    _enter(experience, person_id, by)


def remove_function(experience: Experience, by: User) -> None:
    """Take a function from the list; raises `MayNotChange`. The log keeps it."""
    _leave(experience, by)
    db.session.delete(experience)
    db.session.flush()


def _leave(experience: Experience, by: User) -> int:
    """Write down that what the list says is gone from now on; gives the id of the person whose list it is."""
    lock(experience)
    person_id = db.session.get_one(Registrant, experience.registrant_id).person_id
    if by.id == person_id and is_firm(by, experience, clock.today()):
        raise MayNotChange
    entry = standing_entry(experience)
    entry.gone_at, entry.gone_by_id = clock.now(), by.id
    db.session.flush()
    return person_id


def _enter(experience: Experience, person_id: int, by: User) -> None:
    organisation = organisation_like(experience.employer)
    entry = FunctionEntry(
        person_id=person_id,
        experience_id=experience.id,
        function=experience.function,
        employer=experience.employer,
        employer_key=employer_key(experience.employer),
        organisation_id=organisation.id if organisation else None,
        starts_on=experience.starts_on,
        ends_on=experience.ends_on,
        entered_by_id=by.id,
        entered_at=clock.now(),
    )
    db.session.add(entry)
    db.session.flush()
