"""Reads of the tree: what is above a team, what a search finds in an organisation, what happened to a part of it."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import ColumnElement, CompoundSelect, Select, func, or_, select, union
from sqlalchemy.orm import InstrumentedAttribute, selectinload

from app.core.db import db
from app.people.models import Department, Role, Team, TeamMembership, TreeChange, User
from app.people.queries import running_on, still_there
from app.people.rules import ChangeKind, RoleName


def departments_over(teams: Select[int]) -> CompoundSelect[int]:
    """The ids of the departments that these teams (by id) are under, directly or one level higher."""
    near = select(Team.department_id).where(Team.id.in_(teams), Team.department_id.is_not(None))
    above = select(Department.parent_id).where(Department.id.in_(near), Department.parent_id.is_not(None))
    return union(near, above)


def changes_of(one: Team | Department) -> Sequence[TreeChange]:
    """What happened to a team or department, the newest first."""
    column = TreeChange.team_id if isinstance(one, Team) else TreeChange.department_id
    return db.session.scalars(
        select(TreeChange).where(column == one.id).order_by(TreeChange.day.desc(), TreeChange.id.desc())
    ).all()


def went_into_another(team: Team) -> bool:
    """Whether a team stops because it goes on in another one, which cannot be undone."""
    return any(one.kind is ChangeKind.MERGED for one in changes_of(team))


def led_by(person: User, day: date) -> Sequence[TeamMembership]:
    """The places in which somebody leads a team on a day, by the name of the team."""
    return db.session.scalars(
        select(TeamMembership)
        .join(Team)
        .where(TeamMembership.user_id == person.id, TeamMembership.is_manager, running_on(TeamMembership, day))
        .order_by(Team.name)
    ).all()


@dataclass(frozen=True, slots=True)
class Found:
    """Who or what a search found: `key` is unique among all kinds, `hint` says which one it is."""

    key: str
    name: str
    hint: str


@dataclass(frozen=True, slots=True)
class FoundPage:
    """The first of what was found, and of how many."""

    rows: tuple[Found, ...]
    total: int


def people_found(
    organisation_id: int,
    search: str,
    day: date,
    most: int,
    *,
    role: RoleName | None = None,
    without_role: RoleName | None = None,
    without_team: bool = False,
) -> FoundPage:
    """The open accounts (with a role, without another) whose name or job title holds all words of `search`, by surname.

    `without_team` leaves out who is in a team on that day or comes in one.
    """
    conditions = [User.organisation_id == organisation_id, User.active, *_holding(search, User.name, User.job_title)]
    if role is not None:
        conditions.append(User.roles.any(Role.name == role.value))
    if without_role is not None:
        conditions.append(~User.roles.any(Role.name == without_role.value))
    if without_team:
        conditions.append(~User.memberships.any(_not_over(day)))
    total = db.session.scalar(select(func.count()).select_from(User).where(*conditions)) or 0
    people = db.session.scalars(
        select(User)
        .where(*conditions)
        .options(selectinload(User.memberships))
        .order_by(User.sort_name, User.id)
        .limit(most)
    )
    return FoundPage(tuple(found_person(one, day) for one in people), total)


def found_person(person: User, day: date) -> Found:
    """A person as a search finds them: with job title and the teams of a day."""
    teams = sorted({one.team.name for one in person.memberships if one.period.holds(day)})
    return Found(f"person-{person.id}", person.name, ". ".join(filter(None, (person.job_title, ", ".join(teams)))))


def parts_found(organisation_id: int, search: str, most: int, day: date) -> FoundPage:
    """The departments and teams of a day whose name holds all words of `search`: departments first, by name."""
    departments = db.session.scalars(
        select(Department)
        .where(Department.organisation_id == organisation_id, Department.closed_on.is_(None))
        .where(*_holding(search, Department.name))
        .options(selectinload(Department.parent))
        .order_by(Department.name)
    ).all()
    teams = db.session.scalars(
        select(Team)
        .where(Team.organisation_id == organisation_id, still_there(day), *_holding(search, Team.name))
        .options(selectinload(Team.department))
        .order_by(Team.name)
    ).all()
    rows = [*map(found_part, departments), *map(found_part, teams)]
    return FoundPage(tuple(rows[:most]), len(rows))


def found_part(one: Department | Team) -> Found:
    """A department or team as a search finds it."""
    if isinstance(one, Department):
        return Found(f"department-{one.id}", one.name, f"Afdeling in {one.parent.name}" if one.parent else "Afdeling")
    return Found(f"team-{one.id}", one.name, f"Team in {one.department.name}" if one.department else "Team")


def owners_of(organisation_id: int, keys: Collection[str]) -> list[Department | Team | User]:
    """The departments, teams and people of an organisation with these keys of `Found`; unknown ones are left out."""
    ids: dict[str, set[int]] = {"department": set(), "team": set(), "person": set()}
    for key in keys:
        kind, _, number = key.partition("-")
        if kind in ids and number.isascii() and number.isdigit() and len(number) < 10:
            ids[kind].add(int(number))
    found: list[Department | Team | User] = []
    for model, kind in ((Department, "department"), (Team, "team"), (User, "person")):
        if ids[kind]:
            query = select(model).where(model.organisation_id == organisation_id, model.id.in_(ids[kind]))
            found += db.session.scalars(query.order_by(model.name, model.id))
    return found


def _holding(search: str, *columns: InstrumentedAttribute[str]) -> list[ColumnElement[bool]]:
    """That one of these columns holds each word."""
    words = search.split()[:10]
    return [or_(*(column.icontains(word, autoescape=True) for column in columns)) for word in words]


def _not_over(day: date) -> ColumnElement[bool]:
    return or_(TeamMembership.ends_on.is_(None), TeamMembership.ends_on >= day)
