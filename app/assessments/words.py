"""What answers, elements and moments are called, for every page that shows them."""

from __future__ import annotations

from datetime import datetime

from app.assessments.rules import Answer
from app.core.clock import local
from app.core.web.filters import month_short
from app.standards.rules.element import Element

NEW_EDITION, OTHER_EDITION = "nieuwe editie", "andere editie"

_NAMES = {
    "not_yet": "Nog niet",
    "not_applicable": "Niet van toepassing",
    "does": "Dat doe ik",
    "empty": "Niet ingevuld",
}


def level_name(element: Element, answer: Answer) -> str:
    """The answer in words, as this element names its levels."""
    if answer.rank:
        return element.rank_label(answer.rank)
    return _NAMES[answer.state]


def moment_label(at: datetime) -> str:
    """`mrt 2026`, short enough for under a point or above a column."""
    return f"{month_short(at)} {local(at).year}"
