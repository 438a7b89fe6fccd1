"""Days of the register: every date of entry from 2024 to 2032, 29 February and month ends among them."""

from __future__ import annotations

from calendar import isleap, monthrange
from dataclasses import replace
from datetime import date, timedelta

import pytest

from app.regulation.dates import (
    PEYear,
    add_months,
    anniversary,
    experience,
    months_and_days,
    next_renewal,
    pe_year,
    pe_year_ending,
)
from app.regulation.registration.validity import (
    contract_end,
    dossier_deadline,
    valid_until,
    valid_until_exclusive,
    validity_clauses,
)
from app.regulation.terms import Status
from tests.regulation.engine import RULES, not_met, renewal, workshops

DAY = timedelta(days=1)
STARTS = [date(2024, 1, 1) + DAY * number for number in range((date(2033, 1, 1) - date(2024, 1, 1)).days)]


def day(text: str) -> date:
    return date.fromisoformat(text)


def test_every_start_date_has_a_renewal_each_year_on_its_day_or_on_28_february() -> None:
    for start in STARTS:
        for years in (1, 2, 5):
            found = anniversary(start, years)
            leap_day = (start.month, start.day) == (2, 29) and not isleap(start.year + years)
            assert found == date(start.year + years, start.month, 28 if leap_day else start.day)


def test_the_pe_years_of_every_start_date_follow_each_other_without_a_gap() -> None:
    for start in STARTS:
        year = pe_year(start, start)
        assert year.start == start
        for _ in range(5):
            following = pe_year(start, year.end)
            assert following.start == year.end
            assert year == pe_year_ending(start, year.end)
            assert pe_year(start, year.end - DAY) == year
            assert next_renewal(start, year.end - DAY) == year.end
            assert next_renewal(start, year.end) == following.end
            assert 365 <= (year.end - year.start).days <= 366
            year = following


def test_the_dossier_of_every_renewal_is_due_two_calendar_months_before() -> None:
    for renewal_date in STARTS:
        found = dossier_deadline(Status.B, renewal_date, RULES)
        assert found is not None
        year, month = divmod(renewal_date.year * 12 + renewal_date.month - 3, 12)
        assert (found.year, found.month) == (year, month + 1)
        assert found.day == min(renewal_date.day, monthrange(year, month + 1)[1])


def test_a_dossier_of_every_start_date_is_in_time_on_the_last_day_and_not_after() -> None:
    for start in STARTS[::5] + [date(2024, 2, 29), date(2028, 2, 29), date(2027, 12, 31), date(2031, 4, 30)]:
        end = anniversary(start, 1)
        deadline = add_months(end, -2)
        meeting = add_months(start, 6)
        case = renewal(
            "B",
            status_start=start,
            renewal_date=end,
            evaluation_date=end,
            pe_activities=workshops(6, start),
            intervisie_attended_on=meeting,
            dossier_sent=deadline,
        )
        report = case.practice_report
        assert report is not None
        case = replace(case, practice_report=replace(report, report_sent_on=meeting - DAY, activity_submitted_on=start))
        assert not_met(case) == {"overall": "voldaan"}
        late = replace(case, dossier_sent=deadline + DAY)
        assert not_met(late) == {"overall": "niet_voldaan", "dossier": "niet_voldaan"}


def test_the_certificate_of_every_start_date_ends_the_day_before_its_anniversary() -> None:
    for start in STARTS:
        for status, years in ((Status.C, 1), (Status.B, 2), (Status.A, 2)):
            end = valid_until_exclusive(status, start, RULES)
            assert end == anniversary(start, years)
            assert valid_until(status, start, RULES) == end - DAY


@pytest.mark.parametrize(
    ("begin", "months", "wanted"),
    [
        ("2019-04-30", -2, "2019-02-28"),
        ("2020-04-30", -2, "2020-02-29"),
        ("2019-12-31", -2, "2019-10-31"),
        ("2019-01-15", -2, "2018-11-15"),
        ("2019-01-31", 1, "2019-02-28"),
        ("2019-11-30", 3, "2020-02-29"),
        ("2019-12-01", 1, "2020-01-01"),
        ("2019-01-29", 1, "2019-02-28"),
        ("2019-08-31", 0, "2019-08-31"),
    ],
)
def test_calendar_months_end_on_the_last_day_where_the_day_is_not_there(begin: str, months: int, wanted: str) -> None:
    assert add_months(day(begin), months) == day(wanted)


def test_a_pe_year_holds_its_first_day_and_not_its_renewal_date() -> None:
    year = PEYear(day("2018-01-01"), day("2019-01-01"))
    assert day("2018-01-01") in year
    assert day("2018-12-31") in year
    assert day("2019-01-01") not in year
    assert day("2017-12-31") not in year


def test_the_year_of_29_february_begins_at_the_date_of_entry_itself() -> None:
    start = day("2024-02-29")
    assert pe_year_ending(start, day("2025-02-28")) == PEYear(start, day("2025-02-28"))
    assert pe_year_ending(start, day("2028-02-29")) == PEYear(day("2027-02-28"), day("2028-02-29"))


@pytest.mark.parametrize("start", [None, "2017-06-10", "2019-01-01", "2020-01-01"])
def test_without_a_date_of_entry_that_fits_a_year_is_twelve_months(start: str | None) -> None:
    found = pe_year_ending(day(start) if start else None, day("2019-01-01"))
    assert found == PEYear(day("2018-01-01"), day("2019-01-01"))


def test_a_pe_year_never_begins_before_the_status_did() -> None:
    for start in ("2018-01-02", "2018-06-10"):
        assert pe_year_ending(day(start), day("2019-01-01")) == PEYear(day(start), day("2019-01-01"))


def test_before_the_date_of_entry_it_is_the_first_year() -> None:
    assert pe_year(day("2024-05-10"), day("2023-12-01")) == PEYear(day("2024-05-10"), day("2025-05-10"))


@pytest.mark.parametrize(
    ("start", "on", "wanted"),
    [
        ("2015-03-01", "2018-03-01", (36, 0)),
        ("2015-03-01", "2018-02-28", (35, 27)),
        ("2015-03-01", "2018-03-02", (36, 1)),
        ("2015-01-31", "2015-02-28", (1, 0)),
        ("2015-03-31", "2015-04-29", (0, 29)),
        ("2018-03-01", "2018-03-01", (0, 0)),
        ("2018-03-02", "2018-03-01", (0, 0)),
    ],
)
def test_months_and_days_between_two_days(start: str, on: str, wanted: tuple[int, int]) -> None:
    assert months_and_days(day(start), day(on)) == wanted


@pytest.mark.parametrize(
    ("periods", "wanted"),
    [
        ([("2015-03-01", None)], (36, 0)),
        ([("2015-03-01", "2018-02-28")], (36, 0)),
        ([("2015-03-01", "2016-02-29"), ("2016-03-01", None)], (36, 0)),
        ([("2015-03-01", "2017-02-28"), ("2016-03-01", None)], (36, 0)),
        ([("2016-03-01", None), ("2015-03-01", "2017-02-28")], (36, 0)),
        ([("2015-03-01", "2018-12-31"), ("2016-01-01", "2016-12-31")], (36, 0)),
        ([("2014-01-01", "2014-12-31"), ("2016-03-01", None)], (36, 0)),
        ([("2014-01-01", "2014-01-20"), ("2015-01-01", "2015-01-20")], (1, 10)),
        ([("2014-01-01", "2014-01-30"), ("2015-01-01", "2015-01-30"), ("2016-01-01", "2016-01-02")], (2, 2)),
        ([("2014-01-01", "2014-01-30"), ("2015-01-01", "2015-01-30")], (2, 0)),
        ([("2015-03-01", "2015-03-20"), ("2015-03-21", None)], (36, 0)),
        ([("2018-01-01", "2018-01-30")], (0, 30)),
        ([("2018-01-01", "2018-01-30"), ("2018-03-01", None)], (0, 30)),
        ([("2018-01-01", "2017-12-01"), ("2018-01-02", None)], (1, 27)),
        ([("2018-04-01", None)], (0, 0)),
        ([], (0, 0)),
    ],
)
def test_experience_adds_up_functions_and_counts_no_day_twice(
    periods: list[tuple[str, str | None]], wanted: tuple[int, int]
) -> None:
    dated = [(day(begin), day(end) if end else None) for begin, end in periods]
    assert experience(dated, day("2018-03-01")) == wanted


@pytest.mark.parametrize(
    ("on", "wanted"),
    [(None, "2020-03-01"), ("2020-02-29", "2020-03-01"), ("2020-03-01", "2022-03-01"), ("2023-01-01", "2024-03-01")],
)
def test_the_contract_goes_on_by_two_years(on: str | None, wanted: str) -> None:
    assert contract_end(day("2018-03-01"), RULES, day(on) if on else None) == day(wanted)


def test_the_clause_of_the_status_stands_first_among_those_of_validity() -> None:
    assert validity_clauses(Status.C, RULES) == ("VALIDITY", "VALIDITY-2")
    assert validity_clauses(Status.B, RULES) == validity_clauses(Status.A, RULES) == ("VALIDITY-2", "VALIDITY")


def test_no_dossier_is_due_for_c() -> None:
    assert dossier_deadline(Status.C, day("2019-01-01"), RULES) is None
