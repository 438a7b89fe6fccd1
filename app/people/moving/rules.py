"""What is refused about a move. Plain Python."""

from __future__ import annotations

from app.core.problems import DomainError


class AlreadyAsked(DomainError):
    """One move at a time."""

    sentence = "Je vroeg al om te verhuizen. Trek dat eerst in."


class NoSuchPlace(DomainError):
    """There is nothing to move to."""

    field = "place"
    sentence = "Kies een andere organisatie dan die waar je nu bent."
