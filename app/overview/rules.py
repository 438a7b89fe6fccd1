"""What is asked of somebody now, on the start page: plain Python."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from enum import StrEnum

SOON = timedelta(days=14)
"""From two weeks before its day, an action of the plan is something that is ready to do."""


class Task(StrEnum):
    """A thing that waits for the person. The start page shows the first one large."""

    DRAFT = "draft"
    FIRST_SCAN = "first_scan"
    PLAN = "plan"
    ACTION = "action"


def tasks_of(*, drafts: int, results: int, gaps: int, goals: int, due: Sequence[date], today: date) -> list[Task]:
    """What waits, the most urgent kind first.

    A draft is finished before anything else; without any result there is a first scan to make; a result with gaps asks
    for a plan as long as there is no open goal; an action of the plan counts when its day is near or over.
    """
    tasks = [Task.DRAFT] * drafts
    if not drafts and not results:
        tasks.append(Task.FIRST_SCAN)
    if results and gaps and not goals:
        tasks.append(Task.PLAN)
    return tasks + [Task.ACTION] * sum(day - today <= SOON for day in due)
