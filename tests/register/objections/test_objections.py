"""Objections: by the person, handled by people who did not decide, each step dated."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from app.core import clock, mail
from app.core.db import db
from app.core.problems import WrongStep
from app.people import operations as people
from app.people.rules import RoleName
from app.register.desk.queries import desk_of
from app.register.judges.operations import declare
from app.register.judges.rules import Tie
from app.register.objections import operations, queries
from app.register.rules import DecisionStatus, ObjectionOutcome, ObjectionStatus
from tests.factories.dossiers import make_dossier, make_registrant, make_registration
from tests.factories.evidence import make_file
from tests.factories.pe import make_pe_activity
from tests.factories.people import make_person
from tests.factories.register import make_board_member, make_committee_member, make_objection_term
from tests.factories.samples import make_objection, make_taken_decision

SECOND = {"answer": "Dat vind ik ook.", "independent": "y"}


def seen(objection):
    """The answer of a second member who has the page of now open."""
    return SECOND | {"shown": objection.draft_mark}


@pytest.fixture
def decision(app, now):
    with app.app_context(), app.test_request_context():
        yield make_taken_decision(make_person(name="Bram Hofman"))


def test_the_person_objects_and_sees_each_step_with_its_day(client_for, decision):
    person, judge = client_for(decision.person), client_for(make_committee_member())
    own = f"/mijn-register/bezwaar/{decision.id}/"
    person.post(own, data={"grounds": "Mijn netwerkpunten zijn niet geteld."})
    objection = queries.objection_to(decision)
    theirs = f"/kwaliteit/bezwaar/{objection.id}/"
    assert "Mijn netwerkpunten" in judge.get(theirs).text
    judge.post(f"{theirs}ontvangen")
    judge.post(theirs, data={"outcome": "upheld", "answer": "De punten tellen mee.", "independent": "y"})
    assert "De punten tellen mee." not in person.get(own).text
    second = client_for(make_committee_member())
    assert "Ben je het eens met deze uitkomst?" in second.get(theirs).text
    assert second.post(f"{theirs}bevestigen", data={"independent": "y"}).status_code == 422
    assert second.post(f"{theirs}bevestigen", data=seen(objection)).status_code == 303
    page = person.get(own).text
    for shown in ("Gegrond", "De punten tellen mee.", "Ingediend", "Ontvangen", "Afgehandeld", "20 november 2026"):
        assert shown in page
    assert len(db.session.query(mail.OutboxMail).filter_by(recipient=decision.person.email).all()) == 2


def test_there_is_one_objection_to_a_decision(decision):
    make_objection(decision)
    with pytest.raises(operations.AlreadyObjected):
        make_objection(decision)


def test_an_objection_without_grounds_is_refused(client_for, decision):
    assert client_for(decision.person).post(f"/mijn-register/bezwaar/{decision.id}/", data={}).status_code == 422


def test_nobody_objects_to_a_decision_about_another_or_to_a_proposal(client_for, decision):
    own = f"/mijn-register/bezwaar/{decision.id}/"
    assert client_for(make_person()).get(own).status_code == 404
    decision.status = DecisionStatus.PROPOSED
    db.session.commit()
    assert client_for(decision.person).get(own).status_code == 404


def test_whoever_took_the_decision_does_not_handle_the_objection(decision):
    objection = make_objection(decision)
    decider = db.session.get(type(decision.person), decision.decided_by_id)
    people.change_register_role(decider, RoleName.COMMITTEE, on=True)
    with pytest.raises(operations.Hindered, match="zelf dit besluit"):
        operations.receive(objection, decider, clock.today())


def test_whoever_works_at_the_same_employer_reads_and_handles_nothing(client_for, decision):
    objection = make_objection(decision)
    close = client_for(make_committee_member(decision.person.organisation))
    page = close.get(f"/kwaliteit/bezwaar/{objection.id}/").text
    assert "dezelfde organisatie" in page
    assert objection.grounds not in page
    assert close.post(f"/kwaliteit/bezwaar/{objection.id}/ontvangen").status_code == 409


def test_the_board_reads_but_does_not_handle(client_for, decision):
    objection = make_objection(decision)
    board = client_for(make_board_member())
    assert objection.grounds in board.get(f"/kwaliteit/bezwaar/{objection.id}/").text
    sent = {"outcome": "rejected", "answer": "Nee."}
    assert board.post(f"/kwaliteit/bezwaar/{objection.id}/", data=sent).status_code == 403


def test_an_objection_is_received_before_it_is_handled(decision):
    objection, judge = make_objection(decision), make_committee_member()
    with pytest.raises(WrongStep):
        operations.handle(objection, judge, ObjectionOutcome.REJECTED, "Nee.", clock.today())
    operations.receive(objection, judge, clock.today())
    with pytest.raises(WrongStep, match="al bevestigd"):
        operations.receive(objection, judge, clock.today())


def test_an_objection_can_be_taken_back_until_it_is_handled(client_for, decision):
    objection = make_objection(decision)
    person = client_for(decision.person)
    person.post(f"/mijn-register/bezwaar/{decision.id}/terugnemen")
    assert objection.status is ObjectionStatus.WITHDRAWN
    assert person.post(f"/mijn-register/bezwaar/{decision.id}/terugnemen").status_code == 409


def test_who_handles_it_reads_the_dossier_and_its_evidence_until_it_is_done(client_for, decision):
    person = decision.person
    make_registrant(person)
    make_registration(person)
    activity = make_pe_activity(person, evidence=[make_file(person, "bewijs.txt", b"Ik was erbij.")])
    decision.dossier = make_dossier(person)
    objection, judge = make_objection(decision), client_for(make_committee_member())
    address = f"/kwaliteit/bezwaar/{objection.id}/"
    proof = f"{address}bewijs/{activity.evidence[0].id}"
    assert activity.title in judge.get(address).text
    assert judge.get(proof).data == b"Ik was erbij."
    assert client_for(make_committee_member(person.organisation)).get(proof).status_code == 404
    judge.post(f"{address}ontvangen")
    judge.post(address, data={"outcome": "rejected", "answer": "De punten tellen niet mee.", "independent": "y"})
    client_for(make_committee_member()).post(f"{address}bevestigen", data=seen(objection))
    assert activity.title not in judge.get(address).text
    assert judge.get(proof).status_code == 404


def test_those_that_wait_come_first_the_oldest_on_top(decision):
    done, young, old = (make_taken_decision() for _ in range(3))
    finished = make_objection(done)
    finished.status = ObjectionStatus.HANDLED
    later, earlier = make_objection(young), make_objection(old, day=finished.filed_on.replace(day=1, month=1))
    db.session.commit()
    assert list(queries.objections()) == [earlier, later, finished]


def test_an_objection_is_on_the_desk_of_who_may_handle_it(decision):
    objection = make_objection(decision)
    decider = db.session.get(type(decision.person), decision.decided_by_id)
    people.change_register_role(decider, RoleName.COMMITTEE, on=True)
    free, close = make_committee_member(), make_committee_member(decision.person.organisation)
    about = {
        judge.name: [(task.endpoint, task.is_open, task.what) for task in desk_of(judge, clock.today()).tasks]
        for judge in (free, decider, close)
    }
    tied = desk_of(close, clock.today()).tied
    what = f"Tegen besluit {decision.number}"
    assert about[free.name] == [("objections.show", True, what)]
    assert about[decider.name] == [("objections.show", False, what)]
    assert about[close.name] == []
    assert tied == {Tie.ORGANISATION: 1}
    objection.status = ObjectionStatus.HANDLED
    db.session.flush()
    assert desk_of(free, clock.today()).tasks == ()


def test_without_a_term_an_objection_can_always_be_made_and_with_one_until_its_last_day(client_for, decision, now):
    person = client_for(decision.person)
    assert "Maak bezwaar" in person.get("/mijn-register/besluiten/").text
    decision.recorded_at = datetime(2026, 5, 4, tzinfo=UTC)
    make_objection_term(6)
    assert "tot en met vrijdag 1 januari 2027" in person.get("/mijn-register/besluiten/").text
    with clock.fixed(datetime(2027, 1, 2, 9, tzinfo=UTC)):
        late = client_for(decision.person)
        assert "Maak bezwaar" not in late.get("/mijn-register/besluiten/").text
        assert "De termijn is voorbij" in late.get(f"/mijn-register/bezwaar/{decision.id}/").text
        answer = late.post(f"/mijn-register/bezwaar/{decision.id}/", data={"grounds": "Toch niet eens."})
        assert answer.status_code == 409
        assert "Toch niet eens." in answer.text
        assert "De termijn voor bezwaar is voorbij" in answer.text


def proposed(decision, by):
    objection = make_objection(decision)
    operations.receive(objection, by, clock.today())
    declare(by, objection)
    operations.handle(objection, by, ObjectionOutcome.REJECTED, "De punten tellen niet mee.", clock.today())
    db.session.commit()
    return objection


def test_who_proposed_the_outcome_does_not_confirm_it_and_reads_who_can(client_for, decision):
    first, other = make_committee_member(), make_committee_member(name="Otto Ander")
    objection = proposed(decision, first)
    address = f"/kwaliteit/bezwaar/{objection.id}/"
    assert "Dit kan: Otto Ander." in client_for(first).get(address).text
    with pytest.raises(operations.SecondIsFirst):
        operations.confirm(objection, first, "Ja.", clock.today(), objection.draft_mark)
    with pytest.raises(operations.NotTheFirst):
        operations.take_back_outcome(objection, other)
    assert client_for(first).post(f"{address}bevestigen", data=seen(objection)).status_code == 409
    assert client_for(first).post(f"{address}afwijzen").status_code == 303
    assert objection.draft_outcome is None


def test_an_outcome_that_is_rejected_leaves_the_objection_with_the_committee(client_for, decision):
    objection = proposed(decision, make_committee_member())
    address = f"/kwaliteit/bezwaar/{objection.id}/"
    second = client_for(make_committee_member())
    assert second.post(f"{address}afwijzen", data={"independent": "y"}).status_code == 422
    assert second.post(f"{address}afwijzen", data=seen(objection) | {"answer": "Ik tel anders."}).status_code == 303
    assert (objection.status, objection.outcome) == (ObjectionStatus.RECEIVED, None)
    assert "Ik tel anders." in second.get(address).text
    assert "Leg de uitkomst voor" in second.get(address).text
    assert db.session.query(mail.OutboxMail).filter_by(recipient=decision.person.email).count() == 1


@pytest.mark.parametrize("step", ["bevestigen", "afwijzen"])
def test_the_second_member_answers_no_outcome_that_they_did_not_read(client_for, decision, step):
    first = make_committee_member()
    objection = proposed(decision, first)
    address = f"/kwaliteit/bezwaar/{objection.id}/"
    second = client_for(make_committee_member())
    open_page = seen(objection)
    assert f'value="{open_page["shown"]}"' in second.get(address).text
    operations.take_back_outcome(objection, first)
    operations.handle(objection, first, ObjectionOutcome.UPHELD, "De punten tellen wel mee.", clock.today())
    db.session.commit()
    for sent in (open_page, SECOND):
        late = second.post(address + step, data=sent)
        assert late.status_code == 409
        for said in ("De uitkomst is veranderd", "De punten tellen wel mee.", SECOND["answer"], objection.draft_mark):
            assert said in late.text
        assert objection.waits_for_second
    assert second.post(address + step, data=seen(objection)).status_code == 303
