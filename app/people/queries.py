"""Reads about people. Each takes the viewer or the organisation, so that nothing crosses its border."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import ColumnElement, Select, and_, func, or_, select
from sqlalchemy.orm import aliased, selectinload

from app.core import clock
from app.core.db import db, find_or_add
from app.people.models import Department, Organisation, Role, Team, TeamMembership, User, roles_users
from app.people.rules import Contact, OrganisationKind, RoleName, employer_key


def running_on(membership: type[TeamMembership], day: date, since: date | None = None) -> ColumnElement[bool]:
    """The condition that a membership holds on a day, or (`since`) held on one day at least from then on."""
    return and_(membership.starts_on <= day, or_(membership.ends_on.is_(None), membership.ends_on >= (since or day)))


def leads(led: type[TeamMembership], theirs: type[TeamMembership], day: date) -> ColumnElement[bool]:
    """The condition that, on a day, one membership is of a manager and the other of a member; joined by their team.

    In whatever way somebody leads, they see the same for as long as it runs.
    """
    return and_(led.is_manager, running_on(led, day), ~theirs.is_manager, running_on(theirs, day))


def managers_of(person: User, day: date) -> Sequence[User]:
    """The active managers of the teams that the person is a member of on this day, by last name."""
    theirs, led = aliased(TeamMembership), aliased(TeamMembership)
    return db.session.scalars(
        select(User)
        .join(led, led.user_id == User.id)
        .join(theirs, theirs.team_id == led.team_id)
        .where(User.id != person.id, User.active, theirs.user_id == person.id, leads(led, theirs, day))
        .distinct()
        .order_by(User.sort_name, User.id)
    ).all()


def leads_of(person: User, day: date) -> list[tuple[int, int, int]]:
    """Who manages this person on this day and through what: manager id, and the memberships of manager and person."""
    theirs, led = aliased(TeamMembership), aliased(TeamMembership)
    rows = db.session.execute(
        select(led.user_id, led.id, theirs.id)
        .join(theirs, theirs.team_id == led.team_id)
        .where(theirs.user_id == person.id, led.user_id != person.id, leads(led, theirs, day))
        .order_by(led.id, theirs.id)
    )
    return [(manager_id, led_id, member_id) for manager_id, led_id, member_id in rows]


def people_managed_by(manager: User, day: date) -> Sequence[User]:
    """The active members, on this day, of the teams that the person manages on this day, by last name."""
    if RoleName.MANAGER not in manager.role_names:
        return []
    theirs, led = aliased(TeamMembership), aliased(TeamMembership)
    return db.session.scalars(
        select(User)
        .join(theirs, theirs.user_id == User.id)
        .join(led, led.team_id == theirs.team_id)
        .where(
            User.id != manager.id,
            User.active,
            User.organisation_id == manager.organisation_id,
            led.user_id == manager.id,
            leads(led, theirs, day),
        )
        .options(selectinload(User.roles))
        .distinct()
        .order_by(User.sort_name, User.id)
    ).all()


def _in_organisation(organisation_id: int) -> Select[User]:
    """Everybody of an organisation with roles and teams."""
    return (
        select(User)
        .where(User.organisation_id == organisation_id)
        .options(selectinload(User.memberships), selectinload(User.roles))
    )


def people_of(organisation_id: int) -> Sequence[User]:
    """Everybody of an organisation with roles and teams, closed accounts last, by last name."""
    return db.session.scalars(
        _in_organisation(organisation_id).order_by(User.active.desc(), User.sort_name, User.id)
    ).all()


def person_of(organisation_id: int, person_id: int) -> User | None:
    """One person of an organisation, or None."""
    return db.session.scalar(_in_organisation(organisation_id).where(User.id == person_id))


def teams_of(organisation_id: int) -> Sequence[Team]:
    """The teams of an organisation that are there today, by name: also those that stop later."""
    query = select(Team).where(Team.organisation_id == organisation_id, still_there(clock.today()))
    return db.session.scalars(query.order_by(Team.name)).all()


def still_there(day: date) -> ColumnElement[bool]:
    """That a team is there on a day or comes: its last day, when it has one, is not over."""
    return or_(Team.closed_on.is_(None), Team.closed_on >= day)


def departments_of(organisation_id: int) -> Sequence[Department]:
    """The departments of an organisation that were not closed, by name."""
    return db.session.scalars(
        select(Department)
        .where(Department.organisation_id == organisation_id, Department.closed_on.is_(None))
        .order_by(Department.name)
    ).all()


def department_of(organisation_id: int, department_id: int) -> Department | None:
    """One department of an organisation, also a closed one, or None."""
    return db.session.scalar(
        select(Department).where(Department.organisation_id == organisation_id, Department.id == department_id)
    )


def department_called(organisation_id: int, name: str) -> Department | None:
    """The open department with this name, whatever its capitals."""
    return db.session.scalar(
        select(Department).where(
            Department.organisation_id == organisation_id,
            Department.closed_on.is_(None),
            func.lower(Department.name) == name.strip().lower(),
        )
    )


def team_of(organisation_id: int, team_id: int) -> Team | None:
    """One team of an organisation, also a closed one, or None."""
    return db.session.scalar(select(Team).where(Team.organisation_id == organisation_id, Team.id == team_id))


def team_called(organisation_id: int, name: str, day: date) -> Team | None:
    """The team with this name that is there on a day or comes, whatever its capitals."""
    return db.session.scalar(
        select(Team)
        .where(Team.organisation_id == organisation_id, still_there(day), func.lower(Team.name) == name.strip().lower())
        .order_by(Team.closed_on.is_not(None))
    )


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


def contact_of(organisation: Organisation) -> tuple[Contact, ...]:
    """Whom people of an organisation ask about Vakspiegel: the contact that it filled in, else its administrators."""
    if organisation.contact_name or organisation.contact_email:
        name = organisation.contact_name or organisation.name
        return (Contact(name, organisation.contact_email, organisation.contact_phone),)
    rows = db.session.execute(
        select(User.name, User.email)
        .where(
            User.organisation_id == organisation.id,
            User.active,
            User.roles.any(Role.name == RoleName.ADMINISTRATOR.value),
        )
        .order_by(User.name, User.id)
    )
    return tuple(Contact(row.name, row.email) for row in rows)


def officer_of(organisation: Organisation) -> Contact | None:
    """The privacy officer (FG) of an organisation, as it was filled in; None as long as it was not."""
    if not (organisation.officer_name or organisation.officer_email):
        return None
    return Contact(
        organisation.officer_name or "Functionaris gegevensbescherming",
        organisation.officer_email,
        organisation.officer_phone,
    )


def has_other_administrator(person: User) -> bool:
    """Whether somebody else with an open account is administrator of the person's organisation."""
    return _another_has(RoleName.ADMINISTRATOR, person, User.organisation_id == person.organisation_id)


def has_other_member_of_the_board(person: User) -> bool:
    """Whether somebody else with an open account is on the board of the register."""
    return _another_has(RoleName.BOARD, person)


def _another_has(role: RoleName, person: User, *conditions: ColumnElement[bool]) -> bool:
    """Whether somebody else with an open account, who stays, has a role.

    Asks the database and not the objects in memory, because two who have it may try to remove each other.
    """
    return bool(
        db.session.scalar(
            select(func.count())
            .select_from(User)
            .join(roles_users, roles_users.c.user_id == User.id)
            .join(Role, Role.id == roles_users.c.role_id)
            .where(User.id != person.id, User.active, User.leaves_on.is_(None))
            .where(Role.name == role.value, *conditions)
        )
    )


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
    """All open accounts, by last name; two of each role are shown first."""
    people = db.session.scalars(
        select(User)
        .where(User.active)
        .options(selectinload(User.memberships), selectinload(User.roles))
        .order_by(User.sort_name, User.id)
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


def organisations() -> Sequence[Organisation]:
    """All of this installation, the oldest first."""
    return db.session.scalars(select(Organisation).order_by(Organisation.id)).all()


def find_organisation(name: str) -> Organisation | None:
    """An organisation by its name, whatever its capitals and blanks."""
    wanted = " ".join(name.split()).casefold()
    return next((one for one in organisations() if " ".join(one.name.split()).casefold() == wanted), None)


def organisation_like(name: str) -> Organisation | None:
    """The organisation that is called so, however it is written; None when there is none."""
    key = employer_key(name)
    known = (one for one in organisations() if one.kind is OrganisationKind.EMPLOYER)
    return next((one for one in known if employer_key(one.name) == key), None)


def any_organisation() -> bool:
    """Whether there is an organisation at all: without one the database is empty."""
    return db.session.scalar(select(Organisation.id).limit(1)) is not None


def role_called(name: RoleName) -> Role:
    """The row of a role; it is made when it is asked for the first time, by whichever of two comes first."""
    return find_or_add(
        lambda: db.session.scalar(select(Role).where(Role.name == name.value)), lambda: Role(name=name.value)
    )
