"""Writes about leaving and coming back; they flush, the request commits.

From the day after the last one nobody gets in (`User.is_active`); the account is closed by the job `leavers`.
"""

from __future__ import annotations

import logging
from collections.abc import Iterable, Mapping, Sequence
from datetime import date, timedelta

from app.core import clock
from app.core.db import db, lock
from app.core.problems import DomainError
from app.people import operations
from app.people.leaving import notices
from app.people.leaving.queries import places_that_end_with, successors_to_come
from app.people.models import Team, TeamMembership, User
from app.people.queries import role_called
from app.people.rules import LeadKind, Period, RoleName

log = logging.getLogger(__name__)


def leave_on(person: User, last_day: date, successors: Mapping[Team, User], by: User) -> None:
    """Somebody leaves after `last_day`: their teams end then, and who takes over a team leads it from the day after.

    What an earlier choice of the last day ended, and who takes over because of it, moves along. A last day that is over
    closes the account now. Raises `AccountClosed`, `NotTheirs`, `LastAdministrator`, `LastOfTheBoard`, and
    `AlreadyInTeam` for who takes over.
    """
    today = clock.today()
    _hold(person, successors, today)
    operations.check_keeper(by, person)
    if not person.active:
        raise operations.AccountClosed
    operations.check_others_stay(person)
    taking_over = dict(successors)
    for place in _take_away(successors_to_come(person, today)):
        taking_over.setdefault(place.team, place.user)
    for place in places_that_end_with(person):
        place.ends_on = max(last_day, place.starts_on)
    operations.end_places(person, last_day)
    person.leaves_on = last_day
    db.session.flush()
    _take_over(taking_over, last_day + timedelta(days=1))
    notices.tell_leaving(person, last_day, by)
    if last_day < today:
        operations.close_account(person)


def close_now(person: User, successors: Mapping[Team, User], by: User) -> None:
    """Close an account at once; who takes over a team leads it from today. Raises as `leave_on`."""
    _hold(person, successors, clock.today())
    operations.close_account(person, by)
    _take_over(successors, clock.today())


def stay(person: User, by: User) -> Sequence[Team]:
    """Somebody does not leave after all: who would take over does not come, and the teams that go on have them again.

    Answers those teams. Raises `NotTheirs`.
    """
    today = clock.today()
    _hold(person, {}, today)
    operations.check_keeper(by, person)
    _take_away(successors_to_come(person, today))
    places = places_that_end_with(person)
    for place in places:
        place.ends_on = None
    person.leaves_on = None
    db.session.flush()
    return [place.team for place in places]


def close_leaver(person: User, today: date) -> bool:
    """Close the account of somebody whose last day is over; answers whether it was done. The caller commits."""
    lock(role_called(RoleName.BOARD), person.organisation, person)
    if not person.active or person.leaves_on is None or person.leaves_on >= today:
        return False
    try:
        operations.close_account(person)
    except DomainError as error:
        log.warning("Account %s blijft open: %s", person.id, error)
        return False
    return True


def _hold(person: User, successors: Mapping[Team, User], today: date) -> None:
    """Lock all that changes: teams before people, and each in the order of their ids."""
    come = successors_to_come(person, today)
    teams = {*successors, *(one.team for one in come), *(one.team for one in places_that_end_with(person))}
    people = {person, *successors.values(), *(one.user for one in come)}
    rows = (*sorted(teams, key=lambda one: one.id), *sorted(people, key=lambda one: one.id))
    lock(role_called(RoleName.BOARD), person.organisation, *rows)


def _take_away(places: Iterable[TeamMembership]) -> list[TeamMembership]:
    taken = list(places)
    for place in taken:
        db.session.delete(place)
    db.session.flush()
    return taken


def _take_over(successors: Mapping[Team, User], start: date) -> None:
    for team, successor in sorted(successors.items(), key=lambda one: one[0].id):
        operations.join_team(successor, team, lead=LeadKind.HIERARCHICAL, period=Period(start))
