from __future__ import annotations

import re
from datetime import date, timedelta

import pytest
from flask import Flask
from flask_security import hash_password
from sqlalchemy import select

from app.assessments.sharing.queries import shared_with
from app.core.audit import looks_at
from app.core.db import db
from app.core.mail import OutboxMail
from app.people import operations
from app.people.models import Organisation, User
from app.people.rules import OF_THE_REGISTER, RoleName
from app.register.judges.queries import ties_of
from app.register.judges.rules import Tie
from tests.checking import CheckingClient
from tests.conftest import ClientFor
from tests.factories.assessments import make_share, make_submitted
from tests.factories.dossiers import make_registrant, make_registration
from tests.factories.own_standards import make_own_standard
from tests.factories.people import make_membership, make_organisation, make_person, make_team
from tests.factories.register import make_board_member

TODAY = date(2026, 11, 20)
OWN = "noor@thuis.example"
PASSWORD = "een zin om te onthouden"


@pytest.fixture
def place(app: Flask) -> Organisation:
    return make_organisation("Gemeente Voorbeeldstad")


@pytest.fixture
def noor(place: Organisation) -> User:
    noor = make_person(organisation=place, name="Noor Verhagen", email="noor@voorbeeldstad.example", password_hash="x")
    make_registrant(noor)
    make_registration(noor)
    return noor


@pytest.fixture
def board(app: Flask) -> User:
    return make_board_member(name="Marijke Bos")


@pytest.fixture
def client(board: User, client_for: ClientFor) -> CheckingClient:
    return client_for(board)


@pytest.fixture
def visitor(client_for: ClientFor) -> CheckingClient:
    return client_for(None)


def close(app: Flask, person: User) -> None:
    with app.test_request_context():
        operations.close_account(person)
        db.session.commit()


def newest_mail(recipient: str) -> str:
    found = select(OutboxMail.body).where(OutboxMail.recipient == recipient).order_by(OutboxMail.id.desc())
    return db.session.scalars(found).first() or ""


def link_in(body: str) -> str:
    return re.findall(r"http://localhost(\S+)", body)[0]


def choose_password(visitor: CheckingClient, recipient: str) -> None:
    visitor.post(link_in(newest_mail(recipient)), data={"password": PASSWORD, "password_confirm": PASSWORD})
    assert visitor.post("/inloggen", data={"email": recipient, "password": PASSWORD}).status_code == 302


def test_who_wrote_down_an_own_address_takes_the_dossier_along(
    app: Flask, client_for: ClientFor, visitor: CheckingClient, noor: User
):
    noor.password = hash_password(PASSWORD)
    db.session.commit()
    page, wanted = "/mijn-account/eigen-adres", {"own_email": OWN.upper()}
    assert client_for(noor).post(page, data=wanted).status_code == 422
    assert client_for(noor).post(page, data=wanted | {"password": "iets anders"}).status_code == 422
    assert newest_mail(noor.email) == ""
    assert client_for(noor).post(page, data=wanted | {"password": PASSWORD}).status_code == 303
    told = newest_mail(noor.email)
    assert ("een ander eigen e-mailadres" in told, OWN in told) == (True, False)
    close(app, noor)
    link = link_in(newest_mail(OWN))
    assert "Houd je account bij het beroepsregister" in visitor.get(link).text
    assert visitor.post(link).status_code == 303
    assert visitor.post(link).status_code == 409
    choose_password(visitor, OWN)
    page = visitor.get("/register/waar-sta-ik/").text
    assert "Noor" in page
    assert visitor.get("/").status_code == 200
    assert "Mensen" not in page
    assert "bij het beroepsregister" in newest_mail("noor@voorbeeldstad.example")


def test_without_an_own_address_the_board_gives_one(
    app: Flask, client: CheckingClient, visitor: CheckingClient, noor: User
):
    close(app, noor)
    assert "bestuur van het register" in newest_mail("noor@voorbeeldstad.example")
    assert "Noor Verhagen" in client.get("/kwaliteit/accounts/").text
    assert client.post(f"/kwaliteit/accounts/{noor.id}/", data={"email": OWN}).status_code == 303
    choose_password(visitor, OWN)
    assert OWN in client.get("/kwaliteit/accounts/").text


def test_an_open_account_and_one_outside_the_register_are_not_given_away(
    app: Flask, client: CheckingClient, noor: User
):
    assert client.get(f"/kwaliteit/accounts/{noor.id}/").status_code == 404
    stranger = make_person(name="Iemand Anders")
    close(app, stranger)
    assert client.post(f"/kwaliteit/accounts/{stranger.id}/", data={"email": OWN}).status_code == 404


def test_an_address_of_somebody_else_is_refused(app: Flask, client: CheckingClient, noor: User):
    close(app, noor)
    taken = make_person().email
    answer = client.post(f"/kwaliteit/accounts/{noor.id}/", data={"email": taken})
    assert answer.status_code == 422
    assert "al in gebruik" in answer.text
    db.session.refresh(noor)
    assert not noor.active


def test_the_link_stops_working_when_the_employer_opens_the_account_again(
    app: Flask, visitor: CheckingClient, noor: User
):
    noor.own_email = OWN
    close(app, noor)
    link = link_in(newest_mail(OWN))
    operations.reopen_account(noor)
    db.session.commit()
    assert visitor.post(link).status_code == 409
    close(app, noor)
    assert visitor.get(link).status_code == 409


def test_a_newcomer_without_an_employer_comes_in(client: CheckingClient, visitor: CheckingClient):
    client.post("/kwaliteit/accounts/", data={"name": "Sem de Wit", "email": "sem@thuis.example"})
    choose_password(visitor, "sem@thuis.example")
    assert OF_THE_REGISTER in visitor.get("/mijn-account/").text
    assert client.post("/kwaliteit/accounts/", data={"name": "", "email": "sem"}).status_code == 422


def test_teams_roles_and_what_was_shared_stay_behind(
    app: Flask, client: CheckingClient, place: Organisation, noor: User
):
    team = make_team(place)
    make_membership(noor, team)
    manager = make_person(RoleName.MANAGER, organisation=place)
    make_membership(manager, team, is_manager=True)
    make_share(make_submitted(noor), manager)
    operations.change_person(noor, name=noor.name, job_title="", roles=[RoleName.PROFESSIONAL, RoleName.HR])
    close(app, noor)
    client.post(f"/kwaliteit/accounts/{noor.id}/", data={"email": OWN})
    db.session.refresh(noor)
    assert noor.role_names == {RoleName.PROFESSIONAL}
    assert [one.ends_on for one in noor.memberships] == [TODAY - timedelta(days=1)]
    assert shared_with(manager, TODAY) == []


def test_two_people_of_the_register_are_not_tied_by_it(app: Flask, client: CheckingClient, noor: User):
    close(app, noor)
    client.post(f"/kwaliteit/accounts/{noor.id}/", data={"email": OWN})
    client.post("/kwaliteit/accounts/", data={"name": "Sem de Wit", "email": "sem@thuis.example"})
    sem = db.session.scalars(select(User).where(User.name == "Sem de Wit")).one()
    assert noor.id not in ties_of(sem, [noor], TODAY)


def test_the_employer_of_before_ties_for_a_year(app: Flask, client: CheckingClient, place: Organisation):
    bram = make_person(organisation=place, name="Bram Hofman")
    make_registration(bram, employer="Iets Anders")
    judge = make_person(RoleName.COMMITTEE, organisation=place)
    close(app, bram)
    client.post(f"/kwaliteit/accounts/{bram.id}/", data={"email": OWN})
    assert ties_of(judge, [bram], TODAY)[bram.id] is Tie.EMPLOYER
    assert bram.id not in ties_of(judge, [bram], TODAY + timedelta(days=366))


def test_what_was_made_on_an_own_standard_of_the_employer_stays_readable(
    app: Flask, client: CheckingClient, client_for: ClientFor, place: Organisation, noor: User
):
    own = make_own_standard(place)
    result = make_submitted(noor, standard=own.full_slug)
    close(app, noor)
    client.post(f"/kwaliteit/accounts/{noor.id}/", data={"email": OWN})
    hers = client_for(noor)
    assert hers.get(f"/resultaat/{result.id}/").status_code == 200
    for page in ("/", "/zelfscan/", "/plan/", "/resultaat/"):
        assert hers.get(page, follow_redirects=True).status_code == 200
    assert hers.get(f"/standaarden/{own.full_slug}/").status_code == 404


def test_only_the_board_gives_accounts(client_for: ClientFor, noor: User):
    for role in (RoleName.COMMITTEE, RoleName.ADMINISTRATOR, RoleName.PROFESSIONAL):
        assert client_for(make_person(role)).get("/kwaliteit/accounts/").status_code == 403


def test_an_account_goes_only_to_the_address_that_the_person_wrote_down(
    app: Flask, client: CheckingClient, board: User, noor: User
):
    noor.own_email = OWN
    close(app, noor)
    assert "alleen daarheen" in client.get(f"/kwaliteit/accounts/{noor.id}/").text
    assert [(actor, what) for actor, what, _ in looks_at(noor.id)] == [
        (board.id, "Eigen e-mailadres, voor een account van het register")
    ]
    answer = client.post(f"/kwaliteit/accounts/{noor.id}/", data={"email": "bestuur@thuis.example"})
    assert answer.status_code == 422
    assert client.post(f"/kwaliteit/accounts/{noor.id}/", data={"email": OWN}).status_code == 303


def test_an_invitation_goes_again_to_another_address_or_after_an_hour(
    client: CheckingClient, visitor: CheckingClient, noor: User
):
    client.post("/kwaliteit/accounts/", data={"name": "Sem de Wit", "email": "sen@thuis.example"})
    sem = db.session.scalars(select(User).where(User.name == "Sem de Wit")).one()
    page = f"/kwaliteit/accounts/{sem.id}/uitnodiging"
    assert page in client.get("/kwaliteit/accounts/").text
    for wrong in ("sen@thuis.example", noor.email, "geen adres"):
        assert client.post(page, data={"email": wrong}).status_code == 422
    old_link = link_in(newest_mail("sen@thuis.example"))
    assert client.post(page, data={"email": "sem@thuis.example"}).status_code == 303
    assert visitor.get(old_link).status_code != 200
    choose_password(visitor, "sem@thuis.example")
    assert client.get(page).status_code == 404
    assert client.post(f"/kwaliteit/accounts/{sem.id}/sluiten").status_code == 404
    assert client.post(f"/kwaliteit/accounts/{noor.id}/sluiten").status_code == 404


def test_an_account_that_nobody_used_can_be_closed_and_given_again(client: CheckingClient, visitor: CheckingClient):
    sem = {"name": "Sem de Wit", "email": "sem@thuis.example"}
    client.post("/kwaliteit/accounts/", data=sem)
    found = db.session.scalars(select(User).where(User.name == "Sem de Wit")).one()
    for _ in range(2):
        assert client.post(f"/kwaliteit/accounts/{found.id}/sluiten").status_code == 303
    client.get("/kwaliteit/accounts/")
    assert "sem@thuis.example" not in client.get("/kwaliteit/accounts/").text
    assert client.post("/kwaliteit/accounts/", data=sem).status_code == 303
    choose_password(visitor, "sem@thuis.example")


def test_the_board_reads_at_the_start_who_cannot_get_in(app: Flask, client: CheckingClient, noor: User):
    assert "niet meer inloggen" not in client.get("/").text
    close(app, noor)
    assert "1 ingeschrevene kan niet meer inloggen" in client.get("/").text
