"""Draws bars: a row per label, the rank as a bar, the target as a mark on it."""

from dataclasses import dataclass

from app.core.charts.data import BarRow, Bars, Head, SeriesStyle, Size
from app.core.charts.drawing import Sheet, baseline, text_width
from app.core.charts.geometry import ring_share, shown_ranks, wrap_label
from app.core.charts.strip import draw_samples, draw_words, strip_of
from app.core.charts.style import (
    BOLD,
    INK,
    LINE,
    LINE_HEIGHT,
    LINES,
    PETROL,
    REGULAR,
    SOFT,
    STRIP_SIZES,
    TINT,
    WHITE,
    StripSize,
)

MARGIN = 10.0
LABEL_SHARE = 0.46
LABEL_GAP = 12.0
BAR_HEIGHT = 12.0
ROW_SPACE = 10.0
STYLES: tuple[SeriesStyle, ...] = ("self", "target")
NamePlaces = tuple[tuple[float, int, str], ...]
"""Right end, line and text of each name above its ring."""


@dataclass(frozen=True)
class _Field:
    """Where the bars are: their left end and full length, the letters of the labels, and the lines of each."""

    start: float
    full: float
    letters: float
    labels: tuple[tuple[str, ...], ...]
    stacked: bool

    def height(self, row: int) -> float:
        """The height of one row."""
        words = len(self.labels[row]) * LINE_HEIGHT * self.letters
        return (words + BAR_HEIGHT + 3 if self.stacked else max(words, BAR_HEIGHT)) + ROW_SPACE


def draw(bars: Bars, size: Size, scale: float = 1, legend: bool = False, head: Head | None = None) -> Sheet:
    """The bars on a sheet of the size's width, as high as its rows ask."""
    spec = STRIP_SIZES[size]
    field = _field(bars, spec)
    small = spec.small_letters
    names = () if size == "mini" else _names(bars, field, small, spec.width)
    names_height = 8 + LINE_HEIGHT * small * max((line + 1 for _, line, _ in names), default=0)
    heights = [field.height(row) for row in range(len(bars.rows))]
    strip = strip_of(head, list(zip(bars.names, STYLES, strict=False)) if legend else [], spec.width)
    top = float(round(sum(heights) + MARGIN))
    sheet = Sheet(spec.width, round(top + names_height + strip.height), scale)
    sheet.rectangle(0, 0, sheet.width, sheet.height, WHITE)
    for right, level, name in names:
        sheet.text((right, top + 7 + level * LINE_HEIGHT * small), name, small, colour=SOFT, align="right")
    _draw_scale(sheet, bars, field, top)
    for number, (row, height) in enumerate(zip(bars.rows, heights, strict=True)):
        _draw_label(sheet, row, field, number, top)
        middle = top - height + (ROW_SPACE + BAR_HEIGHT) / 2 if field.stacked else top - height / 2
        if row.note:
            sheet.text((field.start + 8, middle - small * 0.34), row.note, small, colour=SOFT, halo=True)
        else:
            _draw_row(sheet, row, field.start, field.full, middle, len(bars.rings), spec.weight)
        top -= height
    draw_words(sheet, strip)
    draw_samples(sheet, strip)
    return sheet


def _field(bars: Bars, spec: StripSize) -> _Field:
    labels = tuple(wrap_label(row.label, spec.wrap) or ("",) for row in bars.rows)
    widest = max(
        text_width(line, spec.letters, _weight(row))
        for row, lines in zip(bars.rows, labels, strict=True)
        for line in lines
    )
    room = spec.width - MARGIN if spec.stacked else spec.width * LABEL_SHARE
    # A label that is wider than its room gets smaller letters: it is never clipped.
    letters = spec.letters * (min(1.0, room / widest) if widest else 1.0)
    start = MARGIN / 2 + (0 if spec.stacked else min(widest, room) + LABEL_GAP)
    return _Field(start, spec.width - MARGIN - start, letters, labels, spec.stacked)


def _weight(row: BarRow) -> int:
    below = row.actual is not None and row.target is not None and row.actual < row.target
    return BOLD if below and not row.note else REGULAR


def _draw_scale(sheet: Sheet, bars: Bars, field: _Field, top: float) -> None:
    count = len(bars.rings)
    shares = [ring_share(rank, count) for rank in (*shown_ranks(count), 0)]
    for number, share in enumerate(shares):
        fill = WHITE if number % 2 else TINT
        sheet.rectangle(field.start, MARGIN / 2, field.start + field.full * share, top, fill)
    for share in (0.0, *shares):
        across = field.start + field.full * share
        sheet.line([(across, MARGIN / 2), (across, top)], LINE)


def _draw_label(sheet: Sheet, row: BarRow, field: _Field, number: int, top: float) -> None:
    lines, letters, weight = field.labels[number], field.letters, _weight(row)
    colour = SOFT if row.note else INK
    for place, line in enumerate(lines):
        if field.stacked:
            low = baseline(top - ROW_SPACE / 2 + 2, letters, place)
            sheet.text((field.start, low), line, letters, weight=weight, colour=colour, halo=True)
        else:
            middle = top - field.height(number) / 2
            low = middle + letters * (LINE_HEIGHT * ((len(lines) - 1) / 2 - place) - 0.34)
            sheet.text((field.start - LABEL_GAP, low), line, letters, weight=weight, align="right", colour=colour)


def _draw_row(sheet: Sheet, row: BarRow, start: float, full: float, middle: float, rings: int, weight: float) -> None:
    if row.actual is not None:
        end = start + full * ring_share(row.actual, rings)
        half = BAR_HEIGHT / 2 * weight
        sheet.rectangle(start, middle - half, end, middle + half, PETROL)
    if row.target is not None:
        style = LINES["target"]
        spot = start + full * ring_share(row.target, rings)
        reach = BAR_HEIGHT / 2 + 4 * weight
        sheet.line([(spot, middle - reach), (spot, middle + reach)], style.colour, style.width * weight)
        sheet.markers([(spot, middle)], style, weight)


def _names(bars: Bars, field: _Field, letters: float, width: float) -> NamePlaces:
    """Right end, line and text of the ring names, each above its ring: on one line, or on two where they would touch.

    A name that fits on neither is left out, the lower rings first. Where not every ring is named, a name ends at its
    line.
    """
    count = len(bars.rings)
    ranks = shown_ranks(count)
    for lines in (1, 2):
        free = [width - 2.0] * lines
        placed = []
        for rank in ranks:
            needs = text_width(bars.rings[rank - 1], letters)
            middle = field.start + field.full * (ring_share(rank, count) + ring_share(rank - 1, count)) / 2
            end = middle + needs / 2 if len(ranks) == count else field.start + field.full * ring_share(rank, count)
            right = min(end, width - 2)
            line = next((i for i in range(lines) if right <= free[i] and right - needs >= 2), None)
            if line is not None:
                placed.append((right, line, bars.rings[rank - 1]))
                free[line] = right - needs - 8
        if len(placed) == len(ranks):
            break
    return tuple(placed)
