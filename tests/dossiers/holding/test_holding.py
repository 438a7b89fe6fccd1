"""A status begins, is raised, renewed and ended, and each time the right days stand there."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest
from sqlalchemy import select

from app.core import clock
from app.core.db import db
from app.dossiers.holding import operations
from app.dossiers.holding.operations import AlreadyRegistered, NoHigherStatus, NotRegistered
from app.dossiers.holding.position import position_of
from app.dossiers.holding.queries import ended_in, held, open_year, registrant_of, registrations_of
from app.dossiers.models import Registration
from app.dossiers.standing.case import case_of
from app.regulation.case import CaseAction
from app.regulation.editions import rules_on
from app.regulation.judging import judge
from app.regulation.terms import PEKind, RegisterName, Status
from tests.factories.dossiers import make_registrant, make_registration
from tests.factories.pe import make_pe_activity
from tests.factories.people import make_person


@pytest.fixture
def person(app):
    return make_person(name="Bram Hofman")


def test_who_enters_is_renewed_at_the_first_anniversary_and_holds_the_validity_of_the_status(person):
    made = operations.enter_status(person, RegisterName.AMB, Status.B, date(2024, 2, 29))
    assert (made.renewal_date, made.valid_until) == (date(2025, 2, 28), date(2026, 2, 27))
    assert (made.name, made.employer) == ("Bram Hofman", person.organisation.name)
    assert held(person, clock.today()) is made


def test_who_holds_a_status_does_not_enter_again(person):
    make_registration(person, Status.C)
    with pytest.raises(AlreadyRegistered):
        operations.enter_status(person, RegisterName.AMB, Status.B, date(2026, 11, 20))


def test_a_renewal_moves_the_renewal_date_and_the_certificate_only_when_it_runs_out(person):
    made = make_registration(person, Status.B, started_on=date(2024, 3, 15))
    seen = []
    for _ in range(2):
        operations.renew(made)
        seen.append((made.renewal_date, made.valid_until))
    assert seen == [(date(2026, 3, 15), date(2026, 3, 14)), (date(2027, 3, 15), date(2028, 3, 14))]


def test_a_c_certificate_is_issued_again_each_year(person):
    made = make_registration(person, Status.C, started_on=date(2025, 3, 15), renewed=1)
    assert (made.renewal_date, made.valid_until) == (date(2027, 3, 15), date(2027, 3, 14))
    assert (open_year(made).start, open_year(made).end) == (date(2026, 3, 15), date(2027, 3, 15))


def test_going_up_ends_the_old_status_and_begins_a_new_year_under_the_same_number(person):
    old = make_registration(person, Status.C, started_on=date(2026, 3, 15))
    new = operations.raise_status(person, Status.B, date(2026, 11, 20))
    assert held(person, clock.today()) is new
    assert (new.started_on, new.renewal_date, new.number) == (date(2026, 11, 20), date(2027, 11, 20), old.number)
    assert (old.ended_on, old.end_reason) == (date(2026, 11, 20), "upgrade")


def test_a_status_is_raised_to_a_higher_one_only(person):
    with pytest.raises(NotRegistered):
        operations.raise_status(person, Status.B, date(2026, 11, 20))
    make_registration(person, Status.B)
    with pytest.raises(NoHigherStatus):
        operations.raise_status(person, Status.B, date(2026, 11, 20))


def test_what_ended_is_not_held_and_who_returns_keeps_the_number(person):
    made = make_registration(person, Status.C)
    operations.end_status(made, date(2026, 11, 20), "withdrawn")
    assert held(person, clock.today()) is None
    assert ended_in(registrations_of(person), clock.today()) == [made]
    with pytest.raises(NotRegistered):
        operations.end_status(made, date(2026, 11, 20), "withdrawn")
    with pytest.raises(NotRegistered):
        operations.renew(made)
    again = operations.enter_status(person, RegisterName.AMB, Status.C, date(2026, 11, 21))
    assert again.number == made.number


@pytest.mark.parametrize(
    ("day", "is_held"),
    [(date(2026, 3, 14), False), (date(2026, 3, 15), True), (date(2026, 12, 31), True), (date(2027, 1, 1), False)],
)
def test_a_status_is_held_from_its_first_day_until_it_ends_in_python_and_in_sql(person, day, is_held):
    made = make_registration(person, started_on=date(2026, 3, 15))
    operations.end_status(made, date(2027, 1, 1), "withdrawn")
    assert made.held_on(day) is is_held
    assert (db.session.scalar(select(Registration).where(Registration.held_on(day))) is made) is is_held


@pytest.mark.parametrize(
    ("first", "last", "is_held"),
    [
        (date(2026, 1, 1), date(2026, 3, 14), False),
        (date(2026, 1, 1), date(2026, 3, 15), True),
        (date(2026, 12, 31), date(2027, 12, 31), True),
        (date(2027, 1, 1), date(2027, 12, 31), False),
    ],
)
def test_a_status_is_held_in_a_time_when_it_is_held_on_one_day_of_it(person, first, last, is_held):
    made = make_registration(person, started_on=date(2026, 3, 15))
    operations.end_status(made, date(2027, 1, 1), "withdrawn")
    assert made.held_between(first, last) is is_held
    found = db.session.scalar(select(Registration).where(Registration.held_between(first, last)))
    assert (found is made) is is_held


def test_what_will_end_is_held_and_goes_on_no_more(person):
    made = make_registration(person)
    assert made.goes_on
    assert db.session.scalar(select(Registration).where(Registration.goes_on)) is made
    operations.end_status(made, date(2027, 1, 1), "withdrawn")
    assert not made.goes_on
    assert db.session.scalar(select(Registration).where(Registration.goes_on)) is None
    assert held(person, clock.today()) is made


def test_everybody_has_a_number_of_their_own(person):
    numbers = [make_registration(one).number for one in (person, make_person(), make_person())]
    assert numbers == ["20001", "20002", "20003"]


def test_a_passed_audit_counts_until_that_status_is_there(person):
    make_registrant(person)
    operations.record_finding(person, date(2026, 11, 1), content=Status.B, fits=True, passed_for=Status.C)
    assert registrant_of(person).audit_passed_for is Status.C
    operations.enter_status(person, RegisterName.AMB, Status.C, date(2026, 11, 20))
    assert registrant_of(person).audit_passed_for is None
    assert registrant_of(person).function_content_finding is Status.B


def test_an_upgrade_may_rest_on_the_points_of_the_year_that_ended(person):
    make_registrant(person)
    make_registration(person, Status.C, started_on=date(2025, 3, 15), renewed=1)
    for number in range(4):
        make_pe_activity(person, kind=PEKind.WORKSHOP, held_on=date(2025, 6, 1 + number), hours=Decimal(4), clok=True)
    case = case_of(position_of(person, date(2026, 11, 20)), action=CaseAction.UPGRADE)
    assert case.renewal_date == date(2026, 3, 15)
    assert judge(case, rules_on(date(2026, 11, 20))).requirements["pe_punten_huidige_status"].verdict == "voldaan"
