"""Reads for the page of what is done beside the pages: counts of mail, without a name or an address."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import func, select

from app.core.db import db
from app.core.jobs.queries import last_sign
from app.core.mail import OutboxMail, Stuck, stuck_mail

AWAY_AFTER = timedelta(minutes=5)
"""The worker sends mail each minute; without a sign for so long it does not run."""


@dataclass(frozen=True, slots=True)
class Outbox:
    """How many mails wait, and what an administrator must know of them."""

    waiting: int
    stuck: Stuck | None


def outbox(now: datetime) -> Outbox:
    """The mail of this installation at this moment."""
    waiting = db.session.scalar(select(func.count()).where(OutboxMail.sent_at.is_(None))) or 0
    return Outbox(waiting, stuck_mail(now) if waiting else None)


def worker_is_away(now: datetime) -> bool:
    """Whether nobody did any of the work lately."""
    seen = last_sign(db.session.connection())
    return seen is None or now - seen > AWAY_AFTER
