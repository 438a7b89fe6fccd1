"""When to do what: the requirements of a year in groups, in the order of the year. Plain Python.

The order is that of the work: the activity, its report, the peer meeting, the points, the declaration, the dossier.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from app.core.worded import Worded
from app.dossiers.standing.rules import Line, by_words
from app.regulation.case import Verdict
from app.regulation.terms import RequirementKey

NEAR = timedelta(days=31)
"""So long before the last day everything that is open is for now."""


class When(Worded):
    """A group of requirements, by when there is something to do about them; the word is its heading."""

    NOW = "now", "Nu"
    LATER = "later", "Straks"
    LAST = "last", "Aan het eind"
    RUNNING = "running", "Dit loopt nog"
    MISSED = "missed", "Niet gehaald"
    REGISTER = "register", "Hier kijkt het register naar"
    DONE = "done", "Klaar"


_REPORT = (
    RequirementKey.ACTIVITY_APPROVED,
    RequirementKey.REPORT_WRITTEN,
    RequirementKey.LOCAL_SUBJECT,
    RequirementKey.REPORT_SENT,
    RequirementKey.MEETING,
    RequirementKey.REPORT_PRESENTED,
)
"""Steps of which each waits for the one before it."""
_POINTS = (RequirementKey.POINTS, RequirementKey.NETWORK)
_AT_THE_END = (RequirementKey.DECLARATION, RequirementKey.DOSSIER)
_SETTLED = {Verdict.HUMAN: When.REGISTER, Verdict.UNKNOWN: When.REGISTER, Verdict.NOT_MET: When.MISSED}
_ORDER = (*_REPORT, *_POINTS, *_AT_THE_END)


@dataclass(frozen=True)
class Group:
    """What is to be done in one stretch of the year."""

    when: When
    lines: Sequence[Line]

    @property
    def by(self) -> date | None:
        """The last day of most of it: it is said once, above the rows."""
        days = Counter(line.by for line in self.lines if line.by is not None and not line.is_late)
        return days.most_common(1)[0][0] if days and self.is_to_do else None

    @property
    def date_words(self) -> str:
        """That day in a sentence."""
        by = self.by
        if by is None:
            return ""
        same = [line for line in self.lines if line.by == by]
        return by_words(by, same[0].today, before_dossier=all(line.is_for_dossier for line in same))

    @property
    def is_to_do(self) -> bool:
        """Whether something can be done about it."""
        return self.when in (When.NOW, When.LATER, When.LAST)


def groups_of(lines: Iterable[Line]) -> list[Group]:
    """The lines in groups."""
    found = sorted(lines, key=_place)
    first = next((line.key for line in found if line.verdict is Verdict.OPEN and line.key in _REPORT), None)
    by_when: dict[When, list[Line]] = {}
    for line in found:
        by_when.setdefault(_when(line, first), []).append(line)
    return [Group(when, by_when[when]) for when in When if when in by_when]


def _place(line: Line) -> int:
    return _ORDER.index(line.key) if line.key in _ORDER else len(_ORDER)


def _when(line: Line, first: RequirementKey | None) -> When:
    if line.is_late:
        return When.NOW
    if line.asked:
        return When.REGISTER
    if line.verdict is not Verdict.OPEN:
        return _SETTLED.get(line.verdict, When.DONE)
    return When.RUNNING if line.waits else _when_to_do(line, first)


def _when_to_do(line: Line, first: RequirementKey | None) -> When:
    is_near = line.by is not None and line.by - line.today <= NEAR
    is_next = line.key is first or (line.key in _POINTS and not line.has_planned_enough)
    if is_near or is_next:
        return When.NOW
    return When.LAST if line.key in _AT_THE_END else When.LATER
