"""Draws a trend: values over time with their numbers at the points."""

import math
from collections.abc import Sequence
from dataclasses import dataclass

from app.core.charts.data import Size, Trend
from app.core.charts.drawing import Sheet, text_width
from app.core.charts.geometry import Point, wrap_label
from app.core.charts.style import (
    BOLD,
    FAINT_LINE,
    KOPER_TEXT,
    LINE,
    LINE_HEIGHT,
    LINES,
    SOFT,
    STRIP_SIZES,
    WHITE,
    StripSize,
)

MOST_STEPS = 4
NEAT_STEPS = (1, 2, 2.5, 5, 10)


def ticks(maximum: float) -> tuple[float, ...]:
    """Round values from 0 up to the maximum, at most five, for the lines behind a trend."""
    rough = maximum / MOST_STEPS
    power = 10.0 ** math.floor(math.log10(rough))
    step = next(neat * power for neat in NEAT_STEPS if neat * power >= rough * (1 - 1e-9))
    if maximum >= MOST_STEPS or float(maximum).is_integer():
        step = max(1.0, math.ceil(step - 1e-9))
    return tuple(step * i for i in range(int(maximum / step + 1e-9) + 1))


def number(value: float) -> str:
    """A value as it is printed: whole numbers plain, others with one decimal after a comma."""
    return f"{value:.0f}" if float(value).is_integer() else f"{value:.1f}".replace(".", ",")


@dataclass(frozen=True)
class Field:
    """The part of the sheet inside the numbers and labels, and what lies where in it."""

    left: float
    bottom: float
    right: float
    top: float
    columns: int
    maximum: float

    def across(self, index: float) -> float:
        """Middle of a column: half a column of white on both sides gives the outer labels room."""
        return self.left + (self.right - self.left) / self.columns * (index + 0.5)

    def up(self, value: float) -> float:
        """Height of a value."""
        return self.bottom + (self.top - self.bottom) * value / self.maximum


def draw(trend: Trend, size: Size, scale: float = 1) -> Sheet:
    """The trend on a sheet of its size."""
    spec = STRIP_SIZES[size]
    sheet = Sheet(spec.width, spec.height, scale)
    sheet.rectangle(0, 0, sheet.width, sheet.height, WHITE)
    small = spec.small_letters
    left = 14 + max(text_width(number(tick), small) for tick in ticks(trend.maximum))
    right = sheet.width - 8
    labels = _moments(trend, small, right - left)
    bottom = 12 + max(len(label) for label in labels) * LINE_HEIGHT * small
    field = Field(left, bottom, right, sheet.height - spec.letters * 2, len(trend.points), trend.maximum)
    _draw_scale(sheet, trend, field, spec, small)
    _draw_marks(sheet, trend, field, small)
    _draw_line(sheet, trend, field, spec, labels)
    for index, label in enumerate(labels):
        width = max((text_width(words, small) for words in label), default=0.0)
        middle = min(max(field.across(index), width / 2 + 4), sheet.width - width / 2 - 4)
        for line, words in enumerate(label):
            low = bottom - 8 - small * (LINE_HEIGHT * line + 0.8)
            sheet.text((middle, low), words, small, align="centre")
    return sheet


def _draw_scale(sheet: Sheet, trend: Trend, field: Field, spec: StripSize, letters: float) -> None:
    for tick in ticks(trend.maximum):
        level = field.up(tick)
        sheet.line([(field.left, level), (field.right, level)], FAINT_LINE if tick else LINE)
        sheet.text((field.left - 8, level - letters * 0.34), number(tick), letters, colour=SOFT, align="right")
    if trend.target is not None:
        style, level = LINES["target"], field.up(trend.target)
        sheet.line([(field.left, level), (field.right, level)], style.colour, style.width * spec.weight, style.dash)
        spot = field.right, level + letters * 0.45
        if trend.target_label:
            sheet.text(spot, trend.target_label, letters, colour=KOPER_TEXT, align="right", halo=True)


def _draw_marks(sheet: Sheet, trend: Trend, field: Field, letters: float) -> None:
    for index, point in enumerate(trend.points):
        if point.mark:
            across = field.across(index - 0.5)
            sheet.line([(across, field.bottom), (across, field.top)], SOFT)
            half = text_width(point.mark, letters) / 2 + 4
            middle = min(max(across, half), sheet.width - half)
            sheet.text((middle, field.top + letters * 0.5), point.mark, letters, colour=SOFT, align="centre", halo=True)


def _draw_line(sheet: Sheet, trend: Trend, field: Field, spec: StripSize, labels: list[tuple[str, ...]]) -> None:
    style = LINES["self"]
    spots = [None if p.value is None else (field.across(i), field.up(p.value)) for i, p in enumerate(trend.points)]
    for path in unbroken(spots):
        if len(path) > 1:
            sheet.line(path, style.colour, style.width * spec.weight)
        sheet.markers(path, style, spec.weight)
    texts = ["" if p.value is None else p.text or number(p.value) for p in trend.points]
    widest = max(text_width(text, spec.letters, BOLD) for text in texts)
    crowded = widest + 6 > field.across(1) - field.across(0)
    for text, spot, label in zip(texts, spots, labels, strict=True):
        if spot is not None and (label or not crowded):
            half = text_width(text, spec.letters, BOLD) / 2 + 4
            above = min(max(spot[0], half), sheet.width - half), spot[1] + spec.letters * 0.7
            sheet.text(above, text, spec.letters, weight=BOLD, align="centre", halo=True)


def unbroken(spots: Sequence[Point | None]) -> list[list[Point]]:
    """The parts of a line between its missing points."""
    parts: list[list[Point]] = [[]]
    for spot in spots:
        if spot is None:
            parts.append([])
        else:
            parts[-1].append(spot)
    return [part for part in parts if part]


def _moments(trend: Trend, letters: float, width: float) -> list[tuple[str, ...]]:
    """Label lines per point, on one line where all fit, else a word per line; left out where they would touch."""
    step = width / len(trend.points)
    for wrap in (40, 1):
        wrapped = [wrap_label(point.label, wrap) for point in trend.points]
        widest = max((text_width(line, letters) for lines in wrapped for line in lines), default=0.0)
        if widest + 8 <= step:
            return wrapped
    # The outer ones shift inwards by up to half their width.
    every = math.ceil((1.5 * widest + 8) / step)
    last = len(wrapped) - 1
    return [lines if (last - i) % every == 0 else () for i, lines in enumerate(wrapped)]
