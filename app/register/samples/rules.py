"""The yearly sample of files (regeling 1.9): which are drawn, who judges, and how far the judges agree. Plain Python.

The draw is repeatable: each file gets a number from the recorded seed and its own id, and those with the lowest numbers
are drawn. Anybody with the seed and the list finds the same files, whatever program draws.
"""

from __future__ import annotations

import secrets
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import ROUND_CEILING, Decimal
from fractions import Fraction
from hashlib import sha256

from app.core.worded import Worded
from app.register.rules import SampleVerdict

JUDGES = 2
"""Each drawn file is judged by two people, separately."""


def new_seed() -> str:
    """A seed that nobody chose."""
    return secrets.token_hex(16)


def draw(population: Iterable[int], size: int, seed: str) -> list[int]:
    """`size` ids in the order of their numbers (all of them when there are fewer); raises ValueError below 1."""
    if size < 1:
        raise ValueError("A sample has at least one file.")
    return sorted(set(population), key=lambda one: (sha256(f"{seed}:{one}".encode()).digest(), one))[:size]


def size_of_share(count: int, share: Decimal) -> int:
    """How many files a share in percent is, rounded up, so that a share of something is at least one file."""
    return int((share * count / 100).to_integral_value(ROUND_CEILING))


class FileState(Worded):
    """How far one drawn file is."""

    WAITING = "waiting", "Wacht op twee beoordelaars"
    HALF = "half", "Wacht op de tweede beoordelaar"
    AGREED = "agreed", "Zelfde oordeel"
    DISAGREED = "disagreed", "Ander oordeel"

    @property
    def waits(self) -> bool:
        """Whether somebody still has to judge it."""
        return self in (FileState.WAITING, FileState.HALF)


def state_of(verdicts: Sequence[SampleVerdict]) -> FileState:
    """The state of a file with these verdicts, of at most two judges."""
    if not verdicts:
        return FileState.WAITING
    if len(verdicts) < JUDGES:
        return FileState.HALF
    return FileState.AGREED if len(set(verdicts)) == 1 else FileState.DISAGREED


@dataclass(frozen=True, slots=True)
class Agreement:
    """Over `files` that two people judged: in how many they found the same, and the agreement beyond chance (kappa).

    Kappa is 1 when they always agree and 0 when they agree as often as chance would. It is None when there is nothing
    to compare, and when both always found the same one thing: then chance explains everything.
    """

    files: int
    same: int
    kappa: float | None

    @property
    def percent(self) -> int | None:
        """The share of files in which both found the same, in whole percents."""
        return round(100 * self.same / self.files) if self.files else None


def agreement(pairs: Iterable[tuple[SampleVerdict, SampleVerdict]]) -> Agreement:
    """How far two judges agree. The order in a pair does not matter: judges differ from file to file.

    With judges that change, both count in one distribution (Scott), so that swapping a pair changes nothing; in
    fractions, because a sum of floats hangs on its order.
    """
    found = list(pairs)
    same = sum(one is other for one, other in found)
    if not found:
        return Agreement(0, 0, None)
    counts = Counter(verdict for pair in found for verdict in pair)
    chance = sum(Fraction(count, 2 * len(found)) ** 2 for count in counts.values())
    kappa = None if chance == 1 else float((Fraction(same, len(found)) - chance) / (1 - chance))
    return Agreement(len(found), same, kappa)
