"""Reads of objections: mine, and those that the committee handles."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import joinedload

from app.core.db import db
from app.people.models import User
from app.people.rules import RoleName
from app.register.judges.queries import Hindrances, hindrances_of
from app.register.judges.rules import Part, Tie
from app.register.models import Decision, Objection
from app.register.rules import ObjectionOutcome, ObjectionStatus


@dataclass(frozen=True, slots=True)
class ObjectionView:
    """An objection for one viewer: somebody of the committee who handles it, or of the board who decides once more."""

    objection: Objection
    hindrance: Tie | Part | None

    @property
    def reason(self) -> str:
        """Why the viewer leaves it to another, or an empty text."""
        return self.hindrance.dutch if self.hindrance else ""

    @property
    def shows_answer(self) -> bool:
        """Whether the viewer reads what the committee found: also who decided first, but nobody who is too close."""
        return bool(self.objection.answer) and not isinstance(self.hindrance, Tie)

    @property
    def is_open(self) -> bool:
        """Whether the committee or the board still has to do something: as long as that is so, the file is open."""
        return self.objection.is_open


def objection_to(decision: Decision) -> Objection | None:
    """The objection to a decision; there is at most one."""
    return db.session.scalars(select(Objection).where(Objection.decision_id == decision.id)).first()


def objection_called(objection_id: int) -> Objection | None:
    """One objection, for the committee."""
    return db.session.get(Objection, objection_id)


def objections(open_only: bool = False) -> Sequence[Objection]:
    """The objections, the oldest that waits first, then those that are done, newest first."""
    decision = joinedload(Objection.decision)
    query = (
        select(Objection)
        .options(
            decision.joinedload(Decision.person),
            decision.selectinload(Decision.replacements),
            decision.selectinload(Decision.replaces),
        )
        .order_by(Objection.filed_on, Objection.id)
    )
    if open_only:
        query = query.where(Objection.status.in_([ObjectionStatus.FILED, ObjectionStatus.RECEIVED]))
    found = db.session.scalars(query).all()
    waiting = [one for one in found if is_waiting(one)]
    return [*waiting, *reversed([one for one in found if not is_waiting(one)])]


def is_waiting(objection: Objection) -> bool:
    """Whether the committee still has to do something."""
    return objection.status in (ObjectionStatus.FILED, ObjectionStatus.RECEIVED)


def waiting_for_decision() -> Sequence[Objection]:
    """The objections that were upheld while the board did not decide or propose anything since, oldest first."""
    decision = joinedload(Objection.decision)
    found = db.session.scalars(
        select(Objection)
        .where(Objection.outcome.in_([one for one in ObjectionOutcome if one.obliges]))
        .options(decision.joinedload(Decision.person), decision.selectinload(Decision.replacements))
        .order_by(Objection.handled_on, Objection.id)
    ).all()
    return [one for one in found if one.decision.replacement is None]


def views_of(found: Sequence[Objection], viewer: User, hindrances: Hindrances) -> list[ObjectionView]:
    """The objections with what hinders this viewer: a tie with the person, or a part in the matter itself."""
    return [ObjectionView(one, hindrances.at(one.decision) or _handled(one, viewer)) for one in found]


def view_of(objection: Objection, viewer: User, day: date) -> ObjectionView:
    """One objection with what hinders this viewer."""
    return views_of([objection], viewer, hindrances_of(viewer, [objection.decision], day))[0]


def _handled(objection: Objection, viewer: User) -> Part | None:
    """Who answered for the committee and came to the board since does not decide once more."""
    answered = viewer.id in (objection.handled_by_id, objection.second_by_id)
    return Part.HANDLED if answered and RoleName.BOARD in viewer.role_names else None
