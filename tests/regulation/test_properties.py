"""What holds for every case, whatever is in it."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from app.regulation.case import Activity, Case, CaseAction, Leergang, Outcome, PracticeReport, Roles, Verdict
from app.regulation.judging import judge, with_renewal_date
from app.regulation.readiness import readiness, suggest
from app.regulation.requirements.points import gain, pe_setting
from app.regulation.terms import PEKind, RegisterName, Route, Status, WorkingLevel
from tests.examples import examples
from tests.regulation.engine import RULES

MANY, FEW = examples(150), examples(60)
FROM_BAD_TO_GOOD = [Verdict.NOT_MET, Verdict.HUMAN, Verdict.OPEN, Verdict.MET, Verdict.EXEMPT]
START = date(2024, 2, 29)
DAYS = st.dates(date(2023, 12, 1), date(2026, 6, 1))
NEAR = st.dates(START, date(2025, 3, 2))


def maybe(strategy: st.SearchStrategy[object]) -> st.SearchStrategy[object]:
    return st.none() | strategy


ACTIVITIES = st.builds(
    Activity,
    kind=st.sampled_from(PEKind),
    date=NEAR | st.sampled_from([date(2024, 6, 1), date(2024, 6, 2)]),
    hours=maybe(st.decimals(0, 60, places=2)),
    clok=st.booleans(),
    approved_on=maybe(NEAR),
    granted_points=maybe(st.integers(0, 30)),
    words=maybe(st.sampled_from([149, 150, 299, 300])),
    consecutive_months=maybe(st.integers(0, 12)),
    network=maybe(st.booleans()),
)
REPORTS = st.builds(
    PracticeReport, maybe(DAYS), st.booleans(), st.booleans(), maybe(DAYS), st.booleans(), maybe(st.booleans())
)
CASES = st.builds(
    Case,
    register=st.sampled_from(RegisterName),
    action=st.sampled_from(CaseAction),
    evaluation_date=DAYS,
    status_held=st.sampled_from(Status),
    status_sought=st.sampled_from(Status),
    route=maybe(st.sampled_from(Route)),
    status_start=maybe(st.just(START)),
    renewal_date=st.just(date(2025, 2, 28)),
    experience_months=st.integers(0, 90),
    experience_extra_days=st.integers(0, 70),
    new_in_function=st.booleans(),
    working_level=maybe(st.sampled_from(WorkingLevel)),
    function_content=maybe(st.sampled_from(Status)),
    function_fits_register=maybe(st.booleans()),
    audit_done=st.booleans(),
    leergang=maybe(st.builds(Leergang, st.sampled_from(RegisterName), DAYS)),
    roles=st.builds(Roles, st.booleans(), st.booleans()),
    pe_activities=st.lists(ACTIVITIES, max_size=7).map(tuple),
    verklaring_nog_in_functie=maybe(st.booleans()),
    practice_report=maybe(REPORTS),
    intervisie_attended_on=maybe(DAYS),
    dossier_sent=maybe(DAYS),
)


def said(case: Case) -> Outcome:
    return judge(case, RULES)


@FEW
@given(CASES)
def test_judging_twice_is_the_same(case: Case) -> None:
    assert said(case) == said(case)


@MANY
@given(CASES, ACTIVITIES)
def test_one_more_activity_never_lowers_a_verdict(case: Case, more: Activity) -> None:
    before, after = said(case), said(replace(case, pe_activities=(*case.pe_activities, more)))
    for key, one in before.requirements.items():
        if one.verdict in FROM_BAD_TO_GOOD:
            better = FROM_BAD_TO_GOOD.index(after.requirements[key].verdict)
            assert better >= FROM_BAD_TO_GOOD.index(one.verdict), key


@MANY
@given(CASES, st.randoms(use_true_random=False))
def test_the_order_of_entry_makes_no_difference(case: Case, chance: object) -> None:
    activities = list(case.pe_activities)
    chance.shuffle(activities)  # type: ignore[attr-defined]
    one, other = said(case), said(replace(case, pe_activities=tuple(activities)))
    assert one.overall == other.overall
    assert [(key, found.verdict, found.numbers) for key, found in one.requirements.items()] == [
        (key, found.verdict, found.numbers) for key, found in other.requirements.items()
    ]


@MANY
@given(CASES)
def test_the_limits_hold(case: Case) -> None:
    points = said(case).pe
    if points is None:
        return
    for row in RULES.rows.values():
        together = sum(one.points + one.planned for one in points.activities if one.kind is row.kind)
        if row.formula == "hours":
            assert together <= 20
    for day in {one.date for one in points.activities}:
        half_days = [one for one in points.activities if RULES.row(one.kind).formula == "half_day" and one.date == day]
        assert sum(one.points + one.planned for one in half_days) <= 6
    for one in points.activities:
        assert one.points >= 0
        assert one.planned >= 0
        if one.points:
            assert one.date in points.year
            assert one.date <= case.evaluation_date


@MANY
@given(CASES)
def test_every_explanation_adds_up_to_its_total(case: Case) -> None:
    outcome = said(case)
    points = outcome.pe
    if points is None:
        return
    assert sum(one.points for one in points.activities) == points.total == sum(points.by_kind.values())
    assert sum(one.points for one in points.activities if one.network) == points.network
    assert sum(one.planned for one in points.activities) == points.planned
    for key in ("pe_punten", "pe_punten_huidige_status"):
        if (one := outcome.requirements.get(key)) is not None and one.numbers:
            lines = [re.search(r": (\d+) punt", line) for line in one.explain]
            totals = [int(found[1]) for found in lines if found]
            kinds = totals[: len(points.by_kind)]
            assert sum(kinds) == totals[len(kinds)] == points.total
            lost = [int(found[1]) for line in one.explain if (found := re.search(r"vallen dus (\d+) af", line))]
            assert points.total - sum(lost) == one.numbers.counted


@FEW
@given(CASES)
def test_the_whole_is_as_its_parts(case: Case) -> None:
    outcome = said(case)
    parts = {one.verdict for key, one in outcome.requirements.items() if key != "evenwicht"}
    order = [Verdict.UNKNOWN, Verdict.NOT_MET, Verdict.HUMAN, Verdict.OPEN]
    assert outcome.overall == next((one for one in order if one in parts), Verdict.MET)


@FEW
@given(CASES)
def test_every_clause_and_reading_that_is_named_exists(case: Case) -> None:
    outcome = said(case)
    for one in (*outcome.requirements.values(), *(outcome.pe.activities if outcome.pe else ())):
        assert all(RULES.clause(name) for name in one.clauses)
        assert all(RULES.reading(name) for name in one.readings)
        assert one.clauses
        assert one.explain


@FEW
@given(CASES)
def test_what_is_not_met_says_what_is_missing_and_what_is_open_by_when(case: Case) -> None:
    for one in said(case).requirements.values():
        if one.verdict in (Verdict.NOT_MET, Verdict.OPEN):
            assert one.missing, one.key
        if one.verdict is Verdict.OPEN:
            assert one.by is not None
            assert one.by >= case.evaluation_date
        if one.verdict in (Verdict.MET, Verdict.NOT_APPLICABLE, Verdict.EXEMPT):
            assert one.missing == ()


@FEW
@given(CASES, ACTIVITIES)
def test_what_an_activity_adds_is_the_difference_that_it_makes(case: Case, more: Activity) -> None:
    where = pe_setting(with_renewal_date(case))
    found = gain(more, case.pe_activities, where, RULES)
    without = gain(more, (), where, RULES)
    assert 0 <= found.points <= max(without.points, found.points)
    before = said(replace(case, action=CaseAction.RENEWAL)).pe
    assert before is not None
    assert found.total == before.total + before.planned + found.points


@FEW
@given(CASES)
def test_on_the_first_day_only_what_can_be_done_is_left(case: Case) -> None:
    if case.action is CaseAction.RENEWAL or case.register is RegisterName.MW:
        return
    found = readiness(case, RULES)
    if found.first_day is None:
        assert found.blocked
        return
    assert found.first_day >= case.evaluation_date
    assert found.outcome_then is not None
    left = {
        key for key, one in found.outcome_then.requirements.items()
        if one.verdict not in (Verdict.MET, Verdict.EXEMPT, Verdict.NOT_APPLICABLE)
    }  # fmt: skip
    assert left <= set(found.to_do)


@FEW
@given(CASES)
def test_a_proposal_fills_what_is_short(case: Case) -> None:
    case = replace(case, action=CaseAction.RENEWAL, register=RegisterName.AMB, leergang=None)
    proposal = suggest(case, RULES)
    if not proposal:
        return
    last = date(2025, 2, 27)
    days = [last - timedelta(days=number) for number in range(1, 60)]
    done = [
        Activity(one.kind, days.pop(), Decimal(one.hours / one.times), clok=True, words=400)
        for one in proposal
        for _ in range(one.times)
    ]
    later = replace(case, evaluation_date=last, pe_activities=(*case.pe_activities, *done))
    found = said(later)
    assert found.requirements["pe_punten"].verdict is Verdict.MET
    assert found.requirements.get("netwerkpunten", found.requirements["pe_punten"]).verdict is Verdict.MET
