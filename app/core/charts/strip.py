"""What stands on top of a picture that leaves its page: title, whose it is, and which line is what."""

from collections.abc import Sequence
from dataclasses import dataclass

from app.core.charts.data import Head, SeriesStyle
from app.core.charts.drawing import Sheet, text_width
from app.core.charts.style import BOLD, INK, LINE_HEIGHT, LINES, REGULAR, SOFT

MARGIN = 11.0
TITLE_LETTERS = 18.0
HEAD_LETTERS = 13.0
LEGEND_ROW = 26.0
SAMPLE = 50.0  # 42 for the line: whole dashes at both ends
GAP = 22.0

Named = tuple[str, SeriesStyle]


@dataclass(frozen=True)
class Strip:
    """Printed lines (text, letters, weight, baseline from the top), samples (left, middle, name, letters, style)."""

    words: tuple[tuple[str, float, int, float], ...]
    samples: tuple[tuple[float, float, str, float, SeriesStyle], ...]
    height: float


def strip_of(head: Head | None, legend: Sequence[Named], width: float) -> Strip:
    """The strip for a picture of this width; without head and legend it has no height."""
    words, top = [], 0.0
    if head is not None:
        top = MARGIN
        for text, letters, weight in [
            (head.title, TITLE_LETTERS, BOLD),
            *((line, HEAD_LETTERS, REGULAR) for line in head.lines),
        ]:
            for line in _wrapped(text, letters, weight, width - 2 * MARGIN):
                words.append((line, letters, weight, top + letters))
                top += letters * LINE_HEIGHT
        top += 4
    samples, left = [], width
    middle = top - LEGEND_ROW * 0.4
    for name, style in legend:
        # A name that is wider than the picture gets smaller letters: it is never clipped.
        letters = HEAD_LETTERS * min(1.0, (width - 2 * MARGIN - SAMPLE) / (text_width(name, HEAD_LETTERS) or 1))
        needs = SAMPLE + text_width(name, letters)
        if left + needs > width - MARGIN + 0.1:
            left, middle = MARGIN, middle + LEGEND_ROW
        samples.append((left, middle, name, letters, style))
        left += needs + GAP
    return Strip(tuple(words), tuple(samples), round(middle + LEGEND_ROW * 0.4 if samples else top))


def _wrapped(text: str, letters: float, weight: int, width: float) -> list[str]:
    lines: list[str] = []
    for word in text.split():
        longer = f"{lines[-1]} {word}" if lines else word
        if lines and text_width(longer, letters, weight) <= width:
            lines[-1] = longer
        else:
            lines.append(word)
    return lines


def draw_words(sheet: Sheet, strip: Strip) -> None:
    """The title, the lines under it and the names of the series."""
    for text, letters, weight, down in strip.words:
        colour = INK if weight == BOLD else SOFT
        sheet.text((MARGIN, sheet.height - down), text, letters, weight=weight, colour=colour)
    for left, middle, name, letters, _ in strip.samples:
        sheet.text((left + SAMPLE, sheet.height - middle - letters * 0.34), name, letters)


def draw_samples(sheet: Sheet, strip: Strip) -> None:
    """A piece of each line, with its marker."""
    for left, down, _, _, key in strip.samples:
        style, middle, end = LINES[key], sheet.height - down, left + SAMPLE - 8
        sheet.line([(left, middle), (end, middle)], style.colour, style.width, style.dash)
        sheet.markers([((left + end) / 2, middle)], style)
