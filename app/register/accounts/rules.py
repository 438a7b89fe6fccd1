"""Who gets an account of the register. Plain Python."""

from __future__ import annotations

from app.core.problems import DomainError


class HasAnAccount(DomainError):
    """Who gets in at an employer needs no other account."""

    sentence = "Deze persoon heeft al een account dat open is."


class NotTheOwnAddress(DomainError):
    """Who wrote down an own address chose where the account goes."""

    field = "email"
    sentence = "Dit account gaat alleen naar het eigen adres dat iemand zelf opschreef."


class SignedIn(DomainError):
    """Who was here keeps the account in their own hands."""

    sentence = "Deze persoon heeft al ingelogd, of het account is gesloten."


class InvitedLately(DomainError):
    """Nobody gets two invitations within an hour."""

    field = "email"
    sentence = "De uitnodiging ging minder dan een uur geleden naar dit adres. Wacht even."


class NotInTheRegister(DomainError):
    """There is nothing to come back to."""

    sentence = "Deze persoon staat niet in het register, en stond er niet in."
