"""Every operation with which somebody judges or changes what is another's, called directly by who may not."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from typing import Any

import pytest
from flask import Flask

from app.core import clock
from app.core.db import db
from app.core.problems import DomainError
from app.dossiers.details.operations import MayNotChange, remove_function
from app.dossiers.models import Dossier, Experience, PEActivity, PracticeReport, Registration
from app.people.models import User
from app.register.applications.operations import AuditFacts, record_audit
from app.register.approvals.operations import answer_activity, answer_subject
from app.register.decisions import operations as decisions
from app.register.decisions.rulings import Ruling, SamePerson
from app.register.judges.operations import declare
from app.register.judges.queries import Judge, judge_of
from app.register.judges.rules import NotDeclared, NotIndependent
from app.register.models import Application, Decision, Sample
from app.register.objections import operations as objections
from app.register.rules import Advice, DecisionKind, ObjectionOutcome, SampleVerdict
from app.register.samples.operations import judge_file
from tests.conventions.world import World
from tests.factories.dossiers import make_experience
from tests.factories.people import make_person
from tests.factories.register import make_board_member, make_committee_member
from tests.factories.samples import make_objection, make_sample, make_taken_decision, make_upheld

FACTS = AuditFacts(date(2026, 11, 20), True, None, None, "Gezien.")


def ruling(kind: DecisionKind) -> Ruling:
    return Ruling(kind, clock.today(), "Zo is het.", "Toch.")


By = Callable[[Any, Judge], object]

JUDGES: Mapping[str, tuple[type[Any], str, By]] = {
    "record_audit": (Application, "application_id", lambda file, judge: record_audit(file, judge, FACTS)),
    "decide_application": (
        Application,
        "application_id",
        lambda file, judge: decisions.decide_application(file, judge, ruling(DecisionKind.GRANT)),
    ),
    "find": (Dossier, "dossier_id", lambda file, judge: decisions.find(file, judge, Advice.RENEW, "Goed.")),
    "decide_dossier": (
        Dossier,
        "dossier_id",
        lambda file, judge: decisions.decide_dossier(file, judge, ruling(DecisionKind.RENEW)),
    ),
    "decide_registration": (
        Registration,
        "registration_id",
        lambda file, judge: decisions.decide_registration(file, judge, ruling(DecisionKind.WITHDRAW)),
    ),
    "confirm": (
        Decision,
        "decisions.confirm.decision_id",
        lambda file, judge: decisions.confirm(file, judge, "Ik zie het ook zo."),
    ),
    "drop": (Decision, "decisions.drop.decision_id", lambda file, judge: decisions.drop(file, judge, "Nee.")),
    "answer_activity": (
        PEActivity,
        "approvals.answer_activity.activity_id",
        lambda file, judge: answer_activity(file, judge, granted=True, points=2, answer=""),
    ),
    "answer_subject": (
        PracticeReport,
        "approvals.answer_subject.report_id",
        lambda file, judge: answer_subject(file, judge, approved=True, answer=""),
    ),
}
"""What takes the proof that somebody may judge, with the file of `self` that it judges."""


@pytest.fixture(autouse=True)
def request_context(app: Flask):
    with app.test_request_context():
        yield


def some(person: User | None) -> User:
    assert person is not None
    return person


@pytest.mark.parametrize("name", JUDGES)
@pytest.mark.parametrize("tied", ["committee_here", "board_here", "self"])
def test_who_is_tied_gets_no_proof_to_judge_with(world: World, name: str, tied: str):
    model, key, by = JUDGES[name]
    file = db.session.get_one(model, world.ids[key])
    with pytest.raises(NotIndependent):
        by(file, judge_of(some(world.people[tied]), file.person, clock.today()))


@pytest.mark.parametrize("name", JUDGES)
def test_a_proof_about_somebody_else_is_none(world: World, name: str):
    model, key, by = JUDGES[name]
    file = db.session.get_one(model, world.ids[key])
    with pytest.raises(ValueError, match="somebody else"):
        by(file, judge_of(make_board_member(), make_person(), clock.today()))


@pytest.mark.parametrize("name", JUDGES)
def test_who_declared_nothing_is_refused(world: World, name: str):
    model, key, by = JUDGES[name]
    file = db.session.get_one(model, world.ids[key])
    with pytest.raises(NotDeclared):
        by(file, judge_of(make_person(), file.person, clock.today()))


def handle(decision: Decision, by: User) -> object:
    found = make_objection(decision)
    return objections.handle(found, by, ObjectionOutcome.REJECTED, "Nee.", clock.today())


def second(decision: Decision, by: User) -> object:
    found, first = make_objection(decision), make_committee_member()
    objections.receive(found, first, clock.today())
    declare(first, found)
    objections.handle(found, first, ObjectionOutcome.REJECTED, "Nee.", clock.today())
    return objections.confirm(found, by, "Ja.", clock.today(), found.draft_mark)


def sampled(decision: Decision, by: User) -> object:
    drawn: Sample = make_sample(make_committee_member(), size=500)
    file = next(one for one in drawn.files if one.decision_id == decision.id)
    return judge_file(drawn, file, by, SampleVerdict.SOUND, "")


BY_NAME: Mapping[str, Callable[[Decision, User], object]] = {
    "receive": lambda decision, by: objections.receive(make_objection(decision), by, clock.today()),
    "handle": handle,
    "confirm_outcome": second,
    "decide_again": lambda decision, by: objections.decide_again(make_upheld(decision), by, ruling(DecisionKind.RENEW)),
    "judge_file": sampled,
}
"""What takes who judges, and asks itself whether they may; about a decision on `self`."""


@pytest.mark.parametrize("name", BY_NAME)
@pytest.mark.parametrize("tied", ["committee_here", "board_here", "self", "decider"])
def test_who_is_tied_or_decided_it_is_refused(world: World, name: str, tied: str):
    decider = make_board_member()
    decision = make_taken_decision(some(world.people["self"]), by=decider)
    by = decider if tied == "decider" else some(world.people[tied])
    with pytest.raises(DomainError, match=r"Je mag dit dossier niet beoordelen|Je nam zelf"):
        BY_NAME[name](decision, by)


def test_who_did_not_propose_takes_nothing_back(world: World):
    proposal = db.session.get_one(Decision, world.ids["decisions.drop.decision_id"])
    with pytest.raises(SamePerson):
        decisions.take_back(proposal, make_board_member())


def test_only_whom_it_is_about_objects_and_takes_it_back(world: World):
    decision = make_taken_decision(some(world.people["self"]))
    stranger = some(world.people["stranger"])
    with pytest.raises(ValueError, match="Only"):
        objections.file_objection(decision, stranger, "Nee.", clock.today())
    filed = make_objection(decision)
    with pytest.raises(ValueError, match="Only"):
        objections.withdraw(filed, stranger, clock.today())


@pytest.mark.parametrize("role", ["committee", "board"])
def test_a_judge_does_not_change_the_own_past(world: World, role: str):
    judge = some(world.people[role])
    function: Experience = make_experience(judge, employer="Gemeente Verder")
    with pytest.raises(MayNotChange):
        remove_function(function, judge)
