"""Writes about invitations; they flush, the request commits."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime

from sqlalchemy import ColumnElement, select, update

from app.core.db import db
from app.people.administration.queries import is_wanted, may_be_invited
from app.people.administration.rules import Wanted
from app.people.models import User
from app.people.operations import invite

AT_ONCE = 500
"""Mails in one go: nobody else can save while they are written down."""


def invite_again(person: User, now: datetime) -> bool:
    """Send the invitation once more; answers whether it left. It does not within an hour, nor to who signed in."""
    return bool(_invite(User.id == person.id, now))


def invite_all(organisation_id: int, wanted: Wanted, day: date, now: datetime) -> int:
    """Send the invitation once more to those who are asked for and may get it, `AT_ONCE` at most; answers how many."""
    of_these = is_wanted(organisation_id, wanted, day)
    first = select(User.id).where(of_these, may_be_invited(now)).order_by(User.sort_name, User.id).limit(AT_ONCE)
    return len(_invite(User.id.in_(db.session.scalars(first).all()), now))


def _invite(who: ColumnElement[bool], now: datetime) -> Sequence[int]:
    """Take and mark them in one statement, so that of two who do this at once each person is taken by one."""
    taken = db.session.scalars(
        update(User)
        .where(who, may_be_invited(now))
        .values(invited_at=now)
        .returning(User.id)
        .execution_options(synchronize_session=False)
    ).all()
    db.session.expire_all()
    for person in db.session.scalars(select(User).where(User.id.in_(taken)).order_by(User.sort_name, User.id)):
        invite(person)
    db.session.flush()
    return taken
