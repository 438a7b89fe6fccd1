"""The board proposes and another member confirms: the committee stays independent, and the board never empty."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from sqlalchemy import select

from app.core import clock
from app.core.db import db
from app.core.mail import OutboxMail
from app.core.problems import WrongField, WrongStep
from app.people import operations as people
from app.people.operations import LastOfTheBoard
from app.people.rules import RoleName
from app.register.members import operations
from app.register.members.queries import members_of, open_proposals, seat_of
from app.register.members.rules import AlreadyProposed, MayNotAnswer, NoAccount, NoMember, SitsElsewhere
from app.register.models import SeatProposal
from app.register.rules import SeatStatus
from tests.factories.people import make_person
from tests.factories.register import make_board_member, make_committee_member, make_seat_proposal

LEDEN = "/kwaliteit/leden/"
UNTIL = date(2028, 11, 20)
ANSWER = {"verdict": "bevestig", "answer": "Dit vind ik ook."}


@pytest.fixture(autouse=True)
def request_context(app):
    with app.test_request_context():
        yield


def appointed(email: str, role: str = "committee") -> dict[str, str]:
    return {"email": email, "role": role, "last_day": "2028-11-20", "reason": "Kent het vak goed."}


def test_one_proposes_somebody_and_only_when_another_confirms_they_are_a_member(client_for):
    person, first, second = make_person(name="Nel Nieuw"), make_board_member(), make_board_member()
    one, other = client_for(first), client_for(second)
    assert one.post(LEDEN, data=appointed(person.email.upper())).status_code == 303
    assert person.role_names == {RoleName.PROFESSIONAL}
    page = f"{LEDEN}voorstel/{open_proposals()[0].id}/"
    assert "Dit wacht op een ander bestuurslid" in one.get(page).text
    assert one.post(page, data=ANSWER).status_code == 409
    assert other.post(page, data={"verdict": "bevestig", "answer": ""}).status_code == 422
    assert other.post(page, data=ANSWER).status_code == 303
    assert person.role_names == {RoleName.PROFESSIONAL, RoleName.COMMITTEE}
    text = one.get(LEDEN).text
    assert "Nel Nieuw is nu lid van de kwaliteitscommissie." in other.get(LEDEN).text
    assert "Lid sinds 20 november 2026, tot en met 20 november 2028" in text
    mail = db.session.scalars(select(OutboxMail)).one()
    assert (mail.recipient, mail.subject) == (person.email, "Je bent nu lid van de kwaliteitscommissie")
    assert "maandag 20 november 2028" in mail.body


def test_a_membership_ends_the_same_way_and_the_person_hears_of_it(client_for):
    member, second = make_board_member(), make_board_member()
    judge = make_committee_member(name="Els Rijnders")
    board, other = client_for(member), client_for(second)
    address = f"{LEDEN}{judge.id}/committee/einde"
    assert "Beëindig" in board.get(LEDEN).text
    assert board.post(address, data={"reason": ""}).status_code == 422
    assert board.post(address, data={"reason": "Gaat met pensioen."}).status_code == 303
    assert judge.role_names == {RoleName.COMMITTEE}
    assert board.post(address, data={"reason": "Nog eens."}).status_code == 409
    assert other.post(f"{LEDEN}voorstel/{open_proposals()[0].id}/", data=ANSWER).status_code == 303
    assert judge.role_names == frozenset()
    assert db.session.scalars(select(OutboxMail)).one().subject == "Je bent geen lid meer van de kwaliteitscommissie"
    assert client_for(judge).get("/kwaliteit/").status_code == 403
    assert board.get(address).status_code == 303


def test_what_is_rejected_or_taken_back_changes_nothing_and_tells_nobody(client_for):
    first, second = make_board_member(), make_board_member()
    rejected, taken_back = make_seat_proposal(by=first), make_seat_proposal(by=first)
    page = f"{LEDEN}voorstel/{rejected.id}/"
    sent = {"verdict": "wijs_af", "answer": "Wij zijn met genoeg."}
    assert client_for(second).post(page, data=sent).status_code == 303
    assert "Wij zijn met genoeg." in client_for(first).get(page).text
    address = f"{LEDEN}voorstel/{taken_back.id}/terug"
    assert client_for(second).post(address).status_code == 409
    assert client_for(first).post(address).status_code == 303
    assert [rejected.status, taken_back.status] == [SeatStatus.REJECTED, SeatStatus.TAKEN_BACK]
    assert rejected.person.role_names == {RoleName.PROFESSIONAL}
    assert db.session.scalars(select(OutboxMail)).all() == []
    with pytest.raises(WrongStep):
        operations.confirm(rejected, second, "Toch wel.")


def test_nobody_answers_what_they_proposed_or_what_is_about_them():
    first, second, third = (make_board_member() for _ in range(3))
    proposal = operations.propose_end(second, RoleName.BOARD, "Verhuisd.", first)
    for by in (first, second):
        with pytest.raises(MayNotAnswer):
            operations.confirm(proposal, by, "Goed.")
        with pytest.raises(MayNotAnswer):
            operations.reject(proposal, by, "Niet goed.")
    operations.confirm(proposal, third, "Goed.")
    assert second.role_names == frozenset()


@pytest.mark.parametrize(
    ("changed", "words"),
    [
        ({"email": ""}, "Vul een e-mailadres in."),
        ({"email": "geen adres"}, "e-mailadres"),
        ({"email": "niemand@voorbeeldstad.example"}, "geen open account"),
        ({"role": "administrator"}, ""),
        ({"last_day": ""}, "Vul de laatste dag in."),
        ({"last_day": "2026-11-20"}, "Kies een dag die nog komt."),
        ({"last_day": "2036-01-01"}, "hoogstens 8 jaar"),
        ({"reason": " "}, "Schrijf in een zin waarom."),
    ],
)
def test_a_proposal_that_cannot_be_says_why_and_keeps_what_was_typed(client_for, changed, words):
    sent = appointed(make_person().email) | {"reason": "Kent het vak goed."} | changed
    answer = client_for(make_board_member()).post(LEDEN, data=sent)
    assert answer.status_code == 422
    assert words in answer.text
    assert sent["reason"] in answer.text
    assert open_proposals() == []


@pytest.mark.parametrize("role", [RoleName.COMMITTEE, RoleName.BOARD])
def test_nobody_sits_in_both(role):
    by = make_board_member()
    for member in (make_committee_member(), make_board_member()):
        with pytest.raises(SitsElsewhere):
            operations.propose_appointment(member.email, role, UNTIL, "Goed.", by)


def test_who_got_a_seat_meanwhile_gets_no_second_one():
    proposal = make_seat_proposal()
    people.change_register_role(proposal.person, RoleName.BOARD, on=True)
    with pytest.raises(SitsElsewhere):
        operations.confirm(proposal, make_board_member(), "Goed.")


def test_a_confirmation_that_is_refused_keeps_what_was_typed_and_says_nothing_else(client_for):
    proposal, member = make_seat_proposal(), make_board_member()
    people.change_register_role(proposal.person, RoleName.BOARD, on=True)
    db.session.commit()
    late = client_for(member).post(f"{LEDEN}voorstel/{proposal.id}/", data=ANSWER)
    assert late.status_code == 409
    assert f"{ANSWER['answer']}</textarea>" in late.text
    assert "Geef dit antwoord" in late.text
    assert SeatStatus.CONFIRMED.dutch not in late.text
    assert proposal.status is SeatStatus.PROPOSED


def test_a_closed_account_is_not_appointed():
    proposal = make_seat_proposal()
    people.close_account(proposal.person)
    with pytest.raises(NoAccount):
        operations.propose_appointment(proposal.person.email, RoleName.BOARD, UNTIL, "Goed.", make_board_member())
    with pytest.raises(NoAccount):
        operations.confirm(proposal, make_board_member(), "Goed.")


def test_about_one_person_waits_one_proposal():
    proposal = make_seat_proposal()
    with pytest.raises(AlreadyProposed):
        operations.propose_appointment(proposal.person.email, RoleName.BOARD, UNTIL, "Goed.", make_board_member())


def test_the_last_member_of_the_board_stays(client_for):
    member = make_board_member()
    assert client_for(member).post(f"{LEDEN}{member.id}/board/einde", data={"reason": "Klaar."}).status_code == 409
    other = make_board_member()
    proposal = operations.propose_end(member, RoleName.BOARD, "Klaar.", member)
    people.close_account(other)
    with pytest.raises(LastOfTheBoard):
        operations.confirm(proposal, make_person(), "Goed.")


def test_the_account_of_the_last_member_of_the_board_is_not_closed(client_for):
    administrator = make_person(RoleName.ADMINISTRATOR)
    member = make_board_member(administrator.organisation)
    answer = client_for(administrator).post(f"/mensen/{member.id}/sluiten")
    assert answer.status_code == 409
    assert "laatste bestuurslid" in answer.text
    make_board_member()
    assert client_for(administrator).post(f"/mensen/{member.id}/sluiten").status_code == 303
    assert not member.active


def test_another_term_is_proposed_and_confirmed(client_for):
    judge, first = make_committee_member(), make_board_member()
    board = client_for(first)
    address = f"{LEDEN}{judge.id}/committee/termijn"
    assert board.get(address).status_code == 200
    assert board.post(address, data={"last_day": "2020-01-01", "reason": "Zo."}).status_code == 422
    assert board.post(address, data={"last_day": "2029-01-01", "reason": "Zo."}).status_code == 303
    operations.confirm(open_proposals()[0], make_board_member(), "Goed.")
    assert seat_of(judge.id, RoleName.COMMITTEE).last_day == date(2029, 1, 1)
    with pytest.raises(NoMember):
        operations.propose_term(make_person(), RoleName.COMMITTEE, UNTIL, "Zo.", first)
    with pytest.raises(WrongField):
        operations.propose_term(judge, RoleName.COMMITTEE, clock.today(), "Zo.", first)


def with_term(role: RoleName, last_day: date):
    person = make_person(role)
    proposal = operations.propose_term(person, role, clock.today() + timedelta(days=9), "Zo.", make_person())
    operations.confirm(proposal, make_person(), "Goed.")
    proposal.last_day = last_day
    db.session.commit()
    return person


def test_when_a_term_is_over_the_membership_ends_by_itself_and_the_board_keeps_two():
    today = clock.today()
    judge, stays = with_term(RoleName.COMMITTEE, today - timedelta(days=1)), with_term(RoleName.COMMITTEE, today)
    board = [with_term(RoleName.BOARD, today - timedelta(days=1)) for _ in range(3)]
    assert operations.end_terms(today) == 2
    assert operations.end_terms(today) == 0
    assert judge.role_names == frozenset()
    assert stays.role_names == {RoleName.COMMITTEE}
    assert members_of(RoleName.BOARD) == board[1:]
    db.session.commit()
    told = db.session.scalars(select(OutboxMail.recipient).where(OutboxMail.subject.startswith("Je bent geen"))).all()
    assert set(told) == {judge.email, board[0].email}


def test_who_is_appointed_again_after_a_term_is_over_begins_anew():
    person = with_term(RoleName.COMMITTEE, clock.today() - timedelta(days=1))
    operations.end_terms(clock.today())
    people.change_register_role(person, RoleName.COMMITTEE, on=True)
    assert seat_of(person.id, RoleName.COMMITTEE).last_day is None


def test_only_roles_of_the_register_have_a_page(client_for):
    person = make_person()
    board = client_for(make_board_member())
    for page in ("einde", "termijn"):
        assert board.get(f"{LEDEN}{person.id}/professional/{page}").status_code == 404
        assert board.get(f"{LEDEN}{person.id + 1000}/board/{page}").status_code == 404
    assert board.get(f"{LEDEN}voorstel/1/").status_code == 404


def test_members_stand_by_last_name():
    for name in ("Zoë Aalders", "Anna de Wit", "Bob van Beek"):
        make_committee_member(name=name)
    assert [one.name for one in members_of(RoleName.COMMITTEE)] == ["Zoë Aalders", "Bob van Beek", "Anna de Wit"]


def test_a_proposal_goes_with_the_person_whom_it_is_about():
    proposal = make_seat_proposal()
    db.session.delete(proposal.person)
    db.session.commit()
    assert db.session.scalars(select(SeatProposal)).all() == []
