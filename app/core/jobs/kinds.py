"""The kinds of work that an application knows, each named once (`app/jobs.py` names them all)."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, Protocol, cast

from flask import current_app

from app.core.jobs.rules import Rhythm


class Run(Protocol):
    """One try at a job, for whoever does the work.

    `data` is what was asked. `is_whole` is made false by what does part of its work and may not fail for the rest.
    """

    data: dict[str, Any]
    today: date
    is_whole: bool

    def at(self, done: int, expected: int) -> None:
        """Say how far it is, now and then in a transaction of its own; raises `TakenOver` when to stop at once."""

    def in_the_end(self, write: Callable[[], None]) -> None:
        """Let this be written in the transaction that says that the job is done, and only then."""


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of work. `work` does it and answers what came of it, in a sentence that names nobody.

    It answers an empty text when there was nothing to do. `key` is kept in the database and never changes. What has a
    rhythm is done by itself; the rest when somebody asks.
    """

    key: str
    dutch: str
    work: Callable[[Run], str]
    rhythm: Rhythm | None = None


def kinds() -> Mapping[str, Kind]:
    """All of this application, by key, in their order on the screen."""
    return cast(Mapping[str, Kind], current_app.extensions["kinds"])
