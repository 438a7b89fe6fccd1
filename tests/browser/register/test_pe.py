"""PE activities in a real browser: points while typing, without scripts, and from an action of the plan."""

from datetime import date
from decimal import Decimal

import pytest
from playwright.sync_api import expect

from app.core.db import db
from app.dossiers.models import PEActivity
from app.plans.rules import ActionKind
from app.regulation.terms import Status
from tests.factories.dossiers import make_registrant, make_registration
from tests.factories.evidence import make_file
from tests.factories.people import make_person
from tests.factories.plans import make_action, make_goal

NEW = "/mijn-register/pe/nieuw"


@pytest.fixture
def person(app):
    person = make_person(name="Noor Verhagen")
    make_registrant(person)
    make_registration(person, Status.B, started_on=date(2026, 3, 15))
    return person


def kept(person):
    db.session.rollback()
    found = db.session.query(PEActivity).filter_by(person_id=person.id).all()
    return [(one.title, one.hours) for one in found]


def test_points_are_counted_while_typing_and_nothing_is_kept_before_the_click(page_for, person):
    page = page_for(person)
    page.goto(NEW)
    page.get_by_role("link", name="Workshop").click()
    gain = page.locator("#pe-gain")
    page.get_by_label("Hoe heet het?").fill("Leegstand")
    page.get_by_label("Op welke dag?").fill("2026-10-01")
    expect(gain).to_contain_text("Hoeveel uur het was, is nog niet ingevuld.")
    page.get_by_role("group", name="Organiseert CLOK dit?").get_by_label("Ja").check()
    expect(gain).to_contain_text("Vul nog iets in")
    page.get_by_label("Hoeveel uur?").fill("2")
    expect(gain).to_contain_text("2 uur is korter dan een dagdeel van 3 uur")
    page.get_by_label("Hoeveel uur?").fill("6,5")
    expect(gain).to_contain_text("6,5 uur is 2 dagdelen: 4 punten")
    expect(page.get_by_label("Hoeveel uur?")).to_be_focused()
    page.get_by_label("Op welke dag?").fill("2027-04-01")
    expect(gain).to_contain_text("het PE-jaar van 15 maart 2027")
    page.get_by_label("Op welke dag?").fill("2026-10-01")
    assert kept(person) == []
    page.get_by_role("button", name="Bewaar").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Leegstand")
    expect(page.get_by_role("heading", name="4 punten")).to_be_visible()
    assert kept(person) == [("Leegstand", Decimal("6.5"))]


def test_another_kind_brings_its_own_fields_and_keeps_what_was_typed(page_for, person):
    page = page_for(person)
    page.goto(NEW + "?soort=workshop")
    page.get_by_label("Hoe heet het?").fill("Ondernemersfonds")
    page.get_by_label("Wat voor activiteit is het?").focus()
    page.get_by_label("Wat voor activiteit is het?").select_option("publicatie_ezine")
    expect(page.get_by_label("Hoeveel woorden?")).to_be_visible()
    expect(page.get_by_label("Hoeveel uur?")).to_have_count(0)
    expect(page.get_by_label("Hoe heet het?")).to_have_value("Ondernemersfonds")
    expect(page.get_by_label("Wat voor activiteit is het?")).to_be_focused()
    expect(page.locator("#pe-gain")).to_contain_text("alleen voor kernteamleden")


def test_without_scripts_a_button_counts(page_for, person):
    page = page_for(person, scripts=False, width=360)
    page.goto(NEW + "?soort=workshop")
    page.get_by_label("Hoeveel uur?").fill("3")
    page.get_by_role("group", name="Organiseert CLOK dit?").get_by_label("Ja").check()
    page.get_by_role("button", name="Reken uit").click()
    expect(page.locator("#pe-gain")).to_contain_text("3 uur is 1 dagdeel: 2 punten")
    assert kept(person) == []
    page.get_by_label("Hoe heet het?").fill("Leegstand")
    page.get_by_label("Op welke dag?").fill("2026-10-01")
    page.get_by_role("button", name="Bewaar").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Leegstand")
    assert kept(person) == [("Leegstand", Decimal(3))]


def test_from_a_done_action_of_the_plan_to_points_and_back(page_for, person):
    action = make_action(
        make_goal(person),
        title="Training onderhandelen",
        kind=ActionKind.TRAINING,
        done_on=date(2026, 11, 2),
        hours=Decimal(6),
    )
    action.evidence = [make_file(person, title="Certificaat")]
    db.session.commit()
    page = page_for(person)
    page.goto(f"/plan/actie/{action.id}/")
    page.get_by_role("link", name="Zet bij PE-activiteiten").click()
    page.get_by_label("Wat voor activiteit is het?").select_option("workshop")
    page.get_by_role("group", name="Organiseert CLOK dit?").get_by_label("Ja").check()
    expect(page.locator("#pe-gain")).to_contain_text("4 punten")
    page.get_by_role("button", name="Bewaar").click()
    expect(page.get_by_role("link", name="Certificaat")).to_be_visible()
    page.get_by_role("link", name="Training onderhandelen").click()
    expect(page.get_by_text("Deze actie staat bij je PE-activiteiten")).to_be_visible()
    assert kept(person) == [("Training onderhandelen", Decimal(6))]
