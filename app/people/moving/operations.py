"""Writes about moves; they flush, the request commits. Organisations are locked in the order of their ids, then the
person, then the move.
"""

from __future__ import annotations

from datetime import date, timedelta
from uuid import uuid4

from app.core import clock
from app.core.db import db, lock, only_once
from app.core.problems import WrongStep
from app.people import operations
from app.people.models import FormerPlace, Move, Organisation, User
from app.people.moving import notices, rules
from app.people.moving.queries import asked_lately, is_open, own_move
from app.people.queries import has_other_administrator, role_called
from app.people.rules import KEPT_WHEN_MOVING, MoveStatus, OrganisationKind, RoleName
from app.people.sessions.operations import end_sessions


def ask(person: User, to: Organisation) -> Move:
    """Ask to move; raises `NoSuchPlace`, `AlreadyAsked` and `AskedOften`. Who has no employer is let go at once."""
    lock(person)
    if to.id == person.organisation_id or to.kind is not OrganisationKind.EMPLOYER:
        raise rules.NoSuchPlace
    if own_move(person) is not None:
        raise rules.AlreadyAsked
    now = clock.now()
    if asked_lately(person, now) >= rules.MOST:
        raise rules.AskedOften
    let_go_at = None if person.is_employed else now
    move = Move(person=person, old=person.organisation, new=to, asked_at=now, let_go_at=let_go_at)
    with only_once(rules.AlreadyAsked):
        db.session.add(move)
    notices.tell_asked(move)
    return move


def take_back(move: Move) -> None:
    """Who asked stays; raises `WrongStep` when it was answered already."""
    _hold(move)
    _end(move, MoveStatus.TAKEN_BACK)


def agree(move: Move, by: User) -> bool:
    """One of the two sides agrees; answers whether the person moved, which they do when both did.

    Raises `WrongStep`, `NotTheirs`, and `LastAdministrator` for who may not leave.
    """
    _hold(move)
    if not is_open(move):
        raise WrongStep(_ANSWERED)
    _check_may_answer(move, by)
    now = clock.now()
    if by.organisation_id == move.from_id:
        move.let_go_by_id, move.let_go_at = by.id, now
    elif by.organisation_id == move.to_id:
        move.taken_in_by_id, move.taken_in_at = by.id, now
    else:
        raise ValueError("Only the old and the new organisation answer.")
    person = move.person
    if RoleName.ADMINISTRATOR in person.role_names and not has_other_administrator(person):
        raise operations.LastAdministrator
    if move.let_go_at is None or move.taken_in_at is None:
        db.session.flush()
        return False
    _end(move, MoveStatus.DONE)
    move_to(person, move.new, clock.today())
    notices.tell_done(move)
    return True


def refuse(move: Move, by: User) -> None:
    """One of the two sides does not agree; raises `WrongStep` and `NotTheirs`."""
    _hold(move)
    there = is_open(move)
    if there:
        _check_may_answer(move, by)
    _end(move, MoveStatus.REFUSED)
    if there:
        notices.tell_refused(move)


def move_to(person: User, place: Organisation, day: date) -> None:
    """Somebody has their account elsewhere from a day on, with all that is theirs: teams and roles stay behind.

    What was shared before is not seen any more, what else was asked falls, and who moves signs in anew. Both are
    locked.
    """
    left = day - timedelta(days=1)
    for membership in list(person.memberships):
        if membership.starts_on > left:
            person.memberships.remove(membership)
        elif membership.ends_on is None or membership.ends_on > left:
            membership.ends_on = left
    person.former_places.append(FormerPlace(organisation_id=person.organisation_id, until=left, moved_at=clock.now()))
    person.organisation, person.moved, person.leaves_on, person.employee_number = place, True, None, ""
    kept = person.role_names & KEPT_WHEN_MOVING | {RoleName.PROFESSIONAL}
    person.roles = [role_called(role) for role in sorted(kept)]
    person.fs_uniquifier = uuid4().hex
    end_sessions(person.id, clock.now())
    operations.stop_address_changes(person)
    operations.take_back_moves(person)
    db.session.flush()


_ANSWERED = "Deze verhuizing is al beantwoord of ingetrokken."


def _hold(move: Move) -> None:
    """Hold all that it is about; raises `WrongStep` when it was answered."""
    places = sorted((move.old, move.new), key=lambda place: place.id)
    lock(*places, move.person, move)
    if move.status is not MoveStatus.ASKED:
        raise WrongStep(_ANSWERED)


def _check_may_answer(move: Move, by: User) -> None:
    if by.organisation_id == move.from_id:
        operations.check_keeper(by, move.person)


def _end(move: Move, status: MoveStatus) -> None:
    move.status, move.ended_at = status, clock.now()
    db.session.flush()
