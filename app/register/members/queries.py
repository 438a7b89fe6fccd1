"""Who sits in the committee and on the board, since when and until when, and what waits for a second member."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import Select, select
from sqlalchemy.orm import joinedload, selectinload

from app.core import clock
from app.core.db import db
from app.people.models import Role, User
from app.people.rules import REGISTER_ROLES, RoleName
from app.register.models import SeatProposal
from app.register.rules import SeatChange, SeatStatus


@dataclass(frozen=True, slots=True)
class Seat:
    """Somebody in the committee or on the board. Who came by the command has neither a first nor a last day."""

    person: User
    role: RoleName
    since: date | None = None
    last_day: date | None = None
    proposal: SeatProposal | None = None

    def is_over(self, today: date) -> bool:
        """Whether the term is over, while the person still sits there."""
        return self.last_day is not None and self.last_day < today


def seats() -> Mapping[RoleName, list[Seat]]:
    """The people with an open account in the committee and on the board, by last name, with what waits about them."""
    of_the_register = User.roles.any(Role.name.in_([role.value for role in REGISTER_ROLES]))
    people = db.session.scalars(
        select(User)
        .where(User.active, of_the_register)
        .options(selectinload(User.roles))
        .order_by(User.sort_name, User.id)
    ).all()
    about = _proposals_about([one.id for one in people])
    found = [
        _seat(person, role, about.get(person.id, ()))
        for person in people
        for role in RoleName
        if role in person.role_names & REGISTER_ROLES
    ]
    return {role: [one for one in found if one.role is role] for role in RoleName if role in REGISTER_ROLES}


def seat_of(person_id: int, role: RoleName) -> Seat | None:
    """The seat of one member, or None."""
    return next((one for one in seats()[role] if one.person.id == person_id), None)


def members_of(role: RoleName) -> list[User]:
    """The people with an open account in the committee or on the board, by last name."""
    return [one.person for one in seats()[role]]


def another_member(person_id: int, by: User) -> User | None:
    """A member of committee or board who is not the one who looks, or None."""
    people = (seat.person for some in seats().values() for seat in some)
    return next((one for one in people if one.id == person_id != by.id), None)


def exists(person_id: int) -> bool:
    """Whether there is such a person at all."""
    return db.session.get(User, person_id) is not None


def proposal(proposal_id: int) -> SeatProposal | None:
    """One proposal about a seat, or None."""
    return db.session.scalars(_with_people().where(SeatProposal.id == proposal_id)).first()


def open_proposals() -> Sequence[SeatProposal]:
    """What waits for a second member of the board, oldest first."""
    return db.session.scalars(
        _with_people().where(SeatProposal.status == SeatStatus.PROPOSED).order_by(SeatProposal.id)
    ).all()


def answered_proposals(most: int = 20) -> Sequence[SeatProposal]:
    """What was proposed and does not wait any more, newest first."""
    return db.session.scalars(
        _with_people().where(SeatProposal.status != SeatStatus.PROPOSED).order_by(SeatProposal.id.desc()).limit(most)
    ).all()


def open_proposal_about(person: User) -> SeatProposal | None:
    """What is proposed about somebody and waits, or None."""
    return db.session.scalars(
        _with_people().where(SeatProposal.person_id == person.id, SeatProposal.status == SeatStatus.PROPOSED)
    ).first()


def _with_people() -> Select[SeatProposal]:
    people = (SeatProposal.person, SeatProposal.proposed_by, SeatProposal.answered_by)
    return select(SeatProposal).options(*(joinedload(one) for one in people))


def _proposals_about(ids: Sequence[int]) -> Mapping[int, list[SeatProposal]]:
    """What was proposed about these people and was not refused, oldest first."""
    found: dict[int, list[SeatProposal]] = {}
    rows = db.session.scalars(
        select(SeatProposal)
        .where(SeatProposal.person_id.in_(ids), SeatProposal.status.in_([SeatStatus.PROPOSED, SeatStatus.CONFIRMED]))
        .order_by(SeatProposal.id)
    )
    for one in rows:
        found.setdefault(one.person_id, []).append(one)
    return found


def _seat(person: User, role: RoleName, about: Sequence[SeatProposal]) -> Seat:
    """A seat with the term of what was confirmed last; a seat that ended since leaves nothing behind."""
    since: date | None = None
    last_day: date | None = None
    for one in about:
        if one.role is not role or one.answered_at is None:
            continue
        last_day = one.last_day
        if one.change is not SeatChange.TERM:
            since = clock.local(one.answered_at).date() if one.change is SeatChange.APPOINT else None
    waiting = next((one for one in about if one.status is SeatStatus.PROPOSED), None)
    return Seat(person, role, since, last_day, waiting)
