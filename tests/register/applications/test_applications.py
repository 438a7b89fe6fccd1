"""Asking for a status, taking it back, and the audit that the committee holds."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from app.core import clock
from app.core.problems import WrongStep
from app.dossiers.holding.queries import registrant_of
from app.register.applications import operations
from app.register.applications.operations import AppliedAlready, AuditFacts, CannotAsk, WrongAudit
from app.register.applications.queries import judged
from app.register.applications.rules import Ask, asks_for
from app.register.judges.rules import NotIndependent
from app.register.rules import ApplicationKind, ApplicationStatus
from app.regulation.case import Verdict
from app.regulation.editions import rules_on
from app.regulation.terms import Route, Status
from tests.factories.dossiers import make_experience, make_registrant, make_registration
from tests.factories.people import make_person
from tests.factories.register import judging, make_application, make_audit, make_committee_member

ENTRY_C = Ask(ApplicationKind.ENTRY, Route.ENTRY_AUDIT, Status.C)


@pytest.mark.parametrize(
    ("held", "leergang", "offered"),
    [
        (None, False, ["C-entree_audit", "B-entree_audit", "A-entree_audit"]),
        (None, True, ["C-entree_audit", "B-entree_audit", "A-entree_audit", "B-leergang"]),
        (Status.C, False, ["B-upgrade"]),
        (Status.C, True, ["B-upgrade", "B-leergang"]),
        (Status.B, False, ["A-upgrade"]),
        (Status.B, True, ["A-upgrade"]),
        (Status.A, True, []),
    ],
)
def test_what_can_be_asked_follows_from_what_is_held(held, leergang, offered):
    assert [ask.code for ask in asks_for(held, leergang, rules_on(date(2026, 11, 20)))] == offered


def test_an_application_keeps_the_facts_of_its_day(app):
    person = make_person()
    make_registrant(person)
    make_experience(person, date(2022, 1, 1), function="Relatiemanager")
    application = make_application(person, "B-entree_audit")
    make_experience(person, date(2010, 1, 1), date(2015, 1, 1))
    assert application.case["experience_months"] == 58
    assert [one["function"] for one in application.content["functions"]] == ["Relatiemanager"]
    assert application.rules_edition == "register-amb-2018"
    assert judged(application).overall is Verdict.NOT_MET


def test_one_application_waits_at_a_time(app):
    person = make_person()
    make_application(person)
    with pytest.raises(AppliedAlready, match="loopt"):
        operations.apply(person, ENTRY_C, "")


def test_what_is_taken_back_can_be_asked_again(app):
    person = make_person()
    first = make_application(person)
    operations.withdraw(first)
    assert first.status is ApplicationStatus.WITHDRAWN
    with pytest.raises(WrongStep):
        operations.withdraw(first)
    assert make_application(person).id != first.id


def test_who_is_registered_goes_up_and_does_not_enter(app):
    person = make_person()
    make_registration(person, Status.C)
    with pytest.raises(CannotAsk):
        operations.apply(person, ENTRY_C, "")
    assert make_application(person).kind is ApplicationKind.UPGRADE


def test_the_audit_is_laid_over_what_the_person_says(app):
    person = make_person()
    make_registrant(person)
    make_experience(person, date(2022, 1, 1))
    application = make_application(person, "B-entree_audit")
    make_audit(application, content=Status.B)
    outcome = judged(application)
    assert {one.key: one.verdict for one in outcome.requirements}["audit"] is Verdict.MET
    assert outcome.overall is Verdict.MET
    registrant = registrant_of(person)
    assert (registrant.function_content_finding, registrant.audit_passed_for) == (Status.B, Status.B)


def test_the_newest_audit_counts(app):
    application = make_application(make_person(), "B-entree_audit")
    make_audit(application, passed=False, content=None)
    make_audit(application, passed=True)
    assert application.newest_audit.passed
    assert registrant_of(application.person).audit_passed_for is Status.B


def test_a_passed_audit_ends_with_its_application(app):
    application = make_application(make_person(), "B-entree_audit")
    make_audit(application)
    operations.withdraw(application)
    assert registrant_of(application.person).audit_passed_for is None


def test_an_auditor_is_independent(app):
    application = make_application(make_person())
    colleague = make_committee_member(application.person.organisation)
    with pytest.raises(NotIndependent):
        make_audit(application, colleague)


@pytest.mark.parametrize(
    ("days", "fits", "field"),
    [(1, True, "held_on"), (-1, True, "held_on"), (0, None, "function_fits")],
    ids=["in the future", "before it was asked", "C without the check of the function"],
)
def test_an_audit_that_cannot_be_is_refused_at_its_field(app, days, fits, field):
    application = make_application(make_person(), "C-entree_audit")
    facts = AuditFacts(clock.today() + timedelta(days=days), True, Status.C, fits, "Gezien.")
    with pytest.raises(WrongAudit) as refused:
        operations.record_audit(application, judging(application, make_committee_member()), facts)
    assert refused.value.field == field


def test_the_leergang_stands_instead_of_an_audit(app):
    person = make_person()
    make_registrant(person, leergang_completed_on=date(2026, 6, 1))
    application = make_application(person, "B-leergang")
    with pytest.raises(WrongStep, match="geen audit"):
        make_audit(application)
