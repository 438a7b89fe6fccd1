"""Which decisions need a second member of the board, and what the second one is told and says."""

from __future__ import annotations

from datetime import date

import pytest

from app.core import clock
from app.core.db import db
from app.core.problems import WrongStep
from app.dossiers.holding.queries import held
from app.register.applications import operations as applications
from app.register.applications.operations import AuditFacts
from app.register.applications.queries import judged
from app.register.decisions import operations
from app.register.decisions.rulings import AnswerMissing, ProposedAlready, Ruling, SamePerson, WrongDecision
from app.register.outcomes.rules import KeptOutcome, needs_two
from app.register.rules import Advice, ApplicationStatus, DecisionKind, DecisionStatus
from app.regulation.case import Verdict
from app.regulation.terms import RegisterName, Status
from tests.factories.dossiers import make_dossier, make_experience, make_registrant, make_registration
from tests.factories.people import make_person
from tests.factories.register import judging, make_application, make_audit, make_board_member, make_committee_member
from tests.register.files import decide, mails, registrant

TODAY = date(2026, 11, 20)
REFUSE = Ruling(DecisionKind.REFUSE, TODAY, "Je werk past er nog niet bij.", "Wij wegen het anders.")
GRANT = Ruling(DecisionKind.GRANT, TODAY, "Je werk past erbij.", "Wij wegen het anders.")


def outcome(overall: Verdict) -> KeptOutcome:
    return KeptOutcome(overall, TODAY, "register-amb-2018", ())


@pytest.mark.parametrize(
    ("kind", "overall", "against_findings", "two"),
    [
        (DecisionKind.GRANT, Verdict.MET, False, False),
        (DecisionKind.GRANT, Verdict.HUMAN, False, False),
        (DecisionKind.GRANT, Verdict.NOT_MET, False, True),
        (DecisionKind.GRANT, Verdict.HUMAN, True, True),
        (DecisionKind.REFUSE, Verdict.NOT_MET, False, True),
        (DecisionKind.RENEW, Verdict.MET, False, False),
        (DecisionKind.RENEW, Verdict.MET, True, True),
        (DecisionKind.RENEW, Verdict.OPEN, False, True),
        (DecisionKind.REFUSE_RENEWAL, Verdict.NOT_MET, False, True),
        (DecisionKind.WITHDRAW, Verdict.MET, False, True),
        (DecisionKind.RESTORE, Verdict.MET, False, False),
    ],
)
def test_two_decide_what_is_refused_or_taken_away_or_goes_against_rules_or_findings(
    kind, overall, against_findings, two
):
    assert needs_two(kind, outcome(overall), against_findings) is two


def audited(passed: bool = True):
    person = make_person(name="Anna Aanvrager")
    make_registrant(person)
    make_experience(person)
    application = make_application(person, "B-entree_audit")
    make_audit(application, passed=passed)
    return application


def test_nothing_is_refused_while_the_audit_is_still_to_come(app, client_for):
    application = make_application(make_person(), "B-entree_audit")
    with pytest.raises(WrongDecision, match="nog geen audit gehouden"):
        operations.decide_application(application, judging(application), REFUSE)
    page = client_for(make_board_member()).get(f"/kwaliteit/aanvraag/{application.id}/").text
    assert "Weigeren kan pas daarna" in page
    assert 'value="refuse"' not in page


def test_one_member_grants_what_rules_and_audit_point_to(app):
    application = audited()
    decision = operations.decide_application(application, judging(application), GRANT)
    assert (decision.status, application.status) == (DecisionStatus.TAKEN, ApplicationStatus.DECIDED)
    assert held(application.person, clock.today()).status is Status.B


def test_a_refusal_waits_for_a_second_member_and_until_then_nothing_changes(app):
    application = audited(passed=False)
    decision = operations.decide_application(application, judging(application), REFUSE)
    assert (decision.status, application.status) == (DecisionStatus.PROPOSED, ApplicationStatus.SUBMITTED)
    with pytest.raises(ProposedAlready):
        operations.decide_application(application, judging(application), GRANT)
    operations.confirm(decision, judging(decision), "Ik zie het ook zo.")
    assert (decision.status, application.status) == (DecisionStatus.TAKEN, ApplicationStatus.DECIDED)
    assert decision.second_answer == "Ik zie het ook zo."


def test_a_grant_after_an_audit_that_was_not_passed_waits_for_a_second_member(app):
    application = audited(passed=False)
    decision = operations.decide_application(application, judging(application), GRANT)
    assert decision.status is DecisionStatus.PROPOSED
    assert held(application.person, clock.today()) is None
    operations.confirm(decision, judging(decision), "De tweede keer ging het goed.")
    assert held(application.person, clock.today()).started_on == TODAY


@pytest.mark.parametrize("passed", [None, False])
def test_where_the_register_has_no_conditions_two_grant_without_an_audit_that_was_passed(app, passed):
    person = make_person()
    make_registrant(person, register=RegisterName.MW)
    application = make_application(person, "B-entree_audit")
    if passed is not None:
        make_audit(application, passed=passed)
    assert judged(application).overall is Verdict.UNKNOWN
    decision = operations.decide_application(application, judging(application), GRANT)
    assert (decision.status, held(person, clock.today())) == (DecisionStatus.PROPOSED, None)
    operations.confirm(decision, judging(decision), "De tweede keer ging het goed.")
    assert held(person, clock.today()).status is Status.B


def test_where_the_register_has_no_conditions_one_grants_after_an_audit_that_was_passed(app):
    person = make_person()
    make_registrant(person, register=RegisterName.MW)
    application = make_application(person, "B-entree_audit")
    make_audit(application)
    assert operations.decide_application(application, judging(application), GRANT).status is DecisionStatus.TAKEN


def test_a_proposal_that_was_rejected_leaves_room_for_another_decision(app, client_for):
    application = audited(passed=False)
    first = operations.decide_application(application, judging(application), REFUSE)
    operations.drop(first, judging(first), "De audit was te kort.")
    db.session.commit()
    page = client_for(make_board_member()).get(f"/kwaliteit/aanvraag/{application.id}/").text
    assert "Eerder voorgesteld en afgewezen: weigeren" in page
    assert "De audit was te kort." in page
    second = operations.decide_application(application, judging(application), REFUSE)
    assert second.status is DecisionStatus.PROPOSED


def test_an_application_that_is_taken_back_takes_the_proposal_with_it(app):
    application = audited(passed=False)
    decision = operations.decide_application(application, judging(application), REFUSE)
    applications.withdraw(application)
    assert decision.status is DecisionStatus.DROPPED
    with pytest.raises(WrongStep):
        operations.confirm(decision, judging(decision), "Ja.")


def test_no_audit_is_recorded_under_a_proposal_that_waits(app):
    application = audited(passed=False)
    operations.decide_application(application, judging(application), REFUSE)
    facts = AuditFacts(TODAY, True, Status.B, None, "Nu wel.")
    with pytest.raises(WrongStep, match="ligt al een voorstel"):
        applications.record_audit(application, judging(application, make_committee_member()), facts)


def test_a_renewal_against_the_advice_of_the_committee_waits_for_a_second_member(app):
    dossier = make_dossier(registrant())
    operations.find(dossier, judging(dossier, make_committee_member()), Advice.REFUSE, "Er ontbreekt veel.")
    ruling = Ruling(DecisionKind.RENEW, dossier.renewal_date, "Het is genoeg.", "Ziek geweest.")
    decision = operations.decide_dossier(dossier, judging(dossier), ruling)
    assert decision.status is DecisionStatus.PROPOSED
    assert held(dossier.person, clock.today()).renewal_date == date(2026, 12, 15)
    operations.confirm(decision, judging(decision), "Het is genoeg.")
    assert held(dossier.person, clock.today()).renewal_date == date(2027, 12, 15)
    assert decision.effective_on == date(2026, 12, 15)


@pytest.mark.parametrize("answer", [operations.confirm, operations.drop])
def test_the_second_member_says_why(app, answer):
    application = audited(passed=False)
    decision = operations.decide_application(application, judging(application), REFUSE)
    with pytest.raises(AnswerMissing):
        answer(decision, judging(decision), "  ")
    assert decision.status is DecisionStatus.PROPOSED


def test_the_second_member_finds_audit_letter_and_file_beside_the_proposal(app, client_for):
    application = audited(passed=False)
    proposer, other = make_board_member(), make_board_member(name="Meryem Ander")
    given = {
        "kind": "refuse",
        "effective_on": "2026-11-20",
        "reason": "Nog niet.",
        "deviation": "Zo is het.",
        "independent": "y",
    }
    place = decide(client_for(proposer), f"/kwaliteit/aanvraag/{application.id}/besluit", given).headers["Location"]
    mine = client_for(proposer).get(place).text
    assert "Dit kan: Meryem Ander." in mine
    page = client_for(other).get(place).text
    for said in (
        "Niet gehaald",
        "Gesprek van een uur",
        "Je krijgt de B-status niet",
        f"/kwaliteit/aanvraag/{application.id}/",
        "krijgt Anna Aanvrager de B-status niet",
    ):
        assert said in page
    answer = client_for(other).post(place + "bevestigen", data={"independent": "y", "answer": ""})
    assert answer.status_code == 422
    assert "Schrijf in een zin waarom" in answer.text
    assert mails()[-1][1] == "Je audit is vastgelegd"


def test_the_letter_comes_again_when_something_is_changed_after_it(app, client_for):
    application = audited()
    board = client_for(make_board_member())
    address = f"/kwaliteit/aanvraag/{application.id}/besluit"
    given = {"kind": "grant", "effective_on": "2026-11-20", "reason": "Past.", "independent": "y"}
    first = board.post(address, data=given)
    assert "Past." in first.text
    assert "Neem dit besluit" in first.text
    changed = board.post(address, data=given | {"reason": "Past heel goed.", "seen": "0123456789abcdef"})
    assert changed.status_code == 200
    assert "Past heel goed." in changed.text
    assert held(application.person, clock.today()) is None
    assert decide(board, address, given).status_code == 303


def test_who_proposed_confirms_nothing(app):
    application, proposer = audited(passed=False), make_board_member()
    decision = operations.decide_application(application, judging(application, proposer), REFUSE)
    with pytest.raises(SamePerson):
        operations.confirm(decision, judging(decision, proposer), "Ja.")


def test_who_can_confirm_is_nobody_who_is_too_close(app, client_for):
    person = registrant()
    registration = make_registration(make_person(name="Vera Voorbij"), started_on=date(2025, 10, 1))
    make_board_member(registration.person.organisation, name="Bea Dichtbij")
    proposer = make_board_member()
    ruling = Ruling(DecisionKind.WITHDRAW, TODAY, "Met pensioen.")
    decision = operations.decide_registration(registration, judging(registration, proposer), ruling)
    db.session.commit()
    page = client_for(proposer).get(f"/kwaliteit/besluiten/{decision.id}/").text
    assert "Niemand anders in het bestuur kan dit nu" in page
    assert "Bea Dichtbij" not in page
    assert person.name not in page
