"""Writes about sessions: one begins, is used, and ends."""

from __future__ import annotations

from contextlib import suppress
from datetime import datetime
from secrets import token_urlsafe

from sqlalchemy import delete, update
from sqlalchemy.exc import OperationalError

from app.core.db import db
from app.people.models import UserSession
from app.people.sessions.queries import key_of
from app.people.sessions.rules import SEEN_AGAIN, Lasting


def forget_old_sessions(now: datetime, lasting: Lasting) -> None:
    """Throw away what is long over, in the open transaction."""
    db.session.execute(delete(UserSession).where(UserSession.began_at <= lasting.oldest_beginning(now)))


def begin_session(user_id: int, device: str, now: datetime) -> str:
    """Sign a person in on a device; answers the token for its cookie."""
    token = token_urlsafe(32)
    db.session.add(UserSession(id=key_of(token), user_id=user_id, device=device, began_at=now, seen_at=now))
    db.session.flush()
    return token


def note_use(token: str, now: datetime) -> None:
    """Write down that a session is used, unless that was done just now: a transaction by itself, also after a GET.

    When the database takes nothing in, the next use is written down.
    """
    used = (
        update(UserSession)
        .where(UserSession.id == key_of(token), UserSession.seen_at <= now - SEEN_AGAIN)
        .values(seen_at=now)
    )
    with suppress(OperationalError), db.engine.begin() as connection:
        connection.execute(used)


def end_session(session_id: str, now: datetime) -> None:
    """Sign out on one device."""
    db.session.execute(
        update(UserSession).where(UserSession.id == session_id, UserSession.ended_at.is_(None)).values(ended_at=now)
    )


def end_sessions(user_id: int, now: datetime, *, besides: str = "") -> None:
    """Sign a person out everywhere, or everywhere but in the session `besides`."""
    db.session.execute(
        update(UserSession)
        .where(UserSession.user_id == user_id, UserSession.id != besides, UserSession.ended_at.is_(None))
        .values(ended_at=now)
    )
