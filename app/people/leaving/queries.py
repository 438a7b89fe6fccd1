"""What is open when somebody leaves: the teams that nobody else would lead."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta

from sqlalchemy import exists, or_, select
from sqlalchemy.orm import aliased

from app.core.db import db
from app.people.models import Role, Team, TeamMembership, User
from app.people.rules import LeadKind, RoleName


def teams_without_another_leader(person: User, today: date) -> Sequence[Team]:
    """The teams that this person leads from today on and that nobody else leads without an end, by name."""
    led, other = aliased(TeamMembership), aliased(TeamMembership)
    stays = (
        exists()
        .where(other.team_id == led.team_id, other.user_id != person.id, other.is_manager, other.ends_on.is_(None))
        .where(User.id == other.user_id, User.active, User.leaves_on.is_(None))
    )
    return db.session.scalars(
        select(Team)
        .where(
            Team.closed_on.is_(None),
            Team.id.in_(
                select(led.team_id).where(
                    led.user_id == person.id, led.is_manager, or_(led.ends_on.is_(None), led.ends_on >= today), ~stays
                )
            ),
        )
        .order_by(Team.name)
    ).all()


def places_that_end_with(person: User) -> Sequence[TeamMembership]:
    """The places that the last day of somebody ended, of teams that go on: they move along with that day.

    Who acts for another does so until a day of its own.
    """
    if person.leaves_on is None:
        return []
    acts = TeamMembership.lead == LeadKind.ACTING
    return db.session.scalars(
        select(TeamMembership)
        .join(Team)
        .where(TeamMembership.user_id == person.id, TeamMembership.ends_on == person.leaves_on)
        .where(Team.closed_on.is_(None), or_(TeamMembership.lead.is_(None), ~acts))
        .order_by(Team.name)
    ).all()


def successors_to_come(person: User, today: date) -> Sequence[TeamMembership]:
    """The places of who leads a team of this person from the day after their last one, and has not begun."""
    if person.leaves_on is None or person.leaves_on < today:
        return []
    led = [one.team_id for one in places_that_end_with(person) if one.is_manager]
    return db.session.scalars(
        select(TeamMembership)
        .where(TeamMembership.team_id.in_(led), TeamMembership.user_id != person.id)
        .where(TeamMembership.lead == LeadKind.HIERARCHICAL, TeamMembership.ends_on.is_(None))
        .where(TeamMembership.starts_on == person.leaves_on + timedelta(days=1))
        .order_by(TeamMembership.team_id)
    ).all()


def who_can_lead(person: User) -> Sequence[User]:
    """Everybody else of the organisation who has the role for it and stays, by last name."""
    return db.session.scalars(
        select(User)
        .where(
            User.organisation_id == person.organisation_id,
            User.id != person.id,
            User.active,
            User.leaves_on.is_(None),
            User.roles.any(Role.name == RoleName.MANAGER.value),
        )
        .order_by(User.sort_name, User.id)
    ).all()


def left_before(today: date) -> Sequence[User]:
    """The people with an open account whose last day is over."""
    return db.session.scalars(select(User).where(User.active, User.leaves_on < today).order_by(User.id)).all()
