"""Finding somebody to tick, while typing."""

from playwright.sync_api import expect

from app.core.db import db
from app.people.rules import RoleName
from app.standards.norms.queries import given_to
from tests.factories.norms import make_norm
from tests.factories.people import make_organisation, make_person, make_team


def test_who_was_ticked_stays_ticked_while_the_search_goes_on(page_for, app, now):
    here = make_organisation("Gemeente Hier")
    team, norm = make_team(here, "Team Werk"), make_norm(here)
    make_person(organisation=here, name="Noor Verhagen")
    page = page_for(make_person(RoleName.HR, organisation=here))
    page.goto(f"/eigen/kaders/{norm.id}/geef")
    page.get_by_label("Team Werk").check()
    page.get_by_label("Zoek een afdeling, team of persoon").press_sequentially("noor")
    page.get_by_label("Noor Verhagen").check()
    expect(page.get_by_label("Team Werk")).to_be_checked()
    page.get_by_role("button", name="Geef dit kader").click()
    expect(page.get_by_text("Het kader geldt voor Team Werk en Noor Verhagen.")).to_be_visible()
    db.session.rollback()
    assert len(given_to(team, now.date())) == 1
