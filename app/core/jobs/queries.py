"""Reads about jobs: what is due, when each kind was done last, and what did not go well."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection, and_, func, or_, select

from app.core.db import db
from app.core.jobs.kinds import Kind, kinds
from app.core.jobs.models import Job
from app.core.jobs.rules import DEAD_AFTER, State

MOST_FAILURES = 20


@dataclass(frozen=True, slots=True)
class Planned:
    """A kind with a rhythm: what is to come, when it was done last, and what came of it the last time that counts.

    `error` is what went wrong the last time; `since` is when somebody began on it, who is busy now.
    """

    kind: Kind
    next_at: datetime | None
    last_at: datetime | None
    result: str
    error: str
    since: datetime | None


def due_kinds(now: datetime) -> Sequence[str]:
    """The kinds of which something waits that is due, or was left by who died."""
    is_due = and_(Job.state == State.WAITING, Job.due_at <= now)
    is_left = and_(Job.state == State.RUNNING, Job.alive_at < now - DEAD_AFTER)
    with db.engine.connect() as connection:
        return connection.scalars(select(Job.kind).where(or_(is_due, is_left)).distinct()).all()


def last_sign(connection: Connection) -> datetime | None:
    """When whoever does the work was last seen to do some."""
    return connection.scalar(select(func.max(Job.alive_at)))


def planned() -> list[Planned]:
    """What is done by itself, in the order of the kinds."""
    repeating = [kind for kind in kinds().values() if kind.rhythm is not None]
    open_rows = select(Job).where(Job.repeats, Job.state.in_((State.WAITING, State.RUNNING)))
    to_come = {job.kind: job for job in db.session.scalars(open_rows)}
    ended = Job.state.in_((State.DONE, State.FAILED))
    newest = select(func.max(Job.id)).where(Job.repeats, ended).group_by(Job.kind)
    came = {job.kind: job for job in db.session.scalars(select(Job).where(Job.id.in_(newest)))}
    return [_planned(kind, to_come.get(kind.key), came.get(kind.key)) for kind in repeating]


def _planned(kind: Kind, to_come: Job | None, came: Job | None) -> Planned:
    times = [one.ended_at for one in (to_come, came) if one is not None and one.ended_at is not None]
    is_busy = to_come is not None and to_come.state is State.RUNNING
    return Planned(
        kind,
        next_at=to_come.due_at if to_come is not None and not is_busy else None,
        last_at=max(times, default=None),
        result=came.result if came is not None else "",
        error=next((one.error for one in (to_come, came) if one is not None and one.error), ""),
        since=to_come.started_at if to_come is not None and is_busy else None,
    )


def failures() -> Sequence[Job]:
    """What was given up lately, the last first."""
    return db.session.scalars(
        select(Job).where(Job.state == State.FAILED).order_by(Job.ended_at.desc(), Job.id.desc()).limit(MOST_FAILURES)
    ).all()
