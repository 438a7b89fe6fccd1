"""The pages of kaders, and where a person meets them."""

from __future__ import annotations

import pytest

from app.core.db import db
from app.people.rules import RoleName
from app.standards.library import get_standard
from app.standards.models import Norm
from app.standards.norms import operations
from app.standards.norms.queries import norms_of
from app.standards.offer.operations import offer
from app.standards.rules.norms import NormKind
from tests.factories.assessments import make_submitted
from tests.factories.norms import STANDARD, give_norm, make_norm
from tests.factories.people import make_department, make_membership, make_organisation, make_person, make_team

NEW = f"/eigen/kaders/nieuw?standaard={STANDARD}&profiel=vakbekwaam"


@pytest.fixture
def here(app):
    return make_organisation("Gemeente Hier")


@pytest.fixture
def hr(here, client_for):
    return client_for(make_person(RoleName.HR, organisation=here))


@pytest.fixture
def person(here):
    return make_person(organisation=here, name="Sanne Voorbeeld")


def levels(**named: str) -> dict[str, str]:
    """What a form sends: a level per element, none asked unless named."""
    return {f"level-{one.code}": named.get(one.code, "") for one in get_standard(STANDARD).elements}


def verdict(page: str) -> str:
    return page.split('class="verdict', 1)[1].split("</p>", 1)[0]


def only(here) -> Norm:
    db.session.rollback()
    (norm,) = norms_of(here.id)
    return norm


def test_a_norm_starts_from_a_profile_of_the_standard(hr):
    assert NEW.replace("&", "&amp;") in hr.get(f"/eigen/kaders/nieuw?standaard={STANDARD}").text
    page = hr.get(NEW).text
    assert page.count("selected") == len(get_standard(STANDARD).profile("vakbekwaam").targets)
    empty = hr.get(f"/eigen/kaders/nieuw?standaard={STANDARD}&profiel=").text
    assert empty.count("selected") == empty.count('selected value=""') == 18


def test_a_norm_is_made_with_the_levels_that_were_chosen(hr, here):
    answer = hr.post(NEW, data={"name": "Detachering Noord", "kind": "secondment", **levels(intake="basis")})
    assert answer.status_code == 303
    now = only(here).current
    assert (now.name, now.kind, now.targets) == ("Detachering Noord", NormKind.SECONDMENT, {"intake": "basis"})
    page = hr.get(answer.location).text
    assert "1 van de 18 onderdelen" in page
    assert page.index("Geef dit kader") < page.index("Wat dit kader vraagt")


@pytest.mark.parametrize(
    ("data", "sentence"),
    [
        ({"name": "", "kind": "function", **levels(intake="basis")}, "Geef het kader een naam."),
        ({"name": "Leeg", "kind": "function", **levels()}, "Kies bij minstens één onderdeel een niveau."),
        ({"name": "Fout", "kind": "anders", **levels(intake="basis")}, ""),
        ({"name": "Fout", "kind": "function", **levels(intake="bestaat-niet")}, ""),
    ],
)
def test_what_is_not_right_is_said_and_nothing_is_made(hr, here, data, sentence):
    answer = hr.post(NEW, data=data)
    assert answer.status_code == 422
    assert sentence in answer.text
    assert norms_of(here.id) == []


def test_an_unknown_standard_or_profile_is_not_found(hr):
    assert hr.get("/eigen/kaders/nieuw?standaard=x&profiel=").status_code == 404
    assert hr.get(f"/eigen/kaders/nieuw?standaard={STANDARD}&profiel=x").status_code == 404


def test_a_change_makes_a_version_and_the_earlier_one_is_named(hr, here):
    norm = make_norm(here, {"intake": "vakvolwassen"})
    address = f"/eigen/kaders/{norm.id}/wijzig"
    data = {"name": "Nieuwe naam", "kind": "function", "based_on": "1", **levels(intake="basis")}
    assert hr.post(address, data=data).status_code == 303
    assert [version.name for version in only(here).versions] == ["Klantmanager Hier", "Nieuwe naam"]
    assert "Eerdere versies" in hr.get(f"/eigen/kaders/{norm.id}/").text
    late = hr.post(address, data=data | {"name": "Te laat"})
    assert late.status_code == 409
    assert 'value="Te laat"' in late.text
    assert len(only(here).versions) == 2


def test_a_norm_is_given_to_a_team_and_taken_back(hr, here):
    team, norm = make_team(here, "Team Werk"), make_norm(here)
    hr.post(f"/eigen/kaders/{norm.id}/geef", data={"to": f"team-{team.id}", "starts_on": "2026-11-20"})
    (given,) = only(here).assignments
    assert given.name == "Team Werk"
    assert "Team Werk" in hr.get("/eigen/kaders/").text
    hr.post(f"/eigen/kaders/{norm.id}/geef/{given.id}/stop")
    assert only(here).assignments == []


def test_a_norm_is_not_given_to_a_team_or_person_of_another_organisation(hr, here, client_for):
    elsewhere = make_organisation("Gemeente Elders")
    norm = make_norm(here)
    for to in (f"team-{make_team(elsewhere).id}", f"person-{make_person(organisation=elsewhere).id}", "team-x", ""):
        data = {"to": to, "starts_on": "2026-11-20"}
        assert hr.post(f"/eigen/kaders/{norm.id}/geef", data=data).status_code == 422
    assert only(here).assignments == []


def test_a_norm_is_given_to_who_was_found_by_a_search(hr, here):
    team = make_team(here, "Team Werk", make_department(here, "Sociaal"))
    noor = make_person(organisation=here, name="Noor Verhagen")
    make_person(organisation=here, name="Noortje Dicht", closed=True)
    norm = make_norm(here)
    address = f"/eigen/kaders/{norm.id}/geef"
    page = hr.get(address).text
    assert "Team in Sociaal" in page
    assert "Noor Verhagen" not in page
    page = hr.get(address, query_string={"q": "verh noor"}).text
    assert "Noor Verhagen" in page
    assert "Team Werk" not in page
    assert "Noortje" not in hr.get(address, query_string={"q": "noor"}).text
    hr.post(address, data={"to": [f"team-{team.id}", f"person-{noor.id}"], "starts_on": "2026-11-20"})
    assert sorted(one.name for one in only(here).assignments) == ["Noor Verhagen", "Team Werk"]


def test_what_was_chosen_stays_chosen_at_the_next_search(hr, here):
    team, norm = make_team(here, "Team Werk"), make_norm(here)
    query = {"q": "niemand", "to": f"team-{team.id}"}
    page = hr.get(f"/eigen/kaders/{norm.id}/geef", query_string=query, headers={"HX-Request": "true"}).text
    assert f'value="team-{team.id}" checked' in page
    assert "Niets gevonden" in page
    assert "<h1" not in page


def test_more_than_fit_are_counted(hr, here):
    for _ in range(23):
        make_person(organisation=here, name="Sem de Boer")
    norm = make_norm(here)
    assert "Er zijn er nog 3" in hr.get(f"/eigen/kaders/{norm.id}/geef?q=boer").text


def test_a_norm_that_is_given_twice_says_why_not(hr, here):
    team, other, norm = make_team(here, "Team Werk"), make_team(here, "Team Balie"), make_norm(here)
    give_norm(norm, team)
    data = {"to": [f"team-{team.id}", f"team-{other.id}"], "starts_on": "2026-11-20"}
    answer = hr.post(f"/eigen/kaders/{norm.id}/geef", data=data)
    assert answer.status_code == 409
    assert "Team Werk heeft dit kader al" in answer.text
    assert len(only(here).assignments) == 1


def test_a_norm_begins_with_a_standard_that_is_on_offer(hr, here):
    offer(here, [STANDARD])
    db.session.commit()
    page = hr.get("/eigen/kaders/nieuw").text
    assert f"/eigen/kaders/nieuw?standaard={STANDARD}" in page
    assert "hr21" not in page
    assert "Begin met een leeg kader" in hr.get(f"/eigen/kaders/nieuw?standaard={STANDARD}").text
    assert hr.get("/eigen/kaders/nieuw?standaard=hr21-dienstverlening").status_code == 404


def test_the_end_of_a_norm_is_not_before_its_start(hr, here, person):
    norm = make_norm(here)
    data = {"to": f"person-{person.id}", "starts_on": "2026-11-20", "ends_on": "2026-11-19"}
    answer = hr.post(f"/eigen/kaders/{norm.id}/geef", data=data)
    assert answer.status_code == 422
    assert "vóór de eerste dag" in answer.text


def test_a_giving_of_another_norm_is_not_found(hr, here, person):
    norm, other = make_norm(here), make_norm(here)
    given = give_norm(other, person)
    assert hr.post(f"/eigen/kaders/{norm.id}/geef/{given.id}/stop").status_code == 404


def test_a_stopped_norm_is_not_changed_or_given(hr, here, person):
    norm = make_norm(here)
    hr.post(f"/eigen/kaders/{norm.id}/stop")
    assert only(here).closed_at is not None
    assert hr.get(f"/eigen/kaders/{norm.id}/wijzig").status_code == 409
    data = {"to": f"person-{person.id}", "starts_on": "2026-11-20"}
    assert hr.post(f"/eigen/kaders/{norm.id}/geef", data=data).status_code == 409


def test_a_new_zelfscan_offers_the_norm_first_and_chosen(here, person, client_for):
    norm = make_norm(here, name="Onze norm")
    give_norm(norm, person)
    page = client_for(person).get(f"/zelfscan/nieuw?standaard={STANDARD}").text
    assert f'value="{norm.current.code}" checked' in page
    assert page.index("Onze norm") < page.index('value="vakbekwaam"')
    assert "Voor jou geldt een kader" in page


def test_somebody_without_a_norm_is_not_offered_one(here, person, client_for):
    norm = make_norm(here, name="Onze norm")
    client = client_for(person)
    assert "Onze norm" not in client.get(f"/zelfscan/nieuw?standaard={STANDARD}").text
    data = {"profile": norm.current.code, "mode": "quick", "origin": "nieuw"}
    assert client.post(f"/zelfscan/nieuw?standaard={STANDARD}", data=data).status_code == 422


def test_home_result_picture_and_goal_use_the_norm(here, person, client_for):
    team, norm = make_team(here), make_norm(here, {"intake": "vakvolwassen"}, name="Onze norm")
    make_membership(person, team)
    give_norm(norm, team)
    client = client_for(person)
    start = client.post(
        f"/zelfscan/nieuw?standaard={STANDARD}", data={"profile": norm.current.code, "mode": "quick", "origin": "nieuw"}
    )
    assert start.status_code == 303
    draft = start.location.split("/")[2]
    client.post(f"/zelfscan/{draft}/intake/", data={"level": "basis", "level_version": "0"})
    assert "Onze norm" in client.get(f"/zelfscan/{draft}/").text
    client.post(f"/zelfscan/{draft}/inleveren", data={"accept_open": "y"})
    page = client.get(f"/resultaat/{draft}/").text
    assert "Onze norm" in page
    assert client.get(f"/plan/doel/nieuw?zelfscan={draft}&onderdeel=intake").status_code == 200
    assert client.get("/").status_code == 200


def test_the_picture_and_start_page_draw_the_norm(here, person, client_for):
    targets = {element.code: "vakvolwassen" for element in get_standard(STANDARD).elements}
    norm = make_norm(here, targets, name="Onze norm")
    submitted = make_submitted(person, profile=norm.current.code)
    client = client_for(person)
    own = client.get(f"/resultaat/{submitted.id}/task.svg").data
    lower = client.get(f"/resultaat/{submitted.id}/task.svg?profiel=einde-stage").data
    assert own != lower
    assert client.get("/").status_code == 200
    assert "Onze norm" in client.get(f"/resultaat/{submitted.id}/").text


def test_an_old_result_keeps_the_levels_of_then(here, person, client_for):
    norm = make_norm(here, {"intake": "vakvolwassen"}, name="Onze norm")
    give_norm(norm, person)
    client = client_for(person)
    start = client.post(
        f"/zelfscan/nieuw?standaard={STANDARD}", data={"profile": norm.current.code, "mode": "quick", "origin": "nieuw"}
    )
    draft = start.location.split("/")[2]
    client.post(f"/zelfscan/{draft}/intake/", data={"level": "vakvolwassen", "level_version": "0"})
    client.post(f"/zelfscan/{draft}/inleveren", data={"accept_open": "y"})
    before = client.get(f"/resultaat/{draft}/").text
    operations.change_norm(here, norm, "Strenger", NormKind.FUNCTION, {"houding": "basis", "intake": "basis"}, 1)
    db.session.commit()
    assert verdict(client.get(f"/resultaat/{draft}/").text) == verdict(before)


def test_a_result_can_be_held_against_the_norm_of_today(here, person, client_for):
    submitted = make_submitted(person)
    norm = make_norm(here, name="Onze norm")
    client = client_for(person)
    assert "Onze norm" not in client.get(f"/resultaat/{submitted.id}/").text
    give_norm(norm, person)
    assert "Onze norm" in client.get(f"/resultaat/{submitted.id}/").text
    assert client.get(f"/resultaat/{submitted.id}/?profiel={norm.current.code}").status_code == 200


def test_a_norm_of_another_organisation_does_not_exist(here, person, client_for):
    norm = make_norm(make_organisation("Gemeente Elders"), name="Geheim")
    submitted = make_submitted(person)
    client = client_for(person)
    assert client.get(f"/resultaat/{submitted.id}/?profiel={norm.current.code}").status_code == 404
    assert client.get(f"/standaarden/{STANDARD}/profiel/{norm.current.code}/").status_code == 404


READ = f"/standaarden/{STANDARD}/"


@pytest.fixture
def norm(here):
    return make_norm(here, {"intake": "vakvolwassen", "coachen": "basis"}, name="Klantmanager Hier")


def test_everybody_of_the_organisation_reads_its_norms_beside_the_profiles(client_for, person, norm):
    mine = client_for(person)
    page = mine.get(READ).text
    assert "Kaders van Gemeente Hier" in page
    address = f"{READ}profiel/{norm.current.code}/"
    assert f'href="{address}"' in page
    read = mine.get(address).text
    assert "Kader van Gemeente Hier op" in read
    assert "later veranderd" not in read
    assert read.count('<th scope="row">') == 2
    assert address in mine.get(f"{READ}intake/").text


def test_nobody_elsewhere_reads_them(client_for, norm):
    other = client_for(make_person(organisation=make_organisation("Gemeente Daar")))
    assert "Klantmanager Hier" not in other.get(READ).text
    assert other.get(f"{READ}profiel/{norm.current.code}/").status_code == 404
    assert other.get(f"{READ}vergelijk?van={norm.current.code}&naar=vakbekwaam").status_code == 404


def test_a_stopped_norm_and_an_earlier_version_are_not_listed_but_say_what_they_were(client_for, person, here, norm):
    mine, old = client_for(person), norm.current.code
    operations.change_norm(here, norm, "Klantmanager Hier", NormKind.FUNCTION, {"intake": "basis"}, 1)
    db.session.commit()
    page = mine.get(READ).text
    assert f"profiel/{norm.current.code}/" in page
    assert f"profiel/{old}/" not in page
    assert "later veranderd" in mine.get(f"{READ}profiel/{old}/").text
    operations.close_norm(norm)
    db.session.commit()
    assert "Kaders van" not in mine.get(READ).text


def test_a_norm_is_compared_with_a_profile(client_for, person, norm):
    mine = client_for(person)
    page = mine.get(f"{READ}vergelijk?van={norm.current.code}&naar=vakbekwaam").text
    assert '<optgroup label="Kaders van je organisatie">' in page
    assert "1 vraagt een hoger niveau" in verdict(page)
    assert "1 vraagt een lager niveau" in verdict(page)


def test_which_function_fits_has_the_norms_that_hold_for_me_and_says_whose_they_are(client_for, person, here, norm):
    other = make_norm(here, {"intake": "basis"}, name="Iets voor anderen")
    give_norm(norm, person)
    make_submitted(person, {"intake": 3, "coachen": 1})
    page = client_for(person).get(f"{READ}welke-functie").text
    assert "Kader van Gemeente Hier" in page
    assert page.index(f'id="profiel-{norm.current.code}"') < page.index('id="profiel-vakbekwaam"')
    assert other.current.name not in page
