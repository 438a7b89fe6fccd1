"""Reads about sessions: who comes in with this token, and where a person is signed in."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from hashlib import sha256

from sqlalchemy import ColumnElement, and_, select
from sqlalchemy.orm import joinedload

from app.core.db import db
from app.people.models import User, UserSession
from app.people.sessions.rules import Lasting


def key_of(token: str) -> str:
    """The id of the session that this token opens."""
    return sha256(token.encode()).hexdigest()


def holding_at(now: datetime, lasting: Lasting) -> ColumnElement[bool]:
    """The condition that a session has not ended, by itself or by anybody."""
    return and_(
        UserSession.ended_at.is_(None),
        UserSession.seen_at > lasting.oldest_use(now),
        UserSession.began_at > lasting.oldest_beginning(now),
    )


def signed_in_with(token: str, uniquifier: str, now: datetime, lasting: Lasting) -> tuple[User, datetime] | None:
    """The person with an open account whom this token signs in, with roles, and when it was last used; or None."""
    found = (
        db.session.execute(
            select(User, UserSession.seen_at)
            .join(UserSession, UserSession.user_id == User.id)
            .options(joinedload(User.roles))
            .where(
                UserSession.id == key_of(token), User.fs_uniquifier == uniquifier, User.active, holding_at(now, lasting)
            )
        )
        .unique()
        .one_or_none()
    )
    return None if found is None or not found[0].is_active else (found[0], found[1])


def sessions_of(user_id: int, now: datetime, lasting: Lasting) -> Sequence[UserSession]:
    """Where a person is signed in now, what was used last first."""
    return db.session.scalars(
        select(UserSession)
        .where(UserSession.user_id == user_id, holding_at(now, lasting))
        .order_by(UserSession.seen_at.desc(), UserSession.began_at.desc(), UserSession.id)
    ).all()


def session_of(user_id: int, session_id: str) -> UserSession | None:
    """One session of a person, or None."""
    return db.session.scalar(select(UserSession).where(UserSession.user_id == user_id, UserSession.id == session_id))
