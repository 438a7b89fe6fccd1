"""The pages of the plan, from a gap to a goal that is reached."""

from datetime import date

import pytest

from app.core.db import db
from app.plans import operations, queries
from app.plans.rules import GoalStatus
from tests.factories.assessments import STANDARD, make_draft, make_submitted
from tests.factories.evidence import make_link
from tests.factories.people import make_person
from tests.factories.plans import make_action, make_goal

TITLE = "Rustig blijven bij de regel"


@pytest.fixture
def person(app):
    return make_person()


@pytest.fixture
def mine(client_for, person):
    return client_for(person)


@pytest.fixture
def scan(person):
    return make_submitted(person, profile="vakvolwassen")


def goal_data(**changes):
    data = {"title": TITLE, "by_when": "2027-05-01", "how_noticed": "", "first_kind": "practice", "first_title": ""}
    return data | changes


def action_data(**changes):
    return {"title": "Meelopen", "kind": "shadowing", "due": "2027-01-12", "helper": "", "hours": ""} | changes


def address(scan, element="handhaven"):
    return f"/plan/doel/nieuw?zelfscan={scan.id}&onderdeel={element}"


def only_goal(person):
    db.session.expire_all()
    (goal,) = queries.plan_of(person).goals
    return goal


# From a gap to a goal


def test_without_a_result_the_plan_says_what_comes_and_where_to_begin(mine):
    page = mine.get("/plan/").text
    assert "Je hebt nog geen plan" in page
    assert "Ga naar je zelfscan" in page
    assert "Je hebt nog geen resultaat" in mine.get("/plan/doel/nieuw").text


def test_with_a_result_the_plan_leads_to_the_form_for_the_largest_gap(mine, person, scan):
    assert f'href="/plan/doel/nieuw?zelfscan={scan.id}&amp;onderdeel=intake"' in mine.get("/plan/").text
    make_goal(person, "intake")
    page = mine.get("/plan/").text
    assert "Maak nog een doel" in page
    assert "Waar wil je in groeien?" not in page


def test_the_form_is_filled_from_the_gap(mine, scan):
    page = mine.get(address(scan)).text
    assert "Nu: <strong>Basis</strong>" in page
    assert "Gevraagd: <strong>Vakvolwassen</strong>" in page
    assert "Je volgende stap: <strong>Vakbekwaam</strong>" in page
    assert "Ik sta zeker in mijn schoenen als ik iemand ergens op aanspreek." in page
    assert 'value="Handhaven op niveau Vakbekwaam"' in page


def test_one_step_makes_a_goal_with_its_first_action(mine, person, scan):
    data = goal_data(indicators=["t07-a-03"], first_title="Meelopen", first_due="2026-12-04")
    assert mine.post(address(scan), data=data).status_code == 303
    goal = only_goal(person)
    assert (goal.standard, goal.element, goal.answer.rank, goal.to_level) == (STANDARD, "handhaven", 1, "vakbekwaam")
    assert (goal.title, goal.indicators, goal.by_when, goal.source_id) == (
        TITLE,
        ["t07-a-03"],
        date(2027, 5, 1),
        scan.id,
    )
    assert [(one.title, one.due) for one in goal.actions] == [("Meelopen", date(2026, 12, 4))]
    assert TITLE in mine.get("/plan/").text


def test_a_goal_needs_no_first_action(mine, person, scan):
    mine.post(address(scan), data=goal_data())
    assert only_goal(person).actions == []
    assert "Wat is je eerste stap?" in mine.get("/plan/").text


def test_without_an_element_you_first_choose_one_with_gaps_on_top(mine, person):
    make_submitted(person, {"intake": 3, "uitvoering": 2, "handhaven": 1}, profile="vakvolwassen")
    page = mine.get("/plan/doel/nieuw").text
    assert page.index("7. Handhaven") < page.index("4. Uitvoering") < page.index("2. Vraag")
    assert "1. Intake" not in page


def test_what_is_below_the_lowest_level_or_not_scored_leads_to_the_lowest_level(mine, person):
    scan = make_submitted(person, {"intake": 0, "uitvoering": "not_applicable"})
    for element in ("intake", "uitvoering", "handhaven"):
        assert "Je volgende stap: <strong>Basis</strong>" in mine.get(address(scan, element)).text


@pytest.mark.parametrize("element", ["intake", "bestaat-niet"])
def test_an_element_on_its_top_or_unknown_leads_to_the_others(mine, person, element):
    scan = make_submitted(person, {"intake": 3, "uitvoering": 1})
    response = mine.get(address(scan, element))
    assert response.status_code == 404
    assert "4. Uitvoering" in response.text


def test_somebody_elses_result_and_a_draft_lead_nowhere(mine, person):
    assert mine.get(address(make_submitted(make_person()))).status_code == 404
    assert mine.get(address(make_draft(person, {"handhaven": 1}))).status_code == 404


def test_a_second_goal_on_the_element_says_so_and_links_to_the_first(mine, person, scan):
    goal = make_goal(person)
    assert f"/plan/doel/{goal.id}/" in mine.get(address(scan)).text
    response = mine.post(address(scan), data=goal_data(title="Nog een"))
    assert response.status_code == 409
    assert "Voor dit onderdeel heb je al een doel" in response.text
    assert only_goal(person).title == TITLE


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"title": " "}, "Schrijf op wat je wilt kunnen."),
        ({"title": "x" * 201}, "Gebruik hoogstens 200 tekens."),
        ({"how_noticed": "y" * 2001}, "Gebruik hoogstens 2000 tekens."),
        ({"by_when": "2026-11-20"}, "Vul een datum in die nog moet komen."),
        ({"by_when": ""}, "Vul een datum in."),
        ({"by_when": "morgen"}, "Vul een datum in zoals 4-12-2026."),
        ({"by_when": "20026-11-20"}, "Vul een datum in zoals 4-12-2026."),
        ({"by_when": "2126-11-20"}, "Deze datum is wel erg ver weg."),
        ({"first_title": "Lezen", "first_due": "2026-11-19"}, "Vul een datum in van vandaag of later."),
        ({"first_title": "Lezen", "first_due": ""}, "Vul een datum in voor je eerste stap."),
        ({"indicators": ["c3-basis-1"]}, "c3-basis-1"),
    ],
)
def test_what_is_wrong_stands_beside_the_field_and_what_was_typed_stays(mine, person, scan, changes, sentence):
    response = mine.post(address(scan), data=goal_data(how_noticed="Ik slaap weer goed") | changes)
    assert response.status_code == 422
    assert sentence in response.text
    typed = [text for text in (changes.get("title"), changes.get("how_noticed", "Ik slaap weer goed")) if text]
    assert all(text.strip() in response.text for text in typed)
    assert queries.goals_for(person) == set()


def test_with_a_script_the_form_comes_back_as_a_part_of_the_page(mine, scan):
    response = mine.post(address(scan), data=goal_data(title=""), headers={"HX-Request": "true"})
    assert response.status_code == 422
    assert response.text.lstrip().startswith("<section")
    done = mine.post(address(scan), data=goal_data(), headers={"HX-Request": "true"})
    assert done.headers["HX-Redirect"].startswith("/plan/")


def test_the_result_says_which_gaps_are_in_the_plan(mine, person, scan):
    before = mine.get(f"/resultaat/{scan.id}/").text
    make_goal(person, "intake")
    after = mine.get(f"/resultaat/{scan.id}/").text
    assert "Staat in je plan" not in before
    assert "Staat in je plan" in after


# Actions


def test_a_late_date_asks_and_offers_a_new_one(mine, person):
    action = make_action(make_goal(person), due=date(2026, 11, 18))
    page = mine.get("/plan/").text
    assert "Dit bleef liggen, sinds woensdag 18 november 2026" in page
    assert f'Lukt het nog, of <a class="utrecht-link" href="/plan/actie/{action.id}/wijzigen">' in page
    same = mine.post(f"/plan/actie/{action.id}/wijzigen", data=action_data(due="2026-11-18"))
    assert same.status_code == 303


def test_what_stayed_undone_longest_is_asked_about_once_and_the_next_in_its_own_line(mine, person):
    goal = make_goal(person)
    first = make_action(goal, due=date(2026, 11, 17))
    second = make_action(goal, title="Lezen", due=date(2026, 11, 18))
    page = mine.get("/plan/").text
    assert page.count(f"/plan/actie/{first.id}/wijzigen") == 1
    assert page.count(f"/plan/actie/{first.id}/gedaan") == 2  # one form: its action, and the same for HTMX
    assert f'href="/plan/actie/{second.id}/wijzigen">Nieuwe datum' in page


# Goals


def test_a_goal_says_its_last_day_what_is_worked_on_and_how_it_will_show(mine, person):
    goal = make_goal(person, by_when=date(2027, 5, 30), indicators=("t07-a-03",))
    goal.how_noticed = "Ik slaap weer goed"
    db.session.commit()
    page = mine.get("/plan/").text
    assert "Tot en met mei 2027." in page
    assert "uiterlijk 30 mei 2027" in page
    assert "Ik sta zeker in mijn schoenen als ik iemand ergens op aanspreek." in page
    assert "Ik slaap weer goed" in page
    assert "Uiterlijk zondag 30 mei 2027" in mine.get(f"/plan/doel/{goal.id}/").text


def test_a_goal_is_changed(mine, person):
    goal = make_goal(person)
    assert 'value="2027-05-01"' in mine.get(f"/plan/doel/{goal.id}/wijzigen").text
    mine.post(f"/plan/doel/{goal.id}/wijzigen", data=goal_data(title="Anders", how_noticed="Zo merk ik het"))
    page = mine.get(f"/plan/doel/{goal.id}/").text
    assert "Anders" in page
    assert "Zo merk ik het" in page


def test_a_reached_goal_asks_to_score_the_element_again(mine, person, scan):
    goal = make_goal(person, source=scan)
    page = mine.post(f"/plan/doel/{goal.id}/gehaald", follow_redirects=True).text
    assert f"Gehaald: {TITLE}" in page
    again = f"/zelfscan/nieuw?standaard={STANDARD}&amp;van={scan.id}&amp;onderdeel=handhaven"
    assert again in page
    assert again in mine.get(f"/plan/doel/{goal.id}/").text


def test_scoring_again_goes_on_in_the_draft_that_is_there(mine, person, scan):
    goal = make_goal(person, source=scan)
    draft = make_draft(person)
    page = mine.post(f"/plan/doel/{goal.id}/gehaald", follow_redirects=True).text
    assert f"/zelfscan/{draft.id}/handhaven/" in page


def test_after_a_new_zelfscan_a_reached_goal_asks_nothing_more(mine, person, scan):
    goal = make_goal(person, source=scan)
    mine.post(f"/plan/doel/{goal.id}/gehaald")
    make_submitted(person)
    assert "Scoor opnieuw" not in mine.get(f"/plan/doel/{goal.id}/").text


def test_stopping_with_a_goal_can_be_undone(mine, person):
    goal = make_goal(person)
    page = mine.post(f"/plan/doel/{goal.id}/stoppen", follow_redirects=True).text
    assert f"Gestopt met: {TITLE}" in page
    assert "Maak ongedaan" in page
    mine.post(f"/plan/doel/{goal.id}/open")
    assert only_goal(person).status is GoalStatus.OPEN


def test_a_goal_that_was_stopped_is_not_also_reached(mine, person):
    goal = make_goal(person)
    operations.drop_goal(goal)
    db.session.commit()
    response = mine.post(f"/plan/doel/{goal.id}/gehaald")
    assert response.status_code == 409
    assert "Zet het eerst weer open" in response.text


def test_an_old_goal_does_not_open_beside_a_new_one(mine, person):
    old = make_goal(person, title="Oud")
    operations.reach_goal(old)
    make_goal(person, title="Nieuw")
    response = mine.post(f"/plan/doel/{old.id}/open")
    assert response.status_code == 409
    assert "Je hebt voor dit onderdeel al een doel" in response.text


def test_a_goal_is_thrown_away_after_asking(mine, person):
    goal = make_goal(person)
    make_action(goal)
    assert "met 1 actie" in mine.get(f"/plan/doel/{goal.id}/weggooien").text
    mine.post(f"/plan/doel/{goal.id}/weggooien")
    assert queries.plan_of(person).goals == []


# Evidence


def test_the_plan_of_somebody_else_does_not_exist_for_me(client_for, person):
    goal = make_goal(person)
    action = make_action(goal)
    link = make_link(person)
    operations.add_evidence(action, link)
    db.session.commit()
    other = client_for(make_person())
    for path in ("", "wijzigen", "actie/nieuw", "weggooien"):
        assert other.get(f"/plan/doel/{goal.id}/{path}").status_code == 404
    for path in ("", "wijzigen", "weggooien"):
        assert other.get(f"/plan/actie/{action.id}/{path}").status_code == 404
    for path in ("gehaald", "stoppen", "open", "weggooien", "wijzigen", "actie/nieuw"):
        assert other.post(f"/plan/doel/{goal.id}/{path}").status_code == 404
    for path in ("gedaan", "open", "stoppen", "notitie", "weggooien", "bewijs", f"bewijs/{link.id}/weghalen"):
        assert other.post(f"/plan/actie/{action.id}/{path}").status_code == 404
    assert TITLE not in other.get("/plan/").text
