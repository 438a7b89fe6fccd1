"""Writes of who runs an installation: somebody is made administrator, and gets in again."""

from __future__ import annotations

from uuid import uuid4

from flask import render_template

from app.core import clock
from app.core.db import db, lock
from app.core.mail import link_to
from app.core.problems import DomainError
from app.people import operations, queries
from app.people.models import User
from app.people.post import write_to
from app.people.rules import RoleName
from app.people.sessions.operations import end_sessions


class ElsewhereAlready(DomainError):
    """The address is of somebody of another organisation."""

    def __init__(self, name: str) -> None:
        """`name` is that of the other organisation."""
        super().__init__(f"Dit e-mailadres is van iemand van {name}. Gebruik een ander adres.")


def make_administrator(organisation: str, *, name: str, email: str, password_hash: str) -> tuple[User, bool]:
    """An administrator of an organisation, which is made when there is none; and whether the person is new.

    Who is there keeps name and other roles, gets the role and the password, and an account that is open. Raises
    `OrganisationAlike` and `ElsewhereAlready`.
    """
    person = queries.find_by_email(email)
    place = queries.find_organisation(organisation) or operations.add_organisation(organisation)
    if person is None:
        roles = [RoleName.ADMINISTRATOR]
        return operations.add_person(place, name=name, email=email, roles=roles, password_hash=password_hash), True
    if person.organisation_id != place.id:
        raise ElsewhereAlready(person.organisation.name)
    lock(place, person)
    person.roles = [queries.role_called(one) for one in sorted(person.role_names | {RoleName.ADMINISTRATOR})]
    person.active, person.closed_at, person.leaves_on = True, None, None
    set_password(person, password_hash)
    return person, False


def set_password(person: User, password_hash: str) -> None:
    """Give somebody another password from outside; they are told, signed out everywhere, and older links stop."""
    lock(person)
    person.password, person.fs_uniquifier = password_hash, uuid4().hex
    end_sessions(person.id, clock.now())
    link = link_to("security.forgot_password")
    body = render_template("people/installing/password_set.txt", user=person, link=link)
    write_to(person, "Je wachtwoord van Vakspiegel is veranderd", body)
    db.session.flush()
