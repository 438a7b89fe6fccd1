"""The lists of people and teams, as the administrator of an organisation sees them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime

from sqlalchemy import ColumnElement, and_, case, func, or_, select
from sqlalchemy.orm import selectinload

from app.core.copying import copied
from app.core.db import db
from app.people.administration.rules import Account, Wanted
from app.people.models import Role, Team, TeamMembership, User, roles_users
from app.people.queries import running_on, still_there
from app.people.rules import INVITED_AGAIN, RoleName


@dataclass(frozen=True, slots=True)
class Counts:
    """How far an organisation is: people with an open account, those of them who never chose a password and those who
    were invited or chose one, teams that are open, and those of them that somebody leads.
    """

    people: int
    not_signed_in: int
    invited: int
    teams: int
    led: int


def counts_of(organisation_id: int, day: date) -> Counts:
    """How far an organisation is on a day, in one question."""
    open_ = select(func.count()).where(User.organisation_id == organisation_id, User.active)
    invited = open_.where(or_(User.password.is_not(None), User.invited_at.is_not(None)))
    teams = select(func.count()).where(Team.organisation_id == organisation_id, still_there(day))
    led = (
        select(func.count(TeamMembership.team_id.distinct()))
        .join(Team, Team.id == TeamMembership.team_id)
        .join(User, User.id == TeamMembership.user_id)
        .where(Team.organisation_id == organisation_id, still_there(day), User.active)
        .where(TeamMembership.is_manager, running_on(TeamMembership, day))
    )
    asked = (open_, open_.where(User.password.is_(None)), invited, teams, led)
    return Counts(*db.session.execute(select(*(one.scalar_subquery() for one in asked))).one())


@dataclass(frozen=True, slots=True)
class PersonRow:
    """A person in the list of the administrator. `teams` are those of the day that was asked for."""

    id: int
    name: str
    email: str
    job_title: str
    active: bool
    waits: bool
    invited_at: datetime | None
    leaves_on: date | None
    roles: tuple[RoleName, ...]
    teams: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class PeoplePage:
    """A page of people, the number of people on all pages, and which page it is (from 1) of how many.

    `counts` says how many there are of each state (None: everybody), with the same words, team and role.
    """

    rows: tuple[PersonRow, ...]
    total: int
    number: int
    count: int
    counts: Mapping[Account | None, int]


def people_page(organisation_id: int, wanted: Wanted, number: int, day: date, size: int = 50) -> PeoplePage:
    """The people of an organisation who are asked for; closed accounts last, by last name.

    A number outside the pages gives the nearest page.
    """
    counts = _counts(organisation_id, wanted, day)
    total = counts[wanted.account]
    count = max(1, -(-total // size))
    number = min(max(1, number), count)
    found = db.session.scalars(
        select(User)
        .where(is_wanted(organisation_id, wanted, day))
        .options(selectinload(User.memberships), selectinload(User.roles))
        .order_by(User.active.desc(), User.sort_name, User.id)
        .limit(size)
        .offset((number - 1) * size)
    )
    return PeoplePage(tuple(_row(person, day) for person in found), total, number, count, counts)


def waits() -> ColumnElement[bool]:
    """The condition that somebody with an open account never chose a password, and so never signed in."""
    return and_(User.active, User.password.is_(None))


def waiting_again(organisation_id: int, wanted: Wanted, day: date, now: datetime) -> tuple[int, int]:
    """How many of those who are asked for wait for an invitation that may leave now, and how many never got one."""
    may = and_(is_wanted(organisation_id, wanted, day), may_be_invited(now))
    never = func.count(case((User.invited_at.is_(None), 1)))
    count, first = db.session.execute(select(func.count(), never).select_from(User).where(may)).one()
    return count, first


def roles_in(organisation_id: int) -> list[RoleName]:
    """The roles that somebody of the organisation has, in their order."""
    of_people = select(roles_users.c.role_id).join(User, User.id == roles_users.c.user_id)
    held = select(Role.name).where(Role.id.in_(of_people.where(User.organisation_id == organisation_id)))
    names = set(db.session.scalars(held))
    return [role for role in RoleName if role.value in names]


def may_be_invited(now: datetime) -> ColumnElement[bool]:
    """The condition that an invitation may leave: `may_be_sent_again`, of somebody who waits."""
    return and_(waits(), or_(User.invited_at.is_(None), User.invited_at <= now - INVITED_AGAIN))


def is_wanted(organisation_id: int, wanted: Wanted, day: date) -> ColumnElement[bool]:
    """The condition that somebody of the organisation is asked for."""
    conditions = [User.organisation_id == organisation_id]
    if wanted.words:
        columns = (User.name, User.email, User.job_title)
        conditions.append(or_(*(column.icontains(wanted.words, autoescape=True) for column in columns)))
    if wanted.team_id is not None:
        in_team = and_(TeamMembership.team_id == wanted.team_id, running_on(TeamMembership, day))
        conditions.append(User.memberships.any(in_team))
    if wanted.role is not None:
        conditions.append(User.roles.any(Role.name == wanted.role.value))
    if wanted.account is not None:
        conditions.append(waits() if wanted.account is Account.WAITING else ~User.active)
    return and_(*conditions)


def _counts(organisation_id: int, wanted: Wanted, day: date) -> Mapping[Account | None, int]:
    everybody, waiting, closed = db.session.execute(
        select(func.count(), func.count(case((waits(), 1))), func.count(case((~User.active, 1))))
        .select_from(User)
        .where(is_wanted(organisation_id, replace(wanted, account=None), day))
    ).one()
    return {None: everybody, Account.WAITING: waiting, Account.CLOSED: closed}


def _row(person: User, day: date) -> PersonRow:
    teams = sorted((one.team.name, one.is_manager) for one in person.memberships if one.period.holds(day))
    return copied(
        PersonRow,
        person,
        waits=person.password is None,
        roles=tuple(role for role in RoleName if role in person.role_names),
        teams=tuple(f"{name} (leidinggevende)" if leads else name for name, leads in teams),
    )
