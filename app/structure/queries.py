"""Reads of departments and teams for who keeps them: the tree, who is in a team, and what can be chosen."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import selectinload

from app.core.db import db
from app.people.models import Department, Team, TeamMembership, User
from app.people.queries import running_on, still_there


@dataclass(frozen=True, slots=True)
class TeamLine:
    """A team in the tree: its last day when that is known, how many members it has, and who leads it."""

    id: int
    name: str
    closed_on: date | None
    members: int
    leaders: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Branch:
    """A department with what is under it."""

    id: int
    name: str
    teams: tuple[TeamLine, ...]
    branches: tuple[Branch, ...] = ()

    @property
    def count(self) -> int:
        """How many teams are under it, at whatever level."""
        return len(self.teams) + sum(len(one.teams) for one in self.branches)


@dataclass(frozen=True, slots=True)
class Tree:
    """The departments and teams of an organisation on a day, by name; `loose` teams are under no department."""

    branches: tuple[Branch, ...]
    loose: tuple[TeamLine, ...]
    stopped: tuple[Team, ...]
    closed: tuple[Department, ...]

    def branch_of(self, department_id: int) -> Branch | None:
        """A department in the tree; None for one that was closed."""
        everything = (*self.branches, *(one for above in self.branches for one in above.branches))
        return next((one for one in everything if one.id == department_id), None)

    @property
    def is_empty(self) -> bool:
        """Whether nothing was ever made."""
        return not (self.branches or self.loose or self.stopped or self.closed)


def tree_of(organisation_id: int, day: date) -> Tree:
    """The tree of an organisation; three queries, however large it is. Closed accounts do not count."""
    lines: dict[int | None, list[TeamLine]] = defaultdict(list)
    stopped, there = [], _in_teams(organisation_id, day)
    for team in db.session.scalars(select(Team).where(Team.organisation_id == organisation_id).order_by(Team.name)):
        if team.closed_on is not None and team.closed_on < day:
            stopped.append(team)
            continue
        members, leaders = there.get(team.id, (0, ()))
        lines[team.department_id].append(TeamLine(team.id, team.name, team.closed_on, members, leaders))
    departments = db.session.scalars(
        select(Department).where(Department.organisation_id == organisation_id).order_by(Department.name)
    ).all()
    under: dict[int | None, list[Department]] = defaultdict(list)
    for one in departments:
        if one.closed_on is None:
            under[one.parent_id].append(one)

    def branch(one: Department) -> Branch:
        return Branch(one.id, one.name, tuple(lines[one.id]), tuple(branch(below) for below in under[one.id]))

    return Tree(
        tuple(branch(one) for one in under[None]),
        tuple(lines[None]),
        tuple(stopped),
        tuple(one for one in departments if one.closed_on is not None),
    )


def _in_teams(organisation_id: int, day: date) -> dict[int, tuple[int, tuple[str, ...]]]:
    """Per team the number of members and the names of who leads it, on a day."""
    members: dict[int, int] = defaultdict(int)
    leaders: dict[int, list[str]] = defaultdict(list)
    inside = db.session.execute(
        select(TeamMembership.team_id, TeamMembership.lead, User.name)
        .join(User, TeamMembership.user_id == User.id)
        .where(User.organisation_id == organisation_id, User.active, running_on(TeamMembership, day))
        .order_by(User.sort_name)
    )
    for team_id, lead, name in inside:
        if lead:
            leaders[team_id].append(name)
        else:
            members[team_id] += 1
    return {one: (members[one], tuple(leaders[one])) for one in {*members, *leaders}}


@dataclass(frozen=True, slots=True)
class Places:
    """Who is in a team on a day or comes later, and who was in it before: by surname, those before newest first."""

    leading: tuple[TeamMembership, ...]
    members: tuple[TeamMembership, ...]
    earlier: tuple[TeamMembership, ...]
    count: int
    """The members of the day whose account is open."""


def places_in(team: Team, day: date) -> Places:
    """Everybody who has, will have or had a place in a team."""
    places = db.session.scalars(
        select(TeamMembership)
        .where(TeamMembership.team_id == team.id)
        .options(selectinload(TeamMembership.user).selectinload(User.roles))
    ).all()
    now = sorted(
        (one for one in places if one.ends_on is None or one.ends_on >= day),
        key=lambda one: (one.starts_on > day, one.user.sort_name),
    )
    over = [one for one in places if one.ends_on is not None and one.ends_on < day]
    members = tuple(one for one in now if not one.is_manager)
    return Places(
        tuple(one for one in now if one.is_manager and one.user.active),
        members,
        tuple(sorted(over, key=lambda one: (one.ends_on or day, one.id), reverse=True)),
        sum(one.user.active and one.starts_on <= day for one in members),
    )


def place_in(team: Team, membership_id: int) -> TeamMembership | None:
    """One place in this team, or None."""
    return db.session.scalar(
        select(TeamMembership).where(TeamMembership.team_id == team.id, TeamMembership.id == membership_id)
    )


def under(department: Department, day: date) -> tuple[Sequence[Department], Sequence[Team]]:
    """The departments and teams that are under a department, by name: without those that stopped before a day."""
    departments = db.session.scalars(
        select(Department)
        .where(Department.parent_id == department.id, Department.closed_on.is_(None))
        .order_by(Department.name)
    ).all()
    teams = db.session.scalars(
        select(Team).where(Team.department_id == department.id, still_there(day)).order_by(Team.name)
    ).all()
    return departments, teams
