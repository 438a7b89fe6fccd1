"""Colours, lines and sizes of the charts, in pixels of the picture as it is shown."""

from collections.abc import Mapping
from dataclasses import dataclass

from app.core.charts.data import SeriesStyle, Size
from app.core.charts.geometry import Room

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
    """One size of a radar: its room, the letters, and how much thinner its lines are."""

    room: Room
    letters: float
    wrap: int
    weight: float
    labels: bool = True
    ring_names: bool = False


RADAR_SIZES: Mapping[Size, RadarSize] = {
    "large": RadarSize(Room(552, 452, 160, 96, 13), 14.5, 16, 1.0, ring_names=True),
    "small": RadarSize(Room(326, 272, 84, 52, 9), 11.5, 14, 0.85),
    "mini": RadarSize(Room(216, 216, 98, 98, 0), 0, 0, 0.9, labels=False),
}

RING_NAME_LETTERS = 12.5
LINE_HEIGHT = 1.32


@dataclass(frozen=True)
class StripSize:
    """One size of a chart that fills its width (trend, bars): the picture's width, a trend's height, the letters."""

    width: float
    height: float
    letters: float
    wrap: int
    weight: float


STRIP_SIZES: Mapping[Size, StripSize] = {
    "large": StripSize(552, 236, 14.5, 30, 1.0),
    "small": StripSize(326, 200, 11.5, 18, 0.85),
    "mini": StripSize(216, 120, 10.5, 16, 0.8),
}
