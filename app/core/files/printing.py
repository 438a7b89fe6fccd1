"""A sheet of a workbook that can be printed as it is: on its side, one page wide, with its head on every page."""

from __future__ import annotations

from math import ceil
from typing import Any

from xlsxwriter.worksheet import Worksheet

A4 = 9
LINE = 15.0
"""The height of a row with one line of text, in points."""
HIGHEST = 400.0
"""A little less than a row can be."""
LETTER = 0.95
"""So wide is a letter on average beside a digit, in which widths are counted, with what wrapping loses."""
COLUMN = 8.43


class PrintedSheet(Worksheet):
    """A sheet that knows how wide its columns are and what stands in them, so that its rows can be as high as that.

    Excel makes a row fit its text by itself, LibreOffice does not: there lines would lie over each other.
    """

    def set_up(self, title: str) -> None:
        """How it is printed, with the name of the workbook and the number of the page under it."""
        self.widths: dict[int, float] = {}
        self.lines: dict[int, int] = {}
        self.set_landscape()
        self.set_paper(A4)
        self.set_margins(left=0.4, right=0.4, top=0.5, bottom=0.7)
        self.fit_to_pages(1, 0)
        self.set_footer(f"&L{title.replace('&', '&&')}: &A&RBladzijde &P van &N")

    def set_column(self, first: int, last: int, width: float | None = None, *more: Any) -> Any:
        """As it was, and remembered."""
        self.widths |= dict.fromkeys(range(first, last + 1), COLUMN if width is None else width)
        return super().set_column(first, last, width, *more)

    def write_string(self, row: int, column: int, text: str, cell_format: Any = None) -> Any:
        """As it was; a text that is wrapped makes its row higher."""
        if cell_format is not None and cell_format.text_wrap:
            room = self.widths.get(column, COLUMN)
            lines = sum(max(1, ceil(len(part) * LETTER / room)) for part in text.split("\n"))
            self.lines[row] = max(lines, self.lines.get(row, 1))
        return super().write_string(row, column, text, cell_format)

    def fit_rows(self) -> None:
        """Make every row with more than one line as high as that."""
        for row, lines in self.lines.items():
            if lines > 1:
                self.set_row(row, min(lines * LINE, HIGHEST))
