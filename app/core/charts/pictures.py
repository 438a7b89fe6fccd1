"""The pictures that others ask for: bytes of a chart, kept on its content.

matplotlib is imported inside, at the first picture: it takes 0.3 s and 33 MB that a worker without charts saves.
An SVG is 30 to 70 kB, so that what is kept is at most about 20 MB of a worker; a PNG is for a download, seldom twice.
"""

from __future__ import annotations

from collections.abc import Hashable
from typing import TYPE_CHECKING

from app.core.charts.data import Bars, Cells, Head, Radar, Size, Trend
from app.core.kept import Kept

if TYPE_CHECKING:
    from app.core.charts.drawing import Sheet

Chart = Radar | Bars | Trend | Cells

_svgs: Kept[Hashable, bytes] = Kept(most=400)
_pngs: Kept[Hashable, bytes] = Kept(most=64)


def svg_of(chart: Chart, size: Size = "large", *, legend: bool = False, head: Head | None = None) -> bytes:
    """The chart as SVG, 552 (large), 296 (small) or 216 pixels (mini: no words at all) wide.

    For a picture that leaves its page: `legend` adds to a radar or bars a strip on top that names the lines, and `head`
    says above it what the picture is. A head may have the name of a person, so a picture with one is not kept.
    """
    if head is not None:
        return _draw_svg(chart, size, legend, head)
    return _svgs.get_or_make((chart, size, legend), lambda: _draw_svg(chart, size, legend))


def png_of(
    chart: Chart, size: Size = "large", scale: float = 2, *, legend: bool = False, head: Head | None = None
) -> bytes:
    """The chart as PNG: the same picture as `svg_of`, with `scale` dots per pixel."""
    if head is not None:
        return _draw_png(chart, size, scale, legend, head)
    return _pngs.get_or_make((chart, size, scale, legend), lambda: _draw_png(chart, size, scale, legend))


def _draw_svg(chart: Chart, size: Size, legend: bool, head: Head | None = None) -> bytes:
    if isinstance(chart, Radar):
        from app.core.charts import radar

        return radar.draw_svg(chart, size, legend, head)
    return _sheet(chart, size, 1, legend, head).svg().encode()


def _draw_png(chart: Chart, size: Size, scale: float, legend: bool, head: Head | None = None) -> bytes:
    if isinstance(chart, Radar):
        from app.core.charts import radar

        return radar.draw_png(chart, size, scale, legend, head)
    return _sheet(chart, size, scale, legend, head).png()


def _sheet(chart: Bars | Trend | Cells, size: Size, scale: float, legend: bool, head: Head | None) -> Sheet:
    from app.core.charts import bars, cells, trend

    match chart:
        case Bars():
            return bars.draw(chart, size, scale, legend, head)
        case Trend():
            return trend.draw(chart, size, scale)
        case Cells():
            return cells.draw(chart, size, scale)
