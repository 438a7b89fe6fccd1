"""The bar of points: what counts, what is planned, what is over the cap, in a picture and in words."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from app.dossiers.pe.points_bar import PointsBar
from app.regulation.case import Activity, PESetting, Roles
from app.regulation.dates import PEYear
from app.regulation.editions import rules_on
from app.regulation.requirements.points import pe_points
from app.regulation.terms import PEKind, RegisterName, Status

TODAY = date(2026, 11, 20)
RULES = rules_on(TODAY)
YEAR = PEYear(date(2026, 3, 15), date(2027, 3, 15))


def bar(status: Status | None, *activities: Activity) -> PointsBar:
    points = pe_points(activities, PESetting(RegisterName.AMB, Roles(deelnemer=True), YEAR, TODAY, status), RULES)
    return PointsBar.of(points, RULES.status(status) if status else None)


def workshop(day: date = date(2026, 5, 1)) -> Activity:
    return Activity(PEKind.WORKSHOP, day, hours=Decimal(3), clok=True)


def advice(hours: int, day: date = date(2026, 5, 2)) -> Activity:
    return Activity(PEKind.ADVISEREN, day, hours=Decimal(hours))


def test_training_and_network_add_up_to_what_counts():
    found = bar(Status.B, workshop(), advice(6))
    assert (found.training, found.network, found.counted, found.minimum) == (2, 3, 5, 12)


def test_for_a_what_is_over_ten_network_points_is_lost_and_for_b_it_is_not():
    assert (bar(Status.A, advice(26)).network, bar(Status.A, advice(26)).lost) == (10, 3)
    assert (bar(Status.B, advice(26)).network, bar(Status.B, advice(26)).lost) == (13, 0)


def test_planned_network_points_beyond_the_cap_are_not_promised():
    found = bar(Status.A, advice(16), advice(10, date(2026, 12, 1)), workshop(date(2026, 12, 2)))
    assert (found.network, found.planned) == (8, 4), "two of the network and the two of the workshop"


def test_the_bracket_is_where_network_points_may_lie_with_a_mark_at_what_is_asked():
    bracket = bar(Status.A, workshop(), advice(6)).cells.bracket
    assert bracket is not None
    assert (bracket.start, bracket.tick, bracket.end) == (2, 8, 12)
    assert bar(Status.B, workshop()).cells.bracket is None


def test_without_a_known_minimum_there_is_no_line():
    assert bar(None, workshop()).cells.minimum is None
    assert bar(None, workshop()).cells.total == 8


def test_the_words_say_the_same_as_the_picture():
    assert bar(Status.A, workshop(), advice(26)).alternative == (
        "Je hebt 12 punten: 2 scholing en 10 netwerk. Nodig: minstens 20. "
        "Van netwerk tellen minstens 6 en hooguit 10 mee. 3 boven het maximum tellen niet mee."
    )


def test_the_address_says_the_whole_bar():
    found = bar(Status.A, workshop(), advice(26), workshop(date(2026, 12, 2)))
    assert PointsBar.from_address({name: str(one) for name, one in found.in_address.items()}) == found


@pytest.mark.parametrize("wrong", [{"training": "-1"}, {"network": "x"}, {"planned": "300"}])
def test_an_address_that_is_no_bar_is_refused(wrong):
    with pytest.raises(ValueError):  # noqa: PT011
        PointsBar.from_address(wrong)
