"""Decisions of which the person did not open the letter yet."""

from __future__ import annotations

from collections.abc import Iterable

from flask import url_for

from app.core.waiting.rules import Waiting, Weight
from app.core.web.filters import weekday
from app.register.models import Decision


def letters_waiting(decisions: Iterable[Decision]) -> list[Waiting]:
    """The letters to read."""
    return [
        Waiting(
            f"Nieuw besluit: {one.kind.dutch.lower()}",
            url_for("decisions.own_letter", decision_id=one.id),
            "Lees de brief",
            Weight.LOSE,
            fact=f"Het bestuur van het register besloot dit op {weekday(one.decided_on)}. Lees de brief.",
            icon="file",
        )
        for one in decisions
    ]
