"""Writes about invitations; they flush, the request commits."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import ColumnElement, select, update

from app.core.db import db
from app.people.administration.queries import is_wanted, may_be_invited
from app.people.administration.rules import Wanted
from app.people.models import User
from app.people.operations import invite

AT_ONCE = 500
"""Mails in one go: nobody else can save while they are written down."""


@dataclass(frozen=True, slots=True)
class Invited:
    """How many invitations left, and how many of those are the first of that person."""

    count: int
    first: int


def invite_again(person: User, now: datetime) -> Invited:
    """Send somebody the invitation. It does not leave within an hour after the last, nor to who signed in."""
    return _invite(User.id == person.id, now)


def invite_all(organisation_id: int, wanted: Wanted, day: date, now: datetime) -> Invited:
    """Send the invitation to those who are asked for and may get it, `AT_ONCE` at most."""
    of_these = is_wanted(organisation_id, wanted, day)
    first = select(User.id).where(of_these, may_be_invited(now)).order_by(User.sort_name, User.id).limit(AT_ONCE)
    return _invite(User.id.in_(db.session.scalars(first).all()), now)


def _invite(who: ColumnElement[bool], now: datetime) -> Invited:
    """Hold them in the order of their ids, as all who hold many people do, and mark whom nobody else took meanwhile."""
    holds = select(User.id, User.invited_at).where(who, may_be_invited(now)).order_by(User.id)
    before = {row.id: row.invited_at for row in db.session.execute(holds.with_for_update(key_share=True))}
    taken = db.session.scalars(
        update(User)
        .where(User.id.in_(before), may_be_invited(now))
        .values(invited_at=now)
        .returning(User.id)
        .execution_options(synchronize_session=False)
    ).all()
    db.session.expire_all()
    for person in db.session.scalars(select(User).where(User.id.in_(taken)).order_by(User.sort_name, User.id)):
        invite(person)
    db.session.flush()
    return Invited(len(taken), sum(before[id_] is None for id_ in taken))
