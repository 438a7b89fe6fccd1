"""Colours, lines and sizes of the charts, in pixels of the picture as it is shown."""

from collections.abc import Mapping
from dataclasses import dataclass

from app.core.charts.data import Axis, Radar, SeriesStyle, Size
from app.core.charts.geometry import Room, wrap_label

INK = "#13282B"
SOFT = "#4A5F62"
LINE = "#C4D2D3"
FAINT_LINE = "#DBE4E3"
TINT = "#F4F9F9"
WHITE = "#FFFFFF"
PETROL = "#14555F"
KOPER = "#BF5A1C"
KOPER_TEXT = "#8F4013"
GREY = "#6F8A8E"
PAARS = "#5F3A7E"

REGULAR = 400
BOLD = 600


@dataclass(frozen=True)
class LineStyle:
    """How a series is drawn. Dash and marker differ as well as colour, so that nobody needs to see colours."""

    colour: str
    width: float
    dash: tuple[float, ...]
    marker: str
    marker_size: float
    marker_fill: str
    marker_edge: float
    area: float = 0.0


# In drawing order: what is asked lies on top, what was before lies below.
LINES: Mapping[SeriesStyle, LineStyle] = {
    "previous": LineStyle(GREY, 1.4, (1, 2.4), "s", 5.5, WHITE, 1.2),
    "self": LineStyle(PETROL, 2.6, (), "o", 8.5, PETROL, 1.0, area=0.14),
    "manager": LineStyle(PAARS, 2.0, (6, 2, 1.5, 2), "^", 9.5, WHITE, 1.8),
    "target": LineStyle(KOPER, 2.0, (5, 3), "D", 5.6, WHITE, 1.6),
}


@dataclass(frozen=True)
class RadarSize:
    """One size of a radar: its room, the letters, and how much thinner its lines are.

    Where it is `listed`, the axes have numbers and their labels stand in a list under the circle.
    """

    room: Room
    letters: float
    wrap: int
    weight: float
    ring_letters: float = 0.0
    listed: bool = False

    @property
    def labels(self) -> bool:
        """Whether the picture has words."""
        return self.letters > 0


# A phone shows the small size at 14 pixels a letter, the least there is (docs/look.md).
RADAR_SIZES: Mapping[Size, RadarSize] = {
    "large": RadarSize(Room(552, 452, 200, 96, 13), 14.5, 16, 1.0, ring_letters=12.5),
    "small": RadarSize(Room(296, 292, 130, 90, 8), 14, 34, 0.85, ring_letters=14, listed=True),
    "mini": RadarSize(Room(216, 216, 98, 98, 0), 0, 0, 0.9),
}

LINE_HEIGHT = 1.32
LIST_GAP = 8.0


def listed(radar: Radar, spec: RadarSize) -> list[tuple[str, tuple[str, ...], Axis]]:
    """Per axis its number and the lines of its label, for the list under the circle."""
    return [
        (number, wrap_label(f"{label} ({axis.note})" if axis.note else label, spec.wrap) or ("",), axis)
        for (number, label), axis in zip(radar.numbered, radar.axes, strict=True)
    ]


def measures(radar: Radar, size: Size) -> tuple[float, float]:
    """Width and height of the picture without a strip: the room of the circle and, on a phone, of the list under it."""
    spec = RADAR_SIZES[size]
    lines = sum(len(lines) for _, lines, _ in listed(radar, spec)) if spec.listed else 0
    return spec.room.width, spec.room.height + (
        round(2 * LIST_GAP + lines * LINE_HEIGHT * spec.letters) if lines else 0
    )


@dataclass(frozen=True)
class StripSize:
    """One size of a chart that fills its width (trend, bars): the picture's width, a trend's height, the letters.

    Where bars are `stacked`, each has its label above it.
    """

    width: float
    height: float
    letters: float
    small_letters: float
    wrap: int
    weight: float
    stacked: bool = False


STRIP_SIZES: Mapping[Size, StripSize] = {
    "large": StripSize(552, 236, 14.5, 12.5, 30, 1.0),
    "small": StripSize(296, 210, 14, 14, 36, 0.85, stacked=True),
    "mini": StripSize(216, 120, 10.5, 9, 16, 0.8),
}
