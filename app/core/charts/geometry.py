"""Where things go: plain numbers in, plain numbers out. Pixels, y upwards, angles clockwise from twelve o'clock."""

import math
import re
import textwrap
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Literal

Point = tuple[float, float]
Side = Literal["left", "centre", "right"]

# The lowest value is a small ring and not the middle itself, so that several of them stay apart.
INNER = 0.55
MOST_RINGS = 5
NUMBER = re.compile(r"^(\S*\d\S*)\s+")
SMALL_WORD = 3
LABEL_SPACING = 3.0
RADIUS_STEP = 2.0
LABEL_SHRINK = 0.94


def ring_share(rank: float, rings: int) -> float:
    """Share of the full radius (or bar) at which a rank of 0..rings lies."""
    return (rank + INNER) / (rings + INNER)


def shown_ranks(rings: int) -> tuple[int, ...]:
    """The ranks whose ring is drawn and named, from the highest down: all, or evenly at most five of a long scale."""
    return tuple(range(rings, 0, -math.ceil(rings / MOST_RINGS)))


def axis_angle(index: int, axes: int) -> float:
    """Angle of an axis in radians; the first points straight up, the rest follow clockwise."""
    return 2 * math.pi * index / axes


def on_axis(centre: Point, distance: float, index: int, axes: int) -> Point:
    """The point at a distance from the centre on an axis."""
    angle = axis_angle(index, axes)
    return centre[0] + distance * math.sin(angle), centre[1] + distance * math.cos(angle)


def runs(present: Sequence[bool]) -> tuple[tuple[int, ...], ...]:
    """Neighbouring axes that have a value, in drawing order round the circle.

    A whole circle is one run that ends with its first axis again. A run can cross the top: (8, 9, 0, 1).
    """
    size = len(present)
    if all(present):
        return ((*range(size), 0),)
    starts = [i for i in range(size) if present[i] and not present[i - 1]]
    found = []
    for start in starts:
        run = [start]
        while present[(run[-1] + 1) % size]:
            run.append((run[-1] + 1) % size)
        found.append(tuple(run))
    return tuple(found)


def wrap_label(text: str, width: int) -> tuple[str, ...]:
    """Lines of about `width` characters, never broken inside a word; a leading number stays with its word.

    A line with only a small word ("en") joins its neighbour when that stays within two characters over the width.
    """
    glued = NUMBER.sub("\\1\N{NO-BREAK SPACE}", " ".join(text.split(" ")).strip())
    lines = textwrap.wrap(glued, width, break_long_words=False, break_on_hyphens=False)
    index = 0
    while index < len(lines):
        joined = _join_small(lines, index, width + 2) if len(lines[index]) <= SMALL_WORD else None
        if joined is None:
            index += 1
        else:
            lines = joined
    return tuple(line.replace("\N{NO-BREAK SPACE}", " ") for line in lines)


def _join_small(lines: list[str], index: int, width: int) -> list[str] | None:
    ways = [
        [*lines[:at], f"{lines[at]} {lines[at + 1]}", *lines[at + 2 :]]
        for at in (index, index - 1)
        if at >= 0 and at + 1 < len(lines) and len(lines[at]) + 1 + len(lines[at + 1]) <= width
    ]
    return min(ways, key=lambda way: max(map(len, way)), default=None)


@dataclass(frozen=True)
class Box:
    """Place of one label; text lines inside it are aligned away from the circle."""

    left: float
    bottom: float
    right: float
    top: float
    side: Side

    def moved(self, across: float, up: float) -> "Box":
        """The same box elsewhere."""
        return Box(self.left + across, self.bottom + up, self.right + across, self.top + up, self.side)

    def overlaps(self, other: "Box") -> bool:
        """Whether the two share some area."""
        return (
            self.left < other.right and other.left < self.right and self.bottom < other.top and other.bottom < self.top
        )

    def around(self, space: float) -> "Box":
        """The box with this much space on every side."""
        return Box(self.left - space, self.bottom - space, self.right + space, self.top + space, self.side)

    def has(self, spot: Point) -> bool:
        """Whether the point lies in the box."""
        return self.left < spot[0] < self.right and self.bottom < spot[1] < self.top

    def is_crossed(self, start: Point, end: Point) -> bool:
        """Whether the line between two points passes through the box."""
        entered, left = 0.0, 1.0
        for begin, finish, low, high in (
            (start[0], end[0], self.left, self.right),
            (start[1], end[1], self.bottom, self.top),
        ):
            if (begin <= low and finish <= low) or (begin >= high and finish >= high):
                return False
            if way := finish - begin:
                one, other = (low - begin) / way, (high - begin) / way
                entered, left = max(entered, min(one, other)), min(left, max(one, other))
        return entered < left

    def within(self, width: float, height: float, margin: float) -> bool:
        """Whether the box lies in a picture of this size, this far from its edges."""
        return (
            self.left >= margin
            and self.bottom >= margin
            and self.right <= width - margin
            and self.top <= height - margin
        )


def place_labels(sizes: Sequence[Point], reach: float) -> tuple[Box, ...]:
    """A box per label (width, height) outside the circle with radius `reach` round (0, 0), without overlap.

    Labels beside the circle are pushed apart away from the horizontal; those on top and at the bottom make way for
    them.
    """
    count = len(sizes)
    boxes: dict[int, Box] = {}
    for half, order in ((1, range(count)), (-1, range(count))):
        indexes = [i for i in order if _side(i, count) == ("right" if half > 0 else "left")]
        boxes |= _place_side(indexes, sizes, reach, half)
    for index in range(count):
        if _side(index, count) == "centre":
            boxes[index] = _place_centre(index, sizes, reach, tuple(boxes.values()))
    return tuple(boxes[i] for i in range(count))


def _side(index: int, count: int) -> Side:
    sine = math.sin(axis_angle(index, count))
    if abs(sine) < 1e-9:
        return "centre"
    return "right" if sine > 0 else "left"


def _place_side(indexes: list[int], sizes: Sequence[Point], reach: float, direction: int) -> dict[int, Box]:
    count = len(sizes)
    cosine = {i: math.cos(axis_angle(i, count)) for i in indexes}
    upper = sorted((i for i in indexes if cosine[i] > -1e-9), key=lambda i: cosine[i])
    lower = sorted((i for i in indexes if cosine[i] <= -1e-9), key=lambda i: -cosine[i])
    placed: dict[int, Box] = {}
    floor = -math.inf
    for i in upper:
        height = sizes[i][1]
        bottom = max(cosine[i] * (reach + height / 2) - height / 2, floor)
        placed[i] = _beside(bottom, sizes[i], reach, direction)
        floor = bottom + height + LABEL_SPACING
    ceiling = placed[upper[0]].bottom - LABEL_SPACING if upper else math.inf
    for i in lower:
        height = sizes[i][1]
        top = min(cosine[i] * (reach + height / 2) + height / 2, ceiling)
        placed[i] = _beside(top - height, sizes[i], reach, direction)
        ceiling = top - height - LABEL_SPACING
    return placed


def _beside(bottom: float, size: Point, reach: float, direction: int) -> Box:
    top = bottom + size[1]
    nearest = min(max(0.0, bottom), top)
    start = max(math.sqrt(max(reach**2 - nearest**2, 0.0)), LABEL_SPACING)
    if direction > 0:
        return Box(start, bottom, start + size[0], top, "right")
    return Box(-start - size[0], bottom, -start, top, "left")


def _place_centre(index: int, sizes: Sequence[Point], reach: float, others: tuple[Box, ...]) -> Box:
    width, height = sizes[index]
    left, right = -width / 2, width / 2
    beside = [box for box in others if box.left < right + LABEL_SPACING and left - LABEL_SPACING < box.right]
    if math.cos(axis_angle(index, len(sizes))) > 0:
        bottom = reach
        for box in sorted(beside, key=lambda box: box.bottom):
            if box.bottom < bottom + height and bottom < box.top + LABEL_SPACING:
                bottom = box.top + LABEL_SPACING
        return Box(left, bottom, right, bottom + height, "centre")
    top = -reach
    for box in sorted(beside, key=lambda box: -box.top):
        if top - height < box.top and box.bottom - LABEL_SPACING < top:
            top = box.bottom - LABEL_SPACING
    return Box(left, top - height, right, top, "centre")


@dataclass(frozen=True)
class Layout:
    """The circle and its labels: ring radius, places, and the scale of the letters (1.0 unless words are very long)."""

    centre: Point
    radius: float
    boxes: tuple[Box, ...]
    letter_scale: float


@dataclass(frozen=True)
class Room:
    """What a radar may use: the picture's size, the largest ring radius and the least it keeps, and white space."""

    width: float
    height: float
    radius: float
    least_radius: float
    gap: float
    margin: float = 4.0


def fit(sizes_at: Callable[[float], Sequence[Point]], room: Room) -> Layout:
    """The largest circle with which every label stays within the picture.

    `sizes_at(scale)` gives the label sizes for letters of that scale. First the circle gives way, by its place and
    its size, then the letters: a label is never clipped.
    """
    scale = 1.0
    while True:
        sizes = sizes_at(scale)
        radius = room.radius
        while radius >= room.least_radius:
            boxes = place_labels(sizes, radius + room.gap)
            centre = _centre(boxes, radius, room)
            if centre is not None:
                return Layout(centre, radius, tuple(box.moved(*centre) for box in boxes), scale)
            radius -= RADIUS_STEP
        scale *= LABEL_SHRINK


def _centre(boxes: Sequence[Box], radius: float, room: Room) -> Point | None:
    """Where the circle's middle can lie, as near to the middle of the picture as possible; None if nowhere."""
    left, right = min(-radius, *(b.left for b in boxes)), max(radius, *(b.right for b in boxes))
    bottom, top = min(-radius, *(b.bottom for b in boxes)), max(radius, *(b.top for b in boxes))
    if right - left > room.width - 2 * room.margin or top - bottom > room.height - 2 * room.margin:
        return None
    return (
        min(max(room.width / 2, room.margin - left), room.width - room.margin - right),
        min(max(room.height / 2, room.margin - bottom), room.height - room.margin - top),
    )
