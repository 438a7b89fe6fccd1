"""Writes about leaving and coming back; they flush, the request commits.

From the day after the last one nobody gets in (`User.is_active`); the account is closed when `close_leavers` runs.
"""

from __future__ import annotations

import logging
from collections.abc import Mapping
from datetime import date, timedelta

from app.core import clock
from app.core.db import db, lock
from app.core.problems import DomainError
from app.people import operations
from app.people.leaving import notices
from app.people.leaving.queries import left_before
from app.people.models import Team, User
from app.people.queries import role_called
from app.people.rules import LeadKind, Period, RoleName

log = logging.getLogger(__name__)


def leave_on(person: User, last_day: date, successors: Mapping[Team, User], by: User) -> None:
    """Somebody leaves after `last_day`: their teams end then, and who takes over a team leads it from the day after.

    A last day that is over closes the account now. Raises `AccountClosed`, `NotTheirs`, `LastAdministrator`,
    `LastOfTheBoard`, and `AlreadyInTeam` for who takes over.
    """
    teams = sorted(successors, key=lambda team: team.id)
    lock(role_called(RoleName.BOARD), person.organisation, *teams, person)
    operations.check_keeper(by, person)
    if not person.active:
        raise operations.AccountClosed
    operations.check_others_stay(person)
    for membership in list(person.memberships):
        if membership.starts_on > last_day:
            person.memberships.remove(membership)
        elif membership.ends_on is None or membership.ends_on > last_day:
            membership.ends_on = last_day
    person.leaves_on = last_day
    db.session.flush()
    for team, successor in successors.items():
        operations.join_team(successor, team, lead=LeadKind.HIERARCHICAL, period=Period(last_day + timedelta(days=1)))
    notices.tell_leaving(person, last_day, by)
    if last_day < clock.today():
        operations.close_account(person)


def stay(person: User, by: User) -> None:
    """Somebody does not leave after all; their teams stay ended, because nobody knows who is in them by now."""
    lock(person)
    operations.check_keeper(by, person)
    person.leaves_on = None
    db.session.flush()


def close_leavers(today: date) -> int:
    """Close the accounts of all whose last day is over; answers how many. The caller commits."""
    return sum(_close(person, today) for person in left_before(today))


def _close(person: User, today: date) -> bool:
    lock(role_called(RoleName.BOARD), person.organisation, person)
    if not person.active or person.leaves_on is None or person.leaves_on >= today:
        return False
    try:
        operations.close_account(person)
    except DomainError as error:
        log.warning("Account %s blijft open: %s", person.id, error)
        return False
    return True
