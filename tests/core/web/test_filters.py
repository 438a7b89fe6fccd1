from datetime import UTC, date, datetime

import pytest

from app.core.web import filters


def test_a_date_is_written_as_people_say_it():
    day = date(2026, 12, 4)
    assert filters.weekday(day) == "vrijdag 4 december 2026"
    assert filters.weekday_short(day) == "vr 4 december"
    assert filters.day_short(day) == "4 dec"
    assert filters.month_short(date(2026, 3, 1)) == "mrt"


def test_a_time_is_that_of_a_dutch_clock():
    assert filters.clock_time(datetime(2026, 7, 1, 12, 2, tzinfo=UTC)) == "14:02"
    assert filters.day(datetime(2026, 7, 1, 23, 0, tzinfo=UTC)) == "2 juli 2026"


@pytest.mark.parametrize(
    ("value", "words"),
    [
        (date(2026, 11, 20), "vandaag"),
        (date(2026, 11, 21), "morgen"),
        (date(2026, 11, 26), "over 6 dagen"),
        (date(2026, 11, 19), "gisteren"),
        (date(2026, 11, 17), "3 dagen geleden"),
    ],
)
def test_how_far_away_a_date_is_in_words(now, value, words):
    assert filters.until(value) == words


@pytest.mark.parametrize(
    ("size", "words"),
    [(1, "1 byte"), (5, "5 bytes"), (999, "999 bytes"), (12_340, "12,3 kB"), (10 * 1024 * 1024, "10,5 MB")],
)
def test_the_size_of_a_file_is_in_dutch(size, words):
    assert filters.filesizeformat(size) == words
