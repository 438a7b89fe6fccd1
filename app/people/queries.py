"""Reads about people. Each takes the viewer or the organisation, so that nothing crosses its border."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import ColumnElement, and_, func, or_, select
from sqlalchemy.orm import aliased, selectinload

from app.core.db import db, find_or_add
from app.people.models import Organisation, Role, Team, TeamMembership, User, roles_users
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
        .options(selectinload(User.roles))
        .distinct()
        .order_by(User.name)
    ).all()  # fmt: skip


def people_of(organisation_id: int) -> Sequence[User]:
    """Everybody of an organisation with roles and teams, closed accounts last, by name."""
    return db.session.scalars(
        select(User)
        .where(User.organisation_id == organisation_id)
        .options(selectinload(User.memberships), selectinload(User.roles))
        .order_by(User.active.desc(), User.name)
    ).all()


def person_of(organisation_id: int, person_id: int) -> User | None:
    """One person of an organisation, or None."""
    return db.session.scalar(
        select(User)
        .where(User.organisation_id == organisation_id, User.id == person_id)
        .options(selectinload(User.memberships), selectinload(User.roles))
    )


def teams_of(organisation_id: int) -> Sequence[Team]:
    """The teams of an organisation, by name."""
    return db.session.scalars(select(Team).where(Team.organisation_id == organisation_id).order_by(Team.name)).all()


def team_of(organisation_id: int, team_id: int) -> Team | None:
    """One team of an organisation, or None."""
    return db.session.scalar(select(Team).where(Team.organisation_id == organisation_id, Team.id == team_id))


def team_called(organisation_id: int, name: str) -> Team | None:
    """The team with this name, whatever its capitals."""
    return db.session.scalar(
        select(Team).where(Team.organisation_id == organisation_id, func.lower(Team.name) == name.strip().lower())
    )


@dataclass(frozen=True, slots=True)
class TeamRow:
    """A team in the list: the number of its members and the names of its managers on a day."""

    id: int
    name: str
    members: int
    managers: tuple[str, ...]


def team_rows(organisation_id: int, day: date) -> list[TeamRow]:
    """The teams of an organisation with who is in them on a day, by name; closed accounts do not count."""
    members: dict[int, int] = defaultdict(int)
    managers: dict[int, list[str]] = defaultdict(list)
    inside = db.session.execute(
        select(TeamMembership.team_id, TeamMembership.is_manager, User.name)
        .join(User, TeamMembership.user_id == User.id)
        .where(User.organisation_id == organisation_id, User.active, running_on(TeamMembership, day))
        .order_by(User.name)
    )
    for team_id, is_manager, name in inside:
        if is_manager:
            managers[team_id].append(name)
        else:
            members[team_id] += 1
    return [
        TeamRow(team.id, team.name, members[team.id], tuple(managers[team.id])) for team in teams_of(organisation_id)
    ]


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
    found = db.session.execute(
        select(User.id, User.name, User.email, User.job_title, User.active, User.password.is_(None))
        .where(condition)
        .order_by(User.active.desc(), User.name, User.id)
        .limit(size)
        .offset((number - 1) * size)
    ).all()
    ids = [row[0] for row in found]
    roles, teams = _roles_of(ids), _teams_on(ids, day)
    rows = tuple(PersonRow(*row, roles=tuple(roles[row[0]]), teams=tuple(teams[row[0]])) for row in found)
    return PeoplePage(rows, total, number, count)


def _roles_of(ids: Sequence[int]) -> dict[int, list[RoleName]]:
    found: dict[int, list[RoleName]] = defaultdict(list)
    rows = db.session.execute(
        select(roles_users.c.user_id, Role.name)
        .join(Role, Role.id == roles_users.c.role_id)
        .where(roles_users.c.user_id.in_(ids))
    )
    held = {(user_id, RoleName(name)) for user_id, name in rows}
    for role in RoleName:
        for user_id in ids:
            if (user_id, role) in held:
                found[user_id].append(role)
    return found


def _teams_on(ids: Sequence[int], day: date) -> dict[int, list[str]]:
    found: dict[int, list[str]] = defaultdict(list)
    rows = db.session.execute(
        select(TeamMembership.user_id, Team.name, TeamMembership.is_manager)
        .join(Team, Team.id == TeamMembership.team_id)
        .where(TeamMembership.user_id.in_(ids), running_on(TeamMembership, day))
        .order_by(Team.name)
    )
    for user_id, name, is_manager in rows:
        found[user_id].append(f"{name} (leidinggevende)" if is_manager else name)
    return found


def memberships_of(person: User) -> Sequence[TeamMembership]:
    """All memberships of a person, the newest first."""
    return db.session.scalars(
        select(TeamMembership)
        .where(TeamMembership.user_id == person.id)
        .order_by(TeamMembership.starts_on.desc(), TeamMembership.id.desc())
    ).all()


def membership_of(person: User, membership_id: int) -> TeamMembership | None:
    """One membership of a person, or None."""
    return db.session.scalar(
        select(TeamMembership).where(TeamMembership.user_id == person.id, TeamMembership.id == membership_id)
    )


def has_other_administrator(person: User) -> bool:
    """Whether somebody else with an open account is administrator of the person's organisation.

    Asks the database and not the objects in memory, because two administrators may try to remove each other.
    """
    return bool(
        db.session.scalar(
            select(func.count())
            .select_from(User)
            .join(roles_users, roles_users.c.user_id == User.id)
            .join(Role, Role.id == roles_users.c.role_id)
            .where(
                User.organisation_id == person.organisation_id, User.id != person.id, User.active,
                Role.name == RoleName.ADMINISTRATOR.value,
            )
        )
    )  # fmt: skip


@dataclass(frozen=True, slots=True)
class DemoPerson:
    """Somebody to sign in as in the demo: what you can see with them, and whether they are shown first."""

    user: User
    line: str = ""
    highlighted: bool = False

    @property
    def role(self) -> RoleName | None:
        """The role to group under: the first in the order of the roles."""
        return next((role for role in RoleName if role in self.user.role_names), None)

    @property
    def team(self) -> str:
        """The team of the latest membership, or nothing."""
        return self.user.memberships[-1].team.name if self.user.memberships else ""


def everybody_for_demo() -> list[DemoPerson]:
    """All open accounts, by name; two of each role are shown first."""
    people = db.session.scalars(
        select(User)
        .where(User.active)
        .options(selectinload(User.memberships), selectinload(User.roles))
        .order_by(User.name)
    ).all()
    found, seen = [], Counter[RoleName | None]()
    for user in people:
        role = DemoPerson(user).role
        seen[role] += 1
        found.append(DemoPerson(user, highlighted=seen[role] <= 2))
    return found


def names_of(ids: set[int]) -> dict[int, str]:
    """Names by id, for a list of looks."""
    rows = db.session.execute(select(User.id, User.name).where(User.id.in_(ids)))
    return {row.id: row.name for row in rows}


def find_by_email(email: str) -> User | None:
    """The person with this address, whatever its capitals."""
    return db.session.scalar(select(User).where(User.email == email.strip().lower()))


def find_organisation(name: str) -> Organisation | None:
    """An organisation by its name."""
    return db.session.scalar(select(Organisation).where(Organisation.name == name))


def any_organisation() -> bool:
    """Whether there is an organisation at all: without one the database is empty."""
    return db.session.scalar(select(Organisation.id).limit(1)) is not None


def role_called(name: RoleName) -> Role:
    """The row of a role; it is made when it is asked for the first time, by whichever of two comes first."""
    return find_or_add(
        lambda: db.session.scalar(select(Role).where(Role.name == name.value)), lambda: Role(name=name.value)
    )
