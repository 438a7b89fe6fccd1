"""Taking up what waits, so that no other begins with it too; and letting it go."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta

from sqlalchemy import select
from sqlalchemy.orm import joinedload

from app.core import clock
from app.core.db import db, find_or_add, lock
from app.core.problems import Conflict, WrongStep
from app.people.models import Role, User
from app.people.rules import REGISTER_ROLES
from app.register.desk.queries import desk_of
from app.register.desk.rules import TaskKind
from app.register.models import DeskClaim

HOLDS = timedelta(weeks=2)
"""So long it counts that somebody took something up."""


class TakenUp(Conflict):
    """Another took it up meanwhile."""

    sentence = "Iemand anders pakte dit net op."


def claims() -> Mapping[tuple[str, int], DeskClaim]:
    """Who of the register took up what, in the past two weeks."""
    of_the_register = User.roles.any(Role.name.in_([role.value for role in REGISTER_ROLES]))
    found = db.session.scalars(
        select(DeskClaim)
        .where(DeskClaim.claimed_at > clock.now() - HOLDS, DeskClaim.claimed_by.has(User.active & of_the_register))
        .options(joinedload(DeskClaim.claimed_by))
    )
    return {(one.kind, one.file_id): one for one in found}


def claim(by: User, kind: TaskKind, file_id: int, day: date, instead_of: int | None = None) -> None:
    """Take up what waits for somebody, also from another (`instead_of`) who the page says has it.

    Raises `WrongStep` for what does not wait for them, and `TakenUp` when somebody else has it by now.
    """
    if not any(task.kind is kind and task.file_id == file_id for task in desk_of(by, day).open):
        raise WrongStep("Dit wacht niet op jou.")
    found = find_or_add(
        lambda: db.session.get(DeskClaim, (kind.value, file_id), populate_existing=True),
        lambda: DeskClaim(kind=kind.value, file_id=file_id, claimed_by_id=by.id, claimed_at=clock.now()),
    )
    lock(found)
    if found.claimed_by_id not in (by.id, instead_of) and (kind.value, file_id) in claims():
        raise TakenUp
    found.claimed_by_id, found.claimed_at = by.id, clock.now()
    db.session.flush()


def let_go(by: User, kind: TaskKind, file_id: int) -> None:
    """Let go of what somebody took up; nothing when another has it."""
    found = db.session.get(DeskClaim, (kind.value, file_id))
    if found is None:
        return
    lock(found)
    if found.claimed_by_id == by.id:
        db.session.delete(found)
        db.session.flush()
