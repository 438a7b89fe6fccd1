"""The tables of jobs and of the calls that wake who does them."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import JSON, ForeignKey, Index, LargeBinary, String
from sqlalchemy.orm import Mapped, mapped_column

from app.core.db import Base, enum_type, one_while
from app.core.jobs.rules import State

WORDS = 500
"""Characters of what came of a job, and of what went wrong."""


class Job(Base):
    """Something to be done beside the pages, once; of one that `repeats` the next row comes when this one is done.

    `claim` is of whoever works on it and `alive_at` their last sign of life; `done` of `expected` is how far it is.
    `asked_by_id` is who asked for it and `data` what they asked; of what repeats both are empty. `result` and `error`
    are Dutch sentences that name nobody. `ended_at` is also of the last time that there was nothing to do.
    """

    __tablename__ = "jobs"
    __table_args__ = (
        one_while("uq_jobs_kind_repeats", "kind", condition="repeats AND state IN ('waiting', 'running')"),
        Index("ix_jobs_state_due_at", "state", "due_at"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    kind: Mapped[str] = mapped_column(String(40), index=True)
    repeats: Mapped[bool] = mapped_column(default=False)
    asked_by_id: Mapped[int | None] = mapped_column(ForeignKey("users.id", ondelete="SET NULL"), index=True)
    data: Mapped[dict[str, Any]] = mapped_column(JSON, default=dict)
    state: Mapped[State] = mapped_column(enum_type(State), default=State.WAITING)
    created_at: Mapped[datetime] = mapped_column()
    due_at: Mapped[datetime] = mapped_column()
    started_at: Mapped[datetime | None] = mapped_column()
    ended_at: Mapped[datetime | None] = mapped_column(index=True)
    alive_at: Mapped[datetime | None] = mapped_column()
    claim: Mapped[str | None] = mapped_column(String(32))
    attempts: Mapped[int] = mapped_column(default=0)
    expected: Mapped[int] = mapped_column(default=0)
    done: Mapped[int] = mapped_column(default=0)
    result: Mapped[str] = mapped_column(String(WORDS), default="")
    error: Mapped[str] = mapped_column(String(WORDS), default="")


class WakeCall(Base):
    """A call that something waits, where there is no Redis to call through. It says which kind, signed."""

    __tablename__ = "wake_calls"

    id: Mapped[int] = mapped_column(primary_key=True)
    data: Mapped[bytes] = mapped_column(LargeBinary)
