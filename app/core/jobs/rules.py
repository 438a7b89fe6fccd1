"""When a job is done, again after a failure, and by another when who did it died. Plain Python, no clock."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, time, timedelta

from app.core.clock import AMSTERDAM
from app.core.worded import Worded

BEAT = timedelta(seconds=20)
"""How often who works on a job gives a sign of life."""
DEAD_AFTER = timedelta(seconds=90)
"""Without a sign of life for so long somebody is thought dead, and another takes the job over."""
KEPT = timedelta(days=30)
"""How long it can be read what became of a job."""
PAUSES = (timedelta(minutes=1), timedelta(minutes=10), timedelta(hours=1))
"""How long a job that failed waits for its next try; after the last of these it is given up."""


class State(Worded):
    """How far a job is."""

    WAITING = "waiting", "Wacht"
    RUNNING = "running", "Bezig"
    DONE = "done", "Gelukt"
    FAILED = "failed", "Niet gelukt"


@dataclass(frozen=True, slots=True)
class Every:
    """Again so long after it was done."""

    pause: timedelta
    dutch: str

    def first(self, now: datetime) -> datetime:
        """At once."""
        return now

    def next_after(self, now: datetime) -> datetime:
        """When it is due again."""
        return now + self.pause


@dataclass(frozen=True, slots=True)
class Daily:
    """Each day at this time on a Dutch clock."""

    at: time

    @property
    def dutch(self) -> str:
        """In words."""
        return f"Elke dag om {self.at:%H:%M}"

    def first(self, now: datetime) -> datetime:
        """At its time, and not when somebody starts the worker."""
        return self.next_after(now)

    def next_after(self, now: datetime) -> datetime:
        """The first moment after this one."""
        here = now.astimezone(AMSTERDAM)
        today = datetime.combine(here.date(), self.at, AMSTERDAM)
        if today > here:
            return today
        return datetime.combine(here.date() + timedelta(days=1), self.at, AMSTERDAM)


Rhythm = Every | Daily


def pause_after(attempts: int) -> timedelta | None:
    """How long to wait after so many tries that failed; None when it is given up."""
    return PAUSES[attempts - 1] if attempts <= len(PAUSES) else None
