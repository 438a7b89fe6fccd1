"""From the empty small workbook to a zelfscan that somebody hands in and reads the result of."""

from __future__ import annotations

from app.assessments import queries as assessments
from app.core.db import db
from app.people.rules import RoleName
from app.standards.library import own_standards_of
from tests.factories.people import make_organisation, make_person
from tests.standards.own.test_pages import upload
from tests.standards.own.test_small import CELLS, small


def test_what_hr_fills_in_and_publishes_is_scored_and_handed_in(app, client_for):
    here = make_organisation("Gemeente Hier")
    hr, person = client_for(make_person(RoleName.HR, organisation=here)), make_person(organisation=here)
    assert upload(hr, small(CELLS), "balie.xlsx").status_code == 303
    db.session.rollback()
    (own,) = own_standards_of(here.id)
    slug = own.full_slug
    assert hr.post(f"/eigen/standaarden/{own.id}/uitbrengen", data={"seen": own.digest}).status_code == 303

    mine = client_for(person)
    start = f"/zelfscan/nieuw?standaard={slug}"
    assert start in mine.get("/zelfscan/nieuw").text
    mine.post(start, data={"profile": "gastvrouw", "mode": "quick", "origin": "nieuw"})
    draft = assessments.draft_on(person, slug)
    asked = mine.get(f"/zelfscan/{draft.id}/groeten/").text
    assert "Je laat merken dat iemand welkom is." in asked
    assert "Ik groet wie binnenkomt." in asked
    assert 'value="zelf"' not in asked
    answer = {"level": "start", "level_version": 0, "reason": ""}
    assert mine.post(f"/zelfscan/{draft.id}/groeten/", data=answer).status_code == 303
    assert mine.post(f"/zelfscan/{draft.id}/inleveren").status_code == 303
    result = mine.get(f"/resultaat/{draft.id}/").text
    assert "Groeten" in result
    assert "Gastvrouw" in result
