"""The pages where an organisation lays its own texts over a standard."""

from __future__ import annotations

import io
from html import unescape
from typing import Any

import pytest
from openpyxl import load_workbook

from app.core.db import db
from app.people.rules import RoleName
from app.standards import library as queries
from app.standards.library import get_standard
from tests.factories.assessments import make_draft, make_submitted
from tests.factories.people import make_organisation, make_person

SLUG = "vakvolwassenheid-2013"
PAGE = f"/eigen/teksten/{SLUG}/"
FIRST = get_standard(SLUG).elements[0]
OWN = "Wij luisteren in Voorbeeldstad eerst."


@pytest.fixture
def here(app):
    return make_organisation("Gemeente Hier")


@pytest.fixture
def hr(here, client_for):
    return client_for(make_person(RoleName.HR, organisation=here))


def book_of(client: Any, cells: dict[str, Any]) -> bytes:
    """The downloaded workbook with these cells filled in."""
    book = load_workbook(io.BytesIO(client.get(PAGE + "werkboek").data))
    for place, value in cells.items():
        book["Teksten"][place] = value
    target = io.BytesIO()
    book.save(target)
    return target.getvalue()


def upload(client: Any, content: bytes, name: str = "teksten.xlsx") -> Any:
    return client.post(PAGE, data={"file": (io.BytesIO(content), name)})


def preview_of(answer: Any) -> str:
    return unescape(answer.text.split('name="preview"', 1)[1].split('value="', 1)[1].split('"', 1)[0])


def use(client: Any, cells: dict[str, Any], **more: str) -> Any:
    answer = upload(client, book_of(client, cells))
    return client.post(PAGE + "gebruik", data={"preview": preview_of(answer), **more})


def own(organisation: Any) -> dict[str, str]:
    db.session.rollback()
    return dict(queries.own_texts(organisation.id, SLUG))


def test_an_upload_shows_what_would_change_and_writes_nothing(hr, here):
    answer = upload(hr, book_of(hr, {"D3": OWN}))
    assert answer.status_code == 200
    assert "1 zin verandert" in answer.text
    assert OWN in answer.text
    assert FIRST.indicators[0].text in answer.text
    assert own(here) == {}


def test_confirming_lays_the_texts_over_ours(hr, here):
    assert use(hr, {"D3": OWN}).status_code == 303
    assert own(here) == {FIRST.indicators[0].code: OWN}
    assert OWN in hr.get(PAGE).text
    assert OWN in hr.get(f"/standaarden/{SLUG}/{FIRST.code}/").text


def test_scoring_result_and_plan_show_the_own_text_to_this_organisation_only(hr, here, client_for):
    use(hr, {"D3": OWN})
    for organisation, shown in ((here, True), (make_organisation("Gemeente Elders"), False)):
        person = make_person(RoleName.PROFESSIONAL, organisation=organisation)
        draft, client = make_draft(person), client_for(person)
        assert (OWN in client.get(f"/zelfscan/{draft.id}/{FIRST.code}/").text) is shown
        assert (OWN in client.get(f"/standaarden/{SLUG}/{FIRST.code}/").text) is shown
        other = make_person(RoleName.PROFESSIONAL, organisation=organisation)
        submitted, client = make_submitted(other, {FIRST.code: 0}), client_for(other)
        goal = f"/plan/doel/nieuw?zelfscan={submitted.id}&onderdeel={FIRST.code}"
        assert (OWN in client.get(goal).text) is shown
        assert (OWN in client.get(f"/resultaat/{submitted.id}/").text) is shown


def test_a_fault_is_shown_by_cell_and_nothing_is_written(hr, here):
    answer = upload(hr, book_of(hr, {"D3": OWN, "D14": 12}))
    assert answer.status_code == 422
    assert "Werkblad Teksten, cel D14: hier staat een getal." in answer.text
    assert own(here) == {}


def test_many_faults_are_counted(hr):
    answer = upload(hr, book_of(hr, {f"D{row}": row for row in range(2, 72)}))
    assert "En nog 20 andere." in answer.text


@pytest.mark.parametrize("content", [b"geen werkboek", b"PK\x03\x04"])
def test_what_is_no_workbook_is_refused(hr, content):
    assert upload(hr, content).status_code == 422


def test_an_upload_without_a_file_is_asked_again(hr):
    answer = hr.post(PAGE, data={})
    assert answer.status_code == 422
    assert "Kies het ingevulde werkboek." in answer.text


def test_an_empty_cell_changes_nothing_unless_asked(hr, here):
    use(hr, {"D3": OWN, "D4": "Ook van ons."})
    use(hr, {"D3": None, "D5": "Nieuw."})
    assert len(own(here)) == 3
    use(hr, {"D3": None}, emptied="y")
    assert FIRST.indicators[0].code not in own(here)
    assert len(own(here)) == 2


def test_a_change_by_somebody_else_after_the_preview_is_shown_again(hr, here):
    seen = preview_of(upload(hr, book_of(hr, {"D3": OWN})))
    use(hr, {"D3": "Van een ander."})
    answer = hr.post(PAGE + "gebruik", data={"preview": seen})
    assert answer.status_code == 409
    assert "Van een ander." in answer.text
    assert own(here) == {FIRST.indicators[0].code: "Van een ander."}
    assert hr.post(PAGE + "gebruik", data={"preview": preview_of(answer)}).status_code == 303
    assert own(here) == {FIRST.indicators[0].code: OWN}


def test_a_preview_of_another_organisation_or_nobody_is_not_used(hr, client_for):
    elsewhere = make_organisation("Gemeente Elders")
    other = client_for(make_person(RoleName.HR, organisation=elsewhere))
    seen = preview_of(upload(hr, book_of(hr, {"D3": OWN})))
    for preview in (seen, "", "x" + seen):
        other.post(PAGE + "gebruik", data={"preview": preview})
        assert own(elsewhere) == {}


def test_one_text_and_all_can_be_taken_off(hr, here):
    use(hr, {"D3": OWN, "D4": "Ook van ons.", "D5": "En deze."})
    hr.post(PAGE + "weghalen", data={"code": FIRST.indicators[0].code})
    assert len(own(here)) == 2
    assert "2 eigen teksten" in hr.get(PAGE + "weghalen").text
    assert len(own(here)) == 2
    hr.post(PAGE + "weghalen", data={})
    assert own(here) == {}


def test_a_standard_that_does_not_exist_is_not_found(hr):
    assert hr.get("/eigen/teksten/bestaat-niet/").status_code == 404
