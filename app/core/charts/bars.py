"""Draws bars: a row per label, the rank as a bar, the target as a mark on it."""

from app.core.charts.data import BarRow, Bars, Size
from app.core.charts.drawing import Sheet, text_width
from app.core.charts.geometry import ring_share, wrap_label
from app.core.charts.style import BOLD, INK, LINE, LINE_HEIGHT, LINES, PETROL, REGULAR, SOFT, STRIP_SIZES, TINT, WHITE

MARGIN = 10.0
LABEL_SHARE = 0.46
BAR_HEIGHT = 12.0
ROW_SPACE = 10.0


def _weight(row: BarRow) -> int:
    below = row.actual is not None and row.target is not None and row.actual < row.target
    return BOLD if below and not row.note else REGULAR


def draw(bars: Bars, size: Size, scale: float = 1) -> Sheet:
    """The bars on a sheet of the size's width, as high as its rows ask."""
    spec = STRIP_SIZES[size]
    letters, small = spec.letters, spec.letters * 0.86
    wrapped = [wrap_label(row.label, spec.wrap) or ("",) for row in bars.rows]
    column = max(
        text_width(line, letters, _weight(row)) for row, lines in zip(bars.rows, wrapped, strict=True) for line in lines
    )
    # A label that is wider than its column gets smaller letters: it is never clipped.
    letters *= min(1.0, spec.width * LABEL_SHARE / column) if column else 1.0
    column = min(column, spec.width * LABEL_SHARE)
    heights = [max(len(lines) * LINE_HEIGHT * letters, BAR_HEIGHT) + ROW_SPACE for lines in wrapped]
    start, end = MARGIN / 2 + column + 12, spec.width - MARGIN
    full = end - start
    head = () if size == "mini" else _head(bars, start, full, small, spec.width)
    head_height = 8 + LINE_HEIGHT * small * max((line + 1 for _, line, _ in head), default=0)
    sheet = Sheet(spec.width, round(sum(heights) + MARGIN + head_height), scale)
    top = sheet.height - head_height
    sheet.rectangle(0, 0, sheet.width, sheet.height, WHITE)
    for right, level, name in head:
        sheet.text((right, top + 7 + level * LINE_HEIGHT * small), name, small, colour=SOFT, align="right")
    count = len(bars.rings)
    shares = [ring_share(rank, count) for rank in range(count + 1)]
    for rank in range(count, -1, -1):
        fill = WHITE if (count - rank) % 2 else TINT
        sheet.rectangle(start, MARGIN / 2, start + full * shares[rank], top, fill)
    for share in (0.0, *shares):
        sheet.line([(start + full * share, MARGIN / 2), (start + full * share, top)], LINE)

    for row, lines, height in zip(bars.rows, wrapped, heights, strict=True):
        middle = top - height / 2
        for number, line in enumerate(lines):
            low = middle + letters * (LINE_HEIGHT * ((len(lines) - 1) / 2 - number) - 0.34)
            colour = SOFT if row.note else INK
            sheet.text((start - 12, low), line, letters, weight=_weight(row), align="right", colour=colour)
        if row.note:
            sheet.text((start + 8, middle - small * 0.34), row.note, small, colour=SOFT, halo=True)
        else:
            _draw_row(sheet, row, start, full, middle, count, spec.weight)
        top -= height
    return sheet


def _draw_row(sheet: Sheet, row: BarRow, start: float, full: float, middle: float, rings: int, weight: float) -> None:
    if row.actual is not None:
        end = start + full * ring_share(row.actual, rings)
        half = BAR_HEIGHT / 2 * weight
        sheet.rectangle(start, middle - half, end, middle + half, PETROL)
    if row.target is not None:
        style = LINES["target"]
        spot = start + full * ring_share(row.target, rings)
        reach = BAR_HEIGHT / 2 + 4
        sheet.line([(spot, middle - reach), (spot, middle + reach)], style.colour, style.width * weight)
        sheet.markers([(spot, middle)], style, weight)


Head = tuple[tuple[float, int, str], ...]


def _head(bars: Bars, start: float, full: float, letters: float, width: float) -> Head:
    """Right end, line and text of the ring names, each above its ring: on one line, or on two where they would touch.

    A name that fits on neither is left out, the lower rings first.
    """
    count = len(bars.rings)
    for lines in (1, 2):
        free = [width - 2.0] * lines
        placed = []
        for rank in range(count, 0, -1):
            needs = text_width(bars.rings[rank - 1], letters)
            middle = start + full * (ring_share(rank, count) + ring_share(rank - 1, count)) / 2
            right = min(middle + needs / 2, width - 2)
            line = next((i for i in range(lines) if right <= free[i] and right - needs >= 2), None)
            if line is not None:
                placed.append((right, line, bars.rings[rank - 1]))
                free[line] = right - needs - 8
        if len(placed) == count:
            break
    return tuple(placed)
