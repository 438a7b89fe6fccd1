"""What comes within reach, from which day, and what to do for it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest

from app.regulation.case import Activity, Case, Leergang, Roles
from app.regulation.dates import add_months, months_and_days
from app.regulation.judging import judge
from app.regulation.readiness import Readiness, Suggestion, at, readiness, suggest, with_best_year
from app.regulation.terms import PEKind, RegisterName, Route, Status, WorkingLevel
from tests.regulation.engine import BOTH, RULES, YEAR, activity, entry, outcome, renewal, upgrade, workshops

TODAY = date(2018, 3, 1)


def as_planned(suggestions: Sequence[Suggestion], day: date) -> Iterator[Activity]:
    """Suggestions as activities on a day, organised by CLOK, to try what they would bring."""
    for one in suggestions:
        for _ in range(one.times):
            yield Activity(one.kind, day, hours=one.hours / one.times, clok=True, words=1_000)


def ready(case: Case) -> Readiness:
    return readiness(case, RULES)


def steps(case: Case) -> dict[str, tuple[str, date | None]]:
    return {one.key: (one.how.value, one.from_day) for one in ready(case).steps}


def test_who_meets_everything_is_ready_today() -> None:
    found = ready(entry("B"))
    assert (found.first_day, found.to_do, found.blocked) == (TODAY, (), ())
    assert found.outcome_then == found.outcome == outcome(entry("B"))
    assert {(one.how.value, one.from_day) for one in found.steps} == {("gehaald", TODAY)}


@pytest.mark.parametrize(
    ("status", "months", "days", "first"),
    [
        ("B", 35, 0, "2018-04-01"),
        ("B", 30, 0, "2018-09-01"),
        ("B", 35, 20, "2018-03-09"),
        ("B", 0, 0, "2021-03-01"),
        ("A", 60, 0, "2018-03-02"),
        ("A", 59, 0, "2018-04-02"),
        ("A", 48, 0, "2019-03-02"),
        ("A", 60, 1, "2018-03-01"),
        ("C", 0, 0, "2018-03-01"),
    ],
)
def test_experience_comes_with_time(status: str, months: int, days: int, first: str) -> None:
    case = entry(status, experience_months=months, experience_extra_days=days)
    found = ready(case)
    assert found.first_day == date.fromisoformat(first)
    assert found.outcome_then is not None
    assert found.outcome_then.overall == "voldaan"
    if found.first_day > TODAY:
        assert steps(case)["ervaring"] == ("vanzelf", found.first_day)
        the_day_before = judge(at(case, found.first_day - timedelta(days=1)), RULES)
        assert the_day_before.requirements["ervaring"].verdict == "niet_voldaan"


def test_the_first_day_of_every_start_is_the_first_on_which_experience_is_enough() -> None:
    for number in range(0, 1100, 7):
        day = date(2024, 1, 1) + timedelta(days=number)
        for status, months in (("B", 34), ("A", 59)):
            case = entry(status, evaluation_date=day, experience_months=months, experience_extra_days=9)
            first = ready(case).first_day
            assert first is not None
            assert judge(at(case, first), RULES).requirements["ervaring"].verdict == "voldaan"
            before = judge(at(case, first - timedelta(days=1)), RULES)
            assert before.requirements["ervaring"].verdict == "niet_voldaan"


def test_experience_of_known_functions_is_there_on_the_very_day_also_at_the_end_of_a_month() -> None:
    for number in range(1500):
        start = date(2022, 1, 1) + timedelta(days=number)
        for status, months, more in (("B", 36, 0), ("A", 60, 1)):
            today = add_months(start, months - 2) + timedelta(days=number % 31)
            done, days = months_and_days(start, today)
            case = entry(status, evaluation_date=today, experience_months=done, experience_extra_days=days)
            wanted = add_months(start, months) + timedelta(days=more)
            assert ready(replace(case, experience_periods=((start, None),))).first_day == wanted
            without = ready(case).first_day
            assert without is not None
            assert wanted <= without <= wanted + timedelta(days=3)


def test_experience_of_a_function_that_ended_does_not_grow() -> None:
    function = (date(2015, 1, 1), date(2017, 12, 31))
    found = ready(entry("A", experience_months=36, experience_periods=(function,)))
    assert (found.first_day, found.blocked) == (None, ("ervaring",))


@pytest.mark.parametrize(
    ("day", "wanted"),
    [("2018-02-01", (35, 5)), ("2018-03-01", (35, 5)), ("2018-03-24", (36, 0)), ("2019-03-01", (47, 5))],
)
def test_on_a_later_day_somebody_has_more_experience(day: str, wanted: tuple[int, int]) -> None:
    later = at(entry("B", experience_months=35, experience_extra_days=5), date.fromisoformat(day))
    assert (later.experience_months, later.experience_extra_days) == wanted
    assert later.evaluation_date == max(date.fromisoformat(day), TODAY)


def test_experience_never_shrinks_at_the_end_of_a_month() -> None:
    case = entry("B", evaluation_date=date(2024, 3, 31), experience_months=1)
    grown = [at(case, date(2024, 3, 31) + timedelta(days=number)) for number in range(60)]
    counts = [(one.experience_months, one.experience_extra_days) for one in grown]
    assert counts == sorted(counts)


@pytest.mark.parametrize(
    ("changes", "key"),
    [
        ({"working_level": WorkingLevel.MBO}, "werk_denkniveau"),
        ({"function_content": Status.C}, "functie_inhoud"),
        ({"route": None}, "route"),
    ],
)
def test_no_day_brings_what_must_change(changes: dict[str, Any], key: str) -> None:
    found = ready(entry("B", experience_months=30, **changes))
    assert (found.first_day, found.outcome_then) == (None, None)
    assert key in found.blocked
    assert steps(entry("B", **changes))[key] == ("anders", None)


def test_an_audit_is_to_do_and_holds_no_day_back() -> None:
    found = ready(entry("B", audit_done=False))
    assert (found.first_day, found.to_do, found.blocked) == (TODAY, ("audit",), ())
    (step,) = (one for one in found.steps if one.key == "audit")
    assert (step.how, step.from_day) == ("doen", None)
    assert step.explain == "De entree-audit is nog niet gehaald. Nog nodig: De entree-audit."


@pytest.mark.parametrize(("fits", "how"), [(None, "doen"), (False, "anders"), (True, "gehaald")])
def test_a_check_of_the_function_can_be_done_but_not_undone(fits: bool | None, how: str) -> None:
    assert steps(entry("C", function_fits_register=fits))["functiecheck"][0] == how


def test_a_leergang_to_come_brings_b_on_its_day() -> None:
    leergang = Leergang(RegisterName.AMB, date(2018, 6, 20))
    case = entry("B", route=Route.LEERGANG, experience_months=0, leergang=leergang)
    found = ready(case)
    assert (found.first_day, found.to_do) == (date(2018, 6, 20), ())
    assert steps(case)["leergang"] == steps(case)["ervaring"] == ("vanzelf", date(2018, 6, 20))


def test_a_leergang_that_is_not_there_is_to_do_and_waives_experience() -> None:
    case = entry("B", route=Route.LEERGANG, experience_months=0)
    found = ready(case)
    assert (found.first_day, found.to_do, found.blocked) == (TODAY, ("leergang", "ervaring"), ())
    (step,) = (one for one in found.steps if one.key == "ervaring")
    assert step.explain.endswith("Met het certificaat van de Leergang vervalt deze eis.")


def test_a_leergang_to_come_is_looked_for_on_every_day() -> None:
    """Activities give days of their own before and after; only on the last of them is the certificate there."""
    leergang = Leergang(RegisterName.AMB, date(2018, 6, 20))
    days = (activity("workshop", "2018-04-01", 4), activity("workshop", "2018-05-01", 4))
    case = entry("B", route=Route.LEERGANG, experience_months=0, leergang=leergang, pe_activities=days)
    assert steps(case)["ervaring"] == ("vanzelf", date(2018, 6, 20))
    case = replace(case, leergang=None)
    assert steps(case)["ervaring"] == ("doen", None)


def test_experience_that_comes_before_the_certificate_comes_by_itself() -> None:
    leergang = Leergang(RegisterName.AMB, date(2018, 6, 20))
    case = entry("B", route=Route.LEERGANG, experience_months=35, leergang=leergang)
    assert steps(case)["ervaring"] == ("vanzelf", date(2018, 4, 1))
    assert ready(case).first_day == date(2018, 6, 20)


def test_a_leergang_is_no_way_to_a() -> None:
    case = entry("A", route=Route.LEERGANG, experience_months=0)
    assert ready(case).blocked == ("route",)
    assert steps(case)["ervaring"] == ("vanzelf", date(2023, 3, 2))


def test_planned_activities_bring_an_upgrade_on_the_day_that_the_points_are_there() -> None:
    case = upgrade(
        "B",
        status_start=date(2018, 1, 1),
        renewal_date=None,
        evaluation_date=date(2018, 2, 1),
        experience_months=40,
        pe_activities=tuple(activity("workshop", f"2018-0{month}-10", 4) for month in range(3, 8)),
    )
    found = ready(case)
    assert found.first_day == date(2018, 6, 10)
    assert found.outcome_then is not None
    assert found.outcome_then.overall == "voldaan"
    assert steps(case)["pe_punten_huidige_status"] == ("vanzelf", date(2018, 6, 10))


def test_an_approval_to_come_brings_its_points_on_its_day() -> None:
    other = activity("overig", "2018-01-10", granted_points=8, approved_on=date(2018, 4, 3))
    case = upgrade("B", status_start=date(2018, 1, 1), renewal_date=None, pe_activities=(other,))
    assert steps(case)["pe_punten_huidige_status"] == ("vanzelf", date(2018, 4, 3))


def test_points_that_are_short_are_to_do() -> None:
    case = upgrade("B", status_start=date(2018, 1, 1), renewal_date=None, pe_activities=())
    found = ready(case)
    assert (found.first_day, found.to_do) == (TODAY, ("pe_punten_huidige_status",))


def test_the_year_that_ended_may_have_the_points() -> None:
    """Judged by the year that runs there are none; the one before it is the last whole PE year."""
    case = upgrade("B", status_start=date(2016, 3, 1), renewal_date=None, evaluation_date=date(2018, 6, 1))
    assert outcome(case).requirements["pe_punten_huidige_status"].verdict == "open"
    found = ready(case)
    assert (found.first_day, found.to_do) == (date(2018, 6, 1), ())
    assert found.outcome.renewal_date == date(2018, 3, 1)


def test_with_too_few_points_in_both_years_it_is_about_the_year_that_runs() -> None:
    case = upgrade(
        "B",
        status_start=date(2016, 3, 1),
        renewal_date=None,
        evaluation_date=date(2018, 6, 1),
        pe_activities=workshops(2, date(2018, 4, 1)),
    )
    points = ready(case).outcome.requirements["pe_punten_huidige_status"]
    assert (points.verdict, points.numbers.counted) == ("open", 4)


def test_the_first_year_has_no_year_before_it() -> None:
    case = upgrade(
        "B",
        status_start=date(2018, 3, 1),
        renewal_date=None,
        evaluation_date=date(2018, 6, 1),
        pe_activities=workshops(6, date(2017, 4, 1)),
    )
    assert ready(case).to_do == ("pe_punten_huidige_status",)


def test_a_later_year_counts_when_experience_takes_until_then() -> None:
    case = upgrade(
        "A",
        status_start=date(2018, 1, 1),
        renewal_date=date(2019, 1, 1),
        evaluation_date=date(2018, 6, 1),
        experience_months=50,
        pe_activities=tuple(activity("congres", f"2019-0{month}-10", 9) for month in (1, 2)),
    )
    found = ready(case)
    assert found.first_day == date(2019, 4, 2)
    assert found.outcome_then is not None
    assert found.outcome_then.renewal_date == date(2020, 1, 1)
    assert found.outcome_then.overall == "voldaan"


def hours_and_points(case: Case) -> tuple[int, int, int]:
    found = suggest(case, RULES)
    return (
        int(sum(one.hours for one in found)),
        sum(one.points for one in found),
        sum(one.points for one in found if one.network),
    )


def short(status: str, *activities: Any, **more: Any) -> Case:
    return renewal(status, evaluation_date=date(2018, 1, 1), pe_activities=activities, **more)


def test_a_proposal_is_the_least_hours_for_what_is_short() -> None:
    assert [(one.kind, one.times) for one in suggest(short("C"), RULES)] == [(PEKind.DOCENT, 1)]
    assert hours_and_points(short("B")) == (12, 12, 0)
    assert hours_and_points(short("C", activity("workshop", "2018-02-01", 4))) == (7, 6, 0)


def test_a_proposal_for_a_has_network_points_enough() -> None:
    hours, points, network = hours_and_points(short("A"))
    assert points >= 20
    assert 6 <= network <= 10
    assert hours == 12 + 8 + 4 + 3
    kernteam = suggest(short("A", roles=BOTH), RULES)
    assert {PEKind.PUBLICATIE_EZINE, PEKind.PUBLICATIE_KRINGEN} <= {one.kind for one in kernteam}
    assert hours_and_points(short("A", roles=BOTH))[0] < hours


def test_planned_activities_are_not_proposed_again() -> None:
    assert suggest(short("C", *workshops(4, date(2018, 5, 1))), RULES) == ()
    assert suggest(renewal("C"), RULES) == ()


def test_there_is_no_proposal_that_is_not_enough() -> None:
    assert suggest(short("A", roles=Roles()), RULES) == ()


def test_network_points_that_do_not_count_are_not_proposed() -> None:
    full = activity("organiseren", "2018-02-01", 20)
    found = suggest(short("A", full), RULES)
    assert found
    assert not any(one.network for one in found)


def test_a_kind_that_is_full_is_not_proposed() -> None:
    case = short("B", activity("adviseren", "2018-02-01", 36), roles=Roles(kernteamlid=True))
    assert suggest(replace(case, status_held=Status.C), RULES) == ()
    assert all(one.points <= 2 for one in suggest(case, RULES) if one.kind == "adviseren")


@pytest.mark.parametrize("roles", [BOTH, Roles(deelnemer=True), Roles(kernteamlid=True)])
@pytest.mark.parametrize("hours", [0, 2, 8, 12, 16, 18, 20, 30])
def test_after_what_is_proposed_nothing_is_short(roles: Roles, hours: int) -> None:
    """Also when only little more for the network counts, or nothing at all."""
    case = short("A", activity("adviseren", "2018-02-01", hours), roles=roles)
    proposal = suggest(case, RULES)
    days = [date(2018, 3, 1) + timedelta(days=number) for number in range(99)]
    done = tuple(replace(one, date=days.pop(0)) for one in as_planned(proposal, YEAR.start))
    after = outcome(replace(case, pe_activities=(*case.pe_activities, *done), evaluation_date=date(2018, 12, 31)))
    assert after.requirements["pe_punten"].verdict == "voldaan"
    assert after.requirements["netwerkpunten"].verdict == "voldaan"
    wasted = after.requirements["netwerkpunten"].numbers
    assert wasted.network == max(wasted.network_counted, hours // 2)


def test_a_kind_is_proposed_up_to_its_maximum() -> None:
    """Eighteen of the twenty points of this kind are there: only two more can be had of it."""
    case = short("A", activity("landelijk", "2018-02-01", 36, network=False), roles=Roles(kernteamlid=True))
    assert sum(one.points for one in suggest(case, RULES) if one.kind == "landelijk") <= 2
    assert suggest(case, RULES)


def test_kinds_that_are_full_are_not_proposed() -> None:
    kinds = ("ontwikkelen", "organiseren", "adviseren", "landelijk")
    full = [activity(kind, "2018-02-01", 40, network=False) for kind in kinds]
    assert suggest(short("A", *full), RULES) == ()


def test_twice_is_said_to_be_twice() -> None:
    case = short("A", *workshops(7), activity("organiseren", "2018-04-01", 8))
    (one,) = suggest(case, RULES)
    assert (one.times, one.points, one.network) == (2, 2, True)
    assert one.explain.startswith("2 keer ")


def test_the_least_hours_are_in_the_fewest_activities() -> None:
    """Eight points as a teacher once, or as a speaker twice, are as many hours."""
    assert [(one.kind, one.times, one.hours) for one in suggest(short("C"), RULES)] == [(PEKind.DOCENT, 1, 8)]


def test_the_best_year_of_an_upgrade_is_that_with_points_enough() -> None:
    case = upgrade("B", status_start=date(2016, 3, 1), renewal_date=None, evaluation_date=date(2018, 6, 1))
    assert with_best_year(case, RULES) == replace(case, renewal_date=date(2018, 3, 1))
    none = replace(case, pe_activities=())
    assert with_best_year(none, RULES).renewal_date == date(2019, 3, 1)
    on_the_day = replace(case, evaluation_date=date(2018, 3, 1))
    assert with_best_year(on_the_day, RULES).renewal_date == date(2018, 3, 1)
    without_start = replace(case, status_start=None, renewal_date=date(2018, 3, 1))
    assert with_best_year(without_start, RULES).renewal_date == date(2018, 3, 1)
    nothing = replace(without_start, pe_activities=())
    assert with_best_year(nothing, RULES).renewal_date == date(2019, 3, 1)


def test_a_proposal_can_be_tried() -> None:
    case = short("C")
    tried = replace(case, pe_activities=tuple(as_planned(suggest(case, RULES), date(2018, 5, 1))))
    found = outcome(tried).requirements["pe_punten"]
    assert found.numbers.planned == 8


def test_a_proposal_that_is_tried_has_each_activity_once() -> None:
    proposal = suggest(short("A", roles=BOTH), RULES)
    tried = tuple(as_planned(proposal, date(2018, 5, 1)))
    assert len(tried) == sum(one.times for one in proposal)
    assert sum((one.hours or 0) for one in tried) == sum(one.hours for one in proposal)
    assert all(one.clok and (one.words or 0) >= 300 for one in tried)
    twice = [one for one in suggest(short("A"), RULES) if one.times > 1]
    assert twice
    assert {one.hours for one in as_planned(twice, date(2018, 5, 1))} == {one.hours / one.times for one in twice}


def test_a_proposal_says_what_it_is_in_words() -> None:
    (first, second) = suggest(short("B"), RULES)
    assert first.explain == "Optreden als docent: 8 uur, 8 punten."
    assert first.clauses == ("PE-ROW-DOCENT",)
    assert second.explain == "Optreden als spreker: 4 uur, 4 punten."
    two = next(one for one in suggest(short("B", roles=BOTH), RULES) if one.times == 1)
    assert "keer" not in two.explain


def test_without_a_status_or_a_year_there_is_nothing_to_propose() -> None:
    assert suggest(entry("B"), RULES) == ()
    assert suggest(replace(short("C"), status_held=None), RULES) == ()
