"""A result is read by whom its person chose: what they chose of it, until a day, and as long as they want."""

from datetime import UTC, date, datetime

import pytest
from sqlalchemy import select

from app.assessments.models import ResultShare
from app.assessments.sharing.operations import NotOneOfUs, share_result
from app.assessments.sharing.rules import fault_of, usual_last_day
from app.core import clock
from app.core.audit import looks_at
from app.core.db import db
from app.core.mail import OutboxMail
from app.people.operations import close_account
from app.people.rules import RoleName
from tests.factories.assessments import STANDARD, make_share, make_submitted
from tests.factories.people import make_membership, make_organisation, make_person, make_team

MARCH = datetime(2026, 3, 2, 9, tzinfo=UTC)
TODAY = date(2026, 11, 20)


@pytest.fixture
def team(app):
    return make_team(make_organisation())


@pytest.fixture
def person(team):
    person = make_person(organisation=team.organisation, name="Noor Verhagen")
    make_membership(person, team)
    return person


@pytest.fixture
def manager(team):
    manager = make_person(RoleName.MANAGER, organisation=team.organisation, name="Ruben Hoekstra")
    make_membership(manager, team, is_manager=True)
    return manager


@pytest.fixture
def colleague(team):
    return make_person(organisation=team.organisation, name="Sem de Wit", email="sem@voorbeeldstad.example")


@pytest.fixture
def result(person):
    return make_submitted(person, profile="vakvolwassen", at=MARCH, notes={"intake": "Dit is van mij"})


def data(**changes):
    return {"extent": "alles", "last_day": "2027-03-01", "email": ""} | changes


def share(client_for, person, result, **changes):
    return client_for(person).post(f"/resultaat/{result.id}/delen", data=data(**changes))


def shares():
    db.session.expire_all()
    return db.session.scalars(select(ResultShare).order_by(ResultShare.id)).all()


def status(client_for, viewer, one):
    return client_for(viewer).get(f"/gedeeld/{one.id}/").status_code


def test_before_sharing_stands_what_will_be_seen_and_what_never_is(client_for, person, result, manager):
    page = client_for(person).get(f"/resultaat/{result.id}/delen").text
    assert "Ruben Hoekstra" in page
    assert "<strong>het niveau dat je jezelf gaf</strong>" in page
    assert "Wat niemand ziet: je voorbeelden, je bewijs" in page
    assert 'value="2027-02-19"' in page


def test_a_manager_reads_the_levels_and_nothing_that_was_written(client_for, person, result, manager):
    assert share(client_for, person, result, managers=[str(manager.id)]).status_code == 303
    (one,) = shares()
    page = client_for(manager).get(f"/gedeeld/{one.id}/").text
    assert "<h1>Resultaat van Noor Verhagen</h1>" in page
    assert "Intake" in page
    assert "Gedeeld tot en met maandag 1 maart 2027" in page
    assert "Dit is van mij" not in page
    assert client_for(manager).get(f"/gedeeld/{one.id}/task.svg").mimetype == "image/svg+xml"
    assert "Ruben Hoekstra ziet wat je hiervan deelt." in client_for(person).get(f"/resultaat/{result.id}/").text


def test_of_chosen_elements_nothing_else_is_seen(client_for, person, result, manager):
    share(client_for, person, result, managers=[str(manager.id)], extent="deel", elements=["handhaven", "coachen"])
    (one,) = shares()
    page = client_for(manager).get(f"/gedeeld/{one.id}/").text
    assert "7. Handhaven" in page
    assert "Coachen" in page
    assert "Intake" not in page
    assert client_for(manager).get(f"/gedeeld/{one.id}/task.svg").status_code == 404


def test_a_colleague_is_found_by_address_and_gets_a_mail_that_names_nobody(client_for, person, result, colleague):
    share(client_for, person, result, email=" Sem@Voorbeeldstad.example ")
    (one,) = shares()
    assert (one.viewer_id, one.led_id, one.last_day) == (colleague.id, None, date(2027, 3, 1))
    mail = db.session.scalars(select(OutboxMail)).one()
    assert mail.recipient == colleague.email
    assert f"/gedeeld/{one.id}/" in mail.body
    assert person.name not in mail.body + mail.subject
    assert status(client_for, colleague, one) == 200


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({}, "Kies met wie je deelt."),
        ({"email": "niemand@voorbeeldstad.example"}, "is niemand met dit adres. Kijk of het klopt."),
        ({"email": "elders@example.org"}, "is niemand met dit adres. Kijk of het klopt."),
        ({"email": "noor@voorbeeldstad.example"}, "is niemand met dit adres. Kijk of het klopt."),
        ({"email": "sem@voorbeeldstad.example", "extent": ""}, "Kies wat je deelt."),
        ({"email": "sem@voorbeeldstad.example", "extent": "deel"}, "Kruis minstens één onderdeel aan."),
        ({"email": "sem@voorbeeldstad.example", "elements": ["intake"]}, "Je kruiste onderdelen aan."),
        ({"email": "sem@voorbeeldstad.example", "last_day": "2026-11-19"}, "Vul een datum in van vandaag of later."),
        ({"email": "sem@voorbeeldstad.example", "last_day": "2027-11-22"}, "Deel voor hoogstens een jaar."),
        ({"email": "sem@voorbeeldstad.example", "last_day": ""}, "Vul een datum in."),
    ],
)
def test_what_is_wrong_stands_beside_the_field_and_nothing_is_shared(
    client_for, person, result, colleague, changes, sentence
):
    person.email = "noor@voorbeeldstad.example"
    make_person(email="elders@example.org")
    response = share(client_for, person, result, **changes)
    assert response.status_code == 422
    assert sentence in response.text
    assert shares() == []


def test_a_manager_of_somebody_else_cannot_be_ticked(client_for, person, result, manager):
    other = make_person(RoleName.MANAGER, organisation=person.organisation)
    assert share(client_for, person, result, managers=[str(other.id)]).status_code == 422
    assert shares() == []


def test_nobody_else_gets_in(client_for, person, result, manager, colleague, team):
    one = make_share(result, colleague)
    assert status(client_for, manager, one) == 404
    assert status(client_for, make_person(), one) == 404
    assert status(client_for, None, one) == 303
    assert status(client_for, person, one) == 200


def test_each_look_is_written_down_and_shown_beside_the_name(client_for, person, result, manager):
    one = make_share(result, manager)
    mine = client_for(person)
    mine.get(f"/gedeeld/{one.id}/")
    assert "Keek nog niet." in mine.get(f"/resultaat/{result.id}/delen").text
    status(client_for, manager, one)
    assert [(actor, what) for actor, what, _ in looks_at(person.id)] == [(manager.id, "Resultaat van 2 maart 2026")]
    assert "Keek vandaag om" in mine.get(f"/resultaat/{result.id}/delen").text


def test_it_stops_at_once_when_its_person_stops(client_for, person, result, manager):
    one = make_share(result, manager)
    address = f"/resultaat/{result.id}/delen/{one.id}/stop"
    assert client_for(person).post(address).status_code == 303
    assert status(client_for, manager, one) == 404
    assert client_for(person).post(address).status_code == 303


def test_it_stops_by_itself_after_the_last_day(client_for, result, manager):
    one = make_share(result, manager, last_day=TODAY)
    assert status(client_for, manager, one) == 200
    with clock.fixed(datetime(2026, 11, 21, 9, tzinfo=UTC)):
        assert status(client_for, manager, one) == 404


@pytest.mark.parametrize("who", ["person", "manager"])
def test_it_stops_when_one_of_them_leaves_the_team(client_for, person, result, manager, who):
    one = make_share(result, manager)
    {"person": person, "manager": manager}[who].memberships[0].ends_on = date(2026, 11, 19)
    db.session.commit()
    assert status(client_for, manager, one) == 404


def test_it_stops_when_the_role_of_manager_ends(client_for, result, manager):
    one = make_share(result, manager)
    manager.roles = []
    db.session.commit()
    assert status(client_for, manager, one) == 404


def test_it_stops_when_who_shares_it_cannot_stop_it_any_more(client_for, person, result, colleague):
    one = make_share(result, colleague)
    person.roles = []
    db.session.commit()
    assert status(client_for, colleague, one) == 404


def test_it_stops_with_the_account_or_the_organisation(client_for, person, result, colleague):
    one = make_share(result, colleague)
    colleague.organisation = make_organisation("Gemeente Elders")
    db.session.commit()
    assert status(client_for, colleague, one) == 404
    colleague.organisation = person.organisation
    db.session.commit()
    assert status(client_for, colleague, one) == 200
    close_account(person)
    db.session.commit()
    assert status(client_for, colleague, one) == 404


def test_shared_anew_it_is_what_was_chosen_last(client_for, result, colleague):
    first, second = make_share(result, colleague), make_share(result, colleague, ["handhaven"])
    assert status(client_for, colleague, first) == 404
    assert "Intake" not in client_for(colleague).get(f"/gedeeld/{second.id}/").text


def test_another_of_another_organisation_is_never_shown_anything(result):
    with pytest.raises(NotOneOfUs):
        share_result(result, make_person(), ["intake"], date(2027, 1, 1))


def test_anothers_result_cannot_be_shared(client_for, result, colleague):
    mine = client_for(colleague)
    assert mine.get(f"/resultaat/{result.id}/delen").status_code == 404
    assert mine.get(f"/resultaat/{result.id}/delen/voorbeeld").status_code == 404


def test_the_example_says_that_nothing_is_shared_yet(client_for, person, result):
    page = client_for(person).get(f"/resultaat/{result.id}/delen/voorbeeld").text
    assert "Door te kijken deel je niets." in page
    assert "7. Handhaven" in page
    assert "Dit is van mij" not in page


def test_the_last_day_is_in_a_year_at_most():
    assert not fault_of(usual_last_day(TODAY), TODAY)
    assert not fault_of(date(2027, 11, 21), TODAY)
    assert fault_of(date(2027, 11, 22), TODAY)


def test_the_standard_is_named(client_for, person, result, manager):
    one = make_share(result, manager)
    assert STANDARD in client_for(manager).get(f"/gedeeld/{one.id}/").text
