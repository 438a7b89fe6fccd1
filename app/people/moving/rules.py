"""What is refused about a move. Plain Python."""

from __future__ import annotations

from datetime import timedelta

from app.core.problems import DomainError

MOST, MOST_WITHIN = 3, timedelta(days=1)
"""So many moves that one person asks for in this time: each is a mail to two organisations."""


class AlreadyAsked(DomainError):
    """One move at a time."""

    sentence = "Je vroeg al om te verhuizen. Trek dat eerst in."


class AskedOften(DomainError):
    """There were as many today as there may be."""

    sentence = f"Dit vroeg je vandaag al {MOST} keer. Probeer het morgen weer."


class NoSuchPlace(DomainError):
    """There is nothing to move to."""

    field = "place"
    sentence = "Kies een andere organisatie dan die waar je nu bent."
