from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from app.core.worded import series
from app.regulation.wording import day_text, duration_text, number_text, points_text


@pytest.mark.parametrize(
    ("number", "text"),
    [
        (4, "4"),
        ("40", "40"),
        ("8.0", "8"),
        ("40.00", "40"),
        ("2.50", "2,5"),
        ("2.25", "2,25"),
        ("0.1", "0,1"),
        ("0.5", "0,5"),
    ],
)
def test_a_number_is_written_with_a_comma_and_without_needless_noughts(number: str | int, text: str) -> None:
    assert number_text(number if isinstance(number, int) else Decimal(number)) == text


@pytest.mark.parametrize(
    ("words", "text"),
    [(["een"], "een"), (["een", "twee"], "een en twee"), (["een", "twee", "drie", "vier"], "een, twee, drie en vier")],
)
def test_words_are_listed_with_and_before_the_last(words: list[str], text: str) -> None:
    assert series(words) == text


def test_one_is_not_many() -> None:
    assert [points_text(number) for number in (0, 1, 2)] == ["0 punten", "1 punt", "2 punten"]
    assert [duration_text(number) for number in (0, 1, 2)] == ["0 maanden", "1 maand", "2 maanden"]
    assert [duration_text(3, days) for days in (1, 2)] == ["3 maanden en 1 dag", "3 maanden en 2 dagen"]


@pytest.mark.parametrize(
    ("months", "days", "text"),
    [
        (38, 4, "3 jaar, 2 maanden en 4 dagen"),
        (34, 0, "2 jaar en 10 maanden"),
        (60, 0, "5 jaar"),
        (60, 1, "5 jaar en 1 dag"),
        (0, 12, "12 dagen"),
        (0, 0, "0 maanden"),
    ],
)
def test_how_long_something_lasted_is_written_in_one_way(months: int, days: int, text: str) -> None:
    assert duration_text(months, days) == text


def test_a_day_is_written_out() -> None:
    assert [day_text(date(2024, month, 29)) for month in (1, 2, 8, 12)] == [
        "29 januari 2024",
        "29 februari 2024",
        "29 augustus 2024",
        "29 december 2024",
    ]
