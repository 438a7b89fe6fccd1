"""The team page: the people of today, and only what they share."""

from datetime import date

import pytest

from app.core.db import db
from app.people.rules import RoleName
from app.plans.models import Plan
from app.plans.operations import share
from tests.factories.assessments import make_draft, make_share, make_submitted
from tests.factories.norms import give_norm, make_norm
from tests.factories.people import make_membership, make_person, make_team


@pytest.fixture
def team(app):
    return make_team(name="Werk en Meedoen")


@pytest.fixture
def ruben(team):
    ruben = make_person(RoleName.MANAGER, organisation=team.organisation, name="Ruben Hoekstra")
    make_membership(ruben, team, is_manager=True)
    return ruben


@pytest.fixture
def noor(team):
    noor = make_person(organisation=team.organisation, name="Noor Verhagen")
    make_membership(noor, team)
    return noor


@pytest.fixture
def page(client_for, ruben):
    """The words between the header and the footer, which carry a token that is new each time."""
    return lambda: client_for(ruben).get("/team/").text.partition("<main")[2].partition("</main>")[0]


def test_the_page_names_the_people_of_today(page, team, noor):
    former = make_person(organisation=team.organisation, name="Sem de Wit")
    make_membership(former, team, end=date(2026, 11, 19))
    elsewhere = make_person(organisation=team.organisation, name="Iris Bakker")
    make_membership(elsewhere, make_team(team.organisation))
    text = page()
    assert "Noor Verhagen" in text
    assert "Sem de Wit" not in text
    assert "Iris Bakker" not in text


def test_a_shared_plan_can_be_opened(page, noor):
    share(noor)
    db.session.commit()
    assert f'href="/team/{noor.id}/plan"' in page()


def test_a_plan_that_is_not_shared_looks_like_no_plan(page, noor):
    without = page()
    db.session.add(Plan(person_id=noor.id))
    db.session.commit()
    assert page() == without
    assert "Je collega’s" in without
    assert "Niemand deelt nu een plan of resultaat met je." in without


def test_a_shared_result_can_be_opened(page, ruben, noor):
    share_of_noor = make_share(make_submitted(noor), ruben)
    text = page()
    assert f'href="/gedeeld/{share_of_noor.id}/"' in text
    assert "Zij delen iets met je" in text


def test_the_norm_of_the_team_is_there_to_read(page, team, ruben):
    norm = make_norm(team.organisation, name="Klantmanager Werk")
    assert "Klantmanager Werk" not in page()
    give_norm(norm, team)
    assert f'profiel/{norm.current.code}/">Klantmanager Werk</a>' in page()


def test_from_the_norm_of_the_team_the_way_back_is_to_the_team(client_for, team, ruben):
    norm, manager = make_norm(team.organisation, name="Klantmanager Werk"), client_for(ruben)
    address = f"/standaarden/{norm.current.standard}/profiel/{norm.current.code}/"
    way = 'href="/team/"'
    before = manager.get(address).text.partition("<main")[0].count(way)
    give_norm(norm, team)
    assert manager.get(address).text.partition("<main")[0].count(way) == before + 1


def test_scans_leave_no_trace(page, noor):
    before = page()
    make_submitted(noor)
    make_draft(noor, {"intake": 2})
    assert page() == before


def test_without_a_team_the_page_says_who_can_help(client_for, app):
    text = client_for(make_person(RoleName.MANAGER)).get("/team/").text
    assert "Je leidt vandaag geen team" in text


@pytest.mark.parametrize("role", [RoleName.PROFESSIONAL, RoleName.HR, RoleName.ADMINISTRATOR])
def test_other_roles_have_no_team_page(client_for, app, role):
    assert client_for(make_person(role)).get("/team/").status_code == 403
