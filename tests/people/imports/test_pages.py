"""Reading in people on the pages: upload, look, answer, and what is there afterwards."""

from __future__ import annotations

import io
import re
from datetime import date, timedelta

import pytest
from flask import Flask
from sqlalchemy import func, select

from app.core import clock
from app.core.db import db
from app.core.mail import OutboxMail
from app.people import operations, queries
from app.people.imports.operations import sweep
from app.people.models import EmailChange, Organisation, PeopleImport, Team, User
from app.people.rules import AddressStatus, LeadKind, Period, RoleName
from tests.checking import CheckingClient
from tests.conftest import ClientFor
from tests.factories.people import make_membership, make_organisation, make_person, make_team
from tests.people.imports.files import Rows, csv_file

WITH_NUMBER = ("Naam", "E-mailadres", "Personeelsnummer")
HEAD = ("Naam", "E-mailadres", "Functie", "Team", "Leidinggevende van", "Rollen", "Personeelsnummer")
ME = ("Marloes Dijkgraaf", "marloes@voorbeeldstad.example")
NOOR = ("Noor Verhagen", "noor@voorbeeldstad.example")
SEM = ("Sem de Wit", "sem@voorbeeldstad.example", "Klantmanager", "Werk", "", "", "0417")
TODAY = date(2026, 11, 20)


@pytest.fixture
def place(app: Flask) -> Organisation:
    return make_organisation("Gemeente Voorbeeldstad")


@pytest.fixture
def team(place: Organisation) -> Team:
    return make_team(place, "Werk")


@pytest.fixture
def marloes(place: Organisation) -> User:
    return make_person(RoleName.ADMINISTRATOR, organisation=place, name=ME[0], email=ME[1], password_hash="x")


@pytest.fixture
def noor(place: Organisation) -> User:
    return make_person(organisation=place, name=NOOR[0], email=NOOR[1], password_hash="x")


@pytest.fixture
def client(marloes: User, client_for: ClientFor) -> CheckingClient:
    return client_for(marloes)


def upload(client: CheckingClient, *rows: Rows, head: Rows = HEAD, status: int = 303) -> str:
    """Send a file; answers where its preview is, or the page that refuses it."""
    file = (io.BytesIO(csv_file([head, *rows])), "mensen.csv")
    answer = client.post("/mensen/inlezen/", data={"file": file}, content_type="multipart/form-data")
    assert answer.status_code == status
    return answer.location or answer.text


def mark_of(page: str) -> str:
    found = re.search(r'name="mark"[^>]* value="([^"]+)"', page)
    assert found
    return found[1]


def confirm(client: CheckingClient, address: str, **answers: object):
    data = {"mark": mark_of(client.get(address).text), "gone": "stay", **answers}
    return client.post(address, data=data)


def person(email: str) -> User:
    db.session.expire_all()
    found = queries.find_by_email(email)
    assert found is not None
    return found


def outbox() -> list[str]:
    return list(db.session.scalars(select(OutboxMail.recipient).order_by(OutboxMail.id)))


def test_new_people_come_with_their_team_role_number_and_invitation(client: CheckingClient, place: Organisation):
    address = upload(client, ME, SEM, ("Lot Bos", "lot@voorbeeldstad.example", "", "", "Werk"))
    page = client.get(address).text
    assert "2 mensen zijn nieuw" in page
    assert "1 nieuw team: Werk" in page
    assert db.session.scalar(select(func.count(User.id))) == 1
    answer = confirm(client, address, invite="now")
    assert answer.location == "/mensen/"
    assert "2 mensen zijn nieuw. 2 uitnodigingen gaan nu per mail weg." in client.get("/mensen/").text
    sem, lot = person(SEM[1]), person("lot@voorbeeldstad.example")
    assert (sem.name, sem.job_title, sem.employee_number) == ("Sem de Wit", "Klantmanager", "0417")
    assert (sem.role_names, sem.active, sem.password) == ({RoleName.PROFESSIONAL}, True, None)
    assert lot.role_names == {RoleName.PROFESSIONAL, RoleName.MANAGER}
    assert [(one.team.name, one.is_manager, one.starts_on) for one in sem.memberships] == [("Werk", False, TODAY)]
    assert queries.people_managed_by(lot, TODAY) == [sem]
    assert outbox() == [SEM[1], "lot@voorbeeldstad.example"]
    assert (sem.invited_at, lot.invited_at) == (clock.now(), clock.now())


def test_the_link_in_the_invitation_lets_somebody_choose_a_password(client: CheckingClient, client_for: ClientFor):
    confirm(client, upload(client, ME, SEM), invite="now")
    body = db.session.scalar(select(OutboxMail.body))
    assert body
    assert body.startswith("Dag Sem,")
    link = re.search(r"http://[^/]+(/\S+)", body)
    assert link
    words = {"password": "een korte zin onthoud ik", "password_confirm": "een korte zin onthoud ik"}
    assert client_for(None).post(link[1], data=words).status_code == 303
    assert person(SEM[1]).password


def test_invitations_can_wait(client: CheckingClient):
    confirm(client, upload(client, ME, SEM))
    assert outbox() == []
    assert person(SEM[1]).invited_at is None
    assert "Er ging nog geen uitnodiging weg." in client.get("/mensen/").text


def test_the_same_file_again_changes_nothing(client: CheckingClient):
    rows = [ME, SEM]
    confirm(client, upload(client, *rows))
    page = client.get(upload(client, *rows)).text
    assert "Er verandert niets" in page
    assert "Voer" not in page


def test_the_workbook_with_everybody_sent_back_changes_nothing(
    client: CheckingClient, noor: User, team: Team, place: Organisation
):
    make_membership(noor, team)
    leader = make_person(RoleName.MANAGER, organisation=place, name="Jan Willem van der Meer")
    make_membership(leader, team, lead=LeadKind.HIERARCHICAL)
    content = client.get("/mensen/inlezen/iedereen.xlsx").data
    answer = client.post(
        "/mensen/inlezen/", data={"file": (io.BytesIO(content), "mensen.xlsx")}, content_type="multipart/form-data"
    )
    assert "Er verandert niets" in client.get(answer.location).text


def test_who_changes_is_shown_as_they_are_and_as_they_will_be(client: CheckingClient, noor: User, team: Team):
    make_membership(noor, team)
    address = upload(client, ME, (*NOOR, "Regisseur", "Wonen", "", "Professional, HR-adviseur"))
    page = client.get(address).text
    assert "1 persoon verandert" in page
    assert "Team: Werk" in page
    confirm(client, address)
    changed = person(NOOR[1])
    assert (changed.job_title, changed.role_names) == ("Regisseur", {RoleName.PROFESSIONAL, RoleName.HR})
    assert [(one.team.name, one.ends_on) for one in changed.memberships] == [
        ("Werk", TODAY - timedelta(days=1)),
        ("Wonen", None),
    ]


def test_all_faults_are_told_at_once_and_nothing_is_kept(client: CheckingClient, client_for: ClientFor):
    make_person(name="Iemand elders", email="elders@ander.example")
    page = upload(
        client, ME, ("", "geen adres"), ("Elders", "elders@ander.example"), (*SEM[:3], "", "", "Baas"), status=422
    )
    for cell in ("Cel A3", "Cel B3", "Cel B4: dit e-mailadres is al in gebruik.", "Cel F5"):
        assert cell in page
    assert db.session.scalar(select(func.count(PeopleImport.id))) == 0


def test_who_is_missing_stays_unless_that_was_answered(client: CheckingClient, noor: User, place: Organisation):
    other = make_person(organisation=place, name="Aart Blijft")
    address = upload(client, ME)
    assert "2 mensen staan niet in het bestand" in client.get(address).text
    confirm(client, address)
    assert person(NOOR[1]).active
    address = upload(client, ME)
    assert confirm(client, address, gone="some", last_day="2026-11-30").status_code == 422
    answer = confirm(client, address, gone="some", leave=[str(noor.id)], last_day="2026-11-30")
    assert answer.status_code == 303
    assert (person(NOOR[1]).active, person(NOOR[1]).leaves_on) == (True, date(2026, 11, 30))
    assert person(other.email).leaves_on is None
    assert "Noor Verhagen" not in client.get(upload(client, ME)).text
    assert confirm(client, upload(client, ME), gone="all", last_day="2016-11-19").status_code == 422
    confirm(client, upload(client, ME), gone="all", last_day="2026-11-19")
    assert not person(other.email).active
    assert (person(ME[1]).active, person(ME[1]).leaves_on) == (True, None)


def test_the_last_of_the_board_is_not_closed_and_then_nothing_happens(client: CheckingClient, place: Organisation):
    make_person(RoleName.BOARD, organisation=place, name="Marijke van Vliet")
    answer = confirm(client, upload(client, ME, SEM), gone="all", last_day="2026-11-20")
    assert answer.status_code == 409
    assert "Dit is het laatste bestuurslid" in answer.text
    assert queries.find_by_email(SEM[1]) is None


def test_an_administrator_who_stays_keeps_the_role(client: CheckingClient, marloes: User, noor: User):
    noor.roles = [queries.role_called(RoleName.ADMINISTRATOR)]
    marloes.leaves_on = TODAY + timedelta(days=30)
    db.session.commit()
    answer = confirm(client, upload(client, ME, (*NOOR, "", "", "", "Professional")))
    assert answer.status_code == 409
    assert "Er moet minstens één beheerder overblijven." in answer.text
    assert person(NOOR[1]).role_names == {RoleName.ADMINISTRATOR}


def test_of_one_who_is_missing_there_are_two_choices(client: CheckingClient, noor: User, place: Organisation):
    page = client.get(upload(client, ME)).text
    assert "Wat doe je met het account van Noor Verhagen?" in page
    assert page.count('name="gone"') == 2
    assert "Kruis aan" not in page
    make_person(organisation=place)
    page = client.get(upload(client, ME)).text
    assert '<details class="inner-fold" open>' in page
    assert "Kruis aan wie weggaat" in page


def test_who_leads_no_team_yet_is_called_so(client: CheckingClient, noor: User):
    page = client.get(upload(client, ME, (*NOOR, "", "", "Werk"))).text
    assert "Leidt: geen team" in page
    assert "Voer dit door" in page
    page = client.get(upload(client, ME, (NOOR[0], "n.verhagen@voorbeeldstad.example"))).text
    assert "Voer door en nodig nieuwe mensen uit" in page


def test_a_question_must_be_answered_and_the_answer_counts(client: CheckingClient, noor: User):
    address = upload(client, ME, (NOOR[0], "n.verhagen@voorbeeldstad.example", "Regisseur"))
    page = client.get(address).text
    assert "Is dit dezelfde persoon?" in page
    assert "Functie wordt Regisseur." in page
    answer = confirm(client, address)
    assert answer.status_code == 422
    assert "Kies of dit dezelfde persoon is." in answer.text
    confirm(client, address, row3=str(noor.id))
    assert person(NOOR[1]).job_title == "Regisseur"
    assert db.session.scalar(select(func.count(User.id))) == 2
    address = upload(client, ME, (NOOR[0], "n.verhagen@voorbeeldstad.example"))
    confirm(client, address, row3="0")
    assert person("n.verhagen@voorbeeldstad.example").id != noor.id


def test_what_changed_meanwhile_is_shown_again(client: CheckingClient, noor: User):
    address = upload(client, ME, (*NOOR, "Regisseur"))
    mark = mark_of(client.get(address).text)
    operations.change_person(noor, name="Noor Bakker", job_title="Adviseur", roles=noor.role_names)
    db.session.commit()
    answer = client.post(address, data={"mark": mark, "gone": "stay"})
    assert answer.status_code == 409
    assert "Er is intussen iets veranderd" in answer.text
    assert "Noor Bakker" in answer.text
    assert person(NOOR[1]).job_title == "Adviseur"
    assert confirm(client, address).status_code == 303
    assert person(NOOR[1]).name == NOOR[0]


def test_a_yes_that_comes_twice_does_its_work_once(client: CheckingClient):
    address = upload(client, ME, SEM)
    data = {"mark": mark_of(client.get(address).text), "gone": "stay", "invite": "now", "operation": "same"}
    answers = [client.post(address, data=data) for _ in range(2)]
    assert [answer.status_code for answer in answers] == [303, 303]
    assert outbox() == [SEM[1]]
    assert client.get(address).status_code == 404


def test_nobody_else_sees_a_file_and_after_a_day_it_is_gone(
    client: CheckingClient, client_for: ClientFor, place: Organisation
):
    address = upload(client, ME, SEM)
    colleague = client_for(make_person(RoleName.ADMINISTRATOR, organisation=place))
    assert colleague.get(address).status_code == 404
    assert colleague.post(f"{address}weggooien").status_code == 404
    assert "Je hebt nog een bestand klaarstaan" in client.get("/mensen/inlezen/").text
    assert "mensen.csv" not in colleague.get("/mensen/inlezen/").text
    assert sweep(clock.now()) == 0
    assert sweep(clock.now() + timedelta(days=1, seconds=1)) == 1


def test_a_file_can_be_thrown_away(client: CheckingClient):
    address = upload(client, ME, SEM)
    assert client.post(f"{address}weggooien").location == "/mensen/inlezen/"
    assert client.get(address).status_code == 404
    assert db.session.scalar(select(func.count(PeopleImport.id))) == 0


def test_another_address_of_who_signed_in_is_asked_of_both_mailboxes(client: CheckingClient, noor: User):
    noor.employee_number = "12"
    db.session.commit()
    rows = (*ME, ""), (NOOR[0], "n.bakker@voorbeeldstad.example", "12")
    address = upload(client, *rows, head=WITH_NUMBER)
    assert "na bevestiging per mail" in client.get(address).text
    confirm(client, address)
    assert person(NOOR[1]).id == noor.id
    assert sorted(outbox()) == sorted(["n.bakker@voorbeeldstad.example", NOOR[1]])
    assert "Er verandert niets" in client.get(upload(client, *rows, head=WITH_NUMBER)).text


def test_who_comes_back_can_sign_in_again(client: CheckingClient, noor: User):
    operations.close_account(noor)
    noor.leaves_on = date(2026, 11, 1)
    db.session.commit()
    address = upload(client, ME, NOOR)
    assert "Account: gesloten" in client.get(address).text
    confirm(client, address)
    assert (person(NOOR[1]).active, person(NOOR[1]).closed_at, person(NOOR[1]).leaves_on) == (True, None, None)


def test_departments_come_with_their_teams_and_a_team_can_move(client: CheckingClient, place: Organisation, team: Team):
    head = ("Naam", "E-mailadres", "Team", "Afdeling")
    rows = (*ME, "", ""), (*NOOR, "werk", "Sociaal"), (*SEM[:2], "Zorg", "sociaal")
    address = upload(client, *rows, head=head)
    page = client.get(address).text
    assert "1 nieuwe afdeling: Sociaal" in page
    assert "Het team Werk valt straks onder Sociaal" in page
    confirm(client, address)
    db.session.expire_all()
    assert [(one.name, one.department.name) for one in queries.teams_of(place.id) if one.department] == [
        ("Werk", "Sociaal"),
        ("Zorg", "Sociaal"),
    ]
    assert "Er verandert niets" in client.get(upload(client, *rows, head=head)).text


def test_hr_reads_people_in_only_where_the_administrator_allows_it(place: Organisation, client_for: ClientFor):
    hr = client_for(make_person(RoleName.HR, organisation=place, name="Ingrid Hoek", email="ingrid@x.example"))
    assert hr.get("/mensen/inlezen/").status_code == 403
    place.hr_keeps_people = True
    db.session.commit()
    row = ("Ingrid Hoek", "ingrid@x.example")
    assert "alleen een beheerder" in upload(hr, row, (*SEM[:5], "Beheerder"), status=422)
    confirm(hr, upload(hr, row, SEM))
    assert person(SEM[1]).organisation_id == place.id


def test_long_lists_have_pages(client: CheckingClient):
    address = upload(client, ME, *((f"Persoon {n:03}", f"p{n}@voorbeeldstad.example") for n in range(250)))
    page = client.get(address).text
    assert "Bekijk alle 250" in page
    assert "Persoon 200" not in page
    assert "Persoon 249" in client.get(f"{address}nieuw?pagina=9").text
    assert "pagina 1 van 3" in client.get(f"{address}nieuw").text


def test_someone_who_never_signed_in_gets_another_address(client: CheckingClient, place: Organisation):
    sem = operations.add_person(
        place, name=SEM[0], email="typfout@voorbeeldstad.example", roles=[RoleName.PROFESSIONAL]
    )
    sem.employee_number = "417"
    db.session.commit()
    confirm(client, upload(client, ME, SEM))
    assert person(SEM[1]).id == sem.id


def test_who_comes_in_one_team_and_then_goes_to_another_does_both(client: CheckingClient, noor: User, team: Team):
    operations.join_team(noor, team, period=Period(TODAY + timedelta(days=30)))
    db.session.commit()
    head = ("Naam", "E-mailadres", "Team", "Vanaf")
    confirm(client, upload(client, (*ME, "", ""), (*NOOR, "Wonen", "1-1-2027"), head=head))
    assert [(one.team.name, one.starts_on) for one in person(NOOR[1]).memberships] == [
        ("Werk", date(2026, 12, 20)),
        ("Wonen", date(2027, 1, 1)),
    ]
    assert person(NOOR[1]).memberships[0].ends_on == date(2026, 12, 31)


def test_nobody_new_gets_an_address_that_may_still_be_put_back(client: CheckingClient, noor: User):
    db.session.add(
        EmailChange(
            person=noor,
            old_email=SEM[1],
            new_email=noor.email,
            status=AddressStatus.CONFIRMED,
            asked_at=clock.now(),
            answered_at=clock.now(),
        )
    )
    db.session.commit()
    assert "dit e-mailadres is al in gebruik" in upload(client, ME, NOOR, SEM, status=422)
