"""What waits for who keeps the people: somebody who wants to take their account along."""

from __future__ import annotations

from flask import url_for

from app.core.waiting.rules import Waiting, Weight
from app.people.moving.queries import moves_to_answer


def moves_waiting(organisation_id: int, whom: str) -> list[Waiting]:
    """The moves that this organisation did not agree to yet; `whom` is in which role the viewer keeps its people."""
    return [
        Waiting(
            f"{move.person.name} wil verhuizen",
            url_for("moving.answer", move_id=move.id),
            "Geef antwoord",
            Weight.HOUSE,
            fact=f"Van {move.old.name} naar {move.new.name}.",
            icon="people",
            whom=whom,
        )
        for move in moves_to_answer(organisation_id)
    ]
