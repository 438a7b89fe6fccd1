"""Draws a radar in two layers: rings and labels, which are kept, and on top of them the series and the ring names."""

from collections.abc import Hashable

from app.core.charts.data import Axis, Head, Radar, Series, SeriesStyle, Size
from app.core.charts.drawing import Sheet, baseline, text_width
from app.core.charts.geometry import Layout, Point, fit, on_axis, ring_share, runs, shown_ranks, wrap_label
from app.core.charts.names import place_names
from app.core.charts.strip import Strip, draw_samples, draw_words, strip_of
from app.core.charts.style import (
    BOLD,
    INK,
    LINE,
    LINE_HEIGHT,
    LINES,
    LIST_GAP,
    RADAR_SIZES,
    REGULAR,
    SOFT,
    TINT,
    WHITE,
    RadarSize,
    listed,
    measures,
)
from app.core.kept import Kept

LIST_INDENT = 27.0
LIST_MARGIN = 4.0

# A background is about 100 kB; all of one person's pictures of a standard share a few of them.
backgrounds: Kept[Hashable, str] = Kept(most=64)
layouts: Kept[Hashable, Layout] = Kept(most=64)


def draw_svg(radar: Radar, size: Size, legend: bool, head: Head | None = None) -> bytes:
    """The radar as an SVG document."""
    strip = _strip(radar, size, legend, head)
    sheet = _sheet(radar, size, strip, layer="top-")
    _draw_series(sheet, radar, size)
    draw_samples(sheet, strip)
    if head is not None:
        return sheet.svg(below=_background(radar, size, strip)).encode()
    place = radar.axes, radar.rings, size, strip
    return sheet.svg(below=backgrounds.get_or_make(place, lambda: _background(radar, size, strip))).encode()


def draw_png(radar: Radar, size: Size, scale: float, legend: bool, head: Head | None = None) -> bytes:
    """The radar as a PNG with `scale` pixels per pixel of its size."""
    strip = _strip(radar, size, legend, head)
    sheet = _sheet(radar, size, strip, scale)
    _draw_background(sheet, radar, size)
    draw_words(sheet, strip)
    _draw_series(sheet, radar, size)
    draw_samples(sheet, strip)
    return sheet.png()


def _strip(radar: Radar, size: Size, legend: bool, head: Head | None) -> Strip:
    named = [(one.name, one.style) for one in radar.series] if legend else []
    return strip_of(head, named, RADAR_SIZES[size].room.width)


def _background(radar: Radar, size: Size, strip: Strip) -> str:
    """All words are in the background and all markers above it: an SVG defines each letter and marker once."""
    sheet = _sheet(radar, size, strip)
    _draw_background(sheet, radar, size)
    draw_words(sheet, strip)
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
    if spec.listed:
        return (axis.label,)
    note = (f"({axis.note})",) if axis.note else ()
    return (*wrap_label(axis.label, spec.wrap), *note) or ("",)


def _weight(axis: Axis) -> int:
    return BOLD if axis.emphasised else REGULAR


def _sheet(radar: Radar, size: Size, strip: Strip, scale: float = 1, layer: str = "") -> Sheet:
    width, height = measures(radar, size)
    return Sheet(width, height + strip.height, scale, layer)


def _shown(radar: Radar, size: Size) -> tuple[Axis, ...]:
    """The axes as they are labelled: by their number alone where the labels stand in a list."""
    if not RADAR_SIZES[size].listed:
        return radar.axes
    return tuple(
        Axis(number, axis.emphasised, axis.note) for axis, (number, _) in zip(radar.axes, radar.numbered, strict=True)
    )


def _placed(radar: Radar, size: Size) -> Layout:
    """The circle and its labels on the sheet, above the list."""
    place = layout(_shown(radar, size), size)
    under = measures(radar, size)[1] - RADAR_SIZES[size].room.height
    boxes = tuple(box.moved(0, under) for box in place.boxes)
    return Layout((place.centre[0], place.centre[1] + under), place.radius, boxes, place.letter_scale)


def _draw_background(sheet: Sheet, radar: Radar, size: Size) -> None:
    spec, place, axes = RADAR_SIZES[size], _placed(radar, size), _shown(radar, size)
    sheet.rectangle(0, 0, sheet.width, sheet.height, WHITE)
    count = len(radar.rings)
    for number, rank in enumerate((*shown_ranks(count), 0)):
        sheet.circle(place.centre, place.radius * ring_share(rank, count), WHITE if number % 2 else TINT, LINE)
    inner = place.radius * ring_share(0, count)
    for index in range(len(axes)):
        ends = [on_axis(place.centre, far, index, len(axes)) for far in (inner, place.radius)]
        sheet.line(ends, LINE)
    for axis, box in zip(axes, place.boxes, strict=False):
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
    if spec.listed:
        _draw_list(sheet, radar, spec, measures(radar, size)[1] - spec.room.height - LIST_GAP)


def _draw_list(sheet: Sheet, radar: Radar, spec: RadarSize, top: float) -> None:
    for number, lines, axis in listed(radar, spec):
        colour, weight = SOFT if axis.note else INK, _weight(axis)
        indent = LIST_MARGIN + LIST_INDENT
        sheet.text((LIST_MARGIN, baseline(top, spec.letters)), f"{number}.", spec.letters, colour=colour, weight=weight)
        for place, line in enumerate(lines):
            room = (sheet.width - indent - LIST_MARGIN) / (text_width(line, spec.letters, weight) or 1)
            letters = spec.letters * min(1.0, room)
            sheet.text((indent, baseline(top, spec.letters, place)), line, letters, colour=colour, weight=weight)
        top -= len(lines) * LINE_HEIGHT * spec.letters


def breaks(radar: Radar, series: Series) -> tuple[bool, ...]:
    """Per axis whether the series has a point there: not without a value, and not where the axis does not count."""
    return tuple(value is not None and not axis.note for axis, value in zip(radar.axes, series.values, strict=True))


def _draw_series(sheet: Sheet, radar: Radar, size: Size) -> None:
    place, weight = _placed(radar, size), RADAR_SIZES[size].weight
    order: list[SeriesStyle] = list(LINES)
    ordered = sorted(radar.series, key=lambda series: order.index(series.style))
    points, paths = {}, []
    for number, series in enumerate(ordered):
        style = LINES[series.style]
        spots = _spots(radar, series, place)
        points[number] = [spot for spot in spots if spot is not None]
        for run in runs([spot is not None for spot in spots]):
            path = [spot for i in run if (spot := spots[i]) is not None]
            paths.append(path)
            if len(path) < 2:
                continue
            if style.area:
                whole = len(run) > len(radar.axes)
                sheet.polygon(path if whole else [*path, place.centre], style.colour, style.area)
            sheet.line(path, style.colour, style.width * weight, style.dash)
    for number, series in enumerate(ordered):
        if points[number]:
            sheet.markers(points[number], LINES[series.style], weight)
    _draw_ring_names(sheet, radar, size, place, paths)


def _draw_ring_names(sheet: Sheet, radar: Radar, size: Size, place: Layout, paths: list[list[Point]]) -> None:
    """The names of the rings lie over every line, where the fewest of them pass."""
    letters = RADAR_SIZES[size].ring_letters
    if not letters:
        return
    widths = [text_width(name, letters) for name in radar.rings]
    for rank, box in place_names(widths, letters, place, paths, measures(radar, size)):
        low = (box.bottom + box.top) / 2 - letters * 0.3
        sheet.text((box.left, low), radar.rings[rank - 1], letters, colour=SOFT, halo=True, drawn=True)


def _spots(radar: Radar, series: Series, place: Layout) -> list[Point | None]:
    count = len(radar.axes)
    return [
        on_axis(place.centre, place.radius * ring_share(value, len(radar.rings)), index, count)
        if there and value is not None
        else None
        for index, (value, there) in enumerate(zip(series.values, breaks(radar, series), strict=True))
    ]
