"""What waits for one member, counted: the mail names nobody, because a mailbox is read by more people than one."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import select

from app.core.db import db
from app.people.models import Role, User
from app.people.rules import REGISTER_ROLES
from app.register.desk.queries import desk_of
from app.register.desk.tasks import Task
from app.register.digests.rules import Waiting


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
    by_kind: dict[str, list[Task]] = {}
    tasks = desk_of(viewer, day).open
    for task in tasks:
        by_kind.setdefault(task.kind.dutch, []).append(task)
    kinds = [_waiting(words, some, day) for words, some in by_kind.items()]
    return Overview(
        tuple(sorted(kinds, key=lambda one: one.oldest)), tuple(_key(task.kind, task.values) for task in tasks)
    )


def _waiting(words: str, tasks: Sequence[Task], day: date) -> Waiting:
    late = sum(task.due < day for task in tasks)
    return Waiting(words, len(tasks), min(task.since for task in tasks), min(task.due for task in tasks), late)


def _key(kind: str, values: Mapping[str, int]) -> str:
    return ":".join((kind, *_parts(values)))


def _parts(values: Mapping[str, int]) -> Iterator[str]:
    for name in sorted(values):
        yield f"{name}={values[name]}"
