"""Mail about a decision."""

from __future__ import annotations

from app.register.mail import tell
from app.register.models import Decision


def tell_decision(decision: Decision) -> None:
    """The board decided: the letter is ready."""
    tell(
        decision.person,
        f"Besluit {decision.number} van het beroepsregister",
        "decisions/decision",
        "decisions.own",
        {},
        decision=decision,
    )
