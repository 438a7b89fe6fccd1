"""A function that somebody had or has, as they fill it in. Plain Python."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class Function:
    """One function, from a first day up to and including a last one; None: still."""

    function: str
    employer: str
    in_field: bool
    starts_on: date
    ends_on: date | None
