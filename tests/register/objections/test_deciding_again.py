"""After an objection that was upheld the board decides once more, with other people; a lost status comes back whole."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest

from app.core import clock, mail
from app.core.db import db
from app.core.problems import WrongStep
from app.dossiers.holding import operations as dossiers
from app.dossiers.holding.queries import held
from app.dossiers.rules import DossierStatus
from app.people import operations as people
from app.people.rules import RoleName
from app.register.badges import queries as badges
from app.register.badges.operations import give_badge
from app.register.badges.rules import BadgeState
from app.register.decisions import operations
from app.register.decisions.letters import letter_data
from app.register.decisions.queries import own_decisions
from app.register.decisions.rulings import ProposedAlready, Ruling, SamePerson, WrongDecision
from app.register.desk.queries import desk_of
from app.register.judges.operations import declare
from app.register.judges.rules import HadAPart, NotIndependent, Part, Tie
from app.register.objections.operations import decide_again
from app.register.objections.queries import objection_to
from app.register.public.queries import entries
from app.register.rules import Advice, DecisionKind, DecisionStatus, ObjectionOutcome
from app.regulation.terms import RegisterName, Status
from tests.factories.dossiers import make_dossier, make_experience, make_registrant, make_registration
from tests.factories.pe import make_pe_activity
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
from tests.factories.samples import make_upheld
from tests.register.files import decide

TODAY = date(2026, 11, 20)
FIRST_DAY = date(2026, 6, 1)
STARTED = date(2026, 3, 15)
REASON = "Bij nader inzien klopt dit."


def on(day: date):
    return clock.fixed(datetime(day.year, day.month, day.day, 9, tzinfo=UTC))


def withdrawn(**who):
    """A status that two members took away in June, and the day of today."""
    person = who.get("person") or make_person(name="Petra Lammers")
    make_registration(person, Status.B, started_on=STARTED)
    with on(FIRST_DAY):
        decision = make_proposal(person, who.get("first"))
        operations.confirm(decision, judging(decision, who.get("second") or make_board_member()), "Ik zie het ook zo.")
        db.session.commit()
    return decision


def not_renewed():
    """A dossier after which two members did not renew, on its renewal date."""
    person = make_person()
    make_registrant(person)
    make_registration(person, Status.B, started_on=date(2025, 5, 1))
    with on(date(2026, 2, 20)):
        dossier = make_dossier(person)
    with on(FIRST_DAY):
        ruling = Ruling(DecisionKind.REFUSE_RENEWAL, FIRST_DAY, REASON, "Het jaar kan niet meer goed komen.")
        decision = operations.decide_dossier(dossier, judging(dossier), ruling)
        operations.confirm(decision, judging(decision), "Ik zie het ook zo.")
        db.session.commit()
    return decision


def again(objection, kind, by=None, day=TODAY, deviation="De commissie telt de punten mee."):
    by = by or make_board_member()
    declare(by, objection)
    made = decide_again(objection, by, Ruling(kind, day, REASON, deviation))
    db.session.commit()
    return made


@pytest.fixture(autouse=True)
def request_context(app, now):
    with app.test_request_context():
        yield


def test_a_status_that_was_wrongly_taken_away_was_never_interrupted(app):
    first = withdrawn()
    assert entries(TODAY) == []
    decision = again(make_upheld(first), DecisionKind.RESTORE)
    registration = held(first.person, clock.today())
    assert registration is first.registration
    assert (registration.started_on, registration.renewal_date) == (STARTED, date(2027, 3, 15))
    for day in (FIRST_DAY, date(2026, 8, 1), TODAY):
        assert [one.name for one in entries(day)] == ["Petra Lammers"]
    assert (decision.effective_on, decision.decided_on) == (FIRST_DAY, TODAY)
    assert (first.replaced_by, decision.replaces) == (decision, first)


def test_a_badge_that_was_withdrawn_stays_so_and_a_restored_status_gets_a_new_one(app):
    person = make_person()
    make_registration(person, Status.B, started_on=STARTED)
    with on(date(2026, 4, 1)):
        badge = give_badge(person, clock.today())
    with on(FIRST_DAY):
        first = make_proposal(person)
        operations.confirm(first, judging(first), "Ik zie het ook zo.")
    assert badges.check(badge).state is BadgeState.WITHDRAWN
    again(make_upheld(first), DecisionKind.RESTORE)
    assert badges.check(badge).state is BadgeState.WITHDRAWN
    assert badges.withdrawn_places()[0] == [badge.place]
    assert badges.check(give_badge(person, clock.today())).state is BadgeState.VALID


def test_the_letter_names_the_objection_and_says_that_the_status_was_never_gone(app):
    first = withdrawn()
    data = letter_data(again(make_upheld(first), DecisionKind.RESTORE))
    assert data["title"] == "Je B-status is hersteld"
    for said in (f"in de plaats van besluit {first.number}", "bezwaar klopt", "nooit onderbroken", "15 maart 2026"):
        assert said in data["again"]
    assert letter_data(first)["again"] == ""


def test_a_status_that_was_not_renewed_is_renewed_after_all(app):
    first = not_renewed()
    objection = make_upheld(first, outcome=ObjectionOutcome.PARTLY)
    decision = make_confirmed(again(objection, DecisionKind.RENEW))
    registration = held(first.person, clock.today())
    assert (registration, registration.renewal_date) == (first.registration, date(2027, 5, 1))
    assert first.dossier.status is DossierStatus.JUDGED
    assert decision.dossier is first.dossier
    assert decision.outcome["requirements"]
    data = letter_data(decision)
    assert "voor een deel klopt" in data["again"]
    assert "nooit onderbroken" in data["again"]


def test_a_dossier_that_was_closed_by_the_withdrawal_waits_again(app):
    person = make_person()
    make_registrant(person)
    make_registration(person, Status.B, started_on=date(2025, 12, 15))
    with on(FIRST_DAY):
        dossier = make_dossier(person)
        first = make_proposal(person)
        operations.confirm(first, judging(first), "Ik zie het ook zo.")
    assert dossier.status is DossierStatus.JUDGED
    again(make_upheld(first), DecisionKind.RESTORE)
    assert (dossier.status, dossier.judged_at) == (DossierStatus.HANDED_IN, None)


def test_what_was_refused_can_be_granted_from_the_day_of_the_first_decision(app):
    person = make_person()
    make_registrant(person)
    make_experience(person)
    with on(date(2026, 5, 1)):
        application = make_application(person, "B-entree_audit")
        make_audit(application)
    with on(FIRST_DAY):
        first = make_decision(application, kind=DecisionKind.REFUSE)
    objection = make_upheld(first)
    with pytest.raises(WrongDecision, match="vanaf de aanvraag"):
        again(objection, DecisionKind.GRANT, day=date(2026, 4, 30))
    decision = again(objection, DecisionKind.GRANT, day=FIRST_DAY)
    assert (held(person, clock.today()).status, held(person, clock.today()).started_on) == (Status.B, FIRST_DAY)
    assert decision.registration is held(person, clock.today())


@pytest.mark.parametrize(("passed", "status"), [(False, DecisionStatus.PROPOSED), (True, DecisionStatus.TAKEN)])
def test_granting_after_all_needs_two_while_the_audit_was_not_passed(app, passed, status):
    person = make_person()
    make_registrant(person, register=RegisterName.MW)
    application = make_application(person, "B-entree_audit")
    make_audit(application, passed=passed)
    objection = make_upheld(make_decision(application, kind=DecisionKind.REFUSE))
    assert again(objection, DecisionKind.GRANT).status is status


def test_refusing_once_more_leaves_it_as_it_was(app):
    application = make_application(make_person(), "A-entree_audit")
    first = make_decision(application, kind=DecisionKind.REFUSE)
    decision = make_confirmed(again(make_upheld(first), DecisionKind.REFUSE))
    assert held(application.person, clock.today()) is None
    assert decision.status is DecisionStatus.TAKEN
    assert decision.effective_on == first.effective_on


def test_nobody_who_had_a_part_in_the_first_decision_takes_the_new_one(app):
    proposer, second, judge = make_board_member(), make_board_member(), make_committee_member()
    first = withdrawn(first=proposer, second=second)
    objection = make_upheld(first, by=judge)
    people.change_register_role(judge, RoleName.BOARD, on=True)
    for by, part in ((proposer, Part.DECIDED), (second, Part.DECIDED), (judge, Part.HANDLED)):
        with pytest.raises(HadAPart) as refused:
            again(objection, DecisionKind.RESTORE, by)
        assert refused.value.part is part
    for by in (first.person, make_board_member(first.person.organisation)):
        with pytest.raises(NotIndependent):
            again(objection, DecisionKind.RESTORE, by)
    assert held(first.person, clock.today()) is None


def test_who_held_the_audit_or_gave_advice_does_not_decide_again(app):
    auditor = make_committee_member()
    application = make_application(make_person(), "A-entree_audit")
    make_audit(application, auditor)
    objection = make_upheld(make_decision(application, kind=DecisionKind.REFUSE, deviation="Nee."))
    people.change_register_role(auditor, RoleName.BOARD, on=True)
    with pytest.raises(HadAPart) as refused:
        again(objection, DecisionKind.GRANT, auditor)
    assert refused.value.part is Part.AUDITED


def test_to_take_it_away_once_more_needs_two_other_members(app):
    proposer, second = make_board_member(), make_board_member()
    first = withdrawn(first=proposer, second=second)
    objection = make_upheld(first)
    third, fourth = make_board_member(), make_board_member()
    proposal = again(objection, DecisionKind.WITHDRAW, third, FIRST_DAY)
    assert proposal.status is DecisionStatus.PROPOSED
    with pytest.raises(ProposedAlready):
        again(objection, DecisionKind.RESTORE, fourth)
    with pytest.raises(SamePerson):
        operations.confirm(proposal, judging(proposal, third), "Ik zie het ook zo.")
    for by in (proposer, second):
        with pytest.raises(HadAPart):
            operations.confirm(proposal, judging(proposal, by), "Ik zie het ook zo.")
    operations.confirm(proposal, judging(proposal, fourth), "Ik zie het ook zo.")
    assert (proposal.decided_on, proposal.effective_on) == (TODAY, FIRST_DAY)
    assert (held(first.person, clock.today()), first.registration.ended_on) == (None, FIRST_DAY)
    assert "nooit onderbroken" not in letter_data(proposal)["again"]


def test_taking_it_away_once_more_can_be_from_a_later_day_and_never_from_an_earlier_one(app):
    first = withdrawn()
    objection = make_upheld(first, outcome=ObjectionOutcome.PARTLY)
    with pytest.raises(WrongDecision) as refused:
        again(objection, DecisionKind.WITHDRAW, day=date(2026, 5, 31))
    assert refused.value.field == "effective_on"
    proposal = again(objection, DecisionKind.WITHDRAW, day=date(2026, 9, 1))
    operations.confirm(proposal, judging(proposal), "Ik zie het ook zo.")
    assert first.registration.ended_on == date(2026, 9, 1)


def test_the_task_stands_on_the_desk_until_the_board_decided(app):
    proposer, free = make_board_member(), make_board_member()
    first = withdrawn(first=proposer)
    near = make_board_member(first.person.organisation)
    objection = make_upheld(first)
    mine, theirs, tied = (desk_of(one, TODAY).tasks for one in (free, proposer, near))
    assert desk_of(near, TODAY).tied == {Tie.ORGANISATION: 1}
    assert [(one.endpoint, one.is_open) for one in mine] == [("objections.decide", True)]
    assert [(one.endpoint, one.waits_for) for one in theirs] == [("objections.decide", "een ander bestuurslid")]
    assert tied == ()
    proposal = again(objection, DecisionKind.WITHDRAW, free, FIRST_DAY)
    assert [one.endpoint for one in desk_of(free, TODAY).tasks] == ["decisions.show"]
    assert [one.is_open for one in desk_of(proposer, TODAY).tasks] == [False]
    operations.drop(proposal, judging(proposal), "Ik zie het ook zo.")
    assert [one.endpoint for one in desk_of(free, TODAY).open] == ["objections.decide"]
    again(objection, DecisionKind.RESTORE, free)
    assert desk_of(free, TODAY).tasks == ()


def test_an_objection_that_is_rejected_or_still_open_obliges_nothing(app):
    first = withdrawn()
    objection = make_upheld(first, outcome=ObjectionOutcome.REJECTED)
    assert desk_of(make_board_member(), TODAY).tasks == ()
    with pytest.raises(WrongStep, match="niet opnieuw"):
        again(objection, DecisionKind.RESTORE)


def test_the_board_decides_once_and_only_what_fits(app):
    objection = make_upheld(withdrawn())
    with pytest.raises(WrongDecision) as refused:
        again(objection, DecisionKind.REFUSE_RENEWAL)
    assert refused.value.field == "kind"
    again(objection, DecisionKind.RESTORE)
    with pytest.raises(WrongStep):
        again(objection, DecisionKind.RESTORE)


@pytest.mark.parametrize(("status", "ended_on"), [(Status.C, None), (Status.B, None), (Status.A, date(2026, 9, 1))])
def test_who_came_in_again_meanwhile_keeps_the_highest_status(app, status, ended_on):
    first = withdrawn()
    between = dossiers.enter_status(first.person, first.register, status, date(2026, 9, 1))
    again(make_upheld(first), DecisionKind.RESTORE)
    assert first.registration.ended_on == ended_on
    assert held(first.person, clock.today()) is (between if status is Status.A else first.registration)
    assert len(entries(TODAY)) == 1


def test_the_new_decision_can_be_objected_to_and_its_takers_are_out_too(app):
    first = withdrawn()
    third, fourth = make_board_member(), make_board_member()
    new = again(make_upheld(first), DecisionKind.WITHDRAW, third, FIRST_DAY)
    operations.confirm(new, judging(new, fourth), "Ik zie het ook zo.")
    objection = make_upheld(new)
    deciders = [db.session.get(type(third), id_) for id_ in (first.decided_by_id, first.second_by_id)]
    for by, part in ((third, Part.DECIDED), (deciders[0], Part.EARLIER), (deciders[1], Part.EARLIER)):
        with pytest.raises(HadAPart) as refused:
            again(objection, DecisionKind.RESTORE, by)
        assert refused.value.part is part
    again(objection, DecisionKind.RESTORE)
    assert held(first.person, clock.today()) is first.registration


def test_who_advised_does_not_handle_the_objection_nor_the_dossier_on_the_board(app, client_for):
    adviser = make_committee_member()
    person = make_person()
    make_registrant(person)
    make_registration(person, Status.B, started_on=date(2025, 12, 15))
    dossier = make_dossier(person)
    operations.find(dossier, judging(dossier, adviser), Advice.REFUSE, "Er ontbreekt veel.")
    people.change_register_role(adviser, RoleName.COMMITTEE, on=False)
    people.change_register_role(adviser, RoleName.BOARD, on=True)
    with pytest.raises(HadAPart):
        operations.decide_dossier(
            dossier, judging(dossier, adviser), Ruling(DecisionKind.RENEW, TODAY, REASON, "Toch.")
        )
    decision = operations.decide_dossier(dossier, judging(dossier), Ruling(DecisionKind.RENEW, TODAY, REASON, "Toch."))
    make_confirmed(decision)
    people.change_register_role(adviser, RoleName.BOARD, on=False)
    people.change_register_role(adviser, RoleName.COMMITTEE, on=True)
    db.session.commit()
    client_for(person).post(f"/mijn-register/bezwaar/{decision.id}/", data={"grounds": "De datum klopt niet."})
    address = f"/kwaliteit/bezwaar/{objection_to(decision).id}/"
    assert "gaf zelf het bestuur advies" in client_for(adviser).get(address).text
    assert client_for(adviser).post(f"{address}ontvangen").status_code == 409


def test_a_member_decides_on_screen_and_the_person_reads_it(app, client_for):
    first = withdrawn()
    objection = make_upheld(first)
    member, person = client_for(make_board_member()), client_for(first.person)
    address = f"/kwaliteit/bezwaar/{objection.id}/besluit"
    assert "Dat doen andere mensen" in person.get(f"/mijn-register/bezwaar/{first.id}/").text
    page = member.get(address).text
    for shown in ("Status herstellen", "De punten tellen mee.", first.reason):
        assert shown in page
    assert member.post(address, data={"kind": "restore"}).status_code == 422
    assert member.post(address, data={"kind": "grant", "reason": REASON}).status_code == 422
    filled_in = {"kind": "restore", "reason": REASON, "effective_on": "2026-06-01", "independent": "y"}
    sent = decide(member, address, filled_in)
    assert sent.status_code == 303
    assert "In plaats van" in member.get(sent.headers["Location"]).text
    assert "hoeft nu geen besluit" in member.get(address).text
    assert member.post(address, data=filled_in).status_code == 409
    assert "Petra Lammers" in client_for(make_person()).get("/register/").text
    new = own_decisions(first.person)[0]
    assert f"Besluit {new.number} komt in de plaats" in person.get(f"/mijn-register/bezwaar/{first.id}/").text
    decisions = person.get("/mijn-register/besluiten/").text
    assert "Geldt niet meer" in decisions
    assert person.get(f"/mijn-register/besluiten/{new.id}/brief.pdf").data[:4] == b"%PDF"
    subjects = [one.subject for one in db.session.query(mail.OutboxMail).filter_by(recipient=first.person.email)]
    assert f"Besluit {new.number} van het beroepsregister" in subjects


def test_what_the_rules_say_today_is_shown_when_it_changed_since(app, client_for):
    first = not_renewed()
    objection = make_upheld(first)
    member = client_for(make_board_member())
    address = f"/kwaliteit/bezwaar/{objection.id}/besluit"
    page = member.get(address).text
    assert "Vandaag geven de regels hetzelfde aan als toen." in page
    assert "Wat de regels vandaag aangeven" not in page
    make_pe_activity(first.person, held_on=date(2026, 3, 1))
    assert "Wat de regels vandaag aangeven" in member.get(address).text


def test_who_decided_first_sees_that_another_has_to_and_nothing_else(app, client_for):
    proposer = make_board_member()
    objection = make_upheld(withdrawn(first=proposer))
    address = f"/kwaliteit/bezwaar/{objection.id}/besluit"
    page = client_for(proposer).get(address)
    assert "Je nam zelf dit besluit." in page.text
    assert objection.grounds not in page.text
    read = client_for(proposer).get(f"/kwaliteit/bezwaar/{objection.id}/").text
    assert "De punten tellen mee." in read
    assert objection.grounds not in read
    near = client_for(make_board_member(objection.decision.person.organisation))
    assert "De punten tellen mee." not in near.get(f"/kwaliteit/bezwaar/{objection.id}/").text
    sent = {"kind": "restore", "reason": REASON, "effective_on": "2026-06-01"}
    assert client_for(proposer).post(address, data=sent).status_code == 409
