"""What waits for the board: people of the register who cannot get in any more."""

from __future__ import annotations

from flask import url_for

from app.core.waiting.rules import Waiting, Weight
from app.register.accounts.queries import shut_out


def shut_out_waiting() -> list[Waiting]:
    """One row when there are such people, however many."""
    found = len(shut_out())
    if not found:
        return []
    who = "1 ingeschrevene kan" if found == 1 else f"{found} ingeschrevenen kunnen"
    return [
        Waiting(
            f"{who} niet meer inloggen",
            url_for("accounts.index"),
            "Geef een account",
            Weight.OTHERS,
            icon="people",
            whom="Voor het bestuur",
        )
    ]
