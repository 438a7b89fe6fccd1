"""Where a page stands in the list of the desk that somebody works through."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from flask import request, url_for
from flask_security import current_user

from app.core import clock
from app.register.desk.claims import claims
from app.register.desk.queries import desk_of
from app.register.desk.rules import TaskKind
from app.register.desk.tasks import Desk, Task
from app.register.lists import list_values
from app.register.models import DeskClaim

ALL, LATE, BY_PERSON = "alles", "laat", "persoon"


@dataclass(frozen=True, slots=True)
class Place:
    """The place of a task in the list, with the ways to the list and to the tasks before and after it."""

    number: int
    total: int
    task: Task
    claim: DeskClaim | None
    back: str
    previous: str
    following: str


def list_name(desk: Desk) -> str:
    """How pages carry the list that is shown: its kind, how it is narrowed and ordered, and the words searched."""
    named = [desk.chosen.value if desk.chosen else ALL]
    named += [name for name, is_on in ((LATE, desk.only_late), (BY_PERSON, desk.by_person)) if is_on]
    return f"{'+'.join(named)},{desk.words}"


def listed_desk() -> Desk:
    """The desk, narrowed as the page or form carries it."""
    name, _, words = list_values().get("lijst", "").partition(",")
    kind, *also = name.split("+")
    chosen = TaskKind(kind) if kind in set(TaskKind) else None
    today = clock.today()
    return desk_of(current_user, today, chosen, words, only_late=LATE in also, by_person=BY_PERSON in also)


def desk_values(desk: Desk, **other: Any) -> dict[str, Any]:
    """What the address of the desk carries, so that it is narrowed as it is now but for `other`."""
    kind = desk.chosen.value if desk.chosen else None
    values = {"soort": kind, "q": desk.words, LATE: int(desk.only_late), BY_PERSON: int(desk.by_person), **other}
    return {name: value for name, value in values.items() if value}


def back_to(desk: Desk) -> str:
    """The desk as it was narrowed."""
    return url_for("desk.index", **desk_values(desk))


def address_of(desk: Desk, number: int, task: Task) -> str:
    """The page of a task, which carries its place in the list."""
    values: dict[str, Any] = {**task.values, "lijst": list_name(desk), "plek": number}
    return url_for(task.endpoint, **values)


def desk_place() -> Place | None:
    """The place of this page in the list that it carries; None for a page that was opened on its own."""
    if not list_values():
        return None
    desk = listed_desk()
    here = next((at for at, task in enumerate(desk.open) if _is_here(task, request.view_args or {})), None)
    if here is None:
        return None
    task = desk.open[here]
    around = [
        address_of(desk, at + 1, desk.open[at]) if 0 <= at < len(desk.open) else "" for at in (here - 1, here + 1)
    ]
    mine = claims().get((task.kind.value, task.file_id))
    return Place(here + 1, len(desk.open), task, mine, back_to(desk), *around)


def next_address() -> str:
    """What comes after the task that was just done: the one in its place, past what others took up; else the list."""
    desk, taken = listed_desk(), claims()
    plek = list_values().get("plek", "")
    first = int(plek) - 1 if plek.isascii() and plek.isdigit() and len(plek) < 6 else 0
    numbered = list(enumerate(desk.open, 1))
    for number, task in numbered[max(0, first) :] + numbered[: max(0, first)]:
        other = taken.get((task.kind.value, task.file_id))
        if other is None or other.claimed_by_id == current_user.id:
            return address_of(desk, number, task)
    return back_to(desk)


def _is_here(task: Task, values: Mapping[str, object]) -> bool:
    pages = {task.endpoint, *_ALSO.get(task.kind, ())}
    return request.endpoint in pages and dict(task.values) == dict(values)


_ALSO = {
    TaskKind.AUDIT: ("decisions.audit", "decisions.plan_audit"),
    TaskKind.APPLICATION: ("decisions.decide_application",),
    TaskKind.DOSSIER: ("decisions.find", "decisions.decide_dossier"),
    TaskKind.SECOND: ("decisions.confirm", "decisions.drop"),
    TaskKind.ACTIVITY: ("approvals.answer_activity",),
    TaskKind.SUBJECT: ("approvals.answer_subject",),
    TaskKind.OBJECTION: ("objections.receive", "objections.confirm", "objections.reject"),
    TaskKind.SETTING: ("settings.confirm", "settings.drop"),
}
"""Pages that show a task once more, with what is wrong in what was sent."""
