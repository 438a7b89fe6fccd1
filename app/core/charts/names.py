"""Where the names of the rings of a radar stand: on one spoke of their own, where the fewest lines pass."""

import math
from collections.abc import Iterator, Sequence
from itertools import pairwise

from app.core.charts.geometry import Box, Layout, Point, ring_share, shown_ranks

LINE_COST = 4
MARKER_COST = 6
CLASH_COST = 100
AIR = 1.5
MARKER_AIR = 6.0
LABEL_AIR = 4.0
DIRECTIONS = 20
_PARTS = sorted(range(DIRECTIONS), key=lambda part: (min(part, DIRECTIONS - part), -part))
"""The directions from the top down, the left one of two first."""

Names = tuple[tuple[int, Box], ...]
"""Per rank that is named the box of its name, the highest first."""


def place_names(
    widths: Sequence[float], letters: float, place: Layout, lines: Sequence[Sequence[Point]], frame: Point
) -> Names:
    """The boxes of the names (`widths` has one for each rank from 1) on a sheet of size `frame`.

    The names stand on their rings or right above them, all in one direction: the first in which nothing is in the way,
    or else the one with the least. `lines` are the points of each series.
    """
    labels = [label.around(LABEL_AIR) for label in place.boxes]
    best: Names = ()
    least = math.inf
    for places in _ways(widths, letters, place, labels):
        cost = _cost([box for _, box in places], labels, lines, frame, least)
        if cost < least:
            best, least = places, cost
        if not cost:
            break
    return best


def _ways(widths: Sequence[float], letters: float, place: Layout, labels: Sequence[Box]) -> Iterator[Names]:
    half, count = letters * 0.64, len(widths)
    far = {rank: place.radius * ring_share(rank, count) for rank in shown_ranks(count)}

    def at(rank: int, across: float, up: float) -> tuple[int, Box]:
        left, middle = place.centre[0] + across - widths[rank - 1] / 2, place.centre[1] + up
        return rank, _sunk(Box(left, middle - half, left + widths[rank - 1], middle + half, "centre"), labels)

    yield tuple(at(rank, -6 - widths[rank - 1] / 2, up) for rank, up in far.items())
    for raised in (0.0, half + 1):
        for part in _PARTS:
            angle = 2 * math.pi * part / DIRECTIONS
            yield tuple(at(rank, out * math.sin(angle), out * math.cos(angle) + raised) for rank, out in far.items())


def _sunk(box: Box, labels: Sequence[Box]) -> Box:
    """The box, inside the circle when it would run into the label beside it on the edge."""
    for lower in range(0, round(box.top - box.bottom), 3):
        sunk = box.moved(0, -lower) if lower else box
        if not any(sunk.overlaps(label) for label in labels):
            return sunk
    return box


def _cost(
    boxes: Sequence[Box], labels: Sequence[Box], lines: Sequence[Sequence[Point]], frame: Point, least: float
) -> float:
    """What is in the way of the names; infinite as soon as it is no less than the least so far."""
    cost = 0
    for index, box in enumerate(boxes):
        cost += CLASH_COST * sum(box.overlaps(other) for other in (*labels, *boxes[index + 1 :]))
        cost += 0 if box.within(*frame, 2) else CLASH_COST
    for box in boxes:
        wide, wider = box.around(AIR), box.around(MARKER_AIR)
        for line in lines:
            if cost >= least:
                return math.inf
            cost += LINE_COST * sum(wide.is_crossed(start, end) for start, end in pairwise(line))
            cost += MARKER_COST * sum(wider.has(spot) for spot in line)
    return cost
