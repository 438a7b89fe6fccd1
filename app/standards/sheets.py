"""Workbooks of strangers, read safely: the rows of the sheets that were asked for, as openpyxl gives them."""

from __future__ import annotations

import io
from collections.abc import Mapping
from typing import Any

from app.core.files.packed import UnfitContent, entries_of

MIMETYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
MOST_BYTES = 5 * 1024 * 1024
_MOST_UNPACKED = 30 * 1024 * 1024
_LAST_ROW = 50_000
NO_TEXT: Mapping[str, str] = {
    "f": "een formule", "n": "een getal", "d": "een datum", "b": "waar of onwaar", "e": "een foutmelding",
}  # fmt: skip
"""What stands in a cell that is no text, by the kind that openpyxl gives it."""

Rows = dict[int, tuple[Any, ...]]
"""The cells of each row that holds something, by its number from 1."""


def cell_name(column: int, row: int) -> str:
    """How a spreadsheet names a cell: column from 0 (less than 26), row from 1."""
    return f"{'ABCDEFGHIJKLMNOPQRSTUVWXYZ'[column]}{row}"


def read_sheets(content: bytes, most_rows: int, columns: int) -> dict[str, Rows]:
    """The sheets of a workbook by name, each with its rows, of the first `columns` columns.

    Raises `UnfitContent` for what is no workbook, too large, packed as a bomb or broken. openpyxl reads with
    defusedxml, which refuses entities.
    """
    from openpyxl import load_workbook  # it brings numpy: a fifth of the time to start, for a page that is rare

    if len(content) > MOST_BYTES:
        raise UnfitContent("Dit bestand is te groot. Het mag hoogstens 5 MB zijn.")
    if "xl/workbook.xml" not in entries_of(content, _MOST_UNPACKED):
        raise UnfitContent("Dit is geen Excel-werkboek (.xlsx). Sla het op als Excel-werkmap en probeer het nog eens.")
    try:
        book = load_workbook(io.BytesIO(content), read_only=True, keep_links=False, rich_text=False)
        sheets = {sheet.title: _rows(sheet, most_rows, columns) for sheet in book.worksheets}
        book.close()
    except UnfitContent:
        raise
    except Exception as broken:  # openpyxl raises many kinds for a broken workbook, and each means the same here
        raise UnfitContent("Dit werkboek kunnen we niet lezen. Sla het opnieuw op en probeer het nog eens.") from broken
    return sheets


def _rows(sheet: Any, most_rows: int, columns: int) -> Rows:
    found: Rows = {}
    sheet.reset_dimensions()
    for number, cells in enumerate(sheet.iter_rows(max_col=columns), start=1):
        if any(cell.value is not None for cell in cells):
            found[number] = cells
        if len(found) > most_rows or number > _LAST_ROW:
            raise UnfitContent(f"Het werkblad {sheet.title} heeft te veel rijen. Er is plek voor {most_rows}.")
    return found
