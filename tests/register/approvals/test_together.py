"""Several PE activities of one person approved in one go: all or none, with one mail, and never what asks a number."""

from __future__ import annotations

import pytest

from app.core import clock
from app.core.audit import looks_at
from app.core.db import db
from app.dossiers.rules import ApprovalStatus
from app.register.approvals import operations
from app.register.judges.operations import declare
from app.register.judges.queries import judge_of
from app.register.judges.rules import NotDeclared
from app.regulation.terms import PEKind
from tests.factories.people import make_person
from tests.factories.register import make_committee_member
from tests.register.files import asking, mails, registrant


@pytest.fixture
def person(app):
    return registrant("Rik Registrant")


@pytest.fixture
def three(person):
    return [asking(person, PEKind.WORKSHOP, clok=False, title=f"Workshop {number}") for number in range(3)]


def address(person) -> str:
    return f"/kwaliteit/activiteiten/{person.id}/"


def approvals(activities) -> list[ApprovalStatus]:
    db.session.expire_all()
    return [one.approval for one in activities]


def test_those_that_were_chosen_are_approved_with_one_tick_and_one_mail(person, three, client_for):
    judge = make_committee_member()
    committee = client_for(judge)
    page = committee.get(address(person)).text
    assert "3 activiteiten vragen goedkeuring." in page
    assert "Past bij mijn werk." in page
    assert (judge.id, "PE-activiteiten die goedkeuring vragen: 3") in [look[:2] for look in looks_at(person.id)]
    sent = {"chosen": [three[0].id, three[2].id], "independent": "y", "answer": "Mooie reeks."}
    assert committee.post(address(person), data=sent).status_code == 303
    assert approvals(three) == [ApprovalStatus.GRANTED, ApprovalStatus.ASKED, ApprovalStatus.GRANTED]
    assert three[2].approval_answer == "Mooie reeks."
    assert mails() == [(person.email, "Antwoord van de kwaliteitscommissie over 2 PE-activiteiten")]


def test_without_a_choice_or_the_tick_nothing_changes(person, three, client_for):
    committee = client_for(make_committee_member())
    answer = committee.post(address(person), data={"independent": "y", "answer": "Mooie reeks."})
    assert (answer.status_code, "Kies minstens één activiteit." in answer.text) == (422, True)
    assert "Mooie reeks." in answer.text
    answer = committee.post(address(person), data={"chosen": [three[0].id]})
    assert answer.status_code in (409, 422)
    assert set(approvals(three)) == {ApprovalStatus.ASKED}
    assert mails() == []


def test_what_asks_a_number_of_points_is_answered_apart(person, three, client_for):
    other = asking(person)
    committee = client_for(make_committee_member())
    assert "Beantwoord deze apart" in committee.get(address(person)).text
    sent = {"chosen": [three[0].id, other.id], "independent": "y"}
    assert committee.post(address(person), data=sent).status_code == 422
    assert set(approvals([*three, other])) == {ApprovalStatus.ASKED}


def test_an_activity_of_somebody_else_does_not_come_along(person, three, client_for):
    other = asking(registrant("Ria Ander"), PEKind.WORKSHOP, clok=False)
    committee = client_for(make_committee_member())
    sent = {"chosen": [three[0].id, other.id], "independent": "y"}
    assert committee.post(address(person), data=sent).status_code == 422
    assert set(approvals([*three, other])) == {ApprovalStatus.ASKED}


def test_who_is_too_close_finds_nothing_and_so_does_everybody_when_nothing_is_asked(person, three, client_for):
    near = client_for(make_committee_member(person.organisation))
    assert near.get(address(person)).status_code == 404
    assert near.post(address(person), data={"chosen": [three[0].id], "independent": "y"}).status_code == 404
    assert client_for(make_committee_member()).get(address(make_person())).status_code == 404


def test_when_another_answered_one_of_them_meanwhile_none_is_approved(person, three, client_for):
    committee = client_for(make_committee_member())
    committee.get(address(person))
    other = make_committee_member()
    declare(other, three[1])
    judge = judge_of(other, person, clock.today())
    operations.answer_activity(three[1], judge, granted=False, points=None, answer="Past niet.")
    db.session.commit()
    answer = committee.post(address(person), data={"chosen": [one.id for one in three], "independent": "y"})
    assert answer.status_code == 422
    assert approvals(three) == [ApprovalStatus.ASKED, ApprovalStatus.REFUSED, ApprovalStatus.ASKED]


def test_all_or_none_also_when_it_goes_wrong_at_the_last(person, three):
    judge = make_committee_member()
    declare(judge, three[0])
    with pytest.raises(NotDeclared):
        operations.approve_activities(three, judge_of(judge, person, clock.today()), "")
    db.session.rollback()
    assert set(approvals(three)) == {ApprovalStatus.ASKED}


def test_the_page_of_one_and_the_desk_by_person_lead_here(person, three, client_for):
    committee = client_for(make_committee_member())
    assert (
        "Beantwoord alle 3 activiteiten van Rik Registrant samen"
        in committee.get(f"/kwaliteit/activiteit/{three[0].id}/").text
    )
    assert f"{address(person)}?lijst=alles%2Bpersoon" in committee.get("/kwaliteit/?persoon=1").text
    assert address(person) not in committee.get("/kwaliteit/").text
