"""The lists of people and teams, as the administrator of an organisation sees them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from sqlalchemy import and_, func, or_, select
from sqlalchemy.orm import selectinload

from app.core.copying import copied
from app.core.db import db
from app.people.models import User
from app.people.rules import RoleName


@dataclass(frozen=True, slots=True)
class PersonRow:
    """A person in the list of the administrator. `teams` are those of the day that was asked for."""

    id: int
    name: str
    email: str
    job_title: str
    active: bool
    invited: bool
    roles: tuple[RoleName, ...]
    teams: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class PeoplePage:
    """A page of people, the number of people on all pages, and which page it is (from 1) of how many."""

    rows: tuple[PersonRow, ...]
    total: int
    number: int
    count: int


def people_page(organisation_id: int, search: str, number: int, day: date, size: int = 50) -> PeoplePage:
    """The people of an organisation whose name, address or job title holds `search`; closed accounts last, by name.

    A number outside the pages gives the nearest page.
    """
    condition = and_(
        User.organisation_id == organisation_id,
        or_(*(column.icontains(search, autoescape=True) for column in (User.name, User.email, User.job_title))),
    )
    total = db.session.scalar(select(func.count()).select_from(User).where(condition)) or 0
    count = max(1, -(-total // size))
    number = min(max(1, number), count)
    found = db.session.scalars(
        select(User)
        .where(condition)
        .options(selectinload(User.memberships), selectinload(User.roles))
        .order_by(User.active.desc(), User.name, User.id)
        .limit(size)
        .offset((number - 1) * size)
    )
    return PeoplePage(tuple(_row(person, day) for person in found), total, number, count)


def _row(person: User, day: date) -> PersonRow:
    teams = sorted((one.team.name, one.is_manager) for one in person.memberships if one.period.holds(day))
    return copied(
        PersonRow,
        person,
        invited=person.password is None,
        roles=tuple(role for role in RoleName if role in person.role_names),
        teams=tuple(f"{name} (leidinggevende)" if leads else name for name, leads in teams),
    )
