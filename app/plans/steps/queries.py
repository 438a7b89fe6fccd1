"""Reads of first steps: those of an organisation, and what somebody of it is offered."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import select

from app.core.db import db
from app.people.models import Organisation
from app.plans.models import FirstStep
from app.plans.steps.file import first_steps
from app.plans.steps.rules import Step, offered


def own_steps(organisation: Organisation, standard: str) -> Sequence[FirstStep]:
    """What an organisation wrote on one standard, in the order in which it did."""
    return db.session.scalars(
        select(FirstStep)
        .where(FirstStep.organisation_id == organisation.id, FirstStep.standard == standard)
        .order_by(FirstStep.id)
    ).all()


def own_step(organisation: Organisation, step_id: int) -> FirstStep | None:
    """One of an organisation; None for any other."""
    return db.session.scalar(
        select(FirstStep).where(FirstStep.id == step_id, FirstStep.organisation_id == organisation.id)
    )


def steps_for(organisation: Organisation, standard: str, element: str, level: str) -> tuple[Step, ...]:
    """What somebody of this organisation can begin with to reach a level of an element; never nothing."""
    own = [
        Step(one.kind, one.title, own=True)
        for one in own_steps(organisation, standard)
        if (one.element, one.level) == (element, level)
    ]
    file = first_steps()
    return offered(own, file.of(standard, element), file.for_all)
