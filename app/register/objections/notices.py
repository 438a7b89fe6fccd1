"""Mail about an objection."""

from __future__ import annotations

from app.register.mail import tell
from app.register.models import Objection


def tell_received(objection: Objection) -> None:
    """The committee has it."""
    _tell(objection, "De kwaliteitscommissie heeft je bezwaar ontvangen.")


def tell_handled(objection: Objection) -> None:
    """The committee gave its outcome."""
    _tell(objection, "De kwaliteitscommissie heeft je bezwaar behandeld.")


def _tell(objection: Objection, sentence: str) -> None:
    decision = objection.decision
    tell(
        decision.person,
        f"Je bezwaar tegen besluit {decision.number}",
        "objections/objection",
        "objections.own",
        {"decision_id": decision.id},
        sentence=sentence,
    )
