"""What a chart shows. Frozen and hashable, so that a chart is the key of its own picture."""

import re
from dataclasses import dataclass
from typing import Literal

SeriesStyle = Literal["self", "target", "previous", "manager"]
Size = Literal["large", "small", "mini"]
CellFill = Literal["solid", "hatched", "planned", "lost", "empty"]

FEWEST_AXES = 3
MOST_AXES = 13
MOST_CELLS = 200
_OWN_NUMBER = re.compile(r"^(\d[\d.]*)\s+(?=\S)")


@dataclass(frozen=True)
class Head:
    """What stands on top of a picture that leaves its page: its title, and whose it is, of when and of what."""

    title: str
    lines: tuple[str, ...] = ()


@dataclass(frozen=True)
class Axis:
    """One axis of a radar.

    `emphasised` prints the label in bold. `note` is printed under the label in brackets and says that this axis does
    not count: the label goes soft and every line breaks here, also a series that has a value.
    """

    label: str
    emphasised: bool = False
    note: str = ""


@dataclass(frozen=True)
class Series:
    """One line of a radar: a rank per axis, where 0 is below the first ring and None is no point at all."""

    name: str
    values: tuple[int | None, ...]
    style: SeriesStyle


@dataclass(frozen=True)
class Radar:
    """A radar of 3 to 13 axes; `rings` names the ranks 1..n from the inside out.

    Raises ValueError for another number of axes, no rings, a series of another length than the axes, or a value
    outside 0..n.
    """

    axes: tuple[Axis, ...]
    rings: tuple[str, ...]
    series: tuple[Series, ...]

    def __post_init__(self) -> None:
        if not FEWEST_AXES <= len(self.axes) <= MOST_AXES:
            raise ValueError(f"a radar has {FEWEST_AXES} to {MOST_AXES} axes, not {len(self.axes)}")
        _check_rings(self.rings)
        for series in self.series:
            if len(series.values) != len(self.axes):
                raise ValueError(f"series {series.name!r} has {len(series.values)} values for {len(self.axes)} axes")
            for axis, value in zip(self.axes, series.values, strict=True):
                _check_rank(value, self.rings, f"series {series.name!r}, axis {axis.label!r}")

    @property
    def numbered(self) -> tuple[tuple[str, str], ...]:
        """Per axis a number and its label without it: the number that the labels have themselves, or else its place."""
        own = [found for axis in self.axes if (found := _OWN_NUMBER.match(axis.label))]
        numbers = [found[1].rstrip(".") for found in own]
        if len(set(numbers)) < len(self.axes):
            return tuple((str(place), axis.label) for place, axis in enumerate(self.axes, 1))
        return tuple((found[1].rstrip("."), found.string[found.end() :]) for found in own)


@dataclass(frozen=True)
class BarRow:
    """One bar: a rank with a mark at the target. None draws no bar or no mark; `note` is printed in its place."""

    label: str
    actual: int | None
    target: int | None
    note: str = ""


@dataclass(frozen=True)
class Bars:
    """Horizontal bars for more rows than a radar has axes. Labels below their target are printed in bold.

    `names` says in a legend what a bar is and what the mark on it, where there is one.

    Raises ValueError without rows or rings, and for a value outside 0..n.
    """

    rows: tuple[BarRow, ...]
    rings: tuple[str, ...]
    names: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        if not self.rows:
            raise ValueError("bars need at least one row")
        _check_rings(self.rings)
        for row in self.rows:
            _check_rank(row.actual, self.rings, f"row {row.label!r}")
            _check_rank(row.target, self.rings, f"target of row {row.label!r}")


@dataclass(frozen=True)
class TrendPoint:
    """One moment of a trend. `text` is printed at the point instead of the number; None leaves the moment open.

    `mark` says what changed just before this moment: a hairline with these words stands between it and the one before.
    """

    label: str
    value: float | None
    text: str = ""
    mark: str = ""


@dataclass(frozen=True)
class Trend:
    """Values over time, oldest first, on a scale from 0 to `maximum`, with an optional dashed line at `target`.

    Raises ValueError without points, for a maximum that is not positive, and for values outside the scale.
    """

    points: tuple[TrendPoint, ...]
    maximum: float
    target: float | None = None
    target_label: str = ""

    def __post_init__(self) -> None:
        if not self.points:
            raise ValueError("a trend needs at least one point")
        if not self.maximum > 0:
            raise ValueError(f"the maximum of a trend is above 0, not {self.maximum}")
        for where, value in [("target", self.target), *((f"point {p.label!r}", p.value) for p in self.points)]:
            if value is not None and not 0 <= value <= self.maximum:
                raise ValueError(f"{where}: {value} is not between 0 and {self.maximum}")


@dataclass(frozen=True)
class CellPart:
    """Neighbouring cells of a bar that look the same; the label is left out where it does not fit in them."""

    count: int
    fill: CellFill
    label: str = ""


@dataclass(frozen=True)
class Bracket:
    """A bracket below the cells from `start` up to `end`, with its words, and perhaps a small mark at `tick`."""

    start: int
    end: int
    label: str
    tick: int | None = None


@dataclass(frozen=True)
class Cells:
    """A bar of one cell for each unit: the parts from the left, a mark at `now` and a dashed line at `minimum`, if any.

    Raises ValueError for a count below 0, for nothing to show at all, and for more than `MOST_CELLS` cells.
    """

    parts: tuple[CellPart, ...]
    now: int
    now_label: str
    minimum: int | None
    minimum_label: str
    bracket: Bracket | None = None

    def __post_init__(self) -> None:
        if any(part.count < 0 for part in self.parts) or self.now < 0 or (self.minimum or 0) < 0:
            raise ValueError("cells are counted from 0")
        if not 0 < self.total <= MOST_CELLS:
            raise ValueError(f"a bar has 1 to {MOST_CELLS} cells, not {self.total}")

    @property
    def total(self) -> int:
        """How many cells the bar has, empty ones too, and some beyond the minimum."""
        filled = sum(part.count for part in self.parts)
        beyond = 0 if self.minimum is None else self.minimum + max(2, self.minimum // 6)
        return max(filled, beyond, self.now, self.bracket.end if self.bracket else 0)


def _check_rings(rings: tuple[str, ...]) -> None:
    if not rings:
        raise ValueError("a chart of ranks needs at least one ring")


def _check_rank(value: int | None, rings: tuple[str, ...], where: str) -> None:
    if value is not None and not 0 <= value <= len(rings):
        raise ValueError(f"{where}: rank {value} is not between 0 and {len(rings)}")
