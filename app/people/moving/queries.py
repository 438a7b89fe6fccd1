"""Reads about moves: the own one, and those that an organisation has to answer."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import Select, func, or_, select
from sqlalchemy.orm import joinedload

from app.core.db import db
from app.people.models import Move, Organisation, Role, User
from app.people.moving.rules import MOST_WITHIN
from app.people.rules import REGISTER_ROLES, MoveStatus, OrganisationKind, RoleName


def places_beside(organisation_id: int) -> Sequence[Organisation]:
    """Every other employer, by name, without those where nobody but the people of the register itself are."""
    beside_the_register = User.roles.any(Role.name.not_in([role.value for role in REGISTER_ROLES]))
    peopled = select(User.organisation_id).where(User.active, beside_the_register)
    return db.session.scalars(
        select(Organisation)
        .where(
            Organisation.id != organisation_id,
            Organisation.kind == OrganisationKind.EMPLOYER,
            Organisation.id.in_(peopled),
        )
        .order_by(Organisation.name)
    ).all()


def own_move(person: User) -> Move | None:
    """What this person asked and got no answer to yet."""
    return db.session.scalar(_asked().where(Move.person_id == person.id))


def asked_lately(person: User, now: datetime) -> int:
    """How many moves this person asked for within `MOST_WITHIN`."""
    asked = select(func.count()).where(Move.person_id == person.id, Move.asked_at > now - MOST_WITHIN)
    return db.session.scalar(asked) or 0


def is_open(move: Move) -> bool:
    """Whether there is something to answer: it is asked, and the person is still there."""
    there = move.person.active and move.person.organisation_id == move.from_id
    return move.status is MoveStatus.ASKED and there


def moves_to_answer(organisation_id: int) -> Sequence[Move]:
    """The moves that this organisation, the old or the new one, did not agree to yet; oldest first."""
    return db.session.scalars(
        _asked()
        .where(
            Move.person.has(User.active & (User.organisation_id == Move.from_id)),
            or_(
                (Move.from_id == organisation_id) & Move.let_go_at.is_(None),
                (Move.to_id == organisation_id) & Move.taken_in_at.is_(None),
            ),
        )
        .order_by(Move.id)
    ).all()


def move_of(organisation_id: int, move_id: int) -> Move | None:
    """One move that this organisation has a say in, answered or not; or None."""
    of_these = or_(Move.from_id == organisation_id, Move.to_id == organisation_id)
    return db.session.scalar(_with_all().where(Move.id == move_id, of_these))


def administrators_of(organisation_id: int) -> Sequence[User]:
    """Who can answer there, by last name."""
    return db.session.scalars(
        select(User)
        .where(
            User.organisation_id == organisation_id,
            User.active,
            User.roles.any(Role.name == RoleName.ADMINISTRATOR.value),
        )
        .order_by(User.sort_name, User.id)
    ).all()


def _asked() -> Select[Move]:
    return _with_all().where(Move.status == MoveStatus.ASKED)


def _with_all() -> Select[Move]:
    return select(Move).options(joinedload(Move.person), joinedload(Move.old), joinedload(Move.new))
