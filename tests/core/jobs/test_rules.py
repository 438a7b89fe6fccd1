from datetime import UTC, datetime, time, timedelta

import pytest

from app.core.jobs.rules import PAUSES, Daily, Every, pause_after

SEVEN = Daily(time(7, 0))


@pytest.mark.parametrize(
    ("now", "due"),
    [
        ("2026-11-20T05:59", "2026-11-20T06:00"),
        ("2026-11-20T06:00", "2026-11-21T06:00"),
        ("2026-11-20T23:30", "2026-11-21T06:00"),
        ("2027-03-27T12:00", "2027-03-28T05:00"),
        ("2027-10-30T12:00", "2027-10-31T06:00"),
    ],
)
def test_each_day_at_the_same_time_on_a_dutch_clock(now, due):
    assert SEVEN.next_after(datetime.fromisoformat(now).replace(tzinfo=UTC)).astimezone(UTC) == datetime.fromisoformat(
        due
    ).replace(tzinfo=UTC)
    assert SEVEN.dutch == "Elke dag om 07:00"


def test_again_after_a_pause():
    now = datetime(2026, 11, 20, 9, 0, tzinfo=UTC)
    each_minute = Every(timedelta(minutes=1), "Elke minuut")
    assert each_minute.next_after(now) == now + timedelta(minutes=1)
    assert (each_minute.first(now), SEVEN.first(now)) == (now, SEVEN.next_after(now))


def test_what_fails_waits_ever_longer_and_is_given_up():
    pauses = [pause_after(attempts) for attempts in range(1, len(PAUSES) + 2)]
    assert pauses == [*PAUSES, None]
    assert list(PAUSES) == sorted(PAUSES)
