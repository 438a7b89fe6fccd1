"""How often somebody may try at the forms of signing in. Plain Python.

Few tries for one account from one address, more for one address, behind which a whole town hall may sit. Guessing one
account from many addresses is slowed down, and never so that its owner cannot get in (docs/decisions, 0027).
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from enum import StrEnum
from ipaddress import IPv6Address, ip_address, ip_network

from app.people.rules import TryKind


class Per(StrEnum):
    """What tries are counted for."""

    ACCOUNT_HERE = "account_here"
    ADDRESS = "address"


@dataclass(frozen=True, slots=True)
class Limit:
    """At most `count` tries within a while."""

    per: Per
    count: int
    within: timedelta


_MINUTE, _HOUR = timedelta(minutes=1), timedelta(hours=1)

LIMITS: dict[TryKind, tuple[Limit, ...]] = {
    TryKind.SIGN_IN: (
        Limit(Per.ACCOUNT_HERE, 10, _MINUTE),
        Limit(Per.ACCOUNT_HERE, 40, _HOUR),
        Limit(Per.ADDRESS, 60, _MINUTE),
        Limit(Per.ADDRESS, 600, _HOUR),
    ),
    TryKind.FORGOT: (
        Limit(Per.ACCOUNT_HERE, 3, _MINUTE),
        Limit(Per.ACCOUNT_HERE, 10, _HOUR),
        Limit(Per.ADDRESS, 20, _MINUTE),
        Limit(Per.ADDRESS, 100, _HOUR),
    ),
    TryKind.RESET: (Limit(Per.ADDRESS, 20, _MINUTE),),
    TryKind.CHANGE: (Limit(Per.ADDRESS, 20, _MINUTE),),
}

GUESSES, GUESSED_WITHIN = 20, timedelta(minutes=15)
"""So many wrong tries for one account, from wherever, and it is being guessed."""
PAUSE = timedelta(seconds=30)
"""An account that is being guessed takes one try in this time from all addresses that are new to it."""

WRONG_KEPT, PROVEN_KEPT = timedelta(days=1), timedelta(days=30)
"""How long a try is kept: a wrong one to count it, a proven one to know the address again."""


def counted_as(address: str) -> str:
    """The address that tries are counted for: of version 6 the network, of which one person has all addresses."""
    try:
        read = ip_address(address)
    except ValueError:
        return address
    return str(ip_network((read, 64), strict=False)) if isinstance(read, IPv6Address) else str(read)
