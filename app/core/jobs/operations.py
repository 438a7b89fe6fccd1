"""Writes about jobs, each a short transaction of its own: plan, claim, give a sign of life, note what came of it."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any, cast
from uuid import uuid4

from sqlalchemy import CursorResult, and_, delete, insert, or_, select, update
from sqlalchemy.exc import IntegrityError

from app.core import clock
from app.core.db import db
from app.core.jobs.kinds import Kind
from app.core.jobs.models import WORDS, Job
from app.core.jobs.rules import DEAD_AFTER, KEPT, State, pause_after


class TakenOver(Exception):
    """Whoever worked on a job was thought dead, and another does it now: nothing of it may be noted any more."""


@dataclass(frozen=True, slots=True)
class Claimed:
    """A job that is ours, without the row that it came from."""

    id: int
    kind: str
    data: dict[str, Any]
    attempts: int
    claim: str


def ask(kind: Kind, by: int, data: dict[str, Any]) -> Job:
    """Put a job on the list for somebody, in the transaction of the request. Wake who does it with `wake`."""
    now = clock.now()
    job = Job(kind=kind.key, asked_by_id=by, data=data, created_at=now, due_at=now)
    db.session.add(job)
    db.session.flush()
    return job


def plan(kinds: Iterable[Kind], now: datetime) -> None:
    """Let there be one row to come of all that has a rhythm; who comes second by a hair finds that of the first."""
    open_states = (State.WAITING, State.RUNNING)
    with db.engine.connect() as connection:
        there = set(connection.scalars(select(Job.kind).where(Job.repeats, Job.state.in_(open_states))))
    for kind in kinds:
        if kind.rhythm is not None and kind.key not in there:
            try:
                with db.engine.begin() as connection:
                    connection.execute(insert(Job).values(_next(kind.key, kind.rhythm.first(now), now)))
            except IntegrityError:
                continue


def _next(kind: str, due: datetime, now: datetime) -> dict[str, Any]:
    return {"kind": kind, "repeats": True, "created_at": now, "due_at": due}


def claim(kind: str, now: datetime, *, at_once: bool = False) -> Claimed | None:
    """The job of this kind that is due first, for whoever calls; `at_once` also one that is to come later.

    One of whose worker no sign of life came is due too.
    """
    is_due = Job.state == State.WAITING if at_once else and_(Job.state == State.WAITING, Job.due_at <= now)
    is_left = and_(Job.state == State.RUNNING, Job.alive_at < now - DEAD_AFTER)
    ours = uuid4().hex
    with db.engine.begin() as connection:
        row = connection.execute(
            select(Job.id, Job.kind, Job.data, Job.attempts)
            .where(Job.kind == kind, or_(is_due, is_left))
            .order_by(Job.due_at, Job.id)
            .limit(1)
            .with_for_update(skip_locked=True)
        ).one_or_none()
        if row is None:
            return None
        values = {"state": State.RUNNING, "claim": ours, "started_at": now, "alive_at": now, "done": 0}
        connection.execute(update(Job).where(Job.id == row.id).values(values | {"attempts": row.attempts + 1}))
    return Claimed(row.id, row.kind, row.data, row.attempts + 1, ours)


def give_sign(claims: Collection[str], now: datetime) -> None:
    """Say that whoever has these jobs is alive."""
    with db.engine.begin() as connection:
        connection.execute(update(Job).where(Job.claim.in_(claims)).values(alive_at=now))


def note_progress(job: Claimed, done: int, expected: int, now: datetime) -> None:
    """Write down how far it is; raises `TakenOver`."""
    with db.engine.begin() as connection:
        _held(connection.execute(_ours(job).values(done=done, expected=expected, alive_at=now)))


def note_done(job: Claimed, kind: Kind, result: str, now: datetime) -> None:
    """Write down in the open transaction that it went well, and plan the next; raises `TakenOver`. Commits nothing.

    When there was nothing to do, nothing is kept of it but the moment.
    """
    ended: dict[str, Any] = {"claim": None, "ended_at": now, "alive_at": now, "error": ""}
    if kind.rhythm is None:
        _held(db.session.execute(_ours(job).values(**ended, state=State.DONE, result=result[:WORDS])))
        return
    due = kind.rhythm.next_after(now)
    if not result:
        _held(db.session.execute(_ours(job).values(**ended, state=State.WAITING, due_at=due, attempts=0)))
        return
    _held(db.session.execute(_ours(job).values(**ended, state=State.DONE, result=result[:WORDS])))
    db.session.execute(insert(Job).values(_next(kind.key, due, now)))


def note_failed(job: Claimed, kind: Kind, error: str, now: datetime) -> None:
    """Write down what went wrong: it is tried again after a while, and given up in the end; raises `TakenOver`."""
    pause = pause_after(job.attempts)
    values: dict[str, Any] = {"claim": None, "ended_at": now, "alive_at": now, "error": error[:WORDS]}
    with db.engine.begin() as connection:
        if pause is not None:
            _held(connection.execute(_ours(job).values(**values, state=State.WAITING, due_at=now + pause)))
            return
        _held(connection.execute(_ours(job).values(**values, state=State.FAILED)))
        if kind.rhythm is not None:
            connection.execute(insert(Job).values(_next(kind.key, kind.rhythm.next_after(now), now)))


def forget_old_jobs(now: datetime) -> None:
    """Throw away what ended long ago, in the open transaction."""
    ended = Job.state.in_((State.DONE, State.FAILED))
    db.session.execute(delete(Job).where(ended, Job.ended_at < now - KEPT))


def _ours(job: Claimed) -> Any:
    return update(Job).where(Job.id == job.id, Job.claim == job.claim).execution_options(synchronize_session=False)


def _held(noted: Any) -> None:
    """Raise `TakenOver` when the row was of another by now."""
    if cast("CursorResult[Any]", noted).rowcount != 1:
        raise TakenOver
