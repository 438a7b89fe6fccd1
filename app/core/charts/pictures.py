"""The pictures that others ask for: bytes of a chart, kept on its content.

matplotlib is imported inside, at the first picture: it takes 0.3 s and 33 MB that a worker without charts saves.
An SVG is 30 to 70 kB, so that what is kept is at most about 20 MB of a worker; a PNG is for a download, seldom twice.
"""

from __future__ import annotations

from collections.abc import Hashable
from typing import TYPE_CHECKING

from app.core.charts.data import Bars, Cells, Radar, Size, Trend
from app.core.kept import Kept

if TYPE_CHECKING:
    from app.core.charts.drawing import Sheet

Chart = Radar | Bars | Trend | Cells

_svgs: Kept[Hashable, bytes] = Kept(most=400)
_pngs: Kept[Hashable, bytes] = Kept(most=64)


def svg_of(chart: Chart, size: Size = "large", *, legend: bool = False) -> bytes:
    """The chart as SVG, 552 (large), 326 (small) or 216 pixels (mini: no words at all) wide.

    `legend` adds to a radar a strip on top with the names of the series, for a picture that leaves its page.
    """
    return _svgs.get_or_make((chart, size, legend), lambda: _draw_svg(chart, size, legend))


def png_of(chart: Chart, size: Size = "large", scale: float = 2, *, legend: bool = False) -> bytes:
    """The chart as PNG: the same picture as `svg_of`, with `scale` dots per pixel."""
    return _pngs.get_or_make((chart, size, scale, legend), lambda: _draw_png(chart, size, scale, legend))


def _draw_svg(chart: Chart, size: Size, legend: bool) -> bytes:
    if isinstance(chart, Radar):
        from app.core.charts import radar

        return radar.draw_svg(chart, size, legend)
    return _sheet(chart, size, 1).svg().encode()


def _draw_png(chart: Chart, size: Size, scale: float, legend: bool) -> bytes:
    if isinstance(chart, Radar):
        from app.core.charts import radar

        return radar.draw_png(chart, size, scale, legend)
    return _sheet(chart, size, scale).png()


def _sheet(chart: Bars | Trend | Cells, size: Size, scale: float) -> Sheet:
    from app.core.charts import bars, cells, trend

    match chart:
        case Bars():
            return bars.draw(chart, size, scale)
        case Trend():
            return trend.draw(chart, size, scale)
        case Cells():
            return cells.draw(chart, size, scale)
