"""Writes of the tree: departments and teams get another name or place, go into another, or stop. The past stays."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date, timedelta

from sqlalchemy import or_, select

from app.core import clock
from app.core.db import db, lock, only_once
from app.core.problems import DomainError
from app.people import queries
from app.people.models import Department, Organisation, Team, TeamMembership, TreeChange, User
from app.people.operations import (
    DepartmentClosed,
    TeamClosed,
    TeamNameTaken,
    change_person,
    hold_department,
    join_team,
    leave_team,
)
from app.people.rules import ChangeKind, LeadKind, Period, RoleName, uncovered
from app.people.tree.queries import changes_of, went_into_another


class DepartmentNameTaken(DomainError):
    """The organisation has an open department of this name already."""

    sentence = "Er is al een afdeling met deze naam."


class TooDeep(DomainError):
    """Departments have two levels."""

    sentence = "Een afdeling onder een andere afdeling heeft zelf geen afdelingen onder zich."


class DayIsOver(DomainError):
    """Who was in which team before today is not written anew."""

    sentence = "Deze dag is voorbij. Kies vandaag of een dag die nog komt."


def add_department(organisation: Organisation, name: str, parent: Department | None = None) -> Department:
    """A new department, under another one; raises `DepartmentNameTaken`, `TooDeep` and `DepartmentClosed`."""
    lock(organisation)
    if parent is not None:
        _hold_parent(organisation.id, parent)
    if queries.department_called(organisation.id, name) is not None:
        raise DepartmentNameTaken
    department = Department(organisation_id=organisation.id, name=name, parent_id=parent.id if parent else None)
    with only_once(DepartmentNameTaken):
        db.session.add(department)
    return department


def change_department(department: Department, name: str, parent: Department | None) -> None:
    """Give a department another name, and a place under another one or under none; raises as `add_department`."""
    lock(department.organisation, department)
    if department.closed_on is not None:
        raise DepartmentClosed
    if parent is not None:
        if parent.id == department.id or _departments_under(department):
            raise TooDeep
        _hold_parent(department.organisation_id, parent)
    same = queries.department_called(department.organisation_id, name)
    if same is not None and same.id != department.id:
        raise DepartmentNameTaken
    if department.name != name:
        _note(department, ChangeKind.RENAMED, department.name, name)
    _put_under(department, parent)
    with only_once(DepartmentNameTaken):
        department.name = name


def change_team(team: Team, name: str, department: Department | None) -> None:
    """Give a team another name and place; raises `TeamNameTaken`, `TeamClosed` and `DepartmentClosed`."""
    lock(team.organisation, team)
    if team.closed_on is not None and team.closed_on < clock.today():
        raise TeamClosed
    if department is not None:
        hold_department(team.organisation_id, department)
    same = queries.team_called(team.organisation_id, name, clock.today())
    if same is not None and same.id != team.id:
        raise TeamNameTaken
    if team.name != name:
        _note(team, ChangeKind.RENAMED, team.name, name)
    _put_under(team, department)
    with only_once(TeamNameTaken):
        team.name = name


def enter_team(team: Team, people: Sequence[User], lead: LeadKind | None, period: Period, *, moves: bool) -> None:
    """Put people in a team; who will lead it gets the role for it, and without a role leading would show nothing.

    With `moves` a member leaves the other teams that they are a member of, on the day before. Raises `AlreadyInTeam`,
    `AlreadyLeft` and `TeamClosed`; then nobody enters.
    """
    lock(team.organisation, team, *sorted(people, key=lambda one: one.id))
    for person in people:
        if lead is not None and RoleName.MANAGER not in person.role_names:
            roles = person.role_names | {RoleName.MANAGER}
            change_person(person, name=person.name, job_title=person.job_title, roles=roles)
        if moves and lead is None:
            _leave_others(person, team, period.start - timedelta(days=1))
        join_team(person, team, lead=lead, period=period)


def _leave_others(person: User, team: Team, last_day: date) -> None:
    for one in queries.memberships_of(person):
        runs_on = one.ends_on is None or one.ends_on > last_day
        if one.team_id != team.id and not one.is_manager and runs_on:
            leave_team(one, last_day)


def move_on(membership: TeamMembership, last_day: date, into: Team, by: User | None = None) -> None:
    """End a place in a team with a day, and go on as member of another; raises as `leave_team` and `join_team`."""
    person = membership.user
    lock(*sorted((membership.team, into), key=lambda one: one.id), person)
    leave_team(membership, last_day, by)
    join_team(person, into, period=Period(last_day + timedelta(days=1)))


def close_team(team: Team, last_day: date) -> None:
    """Stop with a team after a day: who is in it then leaves with that day, who would come later does not come.

    Raises `DayIsOver` and `TeamClosed`.
    """
    lock(team)
    _refuse_end(team, last_day + timedelta(days=1), last_day)
    for membership in _held(team, last_day):
        _end(membership, last_day)
    team.closed_on = last_day
    _note(team, ChangeKind.CLOSED, team.name, "", day=last_day)
    db.session.flush()


def reopen_team(team: Team) -> None:
    """Let a team that stops go on after all: places that end with it have no end again.

    Not so of who leaves, acts for another, or goes on elsewhere the day after. Raises `TeamClosed` when it has stopped
    or goes into another, and `TeamNameTaken`.
    """
    lock(team)
    if team.closed_on is None:
        return
    if team.closed_on < clock.today() or went_into_another(team):
        raise TeamClosed
    next_day = team.closed_on + timedelta(days=1)
    for one in _held(team, team.closed_on - timedelta(days=1)):
        goes_on = any(other.starts_on == next_day for other in queries.memberships_of(one.user))
        if not goes_on and one.user.leaves_on is None and one.lead is not LeadKind.ACTING:
            one.ends_on = None
    for change in changes_of(team):
        if change.kind is ChangeKind.CLOSED:
            db.session.delete(change)
    with only_once(TeamNameTaken):
        team.closed_on = None


def merge_teams(old: Team, into: Team, day: date) -> None:
    """From a day on one team goes on in another: everybody goes along for the days they would have been in it.

    Who is in the other team already stays there as what they are. Raises `DayIsOver` and `TeamClosed`.
    """
    if old.id == into.id or old.organisation_id != into.organisation_id:
        raise ValueError("A team goes into another one of its organisation.")
    lock(*sorted((old, into), key=lambda one: one.id))
    _refuse_end(old, day, day)
    if into.closed_on is not None:
        raise TeamClosed
    last_day = day - timedelta(days=1)
    for membership in _held(old, last_day):
        there = [one.period for one in queries.memberships_of(membership.user) if one.team_id == into.id]
        along = Period(max(membership.starts_on, day), membership.ends_on)
        for part in uncovered(along, there):
            db.session.add(
                TeamMembership(
                    team_id=into.id,
                    user_id=membership.user_id,
                    lead=membership.lead,
                    starts_on=part.start,
                    ends_on=part.end,
                )
            )
        _end(membership, last_day)
    old.closed_on = last_day
    _note(old, ChangeKind.MERGED, old.name, into.name, day=day)
    _note(into, ChangeKind.JOINED, old.name, into.name, day=day)
    db.session.flush()


def close_department(department: Department) -> None:
    """Stop with a department today: what is under it comes one level higher. Raises `DepartmentClosed`."""
    _hold_open(department)
    _hand_over(department, department.parent)
    department.closed_on = clock.today() - timedelta(days=1)
    _note(department, ChangeKind.CLOSED, department.name, "")
    db.session.flush()


def merge_departments(old: Department, into: Department) -> None:
    """From today on what is under one department is under another; raises `TooDeep` and `DepartmentClosed`."""
    if old.id == into.id or old.organisation_id != into.organisation_id:
        raise ValueError("A department goes into another one of its organisation.")
    _hold_open(old, into)
    if _departments_under(old) and into.parent_id is not None:
        raise TooDeep
    _hand_over(old, into)
    old.closed_on = clock.today() - timedelta(days=1)
    _note(old, ChangeKind.MERGED, old.name, into.name)
    _note(into, ChangeKind.JOINED, old.name, into.name)
    db.session.flush()


def _hold_open(*departments: Department) -> None:
    lock(departments[0].organisation, *sorted(departments, key=lambda one: one.id))
    if any(one.closed_on is not None for one in departments):
        raise DepartmentClosed


def _hold_parent(organisation_id: int, parent: Department) -> None:
    hold_department(organisation_id, parent)
    if parent.parent_id is not None:
        raise TooDeep


def _departments_under(department: Department) -> list[Department]:
    return list(
        db.session.scalars(
            select(Department)
            .where(Department.parent_id == department.id, Department.closed_on.is_(None))
            .order_by(Department.id)
        )
    )


def _hand_over(department: Department, to: Department | None) -> None:
    """What is under a department comes under another one, or under none; `to` itself, when it was under it, too."""
    for one in _departments_under(department):
        _put_under(one, to if to is None or to.id != one.id else department.parent)
    teams = db.session.scalars(
        select(Team)
        .where(Team.department_id == department.id, queries.still_there(clock.today()))
        .order_by(Team.id)
        .with_for_update(key_share=True)
    )
    for team in teams.all():
        _put_under(team, to)


def _put_under(one: Team | Department, above: Department | None) -> None:
    before = one.department if isinstance(one, Team) else one.parent
    if before is above:
        return
    _note(one, ChangeKind.MOVED, before.name if before else "", above.name if above else "")
    if isinstance(one, Team):
        one.department = above
    else:
        one.parent = above


def _refuse_end(team: Team, first_day_without: date, chosen: date) -> None:
    if chosen < clock.today() or first_day_without < clock.today():
        raise DayIsOver
    if team.closed_on is not None:
        raise TeamClosed


def _held(team: Team, last_day: date) -> Iterable[TeamMembership]:
    """The places in a team that reach beyond a day, with their people locked; the team is locked by who asks."""
    beyond = (
        select(TeamMembership)
        .where(
            TeamMembership.team_id == team.id, or_(TeamMembership.ends_on.is_(None), TeamMembership.ends_on > last_day)
        )
        .order_by(TeamMembership.user_id, TeamMembership.id)
    )
    people = select(User).where(User.id.in_(beyond.with_only_columns(TeamMembership.user_id).order_by(None)))
    lock(*db.session.scalars(people.order_by(User.id)).all())
    return db.session.scalars(beyond).all()


def _end(membership: TeamMembership, last_day: date) -> None:
    if membership.starts_on > last_day:
        db.session.delete(membership)
    else:
        membership.ends_on = last_day


def _note(one: Team | Department, kind: ChangeKind, before: str, after: str, *, day: date | None = None) -> None:
    """Write down what happened."""
    note = TreeChange(day=day or clock.today(), kind=kind, before=before, after=after)
    if isinstance(one, Team):
        note.team_id = one.id
    else:
        note.department_id = one.id
    db.session.add(note)
