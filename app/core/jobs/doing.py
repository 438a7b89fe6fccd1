"""Doing a job: claim it, work outside any transaction, and note what came of it when it is still ours."""

from __future__ import annotations

import logging
from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from threading import Lock

from flask import current_app

from app.core import clock
from app.core.db import db
from app.core.jobs import operations
from app.core.jobs.kinds import Kind, kinds
from app.core.jobs.operations import Claimed, TakenOver
from app.core.problems import DomainError

log = logging.getLogger(__name__)

TELL_AGAIN = timedelta(seconds=5)
"""How often it is written down how far a job is."""

UNFORESEEN = "Er ging iets mis. De oorzaak staat in het logboek."

_in_hand: set[str] = set()
_lock = Lock()


class _Run:
    """A try at a job that is ours (`Run` of `kinds.py`)."""

    def __init__(self, job: Claimed) -> None:
        self.data, self.today, self.is_whole = job.data, clock.today(), True
        self._job, self._told_at = job, clock.now()
        self._last: list[Callable[[], None]] = []

    def at(self, done: int, expected: int) -> None:
        now = clock.now()
        if now - self._told_at >= TELL_AGAIN:
            self._told_at = now
            operations.note_progress(self._job, done, expected, now)

    def in_the_end(self, write: Callable[[], None]) -> None:
        self._last.append(write)

    def write_the_end(self) -> None:
        for write in self._last:
            write()


@dataclass(frozen=True, slots=True)
class Came:
    """What came of a try: a sentence, or what went wrong; `is_whole` when all of it went well."""

    result: str = ""
    error: str = ""
    is_whole: bool = True


def do(key: str, *, at_once: bool = False) -> Came | None:
    """Do one job of this kind when one is due, or `at_once`; None when there is none or another has it."""
    kind = kinds()[key]
    if at_once:
        operations.plan([kind], clock.now())
    job = operations.claim(key, clock.now(), at_once=at_once)
    return None if job is None else _carried_out(job, kind)


def do_all_due(key: str, *, at_once: bool = False) -> int:
    """Do what is due of a kind, one after the other, the first `at_once`; answers how many."""
    count = 0
    while do(key, at_once=at_once) is not None:
        count, at_once = count + 1, False
    return count


def in_hand() -> frozenset[str]:
    """The claims of what this process is busy with."""
    with _lock:
        return frozenset(_in_hand)


def _carried_out(job: Claimed, kind: Kind) -> Came | None:
    with _lock:
        _in_hand.add(job.claim)
    began = clock.now()
    came: Came | None = None
    try:
        came = _tried(job, kind)
    except TakenOver:
        log.warning("Klus %s (%s) is door een ander overgenomen.", job.id, kind.key)
    finally:
        db.session.rollback()
        with _lock:
            _in_hand.discard(job.claim)
    _count(kind, came, clock.now() - began)
    return came


def _tried(job: Claimed, kind: Kind) -> Came:
    run = _Run(job)
    try:
        result = kind.work(run)
        db.session.rollback()
        operations.note_done(job, kind, result, clock.now())
        run.write_the_end()
        db.session.commit()
    except TakenOver:
        raise
    except DomainError as refused:
        db.session.rollback()
        operations.note_failed(job, kind, str(refused), clock.now())
        return Came(error=str(refused), is_whole=False)
    except Exception:
        db.session.rollback()
        log.exception("Klus %s (%s) is niet gelukt.", job.id, kind.key)
        operations.note_failed(job, kind, UNFORESEEN, clock.now())
        return Came(error=UNFORESEEN, is_whole=False)
    return Came(result, is_whole=run.is_whole)


def _count(kind: Kind, came: Came | None, lasted: timedelta) -> None:
    """Tell the figures, where they are kept (`app/core/running/figures.py`)."""
    told: Callable[[str, str, timedelta], None] | None = current_app.extensions.get("count_job")
    if told is not None:
        told(kind.key, "taken_over" if came is None else "failed" if came.error else "done", lasted)
