"""Reads of PE activities: only the person finds theirs. The PE year of a day follows from what they hold, or held."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import selectinload

from app.core import clock
from app.core.copying import copied
from app.core.db import db
from app.dossiers.holding.queries import held
from app.dossiers.models import PEActivity
from app.dossiers.rules import ActivityStatus, ApprovalStatus
from app.people.models import User
from app.plans.models import Action
from app.regulation.case import Activity


def own_activity(person: User, activity_id: int) -> PEActivity | None:
    """An activity of this person; None for anybody else's."""
    return db.session.scalar(select(PEActivity).where(PEActivity.id == activity_id, PEActivity.person_id == person.id))


def activities_of(person: User, *, evidence: bool = False) -> Sequence[PEActivity]:
    """The activities of this person by date, of all years; `evidence` is for who shows that too."""
    return db.session.scalars(
        select(PEActivity)
        .where(PEActivity.person_id == person.id)
        .options(*[selectinload(PEActivity.evidence)] if evidence else [])
        .order_by(PEActivity.held_on, PEActivity.id)
    ).all()


def activity_from(action: Action) -> PEActivity | None:
    """The PE activity that an action of the plan became; there is at most one."""
    return db.session.scalar(select(PEActivity).where(PEActivity.action_id == action.id))


@dataclass(frozen=True, slots=True)
class ForPE:
    """What the page of a done action says of PE: the activity that it became, or None while it can become one."""

    activity: PEActivity | None


def for_pe(person: User, action: Action) -> ForPE | None:
    """For the page of an action, which cannot ask by itself; None for who is not in the register."""
    return ForPE(activity_from(action)) if held(person, clock.today()) is not None else None


def asked_for_approval() -> Sequence[PEActivity]:
    """All activities that wait for an answer of the committee, oldest question first."""
    return db.session.scalars(
        select(PEActivity)
        .where(PEActivity.approval == ApprovalStatus.ASKED)
        .options(selectinload(PEActivity.evidence), selectinload(PEActivity.person))
        .order_by(PEActivity.approval_asked_at, PEActivity.id)
    ).all()


def counts_on(activity: PEActivity, today: date) -> bool:
    """Whether the engine hears of it: what was planned for a day that is over, and is not done, gives nothing."""
    return activity.status is ActivityStatus.DONE or activity.held_on > today


def as_activities(activities: Iterable[PEActivity], day: date) -> tuple[Activity, ...]:
    """Activities as the engine knows them; what was planned for a day that is over gives nothing and is left out."""
    return tuple(as_activity(one) for one in activities if counts_on(one, day))


def as_activity(one: PEActivity) -> Activity:
    """One activity as the engine knows it; `ref` is its id."""
    granted = one.approval is ApprovalStatus.GRANTED
    return copied(
        Activity,
        one,
        date=one.held_on,
        clok=bool(one.clok),
        approved_on=one.approved_on if granted else None,
        granted_points=one.granted_points if granted else None,
        ref=str(one.id or ""),
    )
