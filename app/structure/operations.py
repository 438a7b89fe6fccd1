"""Writes that end a team or department, or let it go into another, with what the standards hold for it."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date, timedelta

from app.core import clock
from app.core.db import lock
from app.people.models import Department, Team
from app.people.tree import operations as tree
from app.standards.norms.operations import end_norms_of, hand_norms_over, reopen_norms_of
from app.standards.offer.operations import begin_as


def stop_team(team: Team, last_day: date) -> None:
    """Stop with a team after a day, or after another one as long as it is there, and with the kaders that it has.

    Raises as `close_team` and `reopen_team`.
    """
    lock(team)
    before = team.closed_on
    tree.reopen_team(team)
    tree.close_team(team, last_day)
    if before is not None:
        reopen_norms_of(team, before)
    end_norms_of(team, last_day)


def keep_team(team: Team) -> None:
    """Let a team that stops go on after all, and the kaders that end with it; raises as `reopen_team`."""
    lock(team)
    last_day = team.closed_on
    tree.reopen_team(team)
    if last_day is not None:
        reopen_norms_of(team, last_day)


def merge_teams(old: Team, into: Team, day: date, norms: Collection[int]) -> None:
    """Let a team go on in another from a day, with these kaders (by id).

    Where its people begin goes along today, when the other has nothing of its own: before the day it would be too soon
    for who is in that one. Raises as `merge_teams` of the tree.
    """
    tree.merge_teams(old, into, day)
    hand_norms_over(old, into, day, norms)
    if day <= clock.today():
        begin_as(old, into)


def stop_department(department: Department) -> None:
    """Stop with a department today, and with the kaders that it has; raises as `close_department`."""
    tree.close_department(department)
    end_norms_of(department, clock.today() - timedelta(days=1))


def merge_departments(old: Department, into: Department, norms: Collection[int]) -> None:
    """Let a department go into another today, with these kaders (by id); raises as `merge_departments` of the tree."""
    tree.merge_departments(old, into)
    hand_norms_over(old, into, clock.today(), norms)
