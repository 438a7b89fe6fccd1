"""What waits for one member, counted: the mail names nobody, because a mailbox is read by more people than one."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import select

from app.core import clock
from app.core.db import db
from app.people.models import Role, User
from app.people.rules import REGISTER_ROLES, RoleName
from app.register.desk.queries import desk_of
from app.register.desk.tasks import Task
from app.register.digests.rules import Waiting
from app.register.members.queries import open_proposals
from app.register.members.rules import may_answer
from app.register.models import SeatProposal

SEATS = "Voorstel over een lidmaatschap"


@dataclass(frozen=True, slots=True)
class Overview:
    """What waits for somebody: by kind, and each thing under a name of its own, to know later what is new."""

    kinds: tuple[Waiting, ...]
    keys: tuple[str, ...]

    @property
    def total(self) -> int:
        """How many things."""
        return len(self.keys)


def judges() -> Sequence[User]:
    """Everybody of committee and board who has an open account."""
    named = Role.name.in_([role.value for role in REGISTER_ROLES])
    return db.session.scalars(select(User).where(User.active, User.roles.any(named)).order_by(User.id)).all()


def overview_of(viewer: User, day: date) -> Overview:
    """What this member can do now. What they may not judge, or waits for another, is not in it."""
    tasks = desk_of(viewer, day).open
    seats = _seat_proposals_for(viewer)
    by_kind: dict[str, list[Task]] = {}
    for task in tasks:
        by_kind.setdefault(task.kind.dutch, []).append(task)
    kinds = [_waiting(words, some) for words, some in by_kind.items()]
    if seats:
        kinds.append(Waiting(SEATS, len(seats), min(clock.local(one.proposed_at).date() for one in seats)))
    keys = (*(_key(task.kind, task.values) for task in tasks), *(_key("seat", {"id": one.id}) for one in seats))
    return Overview(tuple(sorted(kinds, key=lambda one: one.oldest)), keys)


def _waiting(words: str, tasks: Sequence[Task]) -> Waiting:
    days = [task.by for task in tasks if task.by is not None]
    return Waiting(words, len(tasks), min(task.since for task in tasks), min(days, default=None))


def _seat_proposals_for(viewer: User) -> list[SeatProposal]:
    if RoleName.BOARD not in viewer.role_names:
        return []
    return [one for one in open_proposals() if may_answer(viewer.id, one.proposed_by_id, one.person_id)]


def _key(kind: str, values: Mapping[str, int]) -> str:
    return ":".join((kind, *_parts(values)))


def _parts(values: Mapping[str, int]) -> Iterator[str]:
    for name in sorted(values):
        yield f"{name}={values[name]}"
