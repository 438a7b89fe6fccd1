"""A file or link at an element: kept once, and used for an assessment, a plan and PE at the same time."""

import io

import pytest
from sqlalchemy import select

from app.assessments.draft import operations
from app.assessments.models import ElementEvidence
from app.core.db import db
from app.evidence.models import Evidence
from app.evidence.queries import evidence_of
from app.plans import operations as plans
from tests.factories.assessments import make_draft, make_submitted
from tests.factories.evidence import PDF, make_file, make_link
from tests.factories.people import make_person
from tests.factories.plans import make_action, make_goal

TASK, NEXT_TASK = "uitvoering", "afspraken-bewaken"


@pytest.fixture
def person(app):
    return make_person(name="Noor Verhagen")


@pytest.fixture
def mine(client_for, person):
    return client_for(person)


def page_of(draft, element=TASK):
    return f"/zelfscan/{draft.id}/{element}/"


def shown_at(draft):
    rows = db.session.execute(
        select(ElementEvidence.element, ElementEvidence.evidence_id).filter_by(assessment_id=draft.id)
    )
    return {tuple(row) for row in rows}


def with_evidence(person, **more):
    draft, evidence = make_draft(person, {TASK: 2, NEXT_TASK: 1}, **more), make_file(person)
    operations.add_evidence(draft, TASK, evidence)
    db.session.commit()
    return draft, evidence


def test_a_file_is_kept_and_shown_at_the_same_element(mine, person):
    draft = make_draft(person)
    upload = {"file": (io.BytesIO(PDF), "verslag.pdf"), "title": "Verslag van het gesprek"}
    answer = mine.post(f"{page_of(draft)}bewijs", data=upload)
    assert answer.location.endswith(f"{page_of(draft)}#bewijs")
    page = mine.get(page_of(draft)).text
    assert "Verslag van het gesprek</a>" in page
    assert "Verslag van het gesprek</a>" not in mine.get(page_of(draft, NEXT_TASK)).text


def test_adding_evidence_leaves_what_was_answered(mine, person):
    draft = make_draft(person, {TASK: 2}, notes={TASK: "Ik belde terug."})
    mine.post(f"{page_of(draft)}bewijs", data={"url": "https://cursus.voorbeeldstad.example/"})
    assert "Ik belde terug." in mine.get(page_of(draft)).text


def test_from_the_page_of_an_aspect_you_come_back_to_it(mine, person):
    draft = make_draft(person)
    data = {"url": "https://cursus.voorbeeldstad.example/", "aspect": "B"}
    assert mine.post(f"{page_of(draft)}bewijs", data=data).location.endswith(f"{page_of(draft)}B/#bewijs")


def test_what_the_plan_shows_can_be_chosen_here_and_is_kept_once(mine, person):
    draft, evidence = make_draft(person), make_file(person, title="Certificaat")
    plans.add_evidence(make_action(make_goal(person)), evidence)
    db.session.commit()
    assert "Certificaat</option>" in mine.get(page_of(draft)).text
    mine.post(f"{page_of(draft)}bewijs", data={"existing": str(evidence.id)})
    assert shown_at(draft) == {(TASK, evidence.id)}
    assert list(evidence_of(person)) == [evidence]
    assert "Certificaat</option>" not in mine.get(page_of(draft)).text


def test_evidence_stays_here_when_the_plan_lets_it_go(person):
    draft, evidence = with_evidence(person)
    action = make_action(make_goal(person))
    plans.add_evidence(action, evidence)
    plans.remove_evidence(action, evidence)
    db.session.commit()
    assert shown_at(draft) == {(TASK, evidence.id)}


def test_evidence_that_nothing_else_shows_goes_when_it_is_taken_away(mine, person):
    draft, evidence = with_evidence(person)
    answer = mine.post(f"{page_of(draft)}bewijs/{evidence.id}/weghalen")
    assert answer.location.endswith(f"{page_of(draft)}#bewijs")
    assert (shown_at(draft), list(evidence_of(person))) == (set(), [])


def test_what_is_wrong_stands_on_the_page_beside_the_field(mine, person):
    draft = make_draft(person, notes={TASK: "Ik belde terug."})
    answer = mine.post(f"{page_of(draft)}bewijs", data={"url": "geen adres"})
    assert answer.status_code == 422
    for words in ("Dit is geen link.", 'value="geen adres"', "Ik belde terug."):
        assert words in answer.text


def test_evidence_of_somebody_else_cannot_be_chosen(mine, person):
    draft, other = make_draft(person), make_file(make_person())
    assert mine.post(f"{page_of(draft)}bewijs", data={"existing": str(other.id)}).status_code == 422
    assert shown_at(draft) == set()


def test_a_draft_of_somebody_else_does_not_exist(client_for, person):
    draft, evidence = with_evidence(person)
    stranger = client_for(make_person())
    assert stranger.post(f"{page_of(draft)}bewijs", data={"url": "https://x.example/"}).status_code == 404
    assert stranger.post(f"{page_of(draft)}bewijs/{evidence.id}/weghalen").status_code == 404
    assert shown_at(draft) == {(TASK, evidence.id)}


@pytest.mark.parametrize("path", ["onzin/bewijs", f"{NEXT_TASK}/bewijs/1/weghalen"])
def test_what_is_not_at_the_element_does_not_exist(mine, person, path):
    draft, _ = with_evidence(person)
    assert mine.post(f"/zelfscan/{draft.id}/{path}", data={"url": "https://x.example/"}).status_code == 404


def test_once_handed_in_it_is_frozen_and_what_was_typed_is_shown(mine, person):
    draft, evidence = with_evidence(person)
    operations.submit(draft, accept_open=True)
    db.session.commit()
    added = mine.post(f"{page_of(draft)}bewijs", data={"url": "https://x.example/later"})
    assert added.status_code == 409
    assert "https://x.example/later" in added.text
    assert mine.post(f"{page_of(draft)}bewijs/{evidence.id}/weghalen").status_code == 409
    assert shown_at(draft) == {(TASK, evidence.id)}
    assert db.session.get(Evidence, evidence.id) is not None


def test_the_result_lists_it_at_its_element(mine, person):
    draft, evidence = with_evidence(person)
    link = make_link(person, title="Cursus")
    operations.add_evidence(draft, NEXT_TASK, link)
    operations.submit(draft, accept_open=True)
    db.session.commit()
    page = mine.get(f"/resultaat/{draft.id}/").text
    assert "Je bewijs" in page
    assert f'href="/bewijs/{evidence.id}"' in page
    assert f'href="{link.url}"' in page
    assert "Je bewijs" not in mine.get(f"/resultaat/{make_submitted(person).id}/").text


def test_the_same_evidence_twice_is_there_once(person):
    draft, evidence = with_evidence(person)
    operations.add_evidence(draft, TASK, evidence)
    assert shown_at(draft) == {(TASK, evidence.id)}


def test_evidence_comes_along_with_the_answers_of_last_time(person):
    earlier, evidence = with_evidence(person)
    operations.add_evidence(earlier, "intake", evidence)
    operations.submit(earlier, accept_open=True)
    db.session.commit()
    draft = make_draft(person, copy_from=earlier)
    assert shown_at(draft) == {(TASK, evidence.id)}
    operations.remove_evidence(draft, TASK, evidence)
    assert shown_at(earlier) == {(TASK, evidence.id), ("intake", evidence.id)}


def test_a_draft_that_is_thrown_away_takes_what_nothing_else_shows(person):
    draft, _ = with_evidence(person)
    kept = make_file(person)
    operations.add_evidence(draft, TASK, kept)
    plans.add_evidence(make_action(make_goal(person)), kept)
    operations.discard(draft)
    db.session.commit()
    assert list(evidence_of(person)) == [kept]
