"""Which standards people may choose and where a team begins: what HR sets, and what people then find."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from app.core.db import db
from app.people.rules import RoleName
from app.standards.models import TeamStandard
from app.standards.norms.operations import change_norm, close_norm
from app.standards.offer.operations import begin_team_at, offer
from tests.factories.assessments import STANDARD, make_draft, make_submitted
from tests.factories.norms import give_norm, make_norm
from tests.factories.people import make_membership, make_organisation, make_person, make_team

OFFER, TEAMS, NEW = "/organisatie/standaarden/", "/organisatie/standaarden/teams", "/zelfscan/nieuw"
HR21, AMB, PUBLIC = "hr21-dienstverlening", "amb-functieprofiel-2018", "n06-01-06"


@pytest.fixture
def place(app):
    return make_organisation("Gemeente Voorbeeldstad")


@pytest.fixture
def hr(client_for, place):
    return client_for(make_person(RoleName.HR, organisation=place))


@pytest.fixture
def team(place):
    return make_team(place, "Balie")


@pytest.fixture
def member(place, team):
    person = make_person(organisation=place)
    make_membership(person, team)
    return person


@pytest.fixture
def theirs(client_for, member):
    return client_for(member)


def chosen(page):
    return [part.partition('"')[0] for part in page.text.split('value="')[1:] if " checked" in part.partition(">")[0]]


def test_people_find_only_what_is_on_offer(hr, theirs):
    assert hr.post(OFFER, data={"standards": [HR21, AMB]}).status_code == 303
    page = theirs.get(NEW).text
    assert f"standaard={HR21}" in page
    assert f"standaard={STANDARD}" not in page
    assert theirs.get(f"{NEW}?standaard={STANDARD}").location == NEW
    assert f"/standaarden/{STANDARD}/" not in theirs.get("/standaarden/").text


def test_what_was_begun_before_can_be_finished_and_read(hr, theirs, member):
    result, draft = make_submitted(member), make_draft(member)
    hr.post(OFFER, data={"standards": [HR21]})
    assert theirs.get(f"/zelfscan/{draft.id}/").status_code == 200
    assert theirs.get(f"/resultaat/{result.id}/").status_code == 200


@pytest.mark.parametrize("sent", [{}, {"standards": ["bestaat-niet"]}])
def test_an_offer_of_nothing_is_refused(hr, theirs, sent):
    page = hr.post(OFFER, data=sent)
    assert page.status_code == 422
    assert STANDARD in theirs.get(NEW).text


def test_who_is_in_a_team_goes_straight_to_where_it_begins(hr, theirs, team, place):
    other = make_team(place, "Werk")
    page = hr.post(TEAMS, data={"place": f"{HR21}|{PUBLIC}", "teams": [str(team.id), str(other.id)]})
    assert page.status_code == 303
    assert theirs.get(NEW).location == f"{NEW}?standaard={HR21}"
    assert PUBLIC in chosen(theirs.get(f"{NEW}?standaard={HR21}"))
    assert hr.get(OFFER).text.count("HR21-functies in de functiereeks Dienstverlening</td>") == 2
    assert f'selected value="{HR21}|{PUBLIC}"' in hr.get(f"{TEAMS}?team={team.id}").text
    hr.post(TEAMS, data={"place": "", "teams": [str(team.id)]})
    assert "Kies een standaard" in theirs.get(NEW).text


def test_a_team_can_begin_at_a_kader_which_then_follows_its_versions(theirs, team, place):
    norm = make_norm(place, {"klantgerichtheid": "b"}, standard=HR21, name="Onze balie")
    begin_team_at(team, HR21, norm.current.code)
    change_norm(place, norm, "Onze balie", norm.current.kind, {"klantgerichtheid": "c"}, norm.current.number)
    db.session.commit()
    assert norm.current.code in chosen(theirs.get(f"{NEW}?standaard={HR21}"))
    close_norm(norm)
    db.session.commit()
    page = theirs.get(f"{NEW}?standaard={HR21}")
    assert (page.status_code, norm.current.code in page.text) == (200, False)


def test_a_kader_of_ones_own_comes_before_where_the_team_begins(theirs, team, place, member):
    begin_team_at(team, HR21, "")
    give_norm(make_norm(place, name="Team"), team)
    assert theirs.get(NEW).location.endswith(HR21)
    give_norm(make_norm(place, name="Eigen"), member)
    assert theirs.get(NEW).location.endswith(STANDARD)


def test_a_manager_and_who_left_do_not_begin_with_the_team(client_for, team, place):
    begin_team_at(team, HR21, "")
    leader, former = make_person(organisation=place), make_person(organisation=place)
    make_membership(leader, team, is_manager=True)
    make_membership(former, team, end=date(2026, 11, 19))
    db.session.commit()
    for person in (leader, former):
        assert client_for(person).get(NEW).status_code == 200


def test_a_team_whose_standard_is_no_longer_offered_chooses_itself(hr, theirs, team, place):
    begin_team_at(team, HR21, "")
    offer(place, [STANDARD, AMB])
    db.session.commit()
    assert theirs.get(NEW).status_code == 200
    assert "Kiezen ze zelf" in hr.get(OFFER).text


def test_teams_of_another_organisation_and_unknown_places_are_no_choice(hr, team):
    other = make_team()
    assert hr.post(TEAMS, data={"place": HR21 + "|", "teams": [str(other.id)]}).status_code == 422
    assert hr.post(TEAMS, data={"place": "niets|niets", "teams": [str(team.id)]}).status_code == 422
    assert db.session.get(TeamStandard, other.id) is None


def test_nobody_begins_before_the_first_day(client_for, theirs, place, member):
    place.starts_on = date(2026, 12, 4)
    db.session.commit()
    form = {"profile": PUBLIC, "mode": "quick", "origin": "nieuw"}
    assert theirs.get(NEW).location == "/zelfscan/"
    start = theirs.get("/").text
    assert "Vanaf vrijdag 4 december 2026 kun je een zelfscan maken" in start
    assert "Er staat nu niets voor je klaar." in start
    assert "Je kunt beginnen op vrijdag 4 december 2026" in theirs.get("/zelfscan/").text
    assert theirs.post(f"{NEW}?standaard={HR21}", data=form).location == "/zelfscan/"
    around = client_for(make_person(RoleName.PROFESSIONAL, RoleName.HR, organisation=place))
    page = around.get(f"{NEW}?standaard={HR21}").text
    assert "Beginnen kan vanaf vrijdag 4 december 2026" in page
    assert ">Begin<" not in page
    assert around.post(f"{NEW}?standaard={HR21}", data=form).status_code == 409
    place.starts_on = date(2026, 11, 20)
    db.session.commit()
    assert "/zelfscan/" in theirs.post(f"{NEW}?standaard={HR21}", data=form).location


def test_who_had_begun_goes_on_when_the_first_day_is_put_later(theirs, place, member):
    draft = make_draft(member)
    place.starts_on = date(2026, 11, 20) + timedelta(days=9)
    db.session.commit()
    assert theirs.get(f"/zelfscan/{draft.id}/").status_code == 200
    assert "Ga verder" in theirs.get("/zelfscan/").text


def test_a_team_that_is_over_asks_for_nothing(hr, team, place):
    make_team(place, "Blijvend")
    team.closed_on = date(2026, 11, 1)
    db.session.commit()
    page = hr.get(OFFER).text
    assert ("Blijvend" in page, "Balie" in page) == (True, False)
    assert hr.post(TEAMS, data={"place": f"{HR21}|", "teams": [str(team.id)]}).status_code == 422
