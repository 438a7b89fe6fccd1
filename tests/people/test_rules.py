from datetime import date

import pytest

from app.people.rules import LeadKind, Membership, Period, initials, manages

DAY = date(2026, 11, 20)
RUNS = Period(date(2025, 1, 1))
OVER = Period(date(2025, 1, 1), date(2026, 11, 19))
MANAGER, PERSON = 1, 2

LEADS = LeadKind.HIERARCHICAL


@pytest.mark.parametrize(
    ("manager", "person", "expected"),
    [
        (Membership(MANAGER, 7, LEADS, RUNS), Membership(PERSON, 7, None, RUNS), True),
        (Membership(MANAGER, 7, LEADS, OVER), Membership(PERSON, 7, None, RUNS), False),
        (Membership(MANAGER, 7, LEADS, RUNS), Membership(PERSON, 7, None, OVER), False),
        (Membership(MANAGER, 7, None, RUNS), Membership(PERSON, 7, None, RUNS), False),
        (Membership(MANAGER, 7, LEADS, RUNS), Membership(PERSON, 7, LEADS, RUNS), False),
        (Membership(MANAGER, 7, LEADS, RUNS), Membership(PERSON, 8, None, RUNS), False),
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
