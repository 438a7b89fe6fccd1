"""What is asked of somebody now, on the start page: plain Python."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from enum import StrEnum

SOON = timedelta(days=14)
"""From two weeks before its day, an action of the plan is something that is ready to do."""

LONG_AGO = timedelta(days=182)
"""After half a year a result says little about how far somebody is with their goals."""


class Task(StrEnum):
    """A thing of their own that waits for a professional."""

    DRAFT = "draft"
    FIRST_SCAN = "first_scan"
    PLAN = "plan"
    ACTION = "action"
    AGAIN = "again"


def tasks_of(
    *, drafts: int, results: int, gaps: int, goals: int, due: Sequence[date], today: date, last: date | None = None
) -> list[Task]:
    """What waits, the most urgent kind first; `last` is the day of the newest result.

    A draft is finished before anything else; without any result there is a first scan to make; a result with gaps asks
    for a plan as long as there is no open goal; an action of the plan counts when its day is near or over. Who works on
    goals and did not look for half a year at where they stand is asked to, unless they are at it.
    """
    tasks = [Task.DRAFT] * drafts
    if not drafts and not results:
        tasks.append(Task.FIRST_SCAN)
    if results and gaps and not goals:
        tasks.append(Task.PLAN)
    tasks += [Task.ACTION] * sum(day - today <= SOON for day in due)
    if goals and not drafts and last is not None and today - last >= LONG_AGO:
        tasks.append(Task.AGAIN)
    return tasks
