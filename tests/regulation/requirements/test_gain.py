"""What one activity more would add, and which are worth the least hours."""

from __future__ import annotations

from datetime import date

from app.regulation.case import Roles
from app.regulation.readiness import pe_options
from app.regulation.requirements.points import gain
from app.regulation.terms import PEKind, Status
from tests.regulation.engine import BOTH, RULES, activity, setting, workshops

KERNTEAM, DEELNEMER, NOBODY = Roles(kernteamlid=True), Roles(deelnemer=True), Roles()


def test_what_an_activity_adds_is_told_as_it_is_typed() -> None:
    there = workshops(2)
    found = gain(activity("congres", "2018-06-01", 6), there, setting(), RULES)
    assert (found.points, found.total, found.reason, found.network) == (4, 8, None, False)
    assert found.explain == ("6 uur is 2 dagdelen: 4 punten.", "Samen met de rest: 4 punten + 4 = 8 punten.")
    assert found.clauses == ("PE-CLOK-APPROVED", "PE-ROW-CONGRES")
    alone = gain(activity("congres", "2018-06-01", 6), (), setting(), RULES)
    assert alone.explain == ("6 uur is 2 dagdelen: 4 punten.",)


def test_hours_that_complete_a_point_add_it() -> None:
    there = (activity("adviseren", hours=3),)
    assert gain(activity("adviseren", hours=1), there, setting(), RULES).points == 1
    assert gain(activity("adviseren", hours=0.5), there, setting(), RULES).points == 0
    assert gain(activity("adviseren", hours=60), (activity("adviseren", hours=36),), setting(), RULES).points == 2


def test_a_planned_activity_adds_what_it_will_be_worth() -> None:
    found = gain(activity("workshop", "2018-11-01", 4), workshops(1), setting(on=date(2018, 6, 1)), RULES)
    assert (found.points, found.total, found.reason) == (2, 4, "gepland")


def test_a_gain_beside_planned_activities_is_only_its_own() -> None:
    there = (activity("workshop", "2018-10-01", 4), activity("workshop", "2018-02-01", 4))
    found = gain(activity("congres", "2018-11-01", 6), there, setting(on=date(2018, 6, 1)), RULES)
    assert (found.points, found.total, found.readings) == (4, 8, ("A-25",))


def test_a_gain_says_what_somebody_must_ask_for() -> None:
    refused = gain(activity("workshop", hours=4, clok=False), (), setting(), RULES)
    assert (refused.points, refused.needs_approval, refused.needs_judgement) == (0, True, False)
    short = gain(activity("docent", hours=4), (), setting(), RULES)
    assert (short.points, short.needs_approval, short.needs_judgement) == (0, False, True)


def test_the_options_are_those_of_the_person_cheapest_in_hours_first() -> None:
    kinds = [one.kind for one in pe_options(setting(NOBODY), RULES)]
    assert kinds[:2] == ["docent", "spreker"]
    assert set(kinds) == {
        "docent",
        "spreker",
        "netwerkbijeenkomst",
        "workshop",
        "seminar",
        "congres",
        "monitor",
        "overig",
    }
    everything = pe_options(setting(BOTH), RULES)
    known = [one.hours_per_point for one in everything if one.hours_per_point is not None]
    assert known == sorted(known)
    assert [one.kind for one in everything[-2:]] == ["moderatie", "overig"]
    assert PEKind.INFOGRAPHIC not in {one.kind for one in everything}
    assert PEKind.INFOGRAPHIC in {one.kind for one in pe_options(setting(register="MW", status=None), RULES)}


def test_only_a_renewal_for_a_limits_network_points() -> None:
    assert RULES.status(Status.A).network_max == 10
    assert [RULES.status(one).network_max for one in (Status.C, Status.B)] == [None, None]
