"""The start page: one thing to do now, for each kind of person."""

from datetime import UTC, date, datetime

import pytest

from app.core.db import db
from app.people.rules import RoleName
from app.plans.models import Action, Goal, Plan
from app.plans.rules import ActionKind
from app.regulation.terms import Status
from app.standards.library import get_standard
from tests.factories.assessments import STANDARD, make_draft, make_share, make_submitted
from tests.factories.dossiers import make_registration
from tests.factories.people import make_membership, make_person, make_team

ELEMENTS = [element.code for element in get_standard(STANDARD).elements]
MARCH = datetime(2026, 3, 2, 9, tzinfo=UTC)


@pytest.fixture
def noor(app):
    return make_person(name="Noor Verhagen")


@pytest.fixture
def home(client_for, noor):
    return lambda person=noor: client_for(person).get("/").text


def submitted(person, default=2, at=MARCH, **named):
    return make_submitted(person, dict.fromkeys(ELEMENTS, default) | named, profile="vakbekwaam", at=at)


def make_plan(person, due=date(2026, 12, 1), element="handhaven"):
    plan = Plan(person_id=person.id)
    goal = Goal(
        standard=STANDARD,
        element=element,
        from_answer=2,
        to_level="vakbekwaam",
        title="Ik blijf rustig",
        by_when=date(2027, 5, 1),
    )
    goal.actions.append(Action(kind=ActionKind.SHADOWING, title="Meelopen met Joke", due=due))
    plan.goals.append(goal)
    db.session.add(plan)
    db.session.commit()
    return plan


def test_somebody_who_is_new_is_offered_a_first_scan(home):
    page = home()
    assert "<h1>Dag Noor</h1>" in page
    assert "Vrijdag 20 november 2026. Er staat 1 ding voor je klaar." in page
    assert "Maak je eerste zelfscan" in page
    assert "Dit is een voorbeeld." in page
    assert "Uit je plan" not in page
    assert "Na je eerste zelfscan zie je hier" in page


def test_a_draft_comes_first_and_says_how_far_it_is(home, noor):
    draft = make_draft(noor, dict.fromkeys(ELEMENTS[:7], 2))
    page = home()
    assert "Maak je zelfscan af" in page
    assert "7 van de 18 onderdelen ingevuld" in page
    assert f'href="/zelfscan/{draft.id}/{ELEMENTS[7]}/"' in page


def test_a_result_with_a_step_to_take_asks_for_a_plan(home, noor):
    result = submitted(noor, handhaven=1)
    page = home()
    assert "Maak een plan bij je resultaat" in page
    assert f"/plan/doel/nieuw?zelfscan={result.id}&amp;onderdeel=handhaven" in page


def test_the_last_result_is_there_as_picture_and_sentence(home, client_for, noor):
    result = submitted(noor, handhaven=1)
    page = home()
    assert "Zelfscan van maart 2026" in page
    assert "<strong>9 van de 10</strong> taken" in page
    start = page.index(f"/resultaat/{result.id}/task.svg")
    picture = client_for(noor).get(page[start : page.index('"', start)].replace("&amp;", "&"))
    assert picture.cache_control.max_age > 0


def test_an_action_that_is_near_is_the_thing_to_do(home, noor):
    submitted(noor, handhaven=1)
    make_plan(noor)
    page = home()
    assert "<h2>Meelopen met Joke</h2>" in page
    assert "Uit je plan: Ik blijf rustig." in page
    assert "dagen te gaan" in page
    assert "Maak een plan bij je resultaat" not in page


def test_a_late_action_asks_and_does_not_scold(home, noor):
    submitted(noor, handhaven=1)
    make_plan(noor, due=date(2026, 11, 17))
    page = home()
    assert "Bleef liggen, sinds dinsdag 17 november 2026" in page
    assert "Is het gelukt, of wil je een andere dag kiezen?" in page
    assert "dagen geleden" not in page
    assert "Te laat" not in page


def test_an_action_far_away_leaves_today_free(home, noor):
    submitted(noor, handhaven=1, at=datetime(2026, 10, 1, 9, tzinfo=UTC))
    make_plan(noor, due=date(2027, 2, 1))
    page = home()
    assert "Er staat nu niets voor je klaar." in page
    assert "Je bent bij" in page
    assert "Ma 1 februari, over 73 dagen" in page


def test_all_that_waits_stands_there_as_often_as_it_is_counted(home, noor):
    submitted(noor, handhaven=1)
    make_draft(noor, {"intake": 2})
    plan = make_plan(noor, due=date(2026, 11, 17))
    plan.goals[0].actions.append(Action(kind=ActionKind.READING, title="Lezen", due=date(2026, 11, 25)))
    db.session.commit()
    page = home()
    assert "Er staan 3 dingen voor je klaar." in page
    assert page.index("Maak je zelfscan af") < page.index("Meelopen met Joke") < page.index("Lezen</a>")
    assert "Bleef liggen, sinds dinsdag 17 november" in page
    assert "Uiterlijk wo 25 november, over 5 dagen" in page


def test_the_plan_is_there_in_own_words_with_how_far_it_is(home, noor):
    submitted(noor, handhaven=1)
    goal = make_plan(noor).goals[0]
    page = home()
    assert f'href="/plan/doel/{goal.id}/">Ik blijf rustig</a>' in page
    assert "0 van 1 actie gedaan, uiterlijk 1 mei 2027" in page


def test_who_works_on_goals_is_asked_after_half_a_year_whether_they_grew(home, noor):
    result = submitted(noor, handhaven=1)
    make_plan(noor, due=date(2027, 2, 1))
    page = home()
    assert "Kijk of je gegroeid bent" in page
    assert "Scoor alleen het onderdeel van je doel opnieuw: Handhaven." in page
    assert f"/zelfscan/nieuw?standaard={STANDARD}&amp;van={result.id}&amp;onderdeel=handhaven" in page


def test_what_a_colleague_shares_is_there_to_read(home, noor):
    colleague = make_person(organisation=noor.organisation, name="Sem de Wit")
    share = make_share(submitted(colleague), noor)
    assert f'href="/gedeeld/{share.id}/">Resultaat van Sem de Wit</a>, tot en met 1 maart 2027' in home()


def test_the_example_of_a_result_is_a_picture(client_for, noor):
    assert client_for(noor).get("/voorbeeld.svg").mimetype == "image/svg+xml"


def test_the_indication_is_shown_as_such(home, noor):
    submitted(noor)
    page = home()
    assert "Je scores wijzen naar <strong>B</strong>" in page
    assert "geen besluit" in page


def test_the_start_page_shows_nothing_of_a_colleague(home, noor):
    colleague = make_person(organisation=noor.organisation)
    make_draft(colleague, {"intake": 2})
    make_plan(colleague)
    page = home()
    assert "Meelopen met Joke" not in page
    assert "Maak je eerste zelfscan" in page


def test_a_leidinggevende_finds_the_team_on_the_start_page(home, noor):
    team = make_team(noor.organisation)
    ruben = make_person(RoleName.MANAGER, RoleName.PROFESSIONAL, organisation=noor.organisation)
    make_membership(noor, team)
    make_membership(ruben, team, is_manager=True)
    assert "Je geeft nu leiding aan <strong>1</strong> collega." in home(ruben)


def test_what_keeps_a_status_comes_before_a_late_action(home, noor):
    submitted(noor)
    make_plan(noor, due=date(2026, 11, 1))
    make_registration(noor, started_on=date(2026, 2, 14))
    page = home()
    assert "Zo houd je je B-status" in page
    assert page.index("Zo houd je je B-status") < page.index("Meelopen met Joke")
    assert "dingen voor je klaar." in page


def test_who_has_time_for_the_register_sees_the_action_first(home, noor):
    submitted(noor)
    make_plan(noor)
    make_registration(noor, Status.C, started_on=date(2026, 9, 1))
    page = home()
    assert "Zo houd je je" not in page
    assert "<h2>Meelopen met Joke</h2>" in page
