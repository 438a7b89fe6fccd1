"""The invented municipality has somebody for each thing that can be tried."""

from __future__ import annotations

from datetime import UTC, date, datetime, time

import pytest
from sqlalchemy import select

from app.assessments.models import Assessment
from app.assessments.queries import drafts_of, submitted_of
from app.core import clock
from app.core.db import db
from app.demo import story
from app.dossiers.holding.position import position_of
from app.dossiers.holding.queries import held
from app.dossiers.models import Dossier, PEActivity, PracticeReport
from app.dossiers.standing.case import case_of
from app.people.models import User
from app.plans.queries import people_who_share_with
from app.register.models import Application, Objection, Sample
from app.regulation.case import CaseAction
from app.regulation.dates import add_months
from app.regulation.editions import rules_on
from app.regulation.judging import judge
from app.regulation.readiness import readiness
from app.standards.library import all_standards


@pytest.fixture
def town(app) -> None:
    story.load(clock.today())
    db.session.commit()


def test_there_are_people_on_each_standard(town) -> None:
    assert set(db.session.scalars(select(Assessment.standard))) >= {one.slug for one in all_standards()}


def test_lisa_begins_on_another_standard_with_proposals_that_count_for_nothing_yet(town) -> None:
    lisa = db.session.scalars(select(User).where(User.name == "Lisa Tromp")).one()
    (draft,) = drafts_of(lisa)
    assert {one.element for one in draft.proposals} == {"klantgerichtheid"}
    assert not draft.ratings
    assert draft.standard not in {one.standard for one in submitted_of(lisa)}


@pytest.mark.parametrize(
    ("name", "status", "verdict"),
    [("Bram Hofman", "C", "open"), ("Naomi Pinas", "B", "open"), ("Anouk Meijer", "B", "open")],
)
def test_there_is_a_registrant_in_each_state(town, name, status, verdict) -> None:
    person = db.session.scalars(select(User).where(User.name == name)).one()
    registration = held(person, clock.today())
    assert registration is not None
    assert registration.status == status
    assert judge(case_of(position_of(person, clock.today())), rules_on(clock.today())).overall == "open"


def test_naomi_lacks_only_her_declaration(town) -> None:
    naomi = db.session.scalars(select(User).where(User.name == "Naomi Pinas")).one()
    requirements = judge(case_of(position_of(naomi, clock.today())), rules_on(clock.today())).requirements
    assert {key for key, one in requirements.items() if one.verdict == "open"} == {"verklaring", "dossier"}


def test_something_waits_for_the_committee_and_the_board(town) -> None:
    assert_something_waits()


@pytest.mark.parametrize("day", [date(2027, 1, 1), date(2027, 5, 31), date(2028, 2, 29)])
def test_the_story_can_begin_on_any_day_of_the_year(app, day) -> None:
    with clock.fixed(datetime.combine(day, time(9), UTC)):
        story.load(day)
        db.session.commit()
    assert_something_waits()


def assert_something_waits() -> None:
    waiting = {
        Application: Application.status == "submitted",
        PEActivity: PEActivity.approval == "asked",
        PracticeReport: PracticeReport.status == "proposed",
        Dossier: Dossier.status == "handed_in",
        Objection: Objection.status == "filed",
        Sample: Sample.closed_at.is_(None),
    }
    for table, condition in waiting.items():
        assert db.session.scalars(select(table).where(condition)).first() is not None, table


def test_bram_reaches_b_on_the_day_that_he_has_three_years_of_experience(town) -> None:
    bram = db.session.scalars(select(User).where(User.name == "Bram Hofman")).one()
    case = case_of(position_of(bram, clock.today()), action=CaseAction.UPGRADE)
    ready = readiness(case, rules_on(clock.today()))
    assert ready.blocked == ()
    assert ready.first_day == add_months(clock.today(), 2)


def test_noor_shares_her_plan_as_is_said_of_her(town) -> None:
    noor, ruben = (
        db.session.scalars(select(User).where(User.name == name)).one() for name in ("Noor Verhagen", "Ruben Hoekstra")
    )
    assert people_who_share_with(ruben, [noor], clock.today()) == {noor.id}
