"""Giving somebody an account of the register. They take along what is theirs; their employer keeps nothing of it.

Each flushes; the request commits.
"""

from __future__ import annotations

from datetime import date

from sqlalchemy import select

from app.core.db import db, lock, only_once
from app.dossiers.models import Registration
from app.people import operations as people
from app.people.models import User
from app.people.moving.operations import move_to
from app.people.queries import role_called
from app.people.rules import RoleName
from app.register.accounts import notices, rules
from app.register.accounts.queries import place_of_the_register


def invite_new(name: str, email: str) -> User:
    """Somebody who comes to the register without an employer; raises `EmailTaken`."""
    person = people.add_person(place_of_the_register(), name=name, email=email, roles=[RoleName.PROFESSIONAL])
    notices.invite(person)
    db.session.flush()
    return person


def give_account(person: User, email: str, today: date) -> None:
    """Somebody of the register whose account was closed gets in again, with this address and a new password.

    Raises `HasAnAccount`, `NotInTheRegister` and `EmailTaken`.
    """
    place = place_of_the_register()
    lock(place, person)
    if person.active:
        raise rules.HasAnAccount
    if db.session.scalar(select(Registration.id).where(Registration.person_id == person.id).limit(1)) is None:
        raise rules.NotInTheRegister
    before = {person.email, person.own_email}
    if person.is_employed:
        move_to(person, place, today)
    _take(person, email)
    notices.invite(person)
    notices.tell_before(person, before)
    db.session.flush()


def _take(person: User, email: str) -> None:
    people.check_free(email, person)
    people.reopen_account(person)
    if RoleName.PROFESSIONAL not in person.role_names:
        person.roles = [*person.roles, role_called(RoleName.PROFESSIONAL)]
    with only_once(people.EmailTaken):
        person.email, person.own_email, person.password = email, "", None
