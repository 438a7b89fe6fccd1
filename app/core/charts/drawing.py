"""The only door to matplotlib: a sheet in pixels to which shapes and text are added, written as SVG or PNG.

No pyplot and no Axes: a sheet has no state outside itself, and no ticks that would have to be hidden again.
"""

import io
import logging
from collections.abc import Sequence
from functools import cache, lru_cache
from pathlib import Path as FilePath
from threading import RLock
from typing import Any, Literal

import matplotlib
from matplotlib.artist import Artist
from matplotlib.backend_bases import RendererBase
from matplotlib.backends.backend_agg import RendererAgg
from matplotlib.backends.backend_svg import RendererSVG
from matplotlib.figure import Figure
from matplotlib.font_manager import FontProperties, findfont, get_font
from matplotlib.ft2font import LoadFlags
from matplotlib.lines import Line2D
from matplotlib.patches import Circle, PathPatch, Polygon
from matplotlib.path import Path
from matplotlib.textpath import TextPath
from matplotlib.transforms import Affine2D
from PIL import Image

from app.core.charts.geometry import Point
from app.core.charts.style import BOLD, INK, LINE_HEIGHT, REGULAR, WHITE, LineStyle

# matplotlib reads these only from its global settings, at the moment of writing. They are set once, here, since
# changing them for each picture would not be safe with several threads. Letters as shapes need no font at the reader;
# a fixed salt makes the ids in an SVG, and so its bytes, the same each time; letters that are not bent towards the
# dots of a PNG are as wide there as they were measured.
matplotlib.rcParams["svg.fonttype"] = "path"
matplotlib.rcParams["svg.hashsalt"] = "chart"
matplotlib.rcParams["text.hinting"] = "none"

# matplotlib has types, but not for its backends.
SvgRenderer: Any = RendererSVG
PngRenderer: Any = RendererAgg

FONTS = FilePath(__file__).resolve().parents[3] / "static" / "dist" / "fonts"
NO_METADATA = {"Date": None, "Creator": None, "Format": None, "Type": None}
SVG_END = "</svg>\n"
SCREEN_DPI = 96
MEASURE = 100

# matplotlib does not promise that two threads may draw, nor that they may measure text, at the same time.
lock = RLock()
log = logging.getLogger(__name__)


@cache
def font(weight: int) -> FontProperties:
    """The chart font in weight 400 or 600; DejaVu Sans, with a warning, where the fonts were not built."""
    path = FONTS / f"Commissioner-{weight}.ttf"
    if path.is_file():
        return FontProperties(fname=path)
    log.warning("%s is missing: charts use DejaVu Sans until script/build-static has run", path.name)
    return FontProperties(family="DejaVu Sans", weight="bold" if weight >= BOLD else "normal")


@cache
def _font_file(weight: int) -> str:
    return findfont(font(weight))


@lru_cache(maxsize=2048)  # a few bytes each; the same labels come back in everybody's chart
def _relative_width(text: str, weight: int) -> float:
    with lock:
        face = get_font(_font_file(weight))
        face.set_size(MEASURE, 72)
        face.set_text(text, 0.0, flags=LoadFlags.NO_HINTING)
        return float(face.get_width_height()[0]) / 64 / MEASURE


def text_width(text: str, letters: float, weight: int = REGULAR) -> float:
    """Width of one line of text in pixels."""
    return _relative_width(text, weight) * letters


@lru_cache(maxsize=256)  # the names of levels come back in everybody's chart
def _shape(text: str, letters: float, weight: int) -> Path:
    properties = font(weight).copy()
    properties.set_size(letters)
    with lock:
        return TextPath((0, 0), text, prop=properties)


def _outline(text: str, letters: float, weight: int, start: Point) -> Path:
    """The letters of one line of text as a shape that starts at a place."""
    return _shape(text, letters, weight).transformed(Affine2D().translate(*start))


class Words(Artist):
    """One line of text that starts at a place. matplotlib's Text would first measure and align it: half of the time."""

    def __init__(self, start: Point, text: str, properties: FontProperties, colour: str) -> None:
        super().__init__()
        self.start, self.words, self.font, self.colour = start, text, properties, colour

    def draw(self, renderer: RendererBase) -> None:
        """Draw the text with a renderer, whose y goes down if it says so."""
        across, up = self.get_transform().transform(self.start)
        height = renderer.get_canvas_width_height()[1]
        context = renderer.new_gc()
        context.set_foreground(self.colour)
        down = height - up if renderer.flipy() else up
        renderer.draw_text(context, across, down, self.words, self.font, 0, ismath=False)
        context.restore()


class Sheet:
    """A picture of width × height pixels, y upwards. `scale` is the number of PNG pixels per pixel.

    `layer` tells the ids of a sheet apart from those of the sheet below it in one SVG.
    """

    def __init__(self, width: float, height: float, scale: float = 1, layer: str = "") -> None:
        self.width, self.height, self.scale, self.layer = width, height, scale, layer
        self.artists: list[Artist] = []
        self._figure = Figure(figsize=(width / 72, height / 72), dpi=72 * scale)
        self._pixels = Affine2D().scale(scale)

    def polygon(self, points: Sequence[Point], fill: str, opacity: float = 1.0) -> None:
        """A filled shape without an edge."""
        self._add(Polygon(points, closed=True, facecolor=fill, alpha=opacity, linewidth=0), "shape")

    def rectangle(self, left: float, bottom: float, right: float, top: float, fill: str) -> None:
        """A filled rectangle without an edge."""
        self.polygon([(left, bottom), (right, bottom), (right, top), (left, top)], fill)

    def circle(self, centre: Point, radius: float, fill: str, edge: str, width: float = 1.0) -> None:
        """A filled circle with an edge."""
        self._add(Circle(centre, radius, facecolor=fill, edgecolor=edge, linewidth=width), "circle")

    def line(self, points: Sequence[Point], colour: str, width: float = 1.0, dash: tuple[float, ...] = ()) -> None:
        """A line through the points; the dash counts in line widths."""
        across, up = zip(*points, strict=True)
        line = Line2D(across, up, color=colour, linewidth=width, linestyle=(0, dash) if dash else "-")
        line.set_dash_capstyle("butt")
        line.set_solid_joinstyle("round")
        self._add(line, "line")

    def markers(self, points: Sequence[Point], style: LineStyle, weight: float = 1.0) -> None:
        """The marker of a style at each point; `weight` makes it smaller or larger."""
        across, up = zip(*points, strict=True)
        self._add(
            Line2D(
                across,
                up,
                linestyle="none",
                marker=style.marker,
                markersize=style.marker_size * weight,
                markerfacecolor=style.marker_fill,
                markeredgecolor=style.colour,
                markeredgewidth=style.marker_edge * weight,
            ),
            "markers",
        )

    def text(
        self,
        place: Point,
        text: str,
        letters: float,
        *,
        colour: str = INK,
        weight: int = REGULAR,
        align: Literal["left", "centre", "right"] = "left",
        halo: bool = False,
        drawn: bool = False,
    ) -> None:
        """One line of text whose baseline starts, is centred or ends at the place; a halo keeps lines off it.

        It is `drawn` as one shape where the sheet lies over another that has words: an SVG defines a letter once.
        """
        share = {"left": 0.0, "centre": 0.5, "right": 1.0}[align]
        left = place[0] - share * text_width(text, letters, weight)
        properties = font(weight).copy()
        properties.set_size(letters)
        start = left, place[1]
        if halo:
            self._add(
                PathPatch(_outline(text, letters, weight, start), facecolor=WHITE, edgecolor=WHITE, linewidth=3.5),
                "halo",
            )
        if drawn:
            self._add(PathPatch(_outline(text, letters, weight, start), facecolor=colour, linewidth=0), "name")
        else:
            self._add(Words(start, text, properties, colour), "text")

    def _add(self, artist: Artist, kind: str) -> None:
        artist.set_figure(self._figure)
        artist.set_transform(self._pixels)
        artist.set_gid(f"{kind}-{self.layer}{len(self.artists)}")
        self.artists.append(artist)

    def svg(self, below: str = "") -> str:
        """The sheet as an SVG document; `below` is the document of another sheet of this size that lies under it."""
        out = io.StringIO()
        with lock:
            renderer = SvgRenderer(self.width, self.height, out, metadata=NO_METADATA)
            head = len(out.getvalue())
            for artist in self.artists:
                artist.draw(renderer)
            renderer.finalize()
        document = out.getvalue()
        if below:
            return below.removesuffix(SVG_END) + document[head:]
        # matplotlib writes points; a browser would show those a third larger than the picture is meant.
        return document.replace(f'width="{self.width:g}pt" height="{self.height:g}pt"', self._measures(), 1)

    def _measures(self) -> str:
        return f'width="{self.width:g}" height="{self.height:g}"'

    def png(self) -> bytes:
        """The sheet as a PNG of width × scale by height × scale pixels."""
        width, height = round(self.width * self.scale), round(self.height * self.scale)
        with lock:
            renderer = PngRenderer(width, height, 72 * self.scale)
            for artist in self.artists:
                artist.draw(renderer)
            image = Image.frombytes("RGBA", (width, height), bytes(renderer.buffer_rgba())).convert("RGB")
        out = io.BytesIO()
        dpi = SCREEN_DPI * self.scale
        image.save(out, "PNG", dpi=(dpi, dpi), compress_level=3)
        return out.getvalue()


def baseline(top: float, letters: float, line: int = 0) -> float:
    """Height of the baseline of a line (the first is 0) of a text block that starts at `top`."""
    return top - letters * (LINE_HEIGHT * line + (LINE_HEIGHT + 0.72) / 2)
