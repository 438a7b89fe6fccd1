"""Draws a radar in two layers: rings and labels, which are kept, and the series on top of them."""

from collections.abc import Hashable

from app.core.charts.data import Axis, Radar, Series, SeriesStyle, Size
from app.core.charts.drawing import Sheet, baseline, text_width
from app.core.charts.geometry import Box, Layout, Point, fit, on_axis, ring_share, runs, wrap_label
from app.core.charts.style import (
    BOLD,
    INK,
    LINE,
    LINE_HEIGHT,
    LINES,
    RADAR_SIZES,
    REGULAR,
    RING_NAME_LETTERS,
    SOFT,
    TINT,
    WHITE,
    RadarSize,
)
from app.core.kept import Kept

LEGEND_ROW = 26.0
LEGEND_SAMPLE = 50.0  # 42 for the line: whole dashes at both ends
LEGEND_GAP = 22.0
LEGEND_LETTERS = 13.0
LegendRow = tuple[tuple[float, str, SeriesStyle], ...]

# A background is about 100 kB; all of one person's pictures of a standard share a few of them.
backgrounds: Kept[Hashable, str] = Kept(most=64)
layouts: Kept[Hashable, Layout] = Kept(most=64)


def draw_svg(radar: Radar, size: Size, legend: bool) -> bytes:
    """The radar as an SVG document."""
    rows = _legend_rows(radar.series, size) if legend else ()
    sheet = _sheet(size, rows, layer="top-")
    _draw_series(sheet, radar, size)
    _draw_legend_samples(sheet, rows)
    place = radar.axes, radar.rings, size, rows
    return sheet.svg(below=backgrounds.get_or_make(place, lambda: _background(*place))).encode()


def draw_png(radar: Radar, size: Size, scale: float, legend: bool) -> bytes:
    """The radar as a PNG with `scale` pixels per pixel of its size."""
    rows = _legend_rows(radar.series, size) if legend else ()
    sheet = _sheet(size, rows, scale)
    _draw_background(sheet, radar.axes, radar.rings, size)
    _draw_legend_names(sheet, rows)
    _draw_series(sheet, radar, size)
    _draw_legend_samples(sheet, rows)
    return sheet.png()


def _background(axes: tuple[Axis, ...], rings: tuple[str, ...], size: Size, rows: tuple[LegendRow, ...]) -> str:
    """All words are in the background and all markers above it: an SVG defines each letter and marker once."""
    sheet = _sheet(size, rows)
    _draw_background(sheet, axes, rings, size)
    _draw_legend_names(sheet, rows)
    return sheet.svg()


def layout(axes: tuple[Axis, ...], size: Size) -> Layout:
    """Where the circle and the labels of these axes go; letters of `letter_scale` fit their boxes."""
    return layouts.get_or_make((axes, size), lambda: _lay_out(axes, size))


def _lay_out(axes: tuple[Axis, ...], size: Size) -> Layout:
    spec = RADAR_SIZES[size]
    if not spec.labels:
        return Layout((spec.room.width / 2, spec.room.height / 2), spec.room.radius, (), 1.0)
    widths = [max(text_width(line, spec.letters, _weight(a)) for line in label_lines(a, spec)) for a in axes]
    heights = [len(label_lines(a, spec)) * LINE_HEIGHT * spec.letters for a in axes]

    def sizes_at(scale: float) -> list[Point]:
        return [(width * scale, height * scale) for width, height in zip(widths, heights, strict=True)]

    return fit(sizes_at, spec.room)


def label_lines(axis: Axis, spec: RadarSize) -> tuple[str, ...]:
    """The printed lines of an axis; its note has a line of its own."""
    note = (f"({axis.note})",) if axis.note else ()
    return (*wrap_label(axis.label, spec.wrap), *note) or ("",)


def _weight(axis: Axis) -> int:
    return BOLD if axis.emphasised else REGULAR


def _sheet(size: Size, rows: tuple[LegendRow, ...], scale: float = 1, layer: str = "") -> Sheet:
    room = RADAR_SIZES[size].room
    return Sheet(room.width, room.height + LEGEND_ROW * len(rows), scale, layer)


def _draw_background(sheet: Sheet, axes: tuple[Axis, ...], rings: tuple[str, ...], size: Size) -> None:
    spec, place = RADAR_SIZES[size], layout(axes, size)
    sheet.rectangle(0, 0, sheet.width, sheet.height, WHITE)
    count = len(rings)
    for rank in range(count, -1, -1):
        fill = WHITE if (count - rank) % 2 else TINT
        sheet.circle(place.centre, place.radius * ring_share(rank, count), fill, LINE)
    inner = place.radius * ring_share(0, count)
    for index in range(len(axes)):
        ends = [on_axis(place.centre, far, index, len(axes)) for far in (inner, place.radius)]
        sheet.line(ends, LINE)
    if spec.ring_names:
        _draw_ring_names(sheet, rings, place)
    if spec.labels:
        for axis, box in zip(axes, place.boxes, strict=True):
            letters = spec.letters * place.letter_scale
            across = {"right": box.left, "centre": (box.left + box.right) / 2, "left": box.right}[box.side]
            for number, line in enumerate(label_lines(axis, spec)):
                sheet.text(
                    (across, baseline(box.top, letters, number)),
                    line,
                    letters,
                    colour=SOFT if axis.note else INK,
                    weight=_weight(axis),
                    # A label right of the circle starts at it, one left of it ends there.
                    align="left" if box.side == "right" else "right" if box.side == "left" else "centre",
                )


def _draw_ring_names(sheet: Sheet, rings: tuple[str, ...], place: Layout) -> None:
    every = max(1, round(len(rings) * RING_NAME_LETTERS * 1.2 / place.radius + 0.5))
    right, half = place.centre[0] - 6, RING_NAME_LETTERS * 0.6
    for rank in range(len(rings), 0, -every):
        line = place.centre[1] + place.radius * ring_share(rank, len(rings))
        spot = Box(right - text_width(rings[rank - 1], RING_NAME_LETTERS), line - half, right, line + half, "left")
        # With many axes a long name on the edge would run into the label beside it: it sinks inside the circle.
        while any(spot.overlaps(box) for box in place.boxes) and spot.top > place.centre[1]:
            spot = spot.moved(0, -2)
        low = (spot.bottom + spot.top) / 2 - RING_NAME_LETTERS * 0.3
        sheet.text((right, low), rings[rank - 1], RING_NAME_LETTERS, colour=SOFT, align="right", halo=True)


def breaks(radar: Radar, series: Series) -> tuple[bool, ...]:
    """Per axis whether the series has a point there: not without a value, and not where the axis does not count."""
    return tuple(value is not None and not axis.note for axis, value in zip(radar.axes, series.values, strict=True))


def _draw_series(sheet: Sheet, radar: Radar, size: Size) -> None:
    place, weight = layout(radar.axes, size), RADAR_SIZES[size].weight
    order: list[SeriesStyle] = list(LINES)
    ordered = sorted(radar.series, key=lambda series: order.index(series.style))
    points = {}
    for number, series in enumerate(ordered):
        style = LINES[series.style]
        spots = _spots(radar, series, place)
        points[number] = [spot for spot in spots if spot is not None]
        for run in runs([spot is not None for spot in spots]):
            path = [spot for i in run if (spot := spots[i]) is not None]
            if len(path) < 2:
                continue
            if style.area:
                whole = len(run) > len(radar.axes)
                sheet.polygon(path if whole else [*path, place.centre], style.colour, style.area)
            sheet.line(path, style.colour, style.width * weight, style.dash)
    for number, series in enumerate(ordered):
        if points[number]:
            sheet.markers(points[number], LINES[series.style], weight)


def _spots(radar: Radar, series: Series, place: Layout) -> list[Point | None]:
    count = len(radar.axes)
    return [
        on_axis(place.centre, place.radius * ring_share(value, len(radar.rings)), index, count)
        if there and value is not None
        else None
        for index, (value, there) in enumerate(zip(series.values, breaks(radar, series), strict=True))
    ]


def _legend_rows(series: tuple[Series, ...], size: Size) -> tuple[LegendRow, ...]:
    width = RADAR_SIZES[size].room.width
    rows: list[list[tuple[float, str, SeriesStyle]]] = []
    left = width
    for one in series:
        needs = LEGEND_SAMPLE + text_width(one.name, LEGEND_LETTERS)
        if not rows or left + needs > width - LEGEND_GAP / 2:
            rows.append([])
            left = LEGEND_GAP / 2
        rows[-1].append((left, one.name, one.style))
        left += needs + LEGEND_GAP
    return tuple(map(tuple, rows))


def _legend_height(sheet: Sheet, row: int) -> float:
    return sheet.height - LEGEND_ROW * (row + 0.6)


def _draw_legend_names(sheet: Sheet, rows: tuple[LegendRow, ...]) -> None:
    for number, row in enumerate(rows):
        low = _legend_height(sheet, number) - LEGEND_LETTERS * 0.34
        for left, name, _ in row:
            sheet.text((left + LEGEND_SAMPLE, low), name, LEGEND_LETTERS)


def _draw_legend_samples(sheet: Sheet, rows: tuple[LegendRow, ...]) -> None:
    for number, row in enumerate(rows):
        middle = _legend_height(sheet, number)
        for left, _, key in row:
            style = LINES[key]
            end = left + LEGEND_SAMPLE - 8
            sheet.line([(left, middle), (end, middle)], style.colour, style.width, style.dash)
            sheet.markers([((left + end) / 2, middle)], style)
