"""Giving somebody an account of the register. They take along what is theirs; their employer keeps nothing of it.

Each flushes; the request commits.
"""

from __future__ import annotations

from datetime import date, datetime
from uuid import uuid4

from sqlalchemy import select

from app.core.db import db, lock, only_once
from app.dossiers.models import Registration
from app.people import operations as people
from app.people.addresses.queries import never_signed_in
from app.people.models import User
from app.people.moving.operations import move_to
from app.people.queries import find_by_email, role_called
from app.people.rules import RoleName, may_be_sent_again
from app.register.accounts import notices, rules
from app.register.accounts.queries import place_of_the_register


def invite_new(name: str, email: str) -> User:
    """Somebody who comes to the register without an employer; raises `EmailTaken`.

    Who had an account of the register with this address, which was closed, gets that one again.
    """
    person = find_by_email(email)
    if person is not None and not person.active and not person.is_employed:
        people.reopen_account(person)
    else:
        person = people.add_person(place_of_the_register(), name=name, email=email, roles=[RoleName.PROFESSIONAL])
    notices.invite(person)
    db.session.flush()
    return person


def invite_again(person: User, email: str, now: datetime) -> None:
    """The invitation once more, to this address; older links stop working when it is another.

    Raises `SignedIn`, `InvitedLately` and `EmailTaken`.
    """
    lock(person)
    _check_unused(person)
    if email != person.email:
        _give_address(person, email)
        person.fs_uniquifier = uuid4().hex
    elif not may_be_sent_again(person.invited_at, now):
        raise rules.InvitedLately
    notices.invite(person)
    db.session.flush()


def close_unused(person: User) -> None:
    """Close an account that nobody signed in with; one that is closed stays so. Raises `SignedIn`."""
    lock(role_called(RoleName.BOARD), person.organisation, person)
    if person.active:
        _check_unused(person)
        people.close_account(person)


def give_account(person: User, email: str, today: date) -> None:
    """Somebody of the register whose account was closed gets in again, with this address and a new password.

    Raises `HasAnAccount`, `NotTheOwnAddress`, `NotInTheRegister` and `EmailTaken`.
    """
    place = place_of_the_register()
    lock(place, person)
    if person.active:
        raise rules.HasAnAccount
    if person.own_email not in ("", email):
        raise rules.NotTheOwnAddress
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
    _give_address(person, email)
    people.reopen_account(person)
    if RoleName.PROFESSIONAL not in person.role_names:
        person.roles = [*person.roles, role_called(RoleName.PROFESSIONAL)]
    person.own_email, person.password = "", None


def _give_address(person: User, email: str) -> None:
    people.check_free(email, person)
    with only_once(people.EmailTaken):
        person.email = email


def _check_unused(person: User) -> None:
    if not person.active or person.is_employed or not never_signed_in(person):
        raise rules.SignedIn
