"""What waits for committee and board, in two rows at most: the page of the desk has all of it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from flask import url_for

from app.core.waiting.rules import Waiting, Weight
from app.people.rules import REGISTER_ROLES, RoleName
from app.register.desk.rules import TaskKind
from app.register.desk.tasks import Desk, Task

SECONDS = frozenset({TaskKind.SECOND, TaskKind.SETTING, TaskKind.SEAT})
"""What one of the board proposed, and another answers."""


def desk_waiting(desk: Desk, roles: frozenset[RoleName]) -> list[Waiting]:
    """What the viewer can do now at the desk, and of what another proposed apart: how much, and what is first."""
    seconds = [task for task in desk.open if task.kind in SECONDS]
    others = [task for task in desk.open if task.kind not in SECONDS]
    whom = f"Voor {' en '.join(_NAMES[role] for role in RoleName if role in roles & REGISTER_ROLES)}"
    found = []
    if seconds:
        words = _counted(seconds, "voorstel wacht op een tweede", "voorstellen wachten op een tweede")
        found.append(_row(words, seconds, "Geef je oordeel", f"Voor {_NAMES[RoleName.BOARD]}"))
    if others:
        found.append(_row(_counted(others, "ding te beoordelen", "dingen te beoordelen"), others, "Beoordeel", whom))
    return found


_NAMES = {RoleName.COMMITTEE: "de kwaliteitscommissie", RoleName.BOARD: "het bestuur"}


def _counted(tasks: Sequence[Task], one: str, more: str) -> str:
    return f"{len(tasks)} {one if len(tasks) == 1 else more}"


def _row(words: str, tasks: Sequence[Task], button: str, whom: str) -> Waiting:
    """One leads to what it is about; more lead to the desk, with what is due first, the oldest of those."""
    first, is_one = min(tasks, key=lambda task: (task.due, task.since)), len(tasks) == 1
    alone, values = f"{first.kind.dutch}: {first.subject}", dict[str, Any](first.values)
    own_words = first.what if first.person else ""
    return Waiting(
        alone if is_one else words,
        url_for(first.endpoint, **values) if is_one else url_for("desk.index"),
        button,
        Weight.OTHERS,
        fact=own_words if is_one else f"Eerst aan de beurt: {alone}",
        icon="people",
        whom=whom,
        by=first.due,
    )
