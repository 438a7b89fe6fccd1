"""Reads of objections: mine, and those that the committee handles."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from sqlalchemy import select

from app.core.db import db
from app.people.models import User
from app.register.independence import Tie, ties_of
from app.register.models import Audit, Decision, Objection
from app.register.steps import DecisionStatus, ObjectionStatus


class Bar(StrEnum):
    """Why somebody who is independent of the person still cannot handle an objection."""

    DECIDED = "decided"
    AUDITED = "audited"

    @property
    def dutch(self) -> str:
        """The reason as a sentence."""
        return {
            "decided": "Je nam zelf dit besluit. Een ander behandelt het bezwaar.",
            "audited": "Je deed zelf de audit bij dit besluit. Een ander behandelt het bezwaar.",
        }[self.value]


@dataclass(frozen=True, slots=True)
class ObjectionView:
    """An objection for one viewer of the committee."""

    objection: Objection
    hindrance: Tie | Bar | None

    @property
    def reason(self) -> str:
        """Why the viewer cannot handle it, or an empty text."""
        return self.hindrance.dutch if self.hindrance else ""


def own_decision(person: User, decision_id: int) -> Decision | None:
    """A decision about this person that was taken; a proposal is not known outside the board."""
    return db.session.scalars(
        select(Decision).where(
            Decision.id == decision_id, Decision.person_id == person.id, Decision.status == DecisionStatus.TAKEN
        )
    ).first()


def objection_to(decision: Decision) -> Objection | None:
    """The objection to a decision; there is at most one."""
    return db.session.scalars(select(Objection).where(Objection.decision_id == decision.id)).first()


def objection_called(objection_id: int) -> Objection | None:
    """One objection, for the committee."""
    return db.session.get(Objection, objection_id)


def objections(open_only: bool = False) -> Sequence[Objection]:
    """The objections, the oldest that waits first, then those that are done, newest first."""
    query = select(Objection).order_by(Objection.filed_on, Objection.id)
    if open_only:
        query = query.where(Objection.status.in_([ObjectionStatus.FILED, ObjectionStatus.RECEIVED]))
    found = db.session.scalars(query).all()
    waiting = [one for one in found if is_waiting(one)]
    return [*waiting, *reversed([one for one in found if not is_waiting(one)])]


def is_waiting(objection: Objection) -> bool:
    """Whether the committee still has to do something."""
    return objection.status in (ObjectionStatus.FILED, ObjectionStatus.RECEIVED)


def views_of(found: Sequence[Objection], viewer: User, day: date) -> list[ObjectionView]:
    """The objections with what hinders this viewer."""
    ties = ties_of(viewer, [one.decision.person for one in found], day)
    return [ObjectionView(one, hindrance(one, viewer, ties.get(one.decision.person_id))) for one in found]


def view_of(objection: Objection, viewer: User, day: date) -> ObjectionView:
    """One objection with what hinders this viewer."""
    return views_of([objection], viewer, day)[0]


def hindrance(objection: Objection, viewer: User, tie: Tie | None) -> Tie | Bar | None:
    """What keeps the viewer from handling it: a tie with the person, or a part in the decision itself."""
    decision = objection.decision
    if tie is not None:
        return tie
    if viewer.id in (decision.decided_by_id, decision.second_by_id):
        return Bar.DECIDED
    if decision.application_id is not None and viewer.id in _auditors(decision.application_id):
        return Bar.AUDITED
    return None


def _auditors(application_id: int) -> frozenset[int | None]:
    return frozenset(db.session.scalars(select(Audit.auditor_id).where(Audit.application_id == application_id)))
