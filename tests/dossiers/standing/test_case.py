"""The case of a person: what stands in the database as the engine judges it, on one day."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from app.core import clock
from app.core.db import db
from app.dossiers.holding.operations import record_finding
from app.dossiers.holding.position import position_of
from app.dossiers.holding.queries import held, open_year
from app.dossiers.pe.queries import activities_of
from app.dossiers.rules import ActivityStatus, ReportStatus
from app.dossiers.standing.case import case_of, next_up
from app.regulation.case import Activity, CaseAction, Leergang, Roles, Verdict
from app.regulation.editions import rules_on
from app.regulation.judging import judge
from app.regulation.terms import PEKind, RegisterName, Route, Status, WorkingLevel
from tests.factories.dossiers import (
    make_declaration,
    make_dossier,
    make_experience,
    make_meeting,
    make_registrant,
    make_registration,
    make_report,
)
from tests.factories.pe import make_pe_activity
from tests.factories.people import make_person

TODAY = date(2026, 11, 20)


@pytest.fixture
def person(app):
    return make_person()


def test_who_holds_nothing_and_said_nothing_asks_for_the_lowest_status(person):
    case = case_of(position_of(person, TODAY))
    assert (case.action, case.status_sought, case.route) == (CaseAction.ENTRY, Status.C, Route.ENTRY_AUDIT)
    assert (case.register, case.working_level, case.experience_months) == (RegisterName.AMB, None, 0)


def test_what_somebody_says_of_themselves_is_in_their_case(person):
    make_registrant(person, working_level=WorkingLevel.WO, kernteamlid=True, leergang_completed_on=date(2026, 2, 3))
    make_experience(person, date(2020, 1, 1), date(2021, 12, 31))
    make_experience(person, date(2021, 1, 1), date(2022, 12, 31), in_field=False)
    make_experience(person, date(2026, 11, 1))
    case = case_of(position_of(person, TODAY))
    assert (case.experience_months, case.experience_extra_days) == (24, 19)
    assert (case.working_level, case.roles) == (WorkingLevel.WO, Roles(kernteamlid=True, deelnemer=True))
    assert case.leergang == Leergang(RegisterName.AMB, date(2026, 2, 3))


def test_who_holds_a_status_renews_it_with_what_they_did_in_the_open_year(person):
    registration = make_registration(person)
    make_pe_activity(person, held_on=date(2026, 3, 14), title="Voor het jaar")
    inside = make_pe_activity(person, held_on=date(2026, 3, 15), title="Eerste dag")
    planned = make_pe_activity(person, held_on=date(2027, 3, 14), title="Laatste dag")
    make_pe_activity(person, held_on=date(2027, 3, 15), title="Na het jaar")
    make_pe_activity(person, held_on=date(2026, 10, 1), title="Niet gedaan", status=ActivityStatus.PLANNED)
    case = case_of(position_of(person, TODAY))
    assert (case.action, case.status_held, case.renewal_date) == (
        CaseAction.RENEWAL,
        Status.B,
        registration.renewal_date,
    )
    assert [one.ref for one in case.pe_activities] == [str(inside.id), str(planned.id)]


def test_the_declaration_the_report_and_the_meeting_of_the_year_are_in_it(person):
    make_registration(person)
    make_declaration(person)
    make_report(person, ReportStatus.SENT)
    make_meeting(person, make_person(), presented=True)
    case = case_of(position_of(person, TODAY))
    assert case.verklaring_nog_in_functie is True
    assert case.practice_report is not None
    assert (case.practice_report.activity_approved, case.practice_report.report_written) == (True, True)
    assert case.practice_report.presented is True
    assert case.intervisie_attended_on is not None


def test_a_meeting_that_nobody_confirmed_and_a_report_that_was_not_sent_do_not_count(person):
    make_registration(person)
    make_report(person, ReportStatus.APPROVED)
    make_meeting(person, make_person(), confirmed=False)
    case = case_of(position_of(person, TODAY))
    assert case.practice_report is not None
    assert (case.practice_report.activity_approved, case.practice_report.report_written) == (True, False)
    assert case.intervisie_attended_on is None


def test_a_dossier_that_was_handed_in_is_sent_on_that_day(person):
    make_registration(person)
    assert case_of(position_of(person, TODAY)).dossier_sent is None
    make_dossier(person)
    assert case_of(position_of(person, TODAY)).dossier_sent == clock.today()


def test_a_passed_audit_counts_for_its_own_status_only(person):
    record_finding(person, date(2026, 11, 1), content=Status.B, fits=True, passed_for=Status.B)
    db.session.commit()
    assert case_of(position_of(person, TODAY), sought=Status.B).audit_done is True
    assert case_of(position_of(person, TODAY), sought=Status.C).audit_done is False
    case = case_of(position_of(person, TODAY))
    assert (case.function_content, case.function_fits_register) == (Status.B, True)


def test_an_upgrade_is_to_the_next_status_with_the_points_of_the_one_that_is_held(person):
    registration = make_registration(person, Status.C)
    make_pe_activity(person)
    case = case_of(position_of(person, TODAY), action=CaseAction.UPGRADE)
    assert (case.status_held, case.status_sought, case.route) == (Status.C, Status.B, Route.UPGRADE)
    assert len(case.pe_activities) == 1
    assert judge(case, rules_on(TODAY)).requirements["pe_punten_huidige_status"].verdict is Verdict.OPEN
    assert next_up(registration) is Status.B


def test_what_if_adds_and_changes_without_writing(person):
    make_registration(person)
    extra = Activity(PEKind.WORKSHOP, date(2026, 6, 1), hours=Decimal(3), clok=True)
    case = case_of(position_of(person, TODAY), plus=[extra], working_level=WorkingLevel.WO)
    assert case.pe_activities == (extra,)
    assert case.working_level is WorkingLevel.WO
    assert list(activities_of(person)) == []


def test_a_renewal_date_that_has_passed_is_still_the_one_that_is_judged(person):
    make_registration(person, started_on=date(2025, 11, 1))
    registration = held(person, clock.today())
    assert registration is not None
    assert open_year(registration).end == date(2026, 11, 1)
    assert case_of(position_of(person, TODAY)).renewal_date == date(2026, 11, 1)
