"""The board decides: with a reason, against the rules only by saying so, and with two people to take a status away."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest

from app.core import clock
from app.core.db import db
from app.core.problems import WrongStep
from app.dossiers.holding.operations import AlreadyRegistered, enter_status
from app.dossiers.holding.queries import ended_in, held, registrant_of, registrations_of
from app.dossiers.models import Dossier
from app.dossiers.rules import DossierStatus
from app.people import operations as people
from app.people.rules import RoleName
from app.register.badges.operations import give_badge
from app.register.decisions import operations
from app.register.decisions.queries import outcome_of_registration, own_decisions
from app.register.decisions.rulings import HeldTheAudit, ProposedAlready, Ruling, SamePerson, WrongDecision
from app.register.judges.rules import NotIndependent
from app.register.outcomes.rules import from_json, goes_against
from app.register.public.queries import entries
from app.register.rules import ApplicationStatus, DecisionKind, DecisionStatus
from app.regulation.case import Verdict
from app.regulation.terms import Status
from tests.factories.dossiers import make_experience, make_registrant, make_registration
from tests.factories.people import make_person
from tests.factories.register import (
    judging,
    make_application,
    make_audit,
    make_board_member,
    make_committee_member,
    make_confirmed,
    make_decision,
    make_proposal,
)

TODAY = date(2026, 11, 20)
REASON = "De audit laat zien dat het werk past."


def ready_for_b():
    """Somebody whose application for B the rules agree with."""
    person = make_person()
    make_registrant(person)
    make_experience(person, date(2022, 1, 1))
    application = make_application(person, "B-entree_audit")
    make_audit(application)
    return application


def a_dossier(person, status=Status.B, started_on=date(2025, 12, 1)) -> Dossier:
    """A dossier of the open year that was handed in."""
    registration = make_registration(person, status, started_on=started_on)
    dossier = Dossier(
        person_id=person.id,
        registration_id=registration.id,
        period_start=started_on,
        renewal_date=registration.renewal_date,
        status=DossierStatus.HANDED_IN,
        handed_in_at=datetime(2026, 9, 30, tzinfo=UTC),
        rules_edition="register-amb-2018",
    )
    db.session.add(dossier)
    db.session.commit()
    return dossier


def test_granting_gives_the_status_and_keeps_what_it_rests_on(app):
    application = ready_for_b()
    decision = make_decision(application)
    registration = held(application.person, clock.today())
    assert (registration.status, registration.started_on, registration.renewal_date) == (
        Status.B,
        TODAY,
        date(2027, 11, 20),
    )
    assert application.status is ApplicationStatus.DECIDED
    assert decision.registration is registration
    assert decision.number == "2026-0001"
    assert from_json(decision.outcome).overall is Verdict.MET
    assert decision.deviation == ""
    assert registrant_of(application.person).audit_passed_for is None


def test_refusing_leaves_the_person_without_a_status(app):
    application = make_application(make_person(), "A-entree_audit")
    make_audit(application, passed=False, content=None)
    make_decision(application, kind=DecisionKind.REFUSE)
    assert held(application.person, clock.today()) is None
    assert make_application(application.person).status is ApplicationStatus.SUBMITTED


def test_an_upgrade_ends_the_old_status_and_what_waited_about_it(app):
    person = make_person()
    dossier = a_dossier(person, Status.C)
    proposal = make_proposal(person)
    make_decision(make_application(person))
    assert held(person, clock.today()).status is Status.B
    assert dossier.status is DossierStatus.JUDGED
    assert proposal.status is DecisionStatus.DROPPED


@pytest.mark.parametrize("reason", ["", "   "])
def test_no_decision_without_a_reason(app, reason):
    with pytest.raises(WrongDecision) as refused:
        make_decision(ready_for_b(), reason=reason)
    assert refused.value.field == "reason"


def test_granting_what_the_rules_do_not_support_says_why(app):
    application = make_application(make_person(), "A-entree_audit")
    with pytest.raises(WrongDecision, match="wijkt af") as refused:
        make_decision(application, deviation="")
    assert refused.value.field == "deviation"
    decision = make_decision(application, deviation="Buitenlandse ervaring telt hier mee.")
    assert decision.deviation == "Buitenlandse ervaring telt hier mee."
    assert held(application.person, clock.today()).status is Status.A


@pytest.mark.parametrize(
    ("kind", "overall", "against"),
    [
        (DecisionKind.GRANT, Verdict.MET, False),
        (DecisionKind.GRANT, Verdict.NOT_MET, True),
        (DecisionKind.GRANT, Verdict.OPEN, True),
        (DecisionKind.GRANT, Verdict.HUMAN, False),
        (DecisionKind.GRANT, Verdict.UNKNOWN, False),
        (DecisionKind.REFUSE, Verdict.MET, True),
        (DecisionKind.REFUSE, Verdict.NOT_MET, False),
        (DecisionKind.REFUSE, Verdict.OPEN, False),
        (DecisionKind.RENEW, Verdict.MET, False),
        (DecisionKind.RENEW, Verdict.OPEN, True),
        (DecisionKind.RENEW, Verdict.NOT_MET, True),
        (DecisionKind.REFUSE_RENEWAL, Verdict.NOT_MET, False),
        (DecisionKind.REFUSE_RENEWAL, Verdict.OPEN, True),
        (DecisionKind.REFUSE_RENEWAL, Verdict.MET, True),
        (DecisionKind.WITHDRAW, Verdict.MET, False),
    ],
)
def test_when_a_decision_goes_against_the_rules(kind, overall, against):
    assert goes_against(kind, overall) is against


@pytest.mark.parametrize("days", [-1, 1])
def test_a_status_begins_between_the_application_and_today(app, days):
    application, ruling = ready_for_b(), Ruling(DecisionKind.GRANT, TODAY + timedelta(days=days), REASON)
    with pytest.raises(WrongDecision) as refused:
        operations.decide_application(application, judging(application), ruling)
    assert refused.value.field == "effective_on"


def test_who_is_too_close_does_not_decide(app):
    application = ready_for_b()
    colleague = make_board_member(application.person.organisation)
    with pytest.raises(NotIndependent):
        make_decision(application, colleague)
    with pytest.raises(NotIndependent):
        make_decision(application, application.person)
    assert application.status is ApplicationStatus.SUBMITTED


def test_who_held_the_audit_does_not_decide(app):
    both = make_committee_member()
    people.change_register_role(both, RoleName.BOARD, on=True)
    application = make_application(make_person())
    make_audit(application, both)
    with pytest.raises(HeldTheAudit):
        make_decision(application, both)


def test_nobody_decides_twice(app):
    application = ready_for_b()
    make_decision(application)
    with pytest.raises(WrongStep, match="al afgehandeld"):
        make_decision(application)
    with pytest.raises(WrongStep):
        make_decision(application, kind=DecisionKind.REFUSE, deviation="Toch niet.")


def test_renewing_moves_the_renewal_date_and_ends_the_dossier(app):
    dossier = a_dossier(make_person())
    ruling = Ruling(DecisionKind.RENEW, dossier.renewal_date, REASON, "Ziek geweest; het verslag volgt.")
    decision = make_confirmed(operations.decide_dossier(dossier, judging(dossier), ruling))
    assert decision.status is DecisionStatus.TAKEN
    assert decision.deviation
    assert dossier.status is DossierStatus.JUDGED
    assert held(dossier.person, clock.today()).renewal_date == date(2027, 12, 1)


TAKES_AWAY = ("not renewing", "withdrawing")


def propose(way: str, by, effective_on: date = TODAY):
    person = make_person()
    dossier = a_dossier(person)
    if way == "withdrawing":
        return make_proposal(person, by, effective_on=effective_on)
    ruling = Ruling(DecisionKind.REFUSE_RENEWAL, effective_on, REASON, "Het jaar kan niet meer goed komen.")
    return operations.decide_dossier(dossier, judging(dossier, by), ruling)


@pytest.mark.parametrize("way", TAKES_AWAY)
def test_a_proposal_alone_takes_nothing_away(app, way):
    proposal = propose(way, make_board_member())
    assert proposal.status is DecisionStatus.PROPOSED
    assert held(proposal.person, clock.today()) is not None
    assert own_decisions(proposal.person) == []


@pytest.mark.parametrize("way", TAKES_AWAY)
@pytest.mark.parametrize(
    ("second", "holds"),
    [("another member", True), ("the proposer", False), ("a colleague of the person", False), ("the person", False)],
)
def test_a_second_independent_member_makes_it_hold(app, way, second, holds):
    proposer = make_board_member()
    proposal = propose(way, proposer)
    person = proposal.person
    by = {
        "another member": make_board_member,
        "the proposer": lambda: proposer,
        "a colleague of the person": lambda: make_board_member(person.organisation),
        "the person": lambda: person,
    }[second]()
    if holds:
        operations.confirm(proposal, judging(proposal, by), "Ik zie het ook zo.")
    else:
        with pytest.raises((SamePerson, NotIndependent)):
            operations.confirm(proposal, judging(proposal, by), "Ik zie het ook zo.")
        with pytest.raises((SamePerson, NotIndependent)):
            operations.drop(proposal, judging(proposal, by), "Ik zie het ook zo.")
    assert (held(person, clock.today()) is None) is holds
    assert proposal.status is (DecisionStatus.TAKEN if holds else DecisionStatus.PROPOSED)
    assert (proposal.second_by_id == by.id) is holds


@pytest.mark.parametrize("way", TAKES_AWAY)
def test_a_second_member_who_does_not_agree_leaves_everything_as_it_was(app, way):
    proposal = propose(way, make_board_member())
    operations.drop(proposal, judging(proposal), "Ik zie het ook zo.")
    assert held(proposal.person, clock.today()) is not None
    assert proposal.status is DecisionStatus.DROPPED
    if proposal.dossier is not None:
        assert proposal.dossier.status is DossierStatus.HANDED_IN


def test_who_proposed_may_take_it_back_and_nobody_else(app):
    proposer = make_board_member()
    proposal = propose("withdrawing", proposer)
    with pytest.raises(SamePerson):
        operations.take_back(proposal, make_board_member())
    operations.take_back(proposal, proposer)
    assert proposal.status is DecisionStatus.DROPPED


def test_a_year_that_runs_is_not_looked_into(app):
    person = make_person()
    registration = make_registration(person, started_on=date(2026, 3, 15))
    assert outcome_of_registration(registration, ()) is None
    proposal = make_proposal(person)
    assert (proposal.outcome, proposal.rules_edition) == (None, "register-amb-2018")
    late = make_registration(make_person(), started_on=date(2025, 11, 1))
    assert outcome_of_registration(late, ()).overall is Verdict.NOT_MET


def test_a_status_without_a_dossier_is_renewed_once_its_date_is_over(app):
    running = make_registration(make_person(), Status.C, started_on=date(2026, 3, 1))
    over = make_registration(make_person(), Status.C, started_on=date(2025, 11, 1))
    renewal = Ruling(DecisionKind.RENEW, TODAY, REASON, "Het formulier kwam op papier.")
    with pytest.raises(WrongDecision) as refused:
        operations.decide_registration(running, judging(running), renewal)
    assert refused.value.field == "kind"
    decision = make_confirmed(operations.decide_registration(over, judging(over), renewal))
    assert (decision.status, decision.effective_on) == (DecisionStatus.TAKEN, date(2026, 11, 1))
    assert over.renewal_date == date(2027, 11, 1)


def test_one_proposal_about_a_status_at_a_time(app):
    proposal = propose("withdrawing", make_board_member())
    with pytest.raises(ProposedAlready):
        make_proposal(proposal.person)
    dossier = db.session.query(Dossier).one()
    with pytest.raises(ProposedAlready):
        operations.decide_dossier(dossier, judging(dossier), Ruling(DecisionKind.RENEW, TODAY, REASON, "Toch."))


def test_a_status_is_not_taken_away_in_the_past(app):
    with pytest.raises(WrongDecision) as refused:
        propose("withdrawing", make_board_member(), TODAY - timedelta(days=1))
    assert refused.value.field == "effective_on"
    proposal = propose("withdrawing", make_board_member(), TODAY)
    with clock.fixed(datetime(2026, 12, 1, 9, tzinfo=UTC)):
        operations.confirm(proposal, judging(proposal), "Ik zie het ook zo.")
    assert (proposal.decided_on, proposal.effective_on) == (date(2026, 12, 1), date(2026, 12, 1))


def test_a_status_is_held_until_the_day_on_which_it_ends(app, client_for):
    last = date(2026, 12, 31)
    proposal = propose("withdrawing", make_board_member(), last)
    operations.confirm(proposal, judging(proposal), "Ik zie het ook zo.")
    db.session.commit()
    person = proposal.person
    board, own = client_for(make_board_member()), client_for(person)
    assert held(person, clock.today()) is proposal.registration
    assert [one.name for one in entries(TODAY)] == [person.name]
    assert "Je status eindigt op donderdag 31 december 2026" in own.get("/mijn-register/").text
    assert "Eindigt op 31 december 2026" in board.get("/kwaliteit/ingeschreven/").text
    with app.test_request_context():
        assert give_badge(person, TODAY).registration is proposal.registration
    with pytest.raises(AlreadyRegistered):
        enter_status(person, proposal.register, Status.C, TODAY)
    with clock.fixed(datetime(2026, 12, 31, 9, tzinfo=UTC)):
        assert held(person, clock.today()) is None
        assert ended_in(registrations_of(person), clock.today()) == [proposal.registration]
        assert entries(last) == []


def test_withdrawing_ends_a_dossier_that_waited(app):
    proposal = propose("withdrawing", make_board_member())
    operations.confirm(proposal, judging(proposal), "Ik zie het ook zo.")
    assert db.session.query(Dossier).one().status is DossierStatus.JUDGED
    assert [one.kind for one in own_decisions(proposal.person)] == [DecisionKind.WITHDRAW]


def test_numbers_go_on_within_a_year_and_begin_again_in_the_next(app):
    numbers = [make_decision(make_application(make_person())).number for _ in range(3)]
    assert numbers == ["2026-0001", "2026-0002", "2026-0003"]
    with clock.fixed(datetime(2027, 1, 4, 9, tzinfo=UTC)):
        assert make_decision(make_application(make_person())).number == "2027-0001"
