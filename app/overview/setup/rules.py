"""How far an organisation is with its set-up: plain Python."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from app.people.rules import SetupStep


@dataclass(frozen=True, slots=True)
class Step:
    """One step: where it is done, whether it was, and whether the administrators left it for later."""

    step: SetupStep
    href: str
    fact: str
    is_done: bool
    is_skipped: bool = False

    @property
    def is_open(self) -> bool:
        """Whether it is still asked."""
        return not self.is_done and not self.is_skipped


@dataclass(frozen=True, slots=True)
class Setup:
    """All steps in their order; over when none of them is asked any more."""

    steps: Sequence[Step]

    @property
    def is_over(self) -> bool:
        """Whether every step was done or left for later."""
        return not any(step.is_open for step in self.steps)

    @property
    def done(self) -> int:
        """How many steps were done."""
        return sum(step.is_done for step in self.steps)

    @property
    def next(self) -> Step | None:
        """The step to do now."""
        return next((step for step in self.steps if step.is_open), None)
