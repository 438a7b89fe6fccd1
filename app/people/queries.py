"""Reads about people. Each takes the viewer or the organisation, so that nothing crosses its border."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from sqlalchemy import ColumnElement, and_, or_, select
from sqlalchemy.orm import aliased, selectinload

from app.core.db import db
from app.people.models import Organisation, Role, Team, TeamMembership, User
from app.people.rules import RoleName


def running_on(membership: type[TeamMembership], day: date) -> ColumnElement[bool]:
    """The condition that a membership holds on a day."""
    return and_(membership.starts_on <= day, or_(membership.ends_on.is_(None), membership.ends_on >= day))


def managers_of(person: User, day: date) -> Sequence[User]:
    """The active managers of the teams that the person is a member of on this day, by name."""
    theirs, led = aliased(TeamMembership), aliased(TeamMembership)
    return db.session.scalars(
        select(User)
        .join(led, led.user_id == User.id)
        .join(theirs, theirs.team_id == led.team_id)
        .where(
            User.id != person.id, User.active,
            theirs.user_id == person.id, ~theirs.is_manager, running_on(theirs, day),
            led.is_manager, running_on(led, day),
        )
        .distinct()
        .order_by(User.name)
    ).all()  # fmt: skip


def people_managed_by(manager: User, day: date) -> Sequence[User]:
    """The active members, on this day, of the teams that the person manages on this day, by name."""
    if RoleName.MANAGER not in manager.role_names:
        return []
    theirs, led = aliased(TeamMembership), aliased(TeamMembership)
    return db.session.scalars(
        select(User)
        .join(theirs, theirs.user_id == User.id)
        .join(led, led.team_id == theirs.team_id)
        .where(
            User.id != manager.id, User.active, User.organisation_id == manager.organisation_id,
            led.user_id == manager.id, led.is_manager, running_on(led, day),
            ~theirs.is_manager, running_on(theirs, day),
        )
        .distinct()
        .order_by(User.name)
    ).all()  # fmt: skip


def person_managed_by(manager: User, person_id: int, day: date) -> User | None:
    """The person when the manager manages them on this day, else None."""
    return next((person for person in people_managed_by(manager, day) if person.id == person_id), None)


def people_of(organisation_id: int) -> Sequence[User]:
    """Everybody of an organisation with roles and teams, closed accounts last, by name."""
    return db.session.scalars(
        select(User)
        .where(User.organisation_id == organisation_id)
        .options(selectinload(User.memberships))
        .order_by(User.active.desc(), User.name)
    ).all()


def person_of(organisation_id: int, person_id: int) -> User | None:
    """One person of an organisation, or None."""
    return db.session.scalar(
        select(User)
        .where(User.organisation_id == organisation_id, User.id == person_id)
        .options(selectinload(User.memberships))
    )


def teams_of(organisation_id: int) -> Sequence[Team]:
    """The teams of an organisation, by name."""
    return db.session.scalars(select(Team).where(Team.organisation_id == organisation_id).order_by(Team.name)).all()


def names_of(ids: set[int]) -> dict[int, str]:
    """Names by id, for a list of looks."""
    return dict(db.session.execute(select(User.id, User.name).where(User.id.in_(ids))).tuples().all())


def find_by_email(email: str) -> User | None:
    """The person with this address, whatever its capitals."""
    return db.session.scalar(select(User).where(User.email == email.strip().lower()))


def find_organisation(name: str) -> Organisation | None:
    """An organisation by its name."""
    return db.session.scalar(select(Organisation).where(Organisation.name == name))


def role_called(name: RoleName) -> Role:
    """The row of a role; it is made when it is asked for the first time."""
    role = db.session.scalar(select(Role).where(Role.name == name.value))
    if role is None:
        role = Role(name=name.value)
        db.session.add(role)
        db.session.flush()
    return role
