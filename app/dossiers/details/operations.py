"""Writes of what somebody says of themselves: roles, level, Leergang and the functions that they had.

Clauses C-EXP, B-EXP, A-EXP, C-LEVEL, B-LEVEL, A-LEVEL; readings A-01, A-21, A-43, A-56 and A-58.
"""

from __future__ import annotations

from datetime import date

from app.core import clock
from app.core.copying import put
from app.core.db import db, lock
from app.dossiers.holding.operations import registrant_for
from app.dossiers.holding.queries import held
from app.dossiers.holding.rules import Function
from app.dossiers.models import Experience, Registrant
from app.people.models import User
from app.regulation.terms import RegisterName, WorkingLevel


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
    db.session.expire(registrant, ["experience"])
    return experience


def change_function(experience: Experience, function: Function) -> None:
    """Other words or other days for a function."""
    lock(experience)
    put(function, experience)
    db.session.flush()


def remove_function(experience: Experience) -> None:
    """Take a function from the list."""
    lock(experience)
    db.session.delete(experience)
    db.session.flush()
