"""A zelfscan of somebody who was invented."""

from __future__ import annotations

from app.assessments.draft import operations as assessments
from app.assessments.rules import Answer, Mode
from app.assessments.scans.operations import start_draft
from app.people.models import User
from app.standards.rules.standard import Standard


def hand_in_evenly(person: User, standard: Standard, profile: str, rank: int) -> None:
    """A zelfscan that was handed in, with the same level on each element."""
    scan = start_draft(person, standard, profile, Mode.QUICK)
    for element in standard.elements:
        assessments.save_answer(scan, element.code, "", Answer.level(rank), 0)
    assessments.submit(scan)
