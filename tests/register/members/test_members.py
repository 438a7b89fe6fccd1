"""The board appoints and dismisses: the committee stays independent, and the board never empty."""

from __future__ import annotations

import pytest
from sqlalchemy import select

from app.core.audit import Look
from app.core.db import db
from app.people import operations as people
from app.people.rules import RoleName
from app.register.members import operations
from app.register.members.operations import CannotDismiss, NoAccount, SitsElsewhere
from tests.factories.dossiers import make_experience
from tests.factories.people import make_person
from tests.factories.register import make_board_member, make_committee_member


def test_somebody_is_appointed_by_address_and_dismissed_again(app, client_for):
    person, member = make_person(name="Nel Nieuw"), make_board_member()
    board = client_for(member)
    answer = board.post("/kwaliteit/leden/", data={"email": person.email.upper(), "role": "committee"})
    assert answer.status_code == 303
    assert person.role_names == {RoleName.PROFESSIONAL, RoleName.COMMITTEE}
    assert "Nel Nieuw" in board.get("/kwaliteit/leden/").text
    address = f"/kwaliteit/leden/{person.id}/committee/ontslag"
    assert "Nel Nieuw ontslaan?" in board.get(address).text
    assert board.post(address).status_code == 303
    assert person.role_names == {RoleName.PROFESSIONAL}
    assert board.post(address).status_code == 303
    assert client_for(person).get("/kwaliteit/").status_code == 403


@pytest.mark.parametrize(
    ("data", "words"),
    [
        ({"email": "", "role": "board"}, "Vul een e-mailadres in."),
        ({"email": "geen adres", "role": "board"}, "e-mailadres"),
        ({"email": "niemand@voorbeeldstad.example", "role": "board"}, "geen open account"),
        ({"email": "iemand@voorbeeldstad.example", "role": "administrator"}, "Not a valid choice"),
    ],
)
def test_an_appointment_that_cannot_be_says_why(app, client_for, data, words):
    answer = client_for(make_board_member()).post("/kwaliteit/leden/", data=data)
    assert answer.status_code == 422
    assert words in answer.text or words == "Not a valid choice"


@pytest.mark.parametrize("role", [RoleName.COMMITTEE, RoleName.BOARD])
def test_nobody_sits_in_both(app, role):
    for member in (make_committee_member(), make_board_member()):
        with pytest.raises(SitsElsewhere):
            operations.appoint(member.email, role)


def test_a_closed_account_is_not_appointed(app):
    person = make_person()
    people.close_account(person)
    with pytest.raises(NoAccount):
        operations.appoint(person.email, RoleName.BOARD)


def test_a_member_of_the_board_dismisses_neither_themselves_nor_the_last_one(app, client_for):
    member = make_board_member()
    with pytest.raises(CannotDismiss, match="jezelf"):
        operations.dismiss(member, RoleName.BOARD, member)
    with pytest.raises(CannotDismiss, match="minstens één"):
        operations.dismiss(member, RoleName.BOARD, make_committee_member())
    answer = client_for(member).post(f"/kwaliteit/leden/{member.id}/board/ontslag")
    assert answer.status_code == 409
    other = make_board_member()
    operations.dismiss(other, RoleName.BOARD, member)
    db.session.commit()
    assert operations.members_of(RoleName.BOARD) == [member]


def test_only_roles_of_the_register_have_a_page(app, client_for):
    person = make_person()
    address = f"/kwaliteit/leden/{person.id}/professional/ontslag"
    assert client_for(make_board_member()).get(address).status_code == 404


def test_the_board_changes_the_functions_of_another_member(app, client_for):
    judge, member = make_committee_member(name="Els Rijnders"), make_board_member()
    own = make_experience(member)
    function = make_experience(judge, employer="Gemeente Vroeger")
    board = client_for(member)
    address = f"/kwaliteit/leden/{judge.id}/functies/"
    assert "Gemeente Vroeger" in board.get(address).text
    assert [one.what for one in db.session.scalars(select(Look))] == ["Functies van het afgelopen jaar"]
    sent = {"function": "Adviseur", "employer": "Gemeente Later", "starts_on": "2024-01-01"}
    assert board.post(f"{address}{function.id}/", data=sent | {"employer": ""}).status_code == 422
    assert board.post(f"{address}{function.id}/", data=sent).status_code == 303
    assert "Gemeente Later" in board.get(address).text
    assert board.post(f"{address}{function.id}/weghalen").status_code == 303
    assert "Gemeente Later" not in board.get(address).text
    assert board.get(f"/kwaliteit/leden/{member.id}/functies/{own.id}/").status_code == 404
    assert board.get(f"{address}{own.id}/").status_code == 404


def test_nobody_but_a_member_has_functions_on_these_pages(app, client_for):
    person = make_person()
    function = make_experience(person)
    board = client_for(make_board_member())
    for address in ("", f"{function.id}/"):
        assert board.get(f"/kwaliteit/leden/{person.id}/functies/{address}").status_code == 404
