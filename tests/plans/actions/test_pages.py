"""The actions of a plan, and what shows that they were done."""

import io
from datetime import date

import pytest

from app.core.db import db
from app.plans import queries
from app.plans.rules import ActionStatus
from tests.factories.evidence import PDF
from tests.factories.people import make_person
from tests.factories.plans import make_action, make_goal


@pytest.fixture
def person(app):
    return make_person()


@pytest.fixture
def mine(client_for, person):
    return client_for(person)


def action_data(**changes):
    return {"title": "Meelopen", "kind": "shadowing", "due": "2027-01-12", "helper": "", "hours": ""} | changes


def only_goal(person):
    db.session.expire_all()
    (goal,) = queries.plan_of(person).goals
    return goal


def test_an_action_is_added_changed_and_thrown_away(mine, person):
    goal = make_goal(person)
    data = action_data(helper="Joke", hours="1,5")
    assert mine.post(f"/plan/doel/{goal.id}/actie/nieuw", data=data).status_code == 303
    (action,) = only_goal(person).actions
    assert "Meelopen, met hulp van Joke, 1,5 uur" in " ".join(mine.get("/plan/").text.split())
    mine.post(f"/plan/actie/{action.id}/wijzigen", data=action_data(title="Toch lezen", kind="reading"))
    assert "Toch lezen" in mine.get("/plan/").text
    assert "Gooi weg" in mine.get(f"/plan/actie/{action.id}/weggooien").text
    mine.post(f"/plan/actie/{action.id}/weggooien")
    assert only_goal(person).actions == []


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"title": ""}, "Schrijf op wat je gaat doen."),
        ({"title": "x" * 201}, "Gebruik hoogstens 200 tekens."),
        ({"helper": "x" * 201}, "Gebruik hoogstens 200 tekens."),
        ({"due": "2026-11-19"}, "Vul een datum in van vandaag of later."),
        ({"hours": "veel"}, "Vul een getal in, zoals 2 of 1,5."),
        ({"hours": "0,3"}, "Reken in kwartieren"),
        ({"kind": "feest"}, "feest"),
    ],
)
def test_a_wrong_action_is_refused_beside_its_field(mine, person, changes, sentence):
    goal = make_goal(person)
    response = mine.post(f"/plan/doel/{goal.id}/actie/nieuw", data=action_data(**changes))
    assert response.status_code == 422
    assert sentence in response.text or sentence == "feest"
    assert only_goal(person).actions == []


def test_an_action_may_be_for_today(mine, person):
    goal = make_goal(person)
    assert mine.post(f"/plan/doel/{goal.id}/actie/nieuw", data=action_data(due="20-11-2026")).status_code == 303


def test_one_click_ticks_an_action_off_and_asks_what_to_remember(mine, person):
    action = make_action(make_goal(person))
    page = mine.post(f"/plan/actie/{action.id}/gedaan", follow_redirects=True).text
    assert "Afgevinkt: Meelopen met Joke" in page
    assert "Schrijf op wat je wilt onthouden" in page
    assert "1 van 1 gedaan" in page
    assert (action.status, action.done_on) == (ActionStatus.DONE, date(2026, 11, 20))


def test_with_a_script_the_click_fetches_only_the_goals(mine, person):
    action = make_action(make_goal(person))
    response = mine.post(f"/plan/actie/{action.id}/gedaan", headers={"HX-Request": "true"})
    assert response.text.lstrip().startswith('<div class="stack" id="plan">')
    assert "Afgevinkt" in response.text
    undone = mine.post(f"/plan/actie/{action.id}/open", headers={"HX-Request": "true"})
    assert "0 van 1 gedaan" in undone.text


def test_a_second_click_changes_nothing(mine, person):
    action = make_action(make_goal(person), done_on=date(2026, 11, 2))
    assert mine.post(f"/plan/actie/{action.id}/gedaan").status_code == 303
    db.session.refresh(action)
    assert action.done_on == date(2026, 11, 2)


def test_what_you_wrote_stands_in_the_plan(mine, person):
    action = make_action(make_goal(person), done_on=date(2026, 11, 2))
    data = {"done_on": "2026-11-03", "note": "Joke laat een stilte vallen.", "based_on": "1"}
    mine.post(f"/plan/actie/{action.id}/notitie", data=data)
    assert "Je schreef: “Joke laat een stilte vallen.”" in mine.get("/plan/").text
    assert action.done_on == date(2026, 11, 3)


@pytest.mark.parametrize(
    ("data", "sentence"),
    [
        ({"done_on": "2026-11-21", "note": "Mooi"}, "Deze datum moet nog komen."),
        ({"done_on": "2026-11-20", "note": "z" * 2001}, "Gebruik hoogstens 2000 tekens."),
    ],
)
def test_a_note_with_a_wrong_day_or_too_long_is_refused_and_kept_on_the_screen(mine, person, data, sentence):
    action = make_action(make_goal(person))
    response = mine.post(f"/plan/actie/{action.id}/notitie", data=data)
    assert response.status_code == 422
    assert sentence in response.text
    assert data["note"] in response.text
    db.session.refresh(action)
    assert action.is_open


def test_an_action_that_will_not_happen_can_come_back(mine, person):
    action = make_action(make_goal(person))
    mine.post(f"/plan/actie/{action.id}/stoppen")
    assert "Gaat niet door" in mine.get("/plan/").text
    assert mine.post(f"/plan/actie/{action.id}/gedaan").status_code == 409
    mine.post(f"/plan/actie/{action.id}/open")
    db.session.refresh(action)
    assert action.is_open


def test_what_is_due_first_stands_on_top(mine, person):
    goal = make_goal(person)
    make_action(goal, title="Later", due=date(2027, 2, 1))
    make_action(goal, title="Eerst dit", due=date(2026, 11, 26))
    page = mine.get("/plan/").text
    assert "Eerst aan de beurt, over 6 dagen" in page
    assert 'id="eerst">Eerst dit<' in page


def test_a_link_is_evidence_and_says_where_it_leads(mine, person):
    action = make_action(make_goal(person))
    data = {"url": "https://intranet.voorbeeldstad.example/x", "title": "Afspraken"}
    assert mine.post(f"/plan/actie/{action.id}/bewijs", data=data).status_code == 303
    page = mine.get("/plan/").text
    assert 'href="https://intranet.voorbeeldstad.example/x"' in page
    assert "intranet.voorbeeldstad.example" in page


def test_a_file_is_evidence_and_can_be_taken_away(mine, person):
    action = make_action(make_goal(person))
    data = {"file": (io.BytesIO(PDF), "verslag.pdf")}
    mine.post(f"/plan/actie/{action.id}/bewijs", data=data, content_type="multipart/form-data")
    (evidence,) = action.evidence
    assert f"/bewijs/{evidence.id}" in mine.get("/plan/").text
    assert mine.get(f"/bewijs/{evidence.id}").data == PDF
    mine.post(f"/plan/actie/{action.id}/bewijs/{evidence.id}/weghalen")
    assert mine.get(f"/bewijs/{evidence.id}").status_code == 404


def test_a_file_of_another_kind_is_refused_beside_the_field(mine, person):
    action = make_action(make_goal(person))
    data = {"file": (io.BytesIO(b"MZ"), "virus.exe")}
    response = mine.post(f"/plan/actie/{action.id}/bewijs", data=data, content_type="multipart/form-data")
    assert response.status_code == 422
    assert "Dit soort bestand kunnen we niet bewaren." in response.text


# Others
