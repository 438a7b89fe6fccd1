"""What the screen says is saved, is saved (docs/architecture.md, Saving): one field at a time, and whole pages."""

import pytest

from app.assessments import queries
from app.assessments.draft import operations
from app.assessments.models import Assessment
from app.assessments.rules import Answer
from app.core.db import db
from app.people.rules import RoleName
from tests.factories.assessments import make_draft
from tests.factories.people import make_person

TASK = "uitvoering"
TWO = Answer.level(2)


@pytest.fixture
def person(app):
    return make_person()


@pytest.fixture
def mine(client_for, person):
    return client_for(person)


def autosave(client, draft_id, version=0, path=f"{TASK}/", **field):
    return client.post(f"/zelfscan/{draft_id}/{path}", data={**field, "version": version}, headers={"X-Autosave": "1"})


def stored(draft_id, element=TASK):
    db.session.rollback()
    draft = db.session.get(Assessment, draft_id)
    notes = {note.purpose: note.text for note in draft.notes if note.element == element}
    return queries.answers_of(draft)[element], notes


def test_a_save_answers_with_the_new_version_and_the_time(mine, person):
    draft = make_draft(person)
    answer = autosave(mine, draft.id, level="vakbekwaam")
    assert answer.status_code == 200
    assert answer.json["version"] == 1
    assert answer.json["message"] == "Opgeslagen om 10:00"
    assert "1 van 18" in answer.json["parts"]
    assert stored(draft.id)[0] == TWO


def test_a_repeated_save_is_a_success_and_changes_nothing(mine, person):
    draft = make_draft(person)
    first, again = (autosave(mine, draft.id, note="Ik belde zelf.") for _ in range(2))
    assert first.json["version"] == again.json["version"] == 1


def test_an_old_version_gets_both_values_and_changes_nothing(mine, person):
    draft = make_draft(person, {TASK: 2}, notes={TASK: "Eerst"})
    answer = autosave(mine, draft.id, level="basis")
    assert answer.status_code == 409
    assert answer.json | {"at": ""} == {
        "problem": "conflict", "version": 1, "value": "vakbekwaam", "stored": "Vakbekwaam", "yours": "Basis", "at": "",
    }  # fmt: skip
    assert autosave(mine, draft.id, note="Anders").json["stored"] == "Eerst"
    assert stored(draft.id) == (TWO, {"note": "Eerst"})


def test_after_choosing_the_save_is_based_on_the_stored_version(mine, person):
    draft = make_draft(person, {TASK: 2})
    version = autosave(mine, draft.id, level="basis").json["version"]
    assert autosave(mine, draft.id, version, level="basis").status_code == 200
    assert stored(draft.id)[0] == Answer.level(1)


def test_without_a_session_a_save_gets_a_bare_401(client, person):
    draft = make_draft(person)
    answer = autosave(client, draft.id, level="basis")
    assert (answer.status_code, answer.text) == (401, "")


def test_with_the_token_of_an_old_session_nothing_is_saved_until_it_has_a_new_one(mine, person):
    draft = make_draft(person)
    address = f"/zelfscan/{draft.id}/{TASK}/"
    data = {"level": "basis", "version": 0}
    assert mine.post(address, data=data, headers={"X-Autosave": "1"}, csrf=False).status_code == 400
    token = mine.get("/sessie").json["csrf_token"]
    data["csrf_token"] = token
    assert mine.post(address, data=data, headers={"X-Autosave": "1"}, csrf=False).status_code == 200


def test_a_handed_in_assessment_refuses_and_says_so(mine, person):
    draft = make_draft(person, {TASK: 2})
    operations.submit(draft, accept_open=True)
    db.session.commit()
    answer = autosave(mine, draft.id, 1, level="basis")
    assert (answer.status_code, answer.json["problem"]) == (409, "closed")
    page = mine.post(f"/zelfscan/{draft.id}/{TASK}/", data={"level": "basis", "note": "Dit typte ik."})
    assert page.status_code == 409
    assert "Dit typte ik." in page.text
    assert stored(draft.id)[0] == TWO


def test_a_text_that_is_too_long_is_refused_with_a_sentence_and_stays_on_the_screen(mine, person):
    draft = make_draft(person)
    answer = autosave(mine, draft.id, note="x" * 4001)
    assert answer.status_code == 422
    assert "4001 tekens" in answer.json["message"]
    page = mine.post(f"/zelfscan/{draft.id}/{TASK}/", data={"level": "basis", "note": "y" * 4001})
    assert page.status_code == 422
    assert "y" * 4001 in page.text
    assert stored(draft.id) == (Answer(0), {})


@pytest.mark.parametrize("level", ["", "meester", "4"])
def test_an_answer_that_the_scale_does_not_have_is_refused(mine, person, level):
    draft = make_draft(person)
    assert autosave(mine, draft.id, level=level).status_code == 422


def test_a_save_without_a_known_field_or_with_a_strange_version_changes_nothing(mine, person):
    draft = make_draft(person, {TASK: 2})
    assert autosave(mine, draft.id).status_code == 422
    assert autosave(mine, draft.id, version="oud", level="basis").status_code == 409
    assert stored(draft.id)[0] == TWO


def test_the_draft_of_somebody_else_does_not_exist(client_for, person):
    draft = make_draft(person)
    other = client_for(make_person())
    assert autosave(other, draft.id, level="basis").status_code == 404
    for path in ("", f"{TASK}/", f"{TASK}/A/", "inleveren", "weggooien"):
        assert other.get(f"/zelfscan/{draft.id}/{path}").status_code == 404
    for path in ("inleveren", "weggooien", "manier"):
        assert other.post(f"/zelfscan/{draft.id}/{path}", data={"mode": "quick"}).status_code == 404


def test_a_manager_learns_nothing_about_a_draft(client_for, person):
    draft = make_draft(person)
    both = make_person(RoleName.MANAGER, RoleName.PROFESSIONAL, organisation=person.organisation)
    assert client_for(both).get(f"/zelfscan/{draft.id}/").status_code == 404
    manager = client_for(make_person(RoleName.MANAGER, organisation=person.organisation))
    assert manager.get(f"/zelfscan/{draft.id}/").status_code == manager.get("/zelfscan/999/").status_code == 403


def test_elements_and_aspects_that_do_not_exist_are_not_found(mine, person):
    draft = make_draft(person)
    for path in ("toveren/", f"{TASK}/E/", "coachen/A/"):
        assert mine.get(f"/zelfscan/{draft.id}/{path}").status_code == 404
        assert autosave(mine, draft.id, path=path, level="basis").status_code == 404


def test_a_whole_page_saves_everything_and_goes_on(mine, person):
    draft = make_draft(person)
    answer = mine.post(
        f"/zelfscan/{draft.id}/{TASK}/",
        data={"level": "vakbekwaam", "level_version": 0, "note": "Zo dus.", "note_version": 0},
    )
    assert answer.status_code == 303
    assert answer.location.endswith(f"/zelfscan/{draft.id}/afspraken-bewaken/")
    assert stored(draft.id) == (TWO, {"note": "Zo dus."})


def test_a_whole_page_on_old_versions_shows_both_values_and_loses_nothing(mine, person):
    draft = make_draft(person, {TASK: 2}, notes={TASK: "Wat er stond."})
    address = f"/zelfscan/{draft.id}/{TASK}/"
    mine_now = {"level": "basis", "level_version": 0, "note": "Wat ik typte.", "note_version": 0}
    page = mine.post(address, data=mine_now)
    assert page.status_code == 409
    assert page.text.count("Wat ik typte.") == 2
    assert "Wat er stond." in page.text
    chosen = mine_now | {"level_version": 1, "note_version": 1, "level_choice": "stored", "note_choice": "mine"}
    assert mine.post(address, data=chosen).status_code == 303
    assert stored(draft.id) == (TWO, {"note": "Wat ik typte."})


def test_a_conflict_in_one_field_saves_none_of_the_page(mine, person):
    draft = make_draft(person, {TASK: 2})
    page = mine.post(f"/zelfscan/{draft.id}/{TASK}/", data={"level": "basis", "level_version": 0, "note": "Nieuw"})
    assert page.status_code == 409
    assert stored(draft.id) == (TWO, {})


def test_signed_out_a_whole_page_is_not_saved_and_gives_the_text_back(client, person):
    draft = make_draft(person)
    answer = client.post(f"/zelfscan/{draft.id}/{TASK}/", data={"level": "basis", "note": "Dit typte ik."})
    assert answer.status_code == 401
    assert "NIET opgeslagen" in answer.text
    assert "Dit typte ik." in answer.text
    assert stored(draft.id) == (Answer(0), {})


def test_with_an_old_token_a_whole_page_is_not_saved_and_gives_the_text_back(mine, person):
    draft = make_draft(person)
    answer = mine.post(f"/zelfscan/{draft.id}/{TASK}/", data={"note": "Dit typte ik."}, csrf=False)
    assert answer.status_code == 400
    assert "Dit typte ik." in answer.text
    assert stored(draft.id) == (Answer(0), {})
