"""How long a link works, how often somebody asks, and what is refused. Plain Python."""

from __future__ import annotations

from datetime import datetime, timedelta

from app.core.problems import DomainError
from app.people.rules import UNDONE_WITHIN, AddressStatus

LASTS = timedelta(days=3)
"""How long the new address may be confirmed."""
MOST, MOST_WITHIN = 3, timedelta(days=1)
"""So many addresses for one person in this time: each is a mail to somebody."""


class LinkIsOver(DomainError):
    """The link was used, is too old, or something else was asked since."""

    sentence = "Deze link werkt niet meer. Vraag het opnieuw aan, of vraag je beheerder om hulp."


class AskedOften(DomainError):
    """There were as many today as there may be."""

    sentence = f"Dit is vandaag al {MOST} keer gevraagd. Probeer het morgen weer."


class SameAddress(DomainError):
    """It is the address that they have."""

    sentence = "Dit is al het e-mailadres."


class ChangesItSelf(DomainError):
    """Nobody of an organisation takes over who decides at the register."""

    sentence = "Wie bij het register beoordeelt, verandert het e-mailadres zelf."


def may_be_confirmed(status: AddressStatus, asked_at: datetime, now: datetime) -> bool:
    """Whether the link in the new mailbox still works."""
    return status is AddressStatus.ASKED and now < asked_at + LASTS


def may_be_stopped(status: AddressStatus, answered_at: datetime | None, now: datetime) -> bool:
    """Whether the link in the old mailbox still works: before it is confirmed, and some days after."""
    if status is AddressStatus.CONFIRMED:
        return answered_at is not None and now < answered_at + UNDONE_WITHIN
    return status is AddressStatus.ASKED
