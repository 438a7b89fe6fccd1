from __future__ import annotations

import re
from datetime import date, timedelta

import pytest
from flask import Flask
from sqlalchemy import select

from app.assessments.sharing.queries import shared_with
from app.core import clock
from app.core.db import db
from app.core.mail import OutboxMail
from app.people.models import FormerPlace, Move, Organisation, User
from app.people.moving.operations import ask
from app.people.operations import close_account
from app.people.queries import role_called
from app.people.rules import OF_THE_REGISTER, MoveStatus, OrganisationKind, RoleName
from app.standards.rules.norms import code_of
from tests.checking import CheckingClient
from tests.conftest import ClientFor
from tests.factories.assessments import make_share, make_submitted
from tests.factories.norms import make_norm
from tests.factories.own_standards import make_own_standard
from tests.factories.people import make_membership, make_organisation, make_person, make_team
from tests.factories.register import make_board_member

TODAY = date(2026, 11, 20)


@pytest.fixture
def old(app: Flask) -> Organisation:
    return make_organisation("Gemeente Voorbeeldstad")


@pytest.fixture
def new(app: Flask) -> Organisation:
    return make_organisation("Gemeente Nieuwerhaven")


@pytest.fixture
def noor(old: Organisation) -> User:
    return make_person(organisation=old, name="Noor Verhagen", email="noor@voorbeeldstad.example", password_hash="x")


@pytest.fixture
def letting_go(old: Organisation, client_for: ClientFor) -> CheckingClient:
    return client_for(make_person(RoleName.ADMINISTRATOR, organisation=old, name="Marloes", password_hash="x"))


@pytest.fixture
def taking_in(new: Organisation, client_for: ClientFor) -> CheckingClient:
    return client_for(make_person(RoleName.ADMINISTRATOR, organisation=new, name="Berend", password_hash="x"))


def asked(app: Flask, person: User, to: Organisation) -> int:
    with app.test_request_context():
        move = ask(person, to).id
        db.session.commit()
    return move


def agree(client: CheckingClient, move: int, verdict: str = "akkoord") -> int:
    return client.post(f"/mensen/verhuizing/{move}/", data={"verdict": verdict}).status_code


def test_somebody_moves_when_both_agree(
    client_for: ClientFor, noor: User, new: Organisation, letting_go: CheckingClient, taking_in: CheckingClient
):
    hers = client_for(noor)
    assert hers.post("/mijn-account/verhuizen", data={"place": str(new.id)}).status_code == 303
    told = db.session.scalars(select(OutboxMail.body)).all()
    assert len(told) == 2
    link = re.findall(r"http://localhost(\S+)", told[0])[0]
    assert "Noor Verhagen wil verhuizen" in letting_go.get("/").text
    assert "Noor Verhagen" in letting_go.get("/mensen/").text
    assert letting_go.post(link, data={"verdict": "akkoord"}).status_code == 303
    db.session.refresh(noor)
    assert noor.organisation_id != new.id
    assert "Noor Verhagen" in taking_in.get("/mensen/").text
    taking_in.post(link, data={"verdict": "akkoord"})
    db.session.refresh(noor)
    assert noor.organisation_id == new.id
    assert hers.get("/").status_code == 303
    assert client_for(noor).get("/").status_code == 200
    assert letting_go.get(f"/mensen/{noor.id}/").status_code == 404
    assert taking_in.get(f"/mensen/{noor.id}/").status_code == 200


def test_one_side_can_refuse_and_the_person_can_take_it_back(
    app: Flask,
    client_for: ClientFor,
    noor: User,
    new: Organisation,
    letting_go: CheckingClient,
    taking_in: CheckingClient,
):
    first = asked(app, noor, new)
    agree(letting_go, first)
    assert agree(taking_in, first, "nee") == 303
    assert agree(letting_go, first) == 409
    second = asked(app, noor, new)
    client_for(noor).post("/mijn-account/verhuizen/intrekken")
    assert agree(taking_in, second) == 409
    assert [one.status for one in db.session.scalars(select(Move).order_by(Move.id))] == [
        MoveStatus.REFUSED,
        MoveStatus.TAKEN_BACK,
    ]


def test_another_organisation_has_no_say(app: Flask, client_for: ClientFor, noor: User, new: Organisation):
    move = asked(app, noor, new)
    assert agree(client_for(make_person(RoleName.ADMINISTRATOR, password_hash="x")), move) == 404


def test_a_move_goes_to_another_employer_one_at_a_time(
    app: Flask, client_for: ClientFor, noor: User, old: Organisation, new: Organisation
):
    hers = client_for(noor)
    for place in ("", str(old.id), "999"):
        assert hers.post("/mijn-account/verhuizen", data={"place": place}).status_code == 422
    asked(app, noor, new)
    assert hers.post("/mijn-account/verhuizen", data={"place": str(new.id)}).status_code == 422


def test_the_last_administrator_does_not_leave(
    app: Flask, old: Organisation, new: Organisation, letting_go: CheckingClient
):
    marloes = db.session.scalars(select(User).where(User.name == "Marloes")).one()
    assert agree(letting_go, asked(app, marloes, new)) == 409
    db.session.refresh(marloes)
    assert marloes.organisation_id == old.id


def test_teams_end_roles_stay_behind_and_where_they_were_is_kept(
    app: Flask, noor: User, old: Organisation, new: Organisation, letting_go: CheckingClient, taking_in: CheckingClient
):
    make_membership(noor, make_team(old))
    move = asked(app, noor, new)
    agree(letting_go, move)
    agree(taking_in, move)
    db.session.refresh(noor)
    assert [one.ends_on for one in noor.memberships] == [TODAY - timedelta(days=1)]
    assert noor.role_names == {RoleName.PROFESSIONAL}
    before = db.session.scalars(select(FormerPlace)).one()
    assert (before.person_id, before.organisation_id, before.until) == (noor.id, old.id, TODAY - timedelta(days=1))


def test_what_was_made_reads_as_it_did_at_the_old_organisation(
    app: Flask,
    client_for: ClientFor,
    noor: User,
    old: Organisation,
    new: Organisation,
    letting_go: CheckingClient,
    taking_in: CheckingClient,
):
    norm = make_norm(old, name="Kader van vroeger")
    own = make_own_standard(old)
    with_norm = make_submitted(noor, profile=code_of(norm.versions[-1].id), at=clock.now() - timedelta(days=30))
    on_own = make_submitted(noor, standard=own.full_slug, at=clock.now() - timedelta(days=30))
    move = asked(app, noor, new)
    agree(letting_go, move)
    agree(taking_in, move)
    hers = client_for(noor)
    assert "Kader van vroeger" in hers.get(f"/resultaat/{with_norm.id}/").text
    for page in (f"/resultaat/{on_own.id}/", "/", "/zelfscan/", "/zelfscan/nieuw", "/plan/"):
        assert hers.get(page, follow_redirects=True).status_code == 200
    assert hers.get(f"/standaarden/{own.full_slug}/").status_code == 404


def test_a_share_does_not_come_back_when_the_reader_moves_along(
    app: Flask, noor: User, old: Organisation, new: Organisation, letting_go: CheckingClient, taking_in: CheckingClient
):
    bram = make_person(organisation=old, name="Bram", password_hash="x")
    make_share(make_submitted(noor), bram)
    for person in (noor, bram):
        move = asked(app, person, new)
        agree(letting_go, move)
        agree(taking_in, move)
    db.session.refresh(bram)
    assert bram.organisation_id == new.id
    assert shared_with(bram, TODAY) == []


def test_who_moves_leaves_the_number_of_the_employer_behind_and_can_always_do_self_scans(
    app: Flask, noor: User, new: Organisation, letting_go: CheckingClient, taking_in: CheckingClient
):
    make_person(organisation=new).employee_number = noor.employee_number = "1001"
    noor.roles = [role_called(RoleName.HR)]
    move = asked(app, noor, new)
    agree(letting_go, move)
    assert agree(taking_in, move) == 303
    db.session.refresh(noor)
    assert (noor.employee_number, noor.role_names) == ("", {RoleName.PROFESSIONAL})


def test_what_was_asked_falls_when_the_account_closes(
    app: Flask, noor: User, new: Organisation, taking_in: CheckingClient
):
    move = asked(app, noor, new)
    with app.test_request_context():
        close_account(noor)
        db.session.commit()
    assert db.session.get_one(Move, move).status is MoveStatus.TAKEN_BACK
    assert "wil verhuizen" not in taking_in.get("/").text


def test_what_somebody_asked_who_is_not_there_any_more_is_not_in_the_way(
    app: Flask, noor: User, new: Organisation, taking_in: CheckingClient
):
    move = asked(app, noor, new)
    noor.active = False
    db.session.commit()
    assert "Noor Verhagen" not in taking_in.get("/mensen/").text
    assert agree(taking_in, move) == 409
    assert agree(taking_in, move, "nee") == 303


def test_who_has_no_employer_goes_to_one_that_agrees(
    app: Flask, client_for: ClientFor, new: Organisation, taking_in: CheckingClient
):
    place = make_organisation(OF_THE_REGISTER)
    place.kind = OrganisationKind.REGISTER
    sem = make_person(organisation=place, name="Sem de Wit", password_hash="x")
    hers = client_for(sem)
    hers.post("/mijn-account/verhuizen", data={"place": str(new.id)})
    assert "Nog geen antwoord" in (page := hers.get("/mijn-account/verhuizen").text)
    assert "Akkoord" not in page
    agree(taking_in, db.session.scalars(select(Move.id)).one())
    db.session.refresh(sem)
    assert sem.organisation_id == new.id


def test_an_answered_move_shows_no_address_any_more(
    app: Flask, noor: User, new: Organisation, letting_go: CheckingClient, taking_in: CheckingClient
):
    move = asked(app, noor, new)
    agree(letting_go, move, "nee")
    noor.email = "nieuw@thuis.example"
    db.session.commit()
    page = taking_in.get(f"/mensen/verhuizing/{move}/", follow_redirects=True).text
    assert "Dit is afgehandeld." in page
    assert "nieuw@thuis.example" not in page
    assert "nieuw@thuis.example" not in taking_in.post(f"/mensen/verhuizing/{move}/", data={"verdict": "akkoord"}).text


def test_only_an_administrator_lets_an_administrator_go(
    app: Flask, client_for: ClientFor, old: Organisation, new: Organisation, letting_go: CheckingClient
):
    other = make_person(RoleName.ADMINISTRATOR, organisation=old, password_hash="x")
    old.hr_keeps_people = True
    hr = client_for(make_person(RoleName.HR, organisation=old, password_hash="x"))
    move = asked(app, other, new)
    for verdict in ("akkoord", "nee"):
        assert agree(hr, move, verdict) == 409
    assert agree(letting_go, move) == 303


def test_nobody_asks_more_than_three_times_a_day(
    client_for: ClientFor, noor: User, new: Organisation, taking_in: CheckingClient
):
    hers = client_for(noor)
    for status in (303, 303, 303, 422):
        assert hers.post("/mijn-account/verhuizen", data={"place": str(new.id)}).status_code == status
        hers.post("/mijn-account/verhuizen/intrekken")


def test_without_another_municipality_there_is_nothing_to_choose(client_for: ClientFor, noor: User):
    make_board_member()
    assert "Er is hier nog geen andere gemeente." in client_for(noor).get("/mijn-account/verhuizen").text


def test_who_is_of_the_register_asks_its_board(client_for: ClientFor, old: Organisation):
    old.kind = OrganisationKind.REGISTER
    page = client_for(make_person(organisation=old, password_hash="x")).get("/mensen/")
    assert page.status_code == 403
    assert "het bestuur van het register" in page.text
