"""What each kind of activity is worth, and why it sometimes is worth nothing."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from app.regulation.case import Roles
from app.regulation.terms import PEKind
from tests.regulation.engine import BOTH, activity, counted

KERNTEAM, DEELNEMER, NOBODY = Roles(kernteamlid=True), Roles(deelnemer=True), Roles()


@pytest.mark.parametrize(
    ("kind", "what", "points", "reason"),
    [
        ("docent", {"hours": 8}, 8, None),
        ("docent", {"hours": 16}, 8, None),
        ("docent", {"hours": 7.5}, 0, "minder dan 8 uur: menselijk oordeel"),
        ("docent", {"hours": 0}, 0, "minder dan 8 uur: menselijk oordeel"),
        ("docent", {}, 0, "uren ontbreken"),
        ("spreker", {"hours": 4}, 4, None),
        ("spreker", {"hours": 3}, 0, "minder dan 4 uur: menselijk oordeel"),
        ("workshop", {"hours": 2.99}, 0, "minder dan 3 uur"),
        ("workshop", {"hours": 3}, 2, None),
        ("workshop", {"hours": 5}, 2, None),
        ("netwerkbijeenkomst", {"hours": 6}, 4, None),
        ("seminar", {"hours": 8}, 4, None),
        ("congres", {"hours": 9}, 6, None),
        ("congres", {"hours": 20}, 6, None),
        ("congres", {}, 0, "uren ontbreken"),
        ("monitor", {"hours": 8}, 4, None),
        ("monitor", {}, 4, None),
        ("infographic", {"hours": 8}, 0, "niet voor dit register"),
        ("kernteamoverleg", {"hours": 4}, 2, None),
        ("moderatie", {"consecutive_months": 2}, 0, "geen 3 maanden aansluitend"),
        ("moderatie", {}, 0, "geen 3 maanden aansluitend"),
        ("moderatie", {"consecutive_months": 3}, 10, None),
        ("moderatie", {"consecutive_months": 5}, 10, None),
        ("moderatie", {"consecutive_months": 6}, 20, None),
        ("publicatie_kringen", {"words": 300}, 4, None),
        ("publicatie_kringen", {"words": 299}, 0, "te weinig woorden"),
        ("publicatie_ezine", {"words": 450}, 4, None),
        ("publicatie_nieuwsflits", {"words": 150}, 2, None),
        ("publicatie_nieuwsflits", {"words": 149}, 0, "te weinig woorden"),
        ("publicatie_nieuwsflits", {}, 0, "aantal woorden ontbreekt"),
        ("ontwikkelen", {"hours": 1.5}, 0, "samengeteld per soort"),
        ("organiseren", {"hours": 39.9}, 19, "samengeteld per soort"),
        ("organiseren", {"hours": 41.9}, 20, "samengeteld per soort"),
        ("organiseren", {"hours": 42}, 20, "samengeteld per soort (plafond 20)"),
        ("adviseren", {"hours": 40}, 20, "samengeteld per soort"),
        ("landelijk", {"hours": 6}, 3, "samengeteld per soort"),
        ("landelijk", {}, 0, "uren ontbreken"),
        ("overig", {"approved_on": date(2018, 3, 1), "granted_points": 5}, 5, None),
        ("overig", {"granted_points": 5}, 0, "niet goedgekeurd"),
        ("overig", {"approved_on": date(2019, 1, 2), "granted_points": 5}, 0, "niet goedgekeurd"),
        ("overig", {"approved_on": date(2018, 3, 1)}, 0, "geen punten toegekend"),
    ],
)
def test_the_table_of_activities(kind: str, what: dict[str, Any], points: int, reason: str | None) -> None:
    found = counted(activity(kind, **what))
    (one,) = found.activities
    assert (one.points, one.reason) == (points, reason)
    assert found.total == points
    assert one.planned == 0


@pytest.mark.parametrize("kind", ["docent", "spreker", "netwerkbijeenkomst", "workshop", "seminar", "congres"])
def test_an_event_of_somebody_else_needs_approval(kind: str) -> None:
    (one,) = counted(activity(kind, hours=8, clok=False)).activities
    assert (one.points, one.reason, one.needs_approval) == (0, "niet goedgekeurd", True)
    assert "PE-OTHER" in one.clauses
    assert "PAYS" in one.clauses
    assert "PE-CLOK-APPROVED" in one.clauses
    (one,) = counted(activity(kind, hours=8, clok=False, approved_on=date(2018, 3, 1))).activities
    assert one.points > 0
    assert (one.reason, one.needs_approval, one.warnings) == (None, False, ())
    assert "PE-CLOK-APPROVED" not in one.clauses


def test_approval_counts_from_its_own_day() -> None:
    on_the_day = activity("workshop", hours=4, clok=False, approved_on=date(2018, 6, 1))
    assert counted(on_the_day, on=date(2018, 6, 1)).total == 2
    assert counted(on_the_day, on=date(2018, 5, 31)).total == 0


def test_approval_after_the_activity_is_warned_of() -> None:
    (late,) = counted(activity("overig", approved_on=date(2018, 4, 1), granted_points=8)).activities
    assert late.warnings == ("De goedkeuring van 1 april 2018 kwam pas na de activiteit.",)
    (same_day,) = counted(activity("overig", approved_on=date(2018, 3, 15), granted_points=8)).activities
    assert same_day.warnings == ()
    (worth_nothing,) = counted(activity("overig", approved_on=date(2018, 4, 1))).activities
    assert worth_nothing.warnings == ()


@pytest.mark.parametrize("kind", ["monitor", "ontwikkelen", "organiseren", "adviseren", "landelijk", "kernteamoverleg"])
def test_what_has_no_organiser_needs_no_approval(kind: str) -> None:
    assert counted(activity(kind, hours=8, clok=False)).total > 0


@pytest.mark.parametrize(
    ("kind", "who"),
    [
        ("kernteamoverleg", [KERNTEAM, BOTH]),
        ("ontwikkelen", [DEELNEMER, BOTH]),
        ("organiseren", [DEELNEMER, BOTH]),
        ("adviseren", [KERNTEAM, DEELNEMER, BOTH]),
        ("landelijk", [KERNTEAM, DEELNEMER, BOTH]),
        ("workshop", [NOBODY, KERNTEAM, DEELNEMER, BOTH]),
        ("monitor", [NOBODY, KERNTEAM, DEELNEMER, BOTH]),
    ],
)
def test_a_row_counts_for_whom_it_is_meant(kind: str, who: list[Roles]) -> None:
    for roles in (NOBODY, KERNTEAM, DEELNEMER, BOTH):
        (one,) = counted(activity(kind, hours=4), roles=roles).activities
        assert (one.points > 0) == (roles in who)
        assert (one.reason == "niet voor deze rol") == (roles not in who)


def test_each_register_has_a_row_of_its_own() -> None:
    found = counted(activity("monitor", hours=8), activity("infographic", hours=8), register="MW", status=None)
    assert [(one.points, one.reason) for one in found.activities] == [(0, "niet voor dit register"), (4, None)]


def test_only_the_pe_year_counts() -> None:
    days = ["2017-12-31", "2018-01-01", "2018-12-31", "2019-01-01"]
    found = counted(*(activity("workshop", day, 4) for day in days))
    assert [(one.points, one.reason) for one in found.activities] == [
        (0, "buiten PE-jaar"),
        (2, None),
        (2, None),
        (0, "buiten PE-jaar"),
    ]


def test_hours_of_a_kind_are_added_up_before_they_are_rounded() -> None:
    found = counted(activity("adviseren", hours=3), activity("landelijk", hours=1), activity("adviseren", hours=3))
    assert [(one.points, one.reason) for one in found.activities] == [
        (3, "samengeteld per soort"),
        (0, "samengeteld per soort"),
        (0, "samengeteld per soort"),
    ]
    assert found.by_kind == {PEKind.ADVISEREN: 3}


def test_the_maximum_is_per_kind() -> None:
    found = counted(activity("adviseren", hours=60), activity("landelijk", hours=60), activity("adviseren", hours=60))
    assert dict(found.by_kind) == {PEKind.ADVISEREN: 20, PEKind.LANDELIJK: 20}
    assert found.total == found.network == 40


def test_hours_of_an_activity_that_does_not_count_are_left_out() -> None:
    outside = activity("adviseren", "2017-03-01", 10)
    found = counted(outside, activity("adviseren", hours=3), activity("adviseren", hours=None))
    assert [(one.points, one.reason) for one in found.activities] == [
        (0, "buiten PE-jaar"),
        (1, "samengeteld per soort"),
        (0, "uren ontbreken"),
    ]


def test_small_parts_of_hours_add_up_exactly() -> None:
    assert counted(*(activity("adviseren", hours="0.1") for _ in range(20))).total == 1


def test_a_day_has_three_half_days_at_most_whatever_the_activities() -> None:
    found = counted(activity("workshop", hours=6), activity("congres", hours=6), activity("seminar", hours=3))
    assert [(one.points, one.reason) for one in found.activities] == [
        (4, None),
        (2, "hooguit 3 dagdelen op een dag"),
        (0, "hooguit 3 dagdelen op een dag"),
    ]
    assert counted(activity("workshop", hours=6), activity("congres", "2018-03-16", 6)).total == 8
    assert counted(activity("workshop", hours=6), activity("congres", hours=3)).total == 6


def test_half_days_that_do_not_count_leave_the_day_free() -> None:
    refused = activity("workshop", hours=9, clok=False)
    assert counted(refused, activity("congres", hours=9)).total == 6


def test_which_points_are_for_the_network_follows_from_the_kind() -> None:
    kinds = {kind for kind in PEKind if counted(activity(kind)).activities[0].network}
    assert kinds == {
        "kernteamoverleg",
        "moderatie",
        "publicatie_kringen",
        "publicatie_ezine",
        "publicatie_nieuwsflits",
        "ontwikkelen",
        "organiseren",
        "adviseren",
        "landelijk",
    }


def test_an_activity_can_say_itself_whether_it_is_for_the_network() -> None:
    found = counted(activity("workshop", hours=4, network=True), activity("adviseren", hours=4, network=False))
    assert [one.network for one in found.activities] == [True, False]
    assert (found.total, found.network) == (4, 2)


def test_where_a_limit_cuts_the_network_gets_what_counts_for_it() -> None:
    """Of A, 10 network points count: 20 points of one kind are then best shared 10 and 10."""
    found = counted(
        activity("adviseren", hours=40, network=True), activity("adviseren", hours=40, network=False), status="A"
    )
    assert [one.points for one in found.activities] == [10, 10]
    found = counted(
        activity("adviseren", hours=40, network=True), activity("adviseren", hours=40, network=False), status="B"
    )
    assert [one.points for one in found.activities] == [20, 0]


def test_where_a_day_is_full_the_network_gets_what_still_counts() -> None:
    day = (activity("kernteamoverleg", hours=9), activity("workshop", hours=9))
    assert [one.points for one in counted(*day, status="A").activities] == [6, 0]
    full = activity("organiseren", "2018-05-01", 20)
    assert [one.points for one in counted(*day, full, status="A").activities] == [0, 6, 10]
    nearly = activity("organiseren", "2018-05-01", 14)
    assert [one.points for one in counted(*day, nearly, status="A").activities] == [2, 4, 7]


def test_half_a_point_of_each_makes_one_that_the_network_gets_when_it_counts() -> None:
    """One hour for the network and one that is not make one point together."""
    one_each = (activity("adviseren", hours=1, network=True), activity("adviseren", hours=1, network=False))
    assert [one.points for one in counted(*one_each, status="A").activities] == [1, 0]
    full = activity("organiseren", "2018-05-01", 20)
    assert [one.points for one in counted(*one_each, full, status="A").activities] == [0, 1, 10]


def test_where_others_are_few_the_network_keeps_the_rest_of_a_full_kind() -> None:
    few = (activity("adviseren", hours=40, network=True), activity("adviseren", hours=4, network=False))
    assert [one.points for one in counted(*few, status="A").activities] == [18, 2]
    assert [one.points for one in counted(*few, status="C").activities] == [20, 0]


def test_where_a_day_is_full_the_few_others_get_all_of_theirs() -> None:
    day = (activity("kernteamoverleg", hours=9), activity("workshop", hours=3))
    ten = activity("organiseren", "2018-05-01", 20)
    assert [one.points for one in counted(*day, ten, status="A").activities] == [4, 2, 10]
    six = activity("organiseren", "2018-05-01", 12)
    half = (activity("kernteamoverleg", hours=6), activity("workshop", hours=6))
    assert [one.points for one in counted(*half, six, status="A").activities] == [4, 2, 6]


def test_hours_planned_after_those_of_today_are_planned() -> None:
    hours = (activity("adviseren", "2018-06-01", 2), activity("adviseren", "2018-09-01", 4))
    found = counted(*hours, on=date(2018, 6, 1))
    assert [(one.points, one.planned) for one in found.activities] == [(1, 0), (0, 2)]


def test_no_hours_at_all_count_for_nothing() -> None:
    assert counted(activity("adviseren", hours=0), activity("adviseren", hours=1)).total == 0
    found = counted(activity("adviseren", hours=0, network=True), activity("adviseren", hours=2, network=False))
    assert [one.points for one in found.activities] == [0, 1]
    assert (
        found.activities[0].explain == "Samen 2 uur collega's van andere gemeenten adviseren: 1 punt per 2 uur, 1 punt."
    )


def test_months_that_were_not_filled_in_are_none() -> None:
    (one,) = counted(activity("moderatie")).activities
    assert one.explain == "Dit telt vanaf 3 maanden achter elkaar; het waren er 0."


def test_room_for_the_network_is_shared_by_all_limits_together() -> None:
    hours = [
        activity(kind, hours=40, network=network) for kind in ("adviseren", "landelijk") for network in (True, False)
    ]
    found = counted(*hours, status="A")
    assert [one.points for one in found.activities] == [10, 10, 0, 20]
    assert (found.network, found.total) == (10, 40)


def test_what_happened_on_the_day_of_judging_itself_takes_room() -> None:
    day = date(2018, 3, 15)
    both = (activity("adviseren", hours=40, network=True), activity("adviseren", hours=40, network=False))
    six = activity("kernteamoverleg", hours=9)
    assert [one.points for one in counted(*both, six, on=day, status="A").activities] == [4, 16, 6]
    training = activity("workshop", "2018-03-14", 9)
    assert [one.points for one in counted(*both, training, on=day, status="A").activities] == [10, 10, 6]


def test_what_is_planned_takes_no_room_of_what_is_done() -> None:
    both = (activity("adviseren", hours=40, network=True), activity("adviseren", hours=40, network=False))
    later = activity("kernteamoverleg", "2018-09-01", 9)
    found = counted(*both, later, on=date(2018, 6, 1), status="A")
    assert [one.points for one in found.activities] == [10, 10, 0]
    full_day = (activity("kernteamoverleg", "2018-09-01", 9), activity("workshop", "2018-09-01", 9))
    found = counted(*both, *full_day, on=date(2018, 6, 1), status="A")
    assert [(one.points, one.planned) for one in found.activities] == [(10, 0), (10, 0), (0, 6), (0, 0)]


def test_every_full_day_is_cut_off_whatever_stands_before_it() -> None:
    single = activity("workshop", "2018-02-01", 4)
    full = (activity("workshop", "2018-03-01", 9), activity("congres", "2018-03-01", 9))
    assert counted(single, *full).total == 8


def test_half_an_hour_may_be_worth_something_to_a_person() -> None:
    assert counted(activity("docent", hours=0.5)).could_be_granted == 8
    today = activity("docent", "2018-06-01", 6)
    assert counted(today, on=date(2018, 6, 1)).could_be_granted == 8


def test_what_is_planned_counts_from_its_day() -> None:
    planned = activity("workshop", "2018-10-01", 4)
    before = counted(activity("workshop", hours=4), planned, on=date(2018, 9, 30))
    assert [(one.points, one.planned, one.reason) for one in before.activities] == [(2, 0, None), (0, 2, "gepland")]
    assert (before.total, before.planned) == (2, 2)
    after = counted(activity("workshop", hours=4), planned, on=date(2018, 10, 1))
    assert (after.total, after.planned) == (4, 0)


def test_planned_hours_add_to_those_that_are_done() -> None:
    hours = [
        activity("adviseren", "2018-11-01", 1),
        activity("adviseren", "2018-03-01", 3),
        activity("adviseren", "2018-12-01", 39),
    ]
    found = counted(*hours, on=date(2018, 6, 1))
    assert [(one.points, one.planned, one.reason) for one in found.activities] == [
        (0, 19, "gepland"),
        (1, 0, "samengeteld per soort"),
        (0, 0, "samengeteld per soort"),
    ]
    assert (found.network, found.planned_network) == (1, 19)


def test_a_person_may_still_give_points_to_a_short_performance() -> None:
    found = counted(
        activity("docent", hours=6),
        activity("spreker", hours=2),
        activity("docent", "2018-09-01", 6),
        on=date(2018, 6, 1),
    )
    assert found.could_be_granted == 12
    assert [one.needs_judgement for one in found.activities] == [True, True, True]
    assert not counted(activity("docent", hours=0)).activities[0].needs_judgement


def test_an_activity_keeps_its_place_and_the_name_that_the_caller_gave() -> None:
    found = counted(activity("workshop", hours=4, ref="a"), activity("docent", hours=8, ref="b"))
    assert [(one.index, one.kind, one.ref) for one in found.activities] == [
        (1, PEKind.WORKSHOP, "a"),
        (2, PEKind.DOCENT, "b"),
    ]
