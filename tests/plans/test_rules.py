"""What goals and actions can do, and how hours and dates are read."""

from datetime import date
from decimal import Decimal

import pytest

from app.core.problems import WrongStep
from app.plans.rules import (
    ActionKind,
    ActionStatus,
    GoalStatus,
    WrongHours,
    is_late,
    months_later,
    read_hours,
    write_hours,
)

TODAY = date(2026, 11, 20)


def test_an_open_goal_can_be_reached_or_dropped():
    assert GoalStatus.OPEN.reach() is GoalStatus.REACHED
    assert GoalStatus.OPEN.drop() is GoalStatus.DROPPED


@pytest.mark.parametrize("closed", [GoalStatus.REACHED, GoalStatus.DROPPED])
def test_a_closed_goal_must_be_reopened_before_anything_else(closed):
    with pytest.raises(WrongStep):
        closed.reach()
    with pytest.raises(WrongStep):
        closed.drop()
    assert closed.reopen() is GoalStatus.OPEN


def test_what_is_open_cannot_be_reopened():
    with pytest.raises(WrongStep):
        GoalStatus.OPEN.reopen()
    with pytest.raises(WrongStep):
        ActionStatus.OPEN.reopen()


@pytest.mark.parametrize("closed", [ActionStatus.DONE, ActionStatus.DROPPED])
def test_a_closed_action_must_be_reopened_before_anything_else(closed):
    with pytest.raises(WrongStep):
        closed.finish()
    with pytest.raises(WrongStep):
        closed.drop()
    assert closed.reopen() is ActionStatus.OPEN


def test_every_kind_of_action_has_a_dutch_word():
    assert all(kind.dutch for kind in ActionKind)


@pytest.mark.parametrize(
    ("typed", "hours"), [("", None), ("  ", None), ("2", "2"), ("1,5", "1.5"), ("0.25", "0.25"), ("999", "999")]
)
def test_hours_are_read_as_people_write_them(typed, hours):
    assert read_hours(typed) == (hours and Decimal(hours))


@pytest.mark.parametrize("typed", ["twee", "-1", "1000", "0,3", "NaN", "Infinity", "1e9", "1.000,5"])
def test_hours_that_make_no_sense_are_refused(typed):
    with pytest.raises(WrongHours):
        read_hours(typed)


@pytest.mark.parametrize(("hours", "written"), [(None, ""), ("10.00", "10"), ("1.50", "1,5"), ("0.25", "0,25")])
def test_hours_are_written_as_people_write_them(hours, written):
    assert write_hours(hours and Decimal(hours)) == written


def test_an_action_is_late_only_after_its_day_and_only_while_it_is_open():
    assert is_late(ActionStatus.OPEN, date(2026, 11, 19), TODAY)
    assert not is_late(ActionStatus.OPEN, TODAY, TODAY)
    assert not is_late(ActionStatus.DONE, date(2026, 11, 19), TODAY)


def test_months_later_stays_inside_the_month():
    assert months_later(date(2026, 8, 31), 6) == date(2027, 2, 28)
    assert months_later(date(2026, 11, 20), 6) == date(2027, 5, 20)
