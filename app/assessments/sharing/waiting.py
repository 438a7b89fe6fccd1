"""Results that others share with somebody, and that they did not open yet."""

from __future__ import annotations

from collections.abc import Sequence

from flask import url_for

from app.assessments.models import ResultShare
from app.assessments.sharing.queries import looked_at
from app.core.waiting.rules import Waiting, Weight
from app.core.web.filters import day


def unread_results(shares: Sequence[ResultShare], looked: set[tuple[int, str]]) -> list[Waiting]:
    """The results to read; `looked` is at what of whom the viewer ever looked."""
    return [
        Waiting(
            f"Lees het resultaat van {one.assessment.subject.name}",
            url_for("sharing.show", share_id=one.id),
            "Lees het resultaat",
            Weight.READ,
            fact=f"Tot en met {day(one.last_day)}",
            icon="eye",
            whom="Met jou gedeeld",
        )
        for one in shares
        if (one.assessment.subject_id, looked_at(one.assessment)) not in looked
    ]
