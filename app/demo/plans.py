"""The plans of the invented people."""

from __future__ import annotations

import random
from collections.abc import Sequence
from datetime import date

from app.assessments.models import Assessment
from app.assessments.rules import Standing
from app.people.models import User
from app.standards.rules import Standard


def write_plan(
    person: User, standard: Standard, source: Assessment, gaps: Sequence[Standing], today: date,
    chance: random.Random, *, shared: bool,
) -> None:  # fmt: skip
    """A plan with a goal for each gap and actions that are done, due, late or still to come."""
