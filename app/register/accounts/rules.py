"""Who gets an account of the register. Plain Python."""

from __future__ import annotations

from app.core.problems import DomainError


class HasAnAccount(DomainError):
    """Who gets in at an employer needs no other account."""

    sentence = "Deze persoon heeft al een account dat open is."


class NotInTheRegister(DomainError):
    """There is nothing to come back to."""

    sentence = "Deze persoon staat niet in het register, en stond er niet in."
