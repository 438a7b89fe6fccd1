"""Writes of the first steps of an organisation. Each flushes; the request commits."""

from __future__ import annotations

from app.core.db import db, lock, only_once
from app.core.problems import DomainError
from app.people.models import Organisation
from app.plans.models import FirstStep
from app.plans.rules import ActionKind
from app.plans.steps.queries import own_steps
from app.plans.steps.rules import MOST_OWN
from app.standards.library import standard_for


class TooManySteps(DomainError):
    """A level of an element has as many as it may have."""


class StepExists(DomainError):
    """The same step stands there already."""


def add_step(
    organisation: Organisation, standard: str, element: str, level: str, *, kind: ActionKind, title: str
) -> FirstStep:
    """Suggest one more step for a level of an element; raises `TooManySteps` and `StepExists`.

    Raises a `LookupError` when the standard has no such element or level.
    """
    standard_for(organisation, standard).element(element).level(level)
    lock(organisation)
    there = [one for one in own_steps(organisation, standard) if (one.element, one.level) == (element, level)]
    twin = StepExists("Deze stap staat er al.")
    if any(one.title == title for one in there):
        raise twin
    if len(there) >= MOST_OWN:
        raise TooManySteps(f"Bij dit niveau staan al {MOST_OWN} stappen van jullie. Haal er eerst een weg.")
    step = FirstStep(
        organisation_id=organisation.id, standard=standard, element=element, level=level, kind=kind, title=title
    )
    with only_once(lambda: twin):
        db.session.add(step)
    return step


def remove_step(organisation: Organisation, step: FirstStep) -> None:
    """Suggest a step no longer; what somebody put in a plan stays there."""
    lock(organisation, step)
    db.session.delete(step)
    db.session.flush()
