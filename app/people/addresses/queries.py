"""Reads about the other addresses of a person."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import func, select
from sqlalchemy.orm import joinedload

from app.core.db import db
from app.people.addresses.rules import LASTS, MOST_WITHIN, may_be_stopped
from app.people.models import EmailChange, FormerPlace, User, UserSession
from app.people.rules import AddressStatus


def asked_for(person: User, now: datetime) -> EmailChange | None:
    """The address that waits to be confirmed, or None."""
    return db.session.scalar(
        select(EmailChange).where(
            EmailChange.person_id == person.id,
            EmailChange.status == AddressStatus.ASKED,
            EmailChange.asked_at > now - LASTS,
        )
    )


def open_change(person: User) -> EmailChange | None:
    """What was asked and got no answer, also when it is too old for one."""
    return db.session.scalar(
        select(EmailChange).where(EmailChange.person_id == person.id, EmailChange.status == AddressStatus.ASKED)
    )


def last_change(person: User) -> EmailChange | None:
    """The address that came into use last, with who asked for it; or None."""
    return db.session.scalar(
        select(EmailChange)
        .where(EmailChange.person_id == person.id, EmailChange.status == AddressStatus.CONFIRMED)
        .options(joinedload(EmailChange.asked_by))
        .order_by(EmailChange.answered_at.desc(), EmailChange.id.desc())
        .limit(1)
    )


def confirmed_since(change: EmailChange) -> Sequence[EmailChange]:
    """The addresses of the same person that came into use after this one, the oldest first."""
    return db.session.scalars(
        select(EmailChange)
        .where(
            EmailChange.person_id == change.person_id,
            EmailChange.status == AddressStatus.CONFIRMED,
            EmailChange.id > change.id,
        )
        .order_by(EmailChange.id)
    ).all()


def is_stoppable(change: EmailChange, now: datetime) -> bool:
    """Whether the link in the old mailbox still works.

    Who asked for it themselves and moved since is safe from who reads the mailbox of the employer before.
    """
    if not may_be_stopped(change.status, change.answered_at, now):
        return False
    if change.status is AddressStatus.ASKED or change.asked_by_id != change.person_id:
        return True
    moved = select(FormerPlace.id).where(
        FormerPlace.person_id == change.person_id, FormerPlace.moved_at > change.answered_at
    )
    return db.session.scalar(moved.limit(1)) is None


def asked_lately(person: User, now: datetime) -> int:
    """How many addresses were asked for this person within `MOST_WITHIN`."""
    asked = select(func.count()).where(EmailChange.person_id == person.id, EmailChange.asked_at > now - MOST_WITHIN)
    return db.session.scalar(asked) or 0


def never_signed_in(person: User) -> bool:
    """Whether the person has no password and never was here: then there is nothing to protect yet."""
    here = select(UserSession.id).where(UserSession.user_id == person.id).limit(1)
    return person.password is None and db.session.scalar(here) is None
