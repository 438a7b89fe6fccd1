"""A line of the desk, and the desk that holds them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from app.core.worded import plain
from app.people.models import User
from app.register.desk.rules import TaskKind
from app.register.judges.rules import Tie

PAGE = 25


@dataclass(frozen=True, slots=True)
class Task:
    """One thing to do, about one person or for everybody. `since` is when it was asked, `by` the day that it is for.

    `what` says what it is about; it is empty when `tie` stands in between. `waits_for` names who acts first.
    """

    kind: TaskKind
    person: User | None
    since: date
    what: str = ""
    values: Mapping[str, int] = field(default_factory=dict)
    by: date | None = None
    tie: Tie | None = None
    waits_for: str = ""

    @property
    def endpoint(self) -> str:
        """Where it is done."""
        return self.kind.endpoint

    @property
    def file_id(self) -> int:
        """The row that it is about."""
        return [*self.values.values()][-1]

    @property
    def subject(self) -> str:
        """Whom it is about, or else what."""
        return self.person.name if self.person else self.what

    @property
    def due(self) -> date:
        """The last day on which it is in time."""
        return self.kind.due(self.since, self.by)

    @property
    def is_open(self) -> bool:
        """Whether the viewer can do it now."""
        return self.tie is None and not self.waits_for

    def has(self, words: str) -> bool:
        """Whether all these words stand in what it is about: the person, where they work, what is asked."""
        where = self.person.organisation.name if self.person else ""
        text = plain(f"{self.subject} {where} {self.what} {self.kind.dutch}")
        return all(word in text for word in plain(words).split())


@dataclass(frozen=True, slots=True)
class Desk:
    """The tasks that are shown, how many there are of each kind, and how many the viewer may not judge, by reason.

    `late` is how many of those of the chosen kind are past their term, whether the others are shown or not. Those of
    one person stand together when that was chosen (`by_person`).
    """

    tasks: tuple[Task, ...]
    counts: Mapping[TaskKind, int]
    tied: Mapping[Tie, int]
    chosen: TaskKind | None
    words: str = ""
    only_late: bool = False
    by_person: bool = False
    late: int = 0

    @property
    def open(self) -> tuple[Task, ...]:
        """What the viewer can do now."""
        return tuple(task for task in self.tasks if task.is_open)

    @property
    def waiting(self) -> tuple[Task, ...]:
        """What waits for somebody else."""
        return tuple(task for task in self.tasks if task.waits_for)

    @property
    def total(self) -> int:
        """How many tasks of all kinds the viewer can do now."""
        return sum(self.counts.values())

    @property
    def pages(self) -> int:
        """Over how many pages the open tasks go."""
        return max(1, -(-len(self.open) // PAGE))

    def page(self, number: int) -> tuple[tuple[int, Task], ...]:
        """The open tasks of a page, each with its place in the list."""
        first = (number - 1) * PAGE
        return tuple(enumerate(self.open[first : first + PAGE], first + 1))

    @property
    def has_groups(self) -> bool:
        """Whether there is anybody of whom more than one thing can be done."""
        people = Counter(task.person.id for task in self.open if task.person)
        return any(count > 1 for count in people.values())


def together(tasks: Sequence[Task]) -> list[Task]:
    """The tasks with those of one person beside each other, each group in the place of its oldest."""
    first: dict[int | None, int] = {}
    for number, task in enumerate(tasks):
        first.setdefault(task.person.id if task.person else None, number)
    return sorted(tasks, key=lambda task: first[task.person.id if task.person else None])
