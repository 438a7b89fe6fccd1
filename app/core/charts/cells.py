"""Draws a bar of cells: one for each unit, with a dashed line at the minimum and a bracket under what has a limit."""

from collections.abc import Iterator

from app.core.charts.data import Bracket, CellFill, Cells, Size
from app.core.charts.drawing import Sheet, text_width
from app.core.charts.geometry import Point
from app.core.charts.style import (
    BOLD,
    GREY,
    INK,
    KOPER,
    KOPER_TEXT,
    LINE,
    LINE_HEIGHT,
    PETROL,
    SOFT,
    STRIP_SIZES,
    TINT,
    WHITE,
)

MARGIN = 6.0
BAR_HEIGHT = 34.0
REACH = 9.0
HATCH = 6.0
NARROWEST = 4.0
"""Cells smaller than this have no lines between them."""

FILLS: dict[CellFill, str] = {"solid": PETROL, "hatched": PETROL, "planned": TINT, "lost": WHITE, "empty": WHITE}
LINES: dict[CellFill, str] = {"solid": PETROL, "hatched": WHITE, "planned": PETROL, "lost": GREY, "empty": LINE}


def draw(cells: Cells, size: Size, scale: float = 1) -> Sheet:
    """The bar on a sheet of the size's width."""
    spec = STRIP_SIZES[size]
    letters = spec.small_letters
    height, head = BAR_HEIGHT * spec.weight, letters * LINE_HEIGHT + REACH + 4
    foot = REACH + 6 + letters * LINE_HEIGHT
    sheet = Sheet(spec.width, round(head + height + foot), scale)
    sheet.rectangle(0, 0, sheet.width, sheet.height, WHITE)
    bar = _Bar(sheet, MARGIN, sheet.width - MARGIN, foot, foot + height, cells.total, letters)
    bar.fill(cells)
    bar.marks(cells)
    bar.labels(cells)
    bar.scale(cells)
    if cells.bracket is not None:
        bar.bracket(cells.bracket)
    return sheet


class _Bar:
    """The bar of one sheet: where a count lies on it, and what is drawn there."""

    def __init__(
        self, sheet: Sheet, left: float, right: float, bottom: float, top: float, total: int, letters: float
    ) -> None:
        self.sheet, self.left, self.right, self.bottom, self.top = sheet, left, right, bottom, top
        self.total, self.letters = total, letters

    def across(self, count: float) -> float:
        """Where a count ends."""
        return self.left + (self.right - self.left) * count / self.total

    def fill(self, cells: Cells) -> None:
        """The parts, the lines between the cells and the frame round all of them."""
        self._lines(0, self.total, LINE)
        begin = 0
        for part in cells.parts:
            if part.count and part.fill != "empty":
                self._part(begin, begin + part.count, part.fill)
            begin += part.count
        corners = [(self.left, self.bottom), (self.right, self.bottom), (self.right, self.top), (self.left, self.top)]
        self.sheet.line([*corners, corners[0]], SOFT, 1.4)

    def labels(self, cells: Cells) -> None:
        """The words in the parts, over every line."""
        begin = 0
        for part in cells.parts:
            self._label(begin, begin + part.count, part.fill, part.label)
            begin += part.count

    def _part(self, begin: int, end: int, fill: CellFill) -> None:
        left, right = self.across(begin), self.across(end)
        self.sheet.rectangle(left, self.bottom, right, self.top, FILLS[fill])
        if fill == "hatched":
            for line in _diagonals(left, self.bottom, right, self.top):
                self.sheet.line(line, WHITE, 1.2)
        if fill in ("planned", "lost"):
            self._lines(begin, end, LINE)
            frame = [
                (left, self.bottom),
                (left, self.top),
                (right, self.top),
                (right, self.bottom),
                (left, self.bottom),
            ]
            self.sheet.line(frame, LINES[fill], 1.6, (3, 2))
        else:
            self._lines(begin, end, WHITE)
        if fill == "lost":
            for line in _diagonals(left, self.bottom, right, self.top):
                self.sheet.line(line, GREY, 0.8)

    def _lines(self, begin: int, end: int, colour: str) -> None:
        if (self.right - self.left) / self.total < NARROWEST:
            return
        for count in range(begin + 1, end):
            self.sheet.line([(self.across(count), self.bottom), (self.across(count), self.top)], colour)

    def _label(self, begin: int, end: int, fill: CellFill, label: str) -> None:
        width = text_width(label, self.letters, BOLD)
        left, right = self.across(begin), self.across(end)
        if not label or width + 10 > right - left:
            return
        middle, half = (left + right) / 2, self.letters * 0.75
        level = (self.bottom + self.top) / 2
        plate = FILLS[fill]
        self.sheet.rectangle(middle - width / 2 - 4, level - half, middle + width / 2 + 4, level + half, plate)
        colour = WHITE if fill in ("solid", "hatched") else INK
        self.sheet.text(
            (middle, level - self.letters * 0.34), label, self.letters, colour=colour, weight=BOLD, align="centre"
        )

    def marks(self, cells: Cells) -> None:
        """The mark at what there is now, and the dashed line at the minimum, with words that do not touch."""
        now, level = self.across(cells.now), self.top + REACH + 4
        self.sheet.line([(now, self.top), (now, self.top + REACH)], PETROL, 2)
        if cells.minimum is None:
            left = self._apart([(now, text_width(cells.now_label, self.letters, BOLD)), (self.sheet.width, 0)])[0]
            self.sheet.text((left, level), cells.now_label, self.letters, colour=PETROL, weight=BOLD)
            return
        least = self.across(cells.minimum)
        self.sheet.line([(least, self.bottom - REACH / 2), (least, self.top + REACH)], KOPER, 2.4, (3, 1.6))
        words = [(now, cells.now_label, PETROL), (least, cells.minimum_label, KOPER_TEXT)]
        if cells.minimum < cells.now:
            words.reverse()
        spots = self._apart([(place, text_width(text, self.letters, BOLD)) for place, text, _ in words])
        for left, (_, text, colour) in zip(spots, words, strict=True):
            self.sheet.text((left, level), text, self.letters, colour=colour, weight=BOLD)

    def _apart(self, words: list[tuple[float, float]]) -> list[float]:
        """The left ends of two words, each as near to the middle of its place as the frame and the other allow."""
        (first, wide), (second, wider) = words
        left = min(max(first - wide / 2, 2), self.sheet.width - wide - 2)
        right = min(max(second - wider / 2, 2), self.sheet.width - wider - 2)
        gap = left + wide + 10 - right
        if gap > 0:
            right = min(right + gap / 2, self.sheet.width - wider - 2)
            left = max(2, right - 10 - wide)
            right = max(right, left + wide + 10)
        return [left, right]

    def scale(self, cells: Cells) -> None:
        """Where the bar begins and, where nothing is in the way, where it ends."""
        level = self.bottom - REACH / 2 - self.letters
        bracket = cells.bracket
        if bracket is None or bracket.start * 4 > self.total:
            self.sheet.text((self.left, level), "0", self.letters, colour=SOFT)
        if bracket is None and self.total != cells.minimum:
            self.sheet.text((self.right, level), str(self.total), self.letters, colour=SOFT, align="right")

    def bracket(self, bracket: Bracket) -> None:
        """The bracket under the bar with its words."""
        left, right = self.across(bracket.start) + 1, self.across(bracket.end) - 1
        high, low = self.bottom - 3, self.bottom - REACH + 1
        self.sheet.line([(left, high), (left, low), (right, low), (right, high)], SOFT, 1.4)
        if bracket.tick is not None:
            tick = self.across(bracket.tick)
            self.sheet.line([(tick, high), (tick, low - 3)], KOPER, 2.2)
        width = text_width(bracket.label, self.letters)
        start = min(max((left + right) / 2 - width / 2, 2), self.sheet.width - width - 2)
        self.sheet.text((start, low - self.letters * 1.15), bracket.label, self.letters, colour=SOFT)


def _diagonals(left: float, bottom: float, right: float, top: float) -> Iterator[list[Point]]:
    """Lines at 45 degrees, cut off at the edges of a rectangle."""
    height, offset = top - bottom, left - (top - bottom) + HATCH / 2
    while offset < right:
        begin, end = max(offset, left), min(offset + height, right)
        yield [(begin, bottom + begin - offset), (end, bottom + end - offset)]
        offset += HATCH
