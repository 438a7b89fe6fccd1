"""Writes about people: one function per use case; they flush, the request commits."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from uuid import uuid4

from app.core import clock
from app.core.db import db
from app.core.errors import DomainError
from app.people import queries
from app.people.models import Organisation, Team, TeamMembership, User
from app.people.rules import Period, RoleName


class EmailTaken(DomainError):
    """The address belongs to somebody already."""

    def __init__(self) -> None:
        """The sentence goes beside the field."""
        super().__init__("Dit e-mailadres is al in gebruik.")


class AlreadyInTeam(DomainError):
    """The person is in the team in (a part of) this period already."""

    def __init__(self) -> None:
        """The sentence goes beside the field."""
        super().__init__("Deze persoon zit in deze periode al in dit team.")


class LastAdministrator(DomainError):
    """Without an administrator nobody could give roles any more."""

    def __init__(self) -> None:
        """The sentence goes beside the field."""
        super().__init__("Er moet minstens één beheerder overblijven. Geef eerst iemand anders die rol.")


def add_organisation(name: str) -> Organisation:
    """A new organisation."""
    organisation = Organisation(name=name)
    db.session.add(organisation)
    db.session.flush()
    return organisation


def add_team(organisation: Organisation, name: str) -> Team:
    """A new team of an organisation."""
    team = Team(organisation_id=organisation.id, name=name)
    db.session.add(team)
    db.session.flush()
    return team


def add_person(
    organisation: Organisation,
    *,
    name: str,
    email: str,
    roles: Iterable[RoleName],
    job_title: str = "",
    password_hash: str | None = None,
) -> User:
    """A new person, who sets a password by mail when no hash is given; raises `EmailTaken`."""
    if queries.find_by_email(email) is not None:
        raise EmailTaken
    person = User(
        organisation=organisation,
        name=name,
        email=email.strip().lower(),
        job_title=job_title,
        password=password_hash,
        roles=[queries.role_called(role) for role in sorted(roles)],
    )
    db.session.add(person)
    db.session.flush()
    return person


def change_person(person: User, *, name: str, job_title: str, roles: Iterable[RoleName]) -> None:
    """Change name, job title and roles; raises `LastAdministrator`."""
    wanted = frozenset(roles)
    if RoleName.ADMINISTRATOR in person.role_names - wanted:
        _keep_an_administrator(person)
    person.name, person.job_title = name, job_title
    person.roles = [queries.role_called(role) for role in sorted(wanted)]
    db.session.flush()


def join_team(person: User, team: Team, *, is_manager: bool, period: Period) -> TeamMembership:
    """Put a person in a team for a period; raises `AlreadyInTeam` when periods of the same team overlap."""
    if team.organisation_id != person.organisation_id:
        raise ValueError("The team is of another organisation.")
    for other in person.memberships:
        if other.team_id == team.id and other.period.overlaps(period):
            raise AlreadyInTeam
    membership = TeamMembership(
        team=team, user=person, is_manager=is_manager, starts_on=period.start, ends_on=period.end
    )
    db.session.add(membership)
    db.session.flush()
    return membership


def leave_team(membership: TeamMembership, last_day: date) -> None:
    """End a membership: `last_day` is the last day that counts; a membership that had not begun disappears."""
    if last_day < membership.starts_on:
        membership.user.memberships.remove(membership)
    else:
        membership.ends_on = last_day
    db.session.flush()


def close_account(person: User) -> None:
    """Close an account: every session ends at its next request. What the person wrote stays theirs."""
    if RoleName.ADMINISTRATOR in person.role_names:
        _keep_an_administrator(person)
    person.active, person.closed_at = False, clock.now()
    person.fs_uniquifier = uuid4().hex
    db.session.flush()


def reopen_account(person: User) -> None:
    """Open a closed account again."""
    person.active, person.closed_at = True, None
    db.session.flush()


def set_shortcuts(person: User, on: bool) -> None:
    """Switch the number keys of the scoring page on or off for this person."""
    person.shortcuts = on
    db.session.flush()


def _keep_an_administrator(person: User) -> None:
    others = [
        other
        for other in queries.people_of(person.organisation_id)
        if other.id != person.id and other.active and RoleName.ADMINISTRATOR in other.role_names
    ]
    if not others:
        raise LastAdministrator
