"""Decisions that were taken, the sample that is drawn from them, and objections to them."""

from __future__ import annotations

from datetime import date
from itertools import count

from flask import current_app

from app.core import clock
from app.core.db import db
from app.people.models import User
from app.register.judges.operations import declare
from app.register.models import Decision, Objection, Sample
from app.register.objections import operations as objection_operations
from app.register.rules import DecisionKind, DecisionStatus, ObjectionOutcome
from app.register.samples import operations as sample_operations
from app.regulation.terms import RegisterName, Status
from tests.factories.people import make_person
from tests.factories.register import make_board_member, make_committee_member

_number = count(1)


def make_taken_decision(
    person: User | None = None,
    *,
    by: User | None = None,
    kind: DecisionKind = DecisionKind.RENEW,
    status: Status = Status.B,
    day: date = date(2026, 5, 4),
) -> Decision:
    """A decision about somebody, taken by a member of the board."""
    decision = Decision(
        number=f"T-{next(_number)}",
        person=person or make_person(),
        kind=kind,
        status=DecisionStatus.TAKEN,
        register=RegisterName.AMB,
        register_status=status,
        decided_on=day,
        effective_on=day,
        reason="Alles is in orde.",
        rules_edition="register-amb-2018",
        decided_by_id=(by or make_board_member()).id,
        recorded_at=clock.now(),
    )
    db.session.add(decision)
    db.session.commit()
    return decision


def make_sample(by: User, size: int = 10, *, year: int = 2026) -> Sample:
    """A sample of everything that was decided in a year."""
    sample = sample_operations.draw_sample(by, year, list(Status), size=size)
    db.session.commit()
    return sample


def make_objection(decision: Decision, day: date = date(2026, 6, 1)) -> Objection:
    """The objection of the person whom a decision is about."""
    objection = objection_operations.file_objection(decision, decision.person, "Ik zie dit anders.", day)
    db.session.commit()
    return objection


def make_upheld(
    decision: Decision, *, by: User | None = None, outcome: ObjectionOutcome = ObjectionOutcome.UPHELD
) -> Objection:
    """An objection to a decision with which a member of the committee agrees, and a second one too."""
    objection, judge, second = make_objection(decision), by or make_committee_member(), make_committee_member()
    with current_app.test_request_context():
        objection_operations.receive(objection, judge, clock.today())
        declare(judge, objection)
        objection_operations.handle(objection, judge, outcome, "De punten tellen mee.", clock.today())
        declare(second, objection)
        objection_operations.confirm(objection, second, "Dat vind ik ook.", clock.today(), objection.draft_mark)
    db.session.commit()
    return objection
