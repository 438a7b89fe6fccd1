"""Charts of ranks: a radar, bars for many rows, a trend, and cells to count, as SVG or PNG bytes.

The chart is data (frozen, hashable), the picture is a function of it: the same chart gives the same bytes.
Pictures are cached on that content. Importing this package costs nothing: matplotlib is imported at the first picture.
"""

from app.core.charts.data import (
    Axis,
    BarRow,
    Bars,
    Bracket,
    CellPart,
    Cells,
    Head,
    Radar,
    Series,
    SeriesStyle,
    Size,
    Trend,
    TrendPoint,
)
from app.core.charts.pictures import Chart, png_of, svg_of
from app.core.charts.style import measures

__all__ = [
    "Axis",
    "BarRow",
    "Bars",
    "Bracket",
    "CellPart",
    "Cells",
    "Chart",
    "Head",
    "Radar",
    "Series",
    "SeriesStyle",
    "Size",
    "Trend",
    "TrendPoint",
    "measures",
    "png_of",
    "svg_of",
]
