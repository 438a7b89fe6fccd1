"""A step of the set-up that is left for later."""

from __future__ import annotations

from app.core.db import insert_once
from app.people.models import Organisation, SkippedStep
from app.people.rules import SetupStep


def skip(organisation: Organisation, step: SetupStep) -> None:
    """Do not ask a step any more; twice is once."""
    insert_once(SkippedStep, {"organisation_id": organisation.id, "step": step})
