from datetime import date

import pytest

from app.people.rules import Membership, Period, initials, manages

DAY = date(2026, 11, 20)
RUNS = Period(date(2025, 1, 1))
OVER = Period(date(2025, 1, 1), date(2026, 11, 19))
MANAGER, PERSON = 1, 2


@pytest.mark.parametrize(
    ("manager", "person", "expected"),
    [
        (Membership(MANAGER, 7, True, RUNS), Membership(PERSON, 7, False, RUNS), True),
        (Membership(MANAGER, 7, True, OVER), Membership(PERSON, 7, False, RUNS), False),
        (Membership(MANAGER, 7, True, RUNS), Membership(PERSON, 7, False, OVER), False),
        (Membership(MANAGER, 7, False, RUNS), Membership(PERSON, 7, False, RUNS), False),
        (Membership(MANAGER, 7, True, RUNS), Membership(PERSON, 7, True, RUNS), False),
        (Membership(MANAGER, 7, True, RUNS), Membership(PERSON, 8, False, RUNS), False),
    ],
)
def test_somebody_manages_the_members_of_a_team_that_they_lead_today(manager, person, expected):
    assert manages([manager, person], MANAGER, PERSON, DAY) is expected


def test_the_last_day_of_a_period_still_counts():
    assert Period(DAY, DAY).holds(DAY)


def test_a_period_cannot_end_before_it_starts():
    with pytest.raises(ValueError, match="before it starts"):
        Period(DAY, date(2026, 11, 19))


@pytest.mark.parametrize(("name", "letters"), [("Noor Verhagen", "NV"), ("Sem", "S"), ("Jan van der Berg", "JB")])
def test_initials_are_of_the_first_and_the_last_word(name, letters):
    assert initials(name) == letters
