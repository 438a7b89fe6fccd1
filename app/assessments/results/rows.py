"""The rows of a result, and the numbers that a whole result and a part of it both have."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from app.assessments.rules import Answer, Standing, largest_gaps, strongest
from app.assessments.words import level_name
from app.standards.rules.element import Aspect, Element, Indicator, Level


@dataclass(frozen=True, slots=True)
class AspectLevel:
    """The answer to one aspect, where somebody scored per aspect."""

    code: str
    name: str
    answer: Answer
    level: str


@dataclass(frozen=True, slots=True)
class Row:
    """One element of the result, with everything that a list or table says about it."""

    element: Element
    standing: Standing
    aspects: tuple[AspectLevel, ...] = ()

    @property
    def now(self) -> str:
        """The level of now in words."""
        return level_name(self.element, self.standing.answer)

    @property
    def asked(self) -> str | None:
        """The level that is asked, in words; None when the profile does not ask this element."""
        return None if self.standing.asked is None else level_name(self.element, Answer.level(self.standing.asked))

    @property
    def next_level(self) -> Level | None:
        """The level after the one of now that says something; None at the top and without anything to compare."""
        rank = self.standing.answer.rank
        return None if rank is None else self.element.next_choice(rank)

    @property
    def next_asks(self) -> tuple[tuple[Aspect | None, tuple[Indicator, ...]], ...]:
        """What the next level asks that this one does not, per aspect; one block without aspect where there is none."""
        if self.next_level is None:
            return ()
        asks = self.element.asks(self.next_level.code)
        blocks = [(one, tuple(i for i in asks if i.aspect == one.code)) for one in self.element.aspects]
        without = tuple(i for i in asks if i.aspect is None)
        return tuple((aspect, lines) for aspect, lines in [(None, without), *blocks] if lines)


class Counts:
    """The numbers that a whole result and one group of it both have."""

    __slots__ = ()
    rows: tuple[Row, ...]

    @property
    def counting(self) -> int:
        """How many elements can be compared with the level that is asked."""
        return sum(row.standing.gap is not None for row in self.rows)

    @property
    def on_level(self) -> int:
        """On how many of those the level is reached."""
        return sum(row.standing.on_level for row in self.rows)

    @property
    def to_go(self) -> int:
        """On how many of those there is a step to take."""
        return self.counting - self.on_level

    @property
    def compared(self) -> int:
        """How many elements can be compared with last time."""
        return sum(row.standing.growth is not None for row in self.rows)

    @property
    def grown(self) -> int:
        """On how many elements the level rose since last time."""
        return sum((row.standing.growth or 0) > 0 for row in self.rows)

    @property
    def fallen(self) -> int:
        """On how many elements the level is lower than last time."""
        return sum((row.standing.growth or 0) < 0 for row in self.rows)

    @property
    def not_applicable(self) -> int:
        """How many elements do not apply to this person."""
        return sum(row.standing.answer.state == "not_applicable" for row in self.rows)

    @property
    def open(self) -> int:
        """How many elements were left open."""
        return sum(not row.standing.answer.is_answered for row in self.rows)

    def strongest(self, count: int = 3) -> list[Row]:
        """The strongest points, see `rules.strongest`."""
        return self._rows(strongest([row.standing for row in self.rows], count))

    def gaps(self, count: int | None = None) -> list[Row]:
        """The largest gaps first, see `rules.largest_gaps`; all of them without a count."""
        return self._rows(largest_gaps([row.standing for row in self.rows], count or len(self.rows)))

    def _rows(self, standings: Iterable[Standing]) -> list[Row]:
        by_code = {row.element.code: row for row in self.rows}
        return [by_code[standing.element] for standing in standings]
