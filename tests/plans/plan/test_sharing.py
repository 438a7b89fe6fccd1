"""A manager sees a plan only while its person shares it with them."""

from datetime import UTC, date, datetime

import pytest
from sqlalchemy import select

from app.core import clock
from app.core.audit import looks_at
from app.core.db import db
from app.people.operations import AlreadyLeft, close_account, leave_team
from app.people.queries import managers_of
from app.people.rules import RoleName
from app.plans import operations, queries
from app.plans.models import PlanShare
from tests.factories.people import make_membership, make_organisation, make_person, make_team
from tests.factories.plans import make_action, make_goal

TODAY = date(2026, 11, 20)


@pytest.fixture
def team(app):
    return make_team(make_organisation())


@pytest.fixture
def person(team):
    person = make_person(organisation=team.organisation, name="Noor Verhagen")
    make_membership(person, team)
    make_action(make_goal(person), title="Meelopen met Joke", done_on=date(2026, 11, 2), note="Dit is van mij")
    return person


@pytest.fixture
def manager(team):
    manager = make_person(RoleName.MANAGER, organisation=team.organisation, name="Ruben Hoekstra")
    make_membership(manager, team, is_manager=True)
    return manager


def share(person):
    operations.share(person)
    db.session.commit()


def look(client_for, viewer, person):
    return client_for(viewer).get(f"/team/{person.id}/plan")


def test_a_plan_is_nobody_elses_until_it_is_shared(client_for, person, manager):
    assert look(client_for, manager, person).status_code == 404
    assert "Alleen jij ziet dit plan." in client_for(person).get("/plan/").text


def test_the_page_to_share_names_who_will_see_it(client_for, person, manager):
    mine = client_for(person)
    assert "Deel met Ruben Hoekstra" in mine.get("/plan/delen").text
    assert mine.post("/plan/delen", data={"delen": "aan", "wie": manager.id}).status_code == 303
    assert "Jij en Ruben Hoekstra zien dit plan." in mine.get("/plan/").text


def test_who_became_the_manager_after_the_page_was_opened_sees_nothing(client_for, team, person, manager):
    mine = client_for(person)
    mine.get("/plan/delen")
    late = make_person(RoleName.MANAGER, organisation=team.organisation, name="Late Leider")
    make_membership(late, team, is_manager=True)
    shared = mine.post("/plan/delen", data={"delen": "aan", "wie": manager.id}, follow_redirects=True).text
    assert "Ruben Hoekstra ziet je plan vanaf nu." in shared
    assert "Deel ook met Late Leider" in shared
    assert look(client_for, late, person).status_code == 404
    assert look(client_for, manager, person).status_code == 200


def test_a_manager_whose_account_was_closed_is_not_shared_with_unseen(client_for, person, manager):
    manager.active = False
    share(person)
    manager.active = True
    db.session.commit()
    assert look(client_for, manager, person).status_code == 404


def test_a_plan_is_not_shared_by_who_cannot_stop_it_any_more(client_for, person, manager):
    share(person)
    assert look(client_for, manager, person).status_code == 200
    person.roles = []
    db.session.commit()
    assert look(client_for, manager, person).status_code == 404


def test_the_manager_reads_a_shared_plan_without_notes_and_changes_nothing(client_for, person, manager):
    share(person)
    page = look(client_for, manager, person).text
    assert "Rustig blijven bij de regel" in page
    assert "Meelopen met Joke" in page
    assert "Dit is van mij" not in page
    assert "/plan/actie/" not in page


def test_before_sharing_stands_all_that_will_be_seen_also_the_level_of_now(client_for, person, manager):
    page = client_for(person).get("/plan/delen").text
    assert "Ruben ziet dan alles wat hier staat" in page
    assert "<strong>het niveau dat je jezelf gaf</strong>" in page
    assert "de zinnen die je aankruiste, en waaraan je merkt dat het lukt" in page
    assert "Zo ziet Ruben het" in page


def test_the_example_is_what_the_manager_reads_and_is_no_look(client_for, person, manager):
    example = client_for(person).get("/plan/delen/voorbeeld").text
    share(person)
    seen = look(client_for, manager, person).text
    goals = [page[page.index("<article") : page.rindex("</article>")] for page in (example, seen)]
    assert goals[0] == goals[1]
    assert len(looks_at(person.id)) == 1


def test_the_plan_says_when_the_manager_last_looked(client_for, person, manager):
    share(person)
    assert "Ruben keek" not in client_for(person).get("/plan/").text
    look(client_for, manager, person)
    assert "Ruben keek vandaag om" in client_for(person).get("/plan/").text


def test_each_look_of_the_manager_is_written_down(client_for, person, manager):
    share(person)
    look(client_for, manager, person)
    look(client_for, manager, person)
    assert [(actor, what) for actor, what, _ in looks_at(person.id)] == [(manager.id, "Ontwikkelplan")] * 2


def test_a_look_that_is_refused_is_not_a_look(client_for, person, manager):
    look(client_for, manager, person)
    assert looks_at(person.id) == []


def test_it_stops_at_once_when_the_person_stops_sharing(client_for, person, manager):
    share(person)
    client_for(person).post("/plan/delen", data={"delen": "uit"})
    assert look(client_for, manager, person).status_code == 404


@pytest.mark.parametrize("who", ["person", "manager"])
def test_it_stops_when_one_of_them_leaves_the_team(client_for, person, manager, who):
    share(person)
    leaves = {"person": person, "manager": manager}[who]
    leaves.memberships[0].ends_on = date(2026, 11, 19)
    db.session.commit()
    assert look(client_for, manager, person).status_code == 404
    assert queries.viewers_of(person, managers_of(person, TODAY), TODAY) == []


@pytest.mark.parametrize("who", ["person", "manager"])
def test_it_stops_when_one_of_them_closes_the_account(client_for, person, manager, who):
    share(person)
    close_account({"person": person, "manager": manager}[who])
    db.session.commit()
    assert look(client_for, manager, person).status_code != 200
    assert queries.viewers_of(person, managers_of(person, TODAY), TODAY) == ([manager] if who == "person" else [])


def test_a_new_manager_sees_nothing_until_it_is_shared_again(client_for, person, manager, team):
    with clock.fixed(datetime(2026, 10, 1, 9, tzinfo=UTC)):
        share(person)
    new = make_person(RoleName.MANAGER, organisation=team.organisation, name="Amira Haddad")
    make_membership(new, team, is_manager=True, start=date(2026, 11, 1))
    assert look(client_for, new, person).status_code == 404
    assert look(client_for, manager, person).status_code == 200
    assert "Deel ook met Amira Haddad" in client_for(person).get("/plan/delen").text
    share(person)
    assert look(client_for, new, person).status_code == 200


def test_nobody_else_gets_in(client_for, person, manager, team):
    share(person)
    colleague = make_person(organisation=team.organisation)
    make_membership(colleague, team)
    hr = make_person(RoleName.HR, organisation=team.organisation)
    other_manager = make_person(RoleName.MANAGER, organisation=team.organisation)
    make_membership(other_manager, make_team(team.organisation), is_manager=True)
    assert look(client_for, colleague, person).status_code == 403
    assert look(client_for, hr, person).status_code == 403
    assert look(client_for, other_manager, person).status_code == 404
    assert look(client_for, None, person).status_code == 303


def test_the_team_page_can_ask_who_shares(person, manager, team):
    quiet = make_person(organisation=team.organisation)
    make_membership(quiet, team)
    make_goal(quiet)
    share(person)
    assert queries.people_who_share_with(manager, [person, quiet], TODAY) == {person.id}
    assert queries.people_who_share_with(person, [], TODAY) == set()


def test_without_a_manager_there_is_nobody_to_share_with(client_for, app):
    loner = make_person()
    mine = client_for(loner)
    assert "Je hebt nu geen leidinggevende" in mine.get("/plan/delen").text
    assert mine.post("/plan/delen", data={"delen": "aan"}).status_code == 409


def test_a_first_day_that_is_typed_afterwards_opens_nothing(client_for, person, manager, team):
    share(person)
    late = make_person(RoleName.MANAGER, organisation=team.organisation, name="Marloes Dijkgraaf")
    make_membership(late, team, is_manager=True, start=date(2020, 1, 1))
    assert look(client_for, late, person).status_code == 404
    page = client_for(person).get("/plan/").text
    assert "Jij en Ruben Hoekstra zien dit plan." in page
    assert "Marloes Dijkgraaf leidt nu je team, en ziet je plan nog niet." in page


@pytest.mark.parametrize("who", ["person", "manager"])
def test_who_comes_back_in_the_team_sees_nothing_until_it_is_shared_again(client_for, person, manager, team, who):
    share(person)
    leaves = {"person": person, "manager": manager}[who]
    leave_team(leaves.memberships[0], date(2026, 11, 19))
    with pytest.raises(AlreadyLeft):
        leave_team(leaves.memberships[0], date(2026, 12, 31))
    make_membership(leaves, team, is_manager=leaves is manager, start=TODAY)
    assert look(client_for, manager, person).status_code == 404
    client_for(person).post("/plan/delen", data={"delen": "aan", "wie": manager.id})
    assert look(client_for, manager, person).status_code == 200


def test_a_share_names_its_manager_and_keeps_when_it_ended(client_for, person, manager):
    mine = client_for(person)
    answer = mine.post("/plan/delen", data={"delen": "aan", "wie": manager.id}, follow_redirects=True)
    assert "Ruben Hoekstra ziet je plan vanaf nu." in answer.text
    share(person)
    mine.post("/plan/delen", data={"delen": "uit"})
    shares = db.session.scalars(select(PlanShare)).all()
    assert [(one.manager_id, one.ended_at is not None) for one in shares] == [(manager.id, True)]
