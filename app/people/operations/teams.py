"""Writes of teams and who is in them: one function per use case; they flush, the request commits."""

from __future__ import annotations

from datetime import date

from app.core import clock
from app.core.db import db, lock, only_once
from app.core.problems import Conflict, DomainError, Gone
from app.people import queries
from app.people.models import Department, Organisation, Team, TeamMembership, User
from app.people.operations.accounts import check_keeper
from app.people.rules import LeadKind, Period


class AlreadyInTeam(DomainError):
    """The person is in the team in (a part of) this period already."""

    sentence = "Deze persoon zit in deze periode al in dit team."


class AlreadyLeft(DomainError):
    """The last day in the team is over: who comes back, comes back as of then and not as if they had never gone."""

    def __init__(self) -> None:
        """The sentence goes beside the field."""
        super().__init__("Deze periode is voorbij. Komt iemand terug in het team? Voeg dan een nieuwe periode toe.")


class LeavesBefore(AlreadyInTeam):
    """Nobody enters a team after their last day."""

    sentence = "Deze persoon is dan al vertrokken. Kijk bij het account naar de laatste dag."


class TeamNameTaken(DomainError):
    """The organisation has an open team of this name already."""

    sentence = "Er is al een team met deze naam."


class TeamClosed(Conflict):
    """Nobody is in a team after its last day, and nothing changes in it any more."""

    sentence = "Dit team is gestopt, of stopt voor die dag."


class DepartmentClosed(Conflict):
    """Nothing comes under a department that was closed."""

    sentence = "Deze afdeling is gesloten."


def add_team(organisation: Organisation, name: str, department: Department | None = None) -> Team:
    """A new team of an organisation, under a department of it; raises `TeamNameTaken` and `DepartmentClosed`."""
    if department is not None:
        hold_department(organisation.id, department)
    if queries.team_called(organisation.id, name, clock.today()) is not None:
        raise TeamNameTaken
    team = Team(organisation_id=organisation.id, name=name, department_id=department.id if department else None)
    with only_once(TeamNameTaken):
        db.session.add(team)
    return team


def hold_department(organisation_id: int, department: Department) -> None:
    """Lock a department under which something comes; raises `DepartmentClosed`."""
    if department.organisation_id != organisation_id:
        raise ValueError("The department is of another organisation.")
    lock(department)
    if department.closed_on is not None:
        raise DepartmentClosed


def while_there(team: Team, period: Period) -> Period:
    """The period, and until the last day of a team that stops where it has no end. Raises `TeamClosed`."""
    last_day = team.closed_on
    if last_day is None:
        return period
    if last_day < clock.today() or max(period.start, period.end or last_day) > last_day:
        raise TeamClosed
    return Period(period.start, period.end or last_day)


def join_team(person: User, team: Team, *, lead: LeadKind | None = None, period: Period) -> TeamMembership:
    """Put a person in a team for a period: as member, or to lead it in one way.

    Without an end it is until the last day of a team that stops, and of a person who leaves. Raises `AlreadyInTeam`
    when periods of the same team overlap, `LeavesBefore`, and `TeamClosed`. Who locks both locks the team first.
    """
    if team.organisation_id != person.organisation_id:
        raise ValueError("The team is of another organisation.")
    lock(team, person)
    if team.organisation_id != person.organisation_id:
        raise Gone
    period = while_there(team, period)
    if person.leaves_on is not None:
        if period.start > person.leaves_on:
            raise LeavesBefore
        period = Period(period.start, min(period.end or person.leaves_on, person.leaves_on))
    _refuse_overlap(person, team.id, period)
    membership = TeamMembership(team=team, user=person, lead=lead, starts_on=period.start, ends_on=period.end)
    db.session.add(membership)
    db.session.flush()
    return membership


def leave_team(membership: TeamMembership, last_day: date | None, by: User | None = None) -> None:
    """End a membership: `last_day` is the last day that counts; a membership that had not begun disappears.

    Without one it goes on, of who leaves until their last day. Raises `AlreadyInTeam` when the person comes back in the
    same team before that day, `AlreadyLeft` when a last day that is over would become a later one, `TeamClosed` when
    the team stops earlier and, of `by`, `NotTheirs`.
    """
    person = membership.user
    lock(person, membership)
    if by is not None:
        check_keeper(by, person)
    if membership.ends_on is not None and membership.ends_on < min(last_day or date.max, clock.today()):
        raise AlreadyLeft
    if person.leaves_on is not None:
        last_day = min(last_day or person.leaves_on, person.leaves_on)
    if membership.team.closed_on is not None and membership.team.closed_on < (last_day or date.max):
        raise TeamClosed
    if last_day is not None and last_day < membership.starts_on:
        person.memberships.remove(membership)
    else:
        _refuse_overlap(person, membership.team_id, Period(membership.starts_on, last_day), besides=membership)
        membership.ends_on = last_day
    db.session.flush()


def _refuse_overlap(person: User, team_id: int, period: Period, besides: TeamMembership | None = None) -> None:
    for other in queries.memberships_of(person):
        if other is not besides and other.team_id == team_id and other.period.overlaps(period):
            raise AlreadyInTeam
