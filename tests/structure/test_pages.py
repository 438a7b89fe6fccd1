"""The pages on which somebody keeps the departments and teams of an organisation."""

from __future__ import annotations

from datetime import date
from functools import partial

import pytest
from sqlalchemy import select

from app.core.db import db
from app.people.models import Department, Team, TeamMembership
from app.people.rules import LeadKind, RoleName
from app.standards.models import TeamStandard
from app.standards.offer.operations import begin_team_at
from tests.factories.norms import STANDARD, give_norm, make_norm
from tests.factories.people import make_department, make_membership, make_organisation, make_person, make_team
from tests.races import at_the_same_moment

YESTERDAY = date(2026, 11, 19)


@pytest.fixture
def here(app):
    return make_organisation("Gemeente Hier")


@pytest.fixture
def keeper(here, client_for):
    return client_for(make_person(RoleName.ADMINISTRATOR, organisation=here))


@pytest.fixture
def team(here):
    return make_team(here, "Werk")


def places(team_id: int) -> list[tuple[int, LeadKind | None, date | None]]:
    db.session.rollback()
    rows = db.session.scalars(select(TeamMembership).where(TeamMembership.team_id == team_id).order_by("id"))
    return [(one.user_id, one.lead, one.ends_on) for one in rows]


def test_the_tree_shows_each_team_under_its_department_with_who_leads_it(here, keeper):
    top = make_department(here, "Sociaal")
    below = make_department(here, "Participatie", top)
    team = make_team(here, "Werk", below)
    make_team(here, "Balie")
    make_membership(make_person(RoleName.MANAGER, organisation=here, name="Ruben Hoekstra"), team, is_manager=True)
    make_membership(make_person(organisation=here), team)
    make_membership(make_person(organisation=here, closed=True), team)
    page = keeper.get("/mensen/teams/").text
    assert page.index("Sociaal") < page.index("Participatie") < page.index("Werk") < page.index("Teams zonder afdeling")
    assert "Ruben Hoekstra. 1 lid." in page


def test_an_organisation_without_teams_is_told_to_begin(keeper):
    assert "Nog geen teams" in keeper.get("/mensen/teams/").text


def test_a_team_and_a_department_are_added(here, keeper):
    answer = keeper.post("/mensen/teams/nieuw", data={"kind": "department", "name": "Sociaal", "under": ""})
    department = db.session.scalar(select(Department))
    assert answer.location == f"/mensen/afdelingen/{department.id}/"
    data = {"kind": "team", "name": "Werk", "under": str(department.id)}
    answer = keeper.post("/mensen/teams/nieuw", data=data)
    found = db.session.scalar(select(Team))
    assert answer.location == f"/mensen/teams/{found.id}/"
    assert found.department_id == department.id
    again = keeper.post("/mensen/teams/nieuw", data=data)
    assert again.status_code == 422
    assert "Er is al een team met deze naam" in again.text


def test_two_who_add_the_same_team_at_once_are_both_answered(app, client_for, here):
    def add(client) -> object:
        return client.post("/mensen/teams/nieuw", data={"kind": "team", "name": "Inkomen", "under": ""}).status_code

    clients = [client_for(make_person(RoleName.ADMINISTRATOR, organisation=here)) for _ in range(2)]
    assert sorted(at_the_same_moment(app, *(partial(add, one) for one in clients))) == [303, 422]


def test_a_department_too_deep_is_refused_beside_the_field(here, keeper):
    below = make_department(here, parent=make_department(here))
    answer = keeper.post("/mensen/teams/nieuw", data={"kind": "department", "name": "Diep", "under": str(below.id)})
    assert answer.status_code == 422
    assert "heeft zelf geen afdelingen onder zich" in answer.text


def test_a_team_is_not_put_under_a_department_of_another_organisation(here, keeper, team):
    elsewhere = make_department(make_organisation("Gemeente Elders"))
    data = {"name": "Werk", "under": str(elsewhere.id)}
    assert keeper.post(f"/mensen/teams/{team.id}/wijzig", data=data).status_code == 422
    assert keeper.post("/mensen/teams/nieuw", data={"kind": "team", **data}).status_code == 422


def test_a_team_shows_who_is_in_it_how_they_lead_and_who_was_in_it(here, keeper, team):
    make_membership(make_person(organisation=here, name="Noor Verhagen"), team)
    make_membership(make_person(organisation=here, name="Sem Later"), team, start=date(2027, 1, 1))
    make_membership(make_person(organisation=here, name="Bo Eerder"), team, end=YESTERDAY)
    acting = make_person(RoleName.MANAGER, organisation=here, name="Ans Tijdelijk")
    make_membership(acting, team, lead=LeadKind.ACTING, end=date(2026, 12, 31))
    page = keeper.get(f"/mensen/teams/{team.id}/").text
    assert page.index("Ans Tijdelijk") < page.index("Noor Verhagen") < page.index("Sem Later") < page.index("Bo Eerder")
    assert "Waarnemend leidinggevende, van 1 januari 2025 tot en met 31 december 2026" in page
    assert "Begint later" in page
    assert "Stopt in dit team" in page
    assert "Eerder in dit team (1)" in page


def test_the_kaders_of_a_team_say_through_what_they_hold(here, keeper):
    department = make_department(here, "Sociaal")
    team = make_team(here, "Werk", department)
    give_norm(make_norm(here, name="Van allen"), department)
    give_norm(make_norm(here, name="Van het team"), team)
    give_norm(make_norm(here, name="Voorbij"), team, end=YESTERDAY)
    page = keeper.get(f"/mensen/teams/{team.id}/").text
    assert "Van Sociaal, vanaf" in page
    assert "Van het team" in page
    assert "Voorbij" not in page
    assert "Van allen" in keeper.get(f"/mensen/afdelingen/{department.id}/").text


def test_people_without_a_team_are_there_at_once_and_others_by_a_search(here, keeper, team):
    free = make_person(organisation=here, name="Noor Verhagen")
    busy = make_person(organisation=here, name="Kees van Dalen")
    make_membership(busy, make_team(here, "Balie"))
    address = f"/mensen/teams/{team.id}/erbij"
    page = keeper.get(address).text
    assert "Noor Verhagen" in page
    assert "Kees van Dalen" not in page
    found = keeper.get(f"{address}?q=dalen&people=person-{free.id}", headers={"HX-Request": "true"}).text
    assert f'value="person-{free.id}" checked' in found
    assert "Kees van Dalen" in found
    data = {
        "people": [f"person-{free.id}", f"person-{busy.id}"],
        "place": "member",
        "starts_on": "2026-11-20",
        "moves": "y",
    }
    assert keeper.post(address, data=data).location == f"/mensen/teams/{team.id}/"
    assert {one for one, _, _ in places(team.id)} == {free.id, busy.id}


def test_who_acts_for_another_needs_a_last_day(here, keeper, team):
    person = make_person(organisation=here)
    data = {"people": f"person-{person.id}", "place": "acting", "starts_on": "2026-11-20"}
    answer = keeper.post(f"/mensen/teams/{team.id}/erbij", data=data)
    assert answer.status_code == 422
    assert "tot en met welke dag" in answer.text
    keeper.post(f"/mensen/teams/{team.id}/erbij", data={**data, "ends_on": "2026-12-31"})
    assert places(team.id) == [(person.id, LeadKind.ACTING, date(2026, 12, 31))]
    assert RoleName.MANAGER in person.role_names


def test_somebody_of_another_organisation_does_not_enter(keeper, team):
    stranger = make_person(organisation=make_organisation("Gemeente Elders"))
    data = {"people": f"person-{stranger.id}", "place": "member", "starts_on": "2026-11-20"}
    assert keeper.post(f"/mensen/teams/{team.id}/erbij", data=data).status_code == 422


def test_who_is_in_the_team_already_is_refused_and_nobody_enters(here, keeper, team):
    inside, outside = make_person(organisation=here), make_person(organisation=here)
    make_membership(inside, team)
    data = {"people": [f"person-{inside.id}", f"person-{outside.id}"], "place": "member", "starts_on": "2026-11-20"}
    answer = keeper.post(f"/mensen/teams/{team.id}/erbij", data=data)
    assert answer.status_code == 409
    assert "zit in deze periode al in dit team" in answer.text
    assert places(team.id) == [(inside.id, None, None)]


def test_hr_keeps_the_teams_where_that_is_allowed_but_moves_no_administrator(here, client_for, team):
    hr = client_for(make_person(RoleName.HR, organisation=here))
    assert hr.get("/mensen/teams/").status_code == 403
    here.hr_keeps_people = True
    db.session.commit()
    administrator = make_person(RoleName.ADMINISTRATOR, organisation=here, name="Marloes Dijkgraaf")
    address = f"/mensen/teams/{team.id}/"
    assert "Marloes" not in hr.get(f"{address}erbij?q=marloes").text
    data = {"people": f"person-{administrator.id}", "place": "hierarchical", "starts_on": "2026-11-20"}
    assert hr.post(f"{address}erbij", data=data).status_code == 422
    membership = make_membership(administrator, team)
    assert hr.post(f"{address}plek/{membership.id}/", data={"last_day": "2026-11-20", "then": ""}).status_code == 403
    assert places(team.id) == [(administrator.id, None, None)]


def test_a_member_goes_on_in_another_team(here, keeper, team):
    person, other = make_person(organisation=here), make_team(here, "Balie")
    membership = make_membership(person, team)
    address = f"/mensen/teams/{team.id}/plek/{membership.id}/"
    keeper.post(address, data={"last_day": "2026-11-30", "then": str(other.id)})
    assert places(team.id) == [(person.id, None, date(2026, 11, 30))]
    assert places(other.id) == [(person.id, None, None)]


def test_a_place_that_has_not_begun_is_taken_away(here, keeper, team):
    person = make_person(organisation=here)
    membership = make_membership(person, team, start=date(2027, 1, 1))
    address = f"/mensen/teams/{team.id}/plek/{membership.id}/"
    assert "Haal weg" in keeper.get(address).text
    keeper.post(address)
    assert places(team.id) == []


def test_a_place_of_another_team_is_not_found(here, keeper, team):
    membership = make_membership(make_person(organisation=here), make_team(here))
    assert keeper.get(f"/mensen/teams/{team.id}/plek/{membership.id}/").status_code == 404


def test_where_people_begin_goes_along_with_a_team_that_is_merged_today(here, keeper, team):
    into = make_team(here, "Balie")
    begin_team_at(team, STANDARD, "")
    db.session.commit()
    keeper.post(f"/mensen/teams/{team.id}/samenvoegen", data={"into": str(into.id), "starts_on": "2026-11-20"})
    assert db.session.get(TeamStandard, into.id).standard == STANDARD


def test_a_merged_team_takes_the_chosen_kaders_from_the_day(here, keeper, team):
    into, person = make_team(here, "Balie"), make_person(organisation=here)
    make_membership(person, team)
    along, stays, there = (make_norm(here, name=name) for name in ("Mee", "Niet mee", "Daar al"))
    for norm in (along, stays, there):
        give_norm(norm, team)
    give_norm(there, into)
    begin_team_at(team, STANDARD, "")
    db.session.commit()
    address = f"/mensen/teams/{team.id}/samenvoegen"
    page = keeper.get(address).text
    assert page.count('name="norms"') == 3
    assert "dat bepaalt straks het andere team" in page
    data = {"into": str(into.id), "starts_on": "2026-12-01", "norms": [str(along.id), str(there.id)]}
    assert keeper.post(address, data=data).location == f"/mensen/teams/{into.id}/"
    db.session.expire_all()
    given = {
        norm.current.name: sorted((one.name, one.starts_on, one.ends_on) for one in norm.assignments)
        for norm in (along, stays, there)
    }
    first, last = date(2026, 1, 1), date(2026, 11, 30)
    assert given == {
        "Mee": [("Balie", date(2026, 12, 1), None), ("Werk", first, last)],
        "Niet mee": [("Werk", first, last)],
        "Daar al": [("Balie", first, None), ("Werk", first, last)],
    }
    assert db.session.get(TeamStandard, into.id) is None
    assert "Werk kwam erbij" in keeper.get(f"/mensen/teams/{into.id}/").text
    assert "ging verder in Balie" in keeper.get(f"/mensen/teams/{team.id}/").text
    assert keeper.post(address, data=data).status_code == 409


def test_a_team_that_stops_is_kept_among_those_that_stopped(here, keeper, team, now):
    norm = make_norm(here)
    give_norm(norm, team)
    make_membership(make_person(organisation=here), team)
    address = f"/mensen/teams/{team.id}/stoppen"
    assert keeper.post(address, data={"last_day": "2026-11-19"}).status_code == 422
    assert "1 lid heeft daarna dit team niet meer" in keeper.get(address).text
    keeper.post(address, data={"last_day": "2026-11-20"})
    db.session.expire_all()
    assert norm.assignments[0].ends_on == date(2026, 11, 20)
    assert "Stopt na 20 november 2026" in keeper.get("/mensen/teams/").text
    assert keeper.get(f"/mensen/teams/{team.id}/samenvoegen").status_code == 409
    team.closed_on = YESTERDAY
    db.session.commit()
    for closed in ("erbij", "wijzig", "samenvoegen", "stoppen"):
        assert keeper.get(f"/mensen/teams/{team.id}/{closed}").status_code == 409
    assert keeper.post(f"/mensen/teams/{team.id}/toch-niet-stoppen").status_code == 409
    assert "Gestopt (1)" in keeper.get("/mensen/teams/").text


def test_until_its_last_day_a_team_is_a_team_as_any_other_and_can_go_on_after_all(here, keeper, client_for, team):
    norm, person, page = (
        make_norm(here),
        make_person(organisation=here, name="Noor Verhagen"),
        f"/mensen/teams/{team.id}/",
    )
    give_norm(norm, team)
    make_membership(person, team)
    keeper.post(f"{page}stoppen", data={"last_day": "2027-05-01"})
    keeper.post(f"{page}stoppen", data={"last_day": "2027-04-01"})
    shown = keeper.get(page).text
    for words in ("De laatste dag van dit team is 1 april 2027.", "Zet mensen in dit team", "Verander de laatste dag"):
        assert words in shown
    assert shown.count(": gestopt") == 1
    assert places(team.id) == [(person.id, None, date(2027, 4, 1))]
    option = f'value="{team.id}"'
    assert option in keeper.get("/mensen/").text
    hr = client_for(make_person(RoleName.HR, organisation=here))
    assert option in hr.get("/organisatie/standaarden/teams").text
    assert f"team-{team.id}" in hr.get(f"/eigen/kaders/{norm.id}/geef").text
    assert keeper.post(f"{page}toch-niet-stoppen").location == page
    db.session.expire_all()
    assert places(team.id) == [(person.id, None, None)]
    assert (team.closed_on, norm.assignments[0].ends_on) == (None, None)


def test_a_department_is_renamed_moved_merged_and_stopped(here, keeper):
    top, other = make_department(here, "Sociaal"), make_department(here, "Ruimte")
    norm = make_norm(here)
    give_norm(norm, top)
    team = make_team(here, "Werk", top)
    keeper.post(f"/mensen/afdelingen/{top.id}/wijzig", data={"name": "Samenleving", "under": str(other.id)})
    page = keeper.get(f"/mensen/afdelingen/{top.id}/").text
    assert "Afdeling in Ruimte" in page
    assert "heette eerder Sociaal" in page
    keeper.post(f"/mensen/afdelingen/{top.id}/samenvoegen", data={"into": str(other.id), "norms": str(norm.id)})
    db.session.expire_all()
    assert team.department_id == other.id
    assert [(one.name, one.ends_on) for one in norm.assignments] == [("Samenleving", YESTERDAY), ("Ruimte", None)]
    assert "Werk komt onder geen afdeling" in keeper.get(f"/mensen/afdelingen/{other.id}/stoppen").text
    keeper.post(f"/mensen/afdelingen/{other.id}/stoppen")
    db.session.expire_all()
    assert team.department_id is None
    assert "De laatste dag van deze afdeling was" in keeper.get(f"/mensen/afdelingen/{other.id}/").text
    assert "Gestopt (2)" in keeper.get("/mensen/teams/").text


def test_a_strange_name_is_shown_as_it_is(here, keeper):
    name = "<script>alert(1)</script>"
    team = make_team(here, name, make_department(here, name))
    for address in ("/mensen/teams/", f"/mensen/teams/{team.id}/", f"/mensen/teams/{team.id}/samenvoegen"):
        assert name not in keeper.get(address).text
    long = {"name": "a" * 10_000, "under": ""}
    assert keeper.post(f"/mensen/teams/{team.id}/wijzig", data=long).status_code == 422
