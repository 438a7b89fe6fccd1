"""Proposals and editions, as axe sees them and on a phone."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from flask import Flask

from app.assessments.editions.proposals import offers_for
from app.assessments.rules import Mode
from app.assessments.scans.operations import start_draft
from app.core.db import db
from app.people.models import User
from app.standards.library import get_standard
from tests.browser.axe import findings, too_wide
from tests.browser.conftest import PageFor
from tests.factories.assessments import make_submitted
from tests.factories.people import make_person
from tests.standards.second_editions import HR21_2027, VAK_2027, second_editions

__all__ = ["second_editions"]

pytestmark = pytest.mark.usefixtures("second_editions")
AMB, VAK = "amb-functieprofiel-2018", "vakvolwassenheid-2013"
MARCH = datetime(2026, 3, 10, 9, tzinfo=UTC)


def scored(slug: str, person: User) -> int:
    """Everything on the second level of a standard."""
    return make_submitted(person, {one.code: 2 for one in get_standard(slug).elements}, standard=slug, at=MARCH).id


@pytest.mark.parametrize("width", [1280, 360])
def test_every_page_with_a_proposal_or_another_edition_can_be_used(app: Flask, page_for: PageFor, width: int) -> None:
    person = make_person()
    scored(VAK, person)
    scored(AMB, person)
    hr21 = get_standard(HR21_2027)
    (offer,) = offers_for(person, hr21)
    draft = start_draft(person, hr21, hr21.profiles[0].code, Mode.QUICK, proposed=offer.proposed)
    db.session.commit()
    page = page_for(person, width=width)
    scan = f"/zelfscan/{draft.id}"
    result = scored(VAK_2027, person)
    for path in (
        f"/zelfscan/nieuw?standaard={VAK_2027}",
        f"{scan}/",
        f"{scan}/klantgerichtheid/",
        f"{scan}/inleveren",
        f"/standaarden/{VAK_2027}/verschil",
        f"/resultaat/{result}/",
    ):
        page.goto(path)
        page.evaluate("document.querySelectorAll('details.more, details.fold').forEach(one => { one.open = true })")
        assert not findings(page), path
        assert not too_wide(page), path


def test_choosing_the_level_confirms_a_proposal_at_once(app: Flask, page_for: PageFor) -> None:
    person = make_person()
    scored(AMB, person)
    hr21 = get_standard(HR21_2027)
    (offer,) = offers_for(person, hr21)
    draft = start_draft(person, hr21, hr21.profiles[0].code, Mode.QUICK, proposed=offer.proposed)
    db.session.commit()
    page = page_for(person)
    page.goto(f"/zelfscan/{draft.id}/klantgerichtheid/")
    assert "bevestig zelf" in page.locator("#rail-klantgerichtheid").inner_text()
    page.locator(".level-card:has(#level-c)").click(position={"x": 60, "y": 30})
    page.locator("#save-state[data-state=saved]").wait_for()
    assert "bevestig zelf" not in page.locator("#rail-klantgerichtheid").inner_text()
    assert "Wat je hier kiest telt" in page.locator("#from-elsewhere").inner_text()
