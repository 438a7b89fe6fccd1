"""Who is in the committee and on the board. The committee is independent (regeling 1.7): nobody sits in both."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import select
from sqlalchemy.orm import selectinload

from app.core.db import db, lock
from app.core.problems import DomainError
from app.people import operations as people
from app.people.models import Role, User
from app.people.queries import find_by_email, role_called
from app.people.rules import REGISTER_ROLES, RoleName


class NoAccount(DomainError):
    """Nobody signs in with this address."""

    field = "email"

    sentence = "Er is geen open account met dit adres. Vraag de beheerder om iemand toe te voegen."


class SitsElsewhere(DomainError):
    """Somebody is in the other of the two, or in this one already."""

    field = "email"


class CannotDismiss(DomainError):
    """A member of the board leaves themselves, or is the last one."""


def members() -> dict[RoleName, list[User]]:
    """The people with an open account in the committee and on the board, by name."""
    of_the_register = User.roles.any(Role.name.in_([role.value for role in REGISTER_ROLES]))
    found = db.session.scalars(
        select(User).where(User.active, of_the_register).options(selectinload(User.roles)).order_by(User.name, User.id)
    ).all()
    return {role: [one for one in found if role in one.role_names] for role in RoleName if role in REGISTER_ROLES}


def members_of(role: RoleName) -> Sequence[User]:
    """The people with an open account in the committee or on the board, by name."""
    return db.session.scalars(
        select(User).where(User.active, User.roles.any(Role.name == role.value)).order_by(User.name, User.id)
    ).all()


def member(person_id: int, role: RoleName) -> User | None:
    """One member, or None."""
    return next((one for one in members_of(role) if one.id == person_id), None)


def another_member(person_id: int, by: User) -> User | None:
    """A member of committee or board who is not the one who looks, or None."""
    return next((one for role in members().values() for one in role if one.id == person_id != by.id), None)


def exists(person_id: int) -> bool:
    """Whether there is such a person at all."""
    return db.session.get(User, person_id) is not None


def appoint(email: str, role: RoleName) -> User:
    """Let the person with this address join; raises `NoAccount` and `SitsElsewhere`."""
    person = find_by_email(email)
    if person is None or not person.active:
        raise NoAccount
    lock(person)
    for held in sorted(person.role_names & REGISTER_ROLES):
        where = "de kwaliteitscommissie" if held is RoleName.COMMITTEE else "het bestuur"
        extra = "" if held is role else " De commissie is onafhankelijk: niemand zit in allebei."
        raise SitsElsewhere(f"{person.name} zit al in {where}.{extra}")
    people.change_register_role(person, role, on=True)
    return person


def dismiss(person: User, role: RoleName, by: User) -> None:
    """Let somebody leave; raises `CannotDismiss` for the one who asks it, or the last member of the board.

    Two members who dismiss each other at once wait for each other at the row of the role.
    """
    if role is RoleName.BOARD:
        lock(role_called(role))
        if person.id == by.id:
            raise CannotDismiss("Je kunt jezelf niet ontslaan. Vraag een ander bestuurslid om dat te doen.")
        if len(members_of(role)) < 2:
            raise CannotDismiss("Er moet minstens één bestuurslid overblijven.")
    people.change_register_role(person, role, on=False)
