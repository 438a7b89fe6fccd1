"""The pictures that others ask for: bytes of a chart, kept on its content.

matplotlib is imported inside, at the first picture: it takes 0.3 s and 33 MB that a worker without charts saves.
An SVG is 30 to 70 kB, so that the caches hold at most about 20 MB of a worker; a PNG is for a download, seldom twice.
"""

from functools import lru_cache

from app.core.charts.data import Bars, Cells, Radar, Size, Trend

KEPT_SVG = 256
KEPT_PNG = 32


@lru_cache(maxsize=KEPT_SVG)
def radar_svg(radar: Radar, size: Size = "large", *, legend: bool = False) -> bytes:
    """The radar as SVG of 552×452 (large), 326×272 (small) or 216×216 pixels (mini: no words at all).

    `legend` adds a strip on top with the names of the series, for a picture that leaves its page.
    """
    from app.core.charts import radar as drawing

    return drawing.draw_svg(radar, size, legend)


@lru_cache(maxsize=KEPT_PNG)
def radar_png(radar: Radar, size: Size = "large", scale: float = 2, *, legend: bool = False) -> bytes:
    """The radar as PNG: the same picture as `radar_svg`, with `scale` dots per pixel."""
    from app.core.charts import radar as drawing

    return drawing.draw_png(radar, size, scale, legend)


@lru_cache(maxsize=KEPT_SVG)
def trend_svg(trend: Trend, size: Size = "large") -> bytes:
    """The trend as SVG of 552×236 (large), 326×200 (small) or 216×120 pixels (mini)."""
    from app.core.charts import trend as drawing

    return drawing.draw(trend, size).svg().encode()


@lru_cache(maxsize=KEPT_PNG)
def trend_png(trend: Trend, size: Size = "large", scale: float = 2) -> bytes:
    """The trend as PNG with `scale` dots per pixel."""
    from app.core.charts import trend as drawing

    return drawing.draw(trend, size, scale).png()


@lru_cache(maxsize=KEPT_SVG)
def bars_svg(bars: Bars, size: Size = "large") -> bytes:
    """The bars as SVG, 552 (large), 326 (small) or 216 pixels (mini) wide and as high as the rows ask."""
    from app.core.charts import bars as drawing

    return drawing.draw(bars, size).svg().encode()


@lru_cache(maxsize=KEPT_PNG)
def bars_png(bars: Bars, size: Size = "large", scale: float = 2) -> bytes:
    """The bars as PNG with `scale` dots per pixel."""
    from app.core.charts import bars as drawing

    return drawing.draw(bars, size, scale).png()


@lru_cache(maxsize=KEPT_SVG)
def cells_svg(cells: Cells, size: Size = "large") -> bytes:
    """The bar of cells as SVG, 552 (large), 326 (small) or 216 pixels (mini) wide."""
    from app.core.charts import cells as drawing

    return drawing.draw(cells, size).svg().encode()


@lru_cache(maxsize=KEPT_PNG)
def cells_png(cells: Cells, size: Size = "large", scale: float = 2) -> bytes:
    """The bar of cells as PNG with `scale` dots per pixel."""
    from app.core.charts import cells as drawing

    return drawing.draw(cells, size, scale).png()
