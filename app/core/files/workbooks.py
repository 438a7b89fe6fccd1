"""The cells of a workbook that a stranger sent: everything is counted before openpyxl makes objects of it."""

from __future__ import annotations

import io
import os
import zipfile
from datetime import datetime
from functools import partial
from importlib import import_module
from typing import Any, NamedTuple

from app.core.files import limits
from app.core.files.apart import apart
from app.core.files.packed import UnfitContent, entries_of
from app.core.shapes import Fault, Faulty

# Where lxml is installed too, openpyxl would take that, and then nothing refuses entities.
os.environ["OPENPYXL_LXML"] = "False"

_PIECE = 64 * 1024
_TOO_FULL = "Dit werkboek is te vol om te lezen. Haal weg wat er niet in hoeft en probeer het nog eens."


class Cell(NamedTuple):
    """One cell: its kind as openpyxl names it, and its text, number, truth or moment; None when empty."""

    data_type: str
    value: Any


_EMPTY = Cell("n", None)

Rows = dict[int, tuple[Cell, ...]]
"""The cells of each row that holds something, by its number from 1."""


def get_ready() -> None:
    """Load openpyxl, for who will read apart: the child need not, each time. It brings numpy, for a rare page."""
    import_module("openpyxl")


def sheets_apart(content: bytes, most_rows: int, columns: int) -> dict[str, Rows]:
    """As `read_sheets`, made in a child process."""
    get_ready()
    found = apart(partial(_told, content, most_rows, columns))
    return {title: {number: tuple(map(_cell, cells)) for number, cells in rows} for title, rows in found}


def _told(content: bytes, most_rows: int, columns: int) -> list[tuple[str, list[Any]]]:
    """The sheets as JSON can have them: a moment is its text."""
    sheets = read_sheets(content, most_rows, columns)
    return [
        (title, [(number, [_plain(cell) for cell in cells]) for number, cells in rows.items()])
        for title, rows in sheets.items()
    ]


def _plain(cell: Cell) -> tuple[str, Any]:
    return cell.data_type, cell.value.isoformat() if isinstance(cell.value, datetime) else cell.value


def _cell(told: list[Any]) -> Cell:
    kind, value = told
    is_moment = kind == "d" and isinstance(value, str) and "T" in value
    return Cell(kind, datetime.fromisoformat(value) if is_moment else value)


def read_sheets(content: bytes, most_rows: int, columns: int) -> dict[str, Rows]:
    """The sheets of a workbook by name, each with its rows, of the first `columns` columns.

    For who is apart already. Raises `Faulty` for what is no workbook, too large, too full, packed as a bomb or broken.
    openpyxl reads with defusedxml, which refuses entities.
    """
    get_ready()
    from openpyxl import load_workbook

    try:
        _refuse_too_much(content)
        book = load_workbook(io.BytesIO(content), read_only=True, keep_links=False, rich_text=False)
        left = limits.WORKBOOK_CHARACTERS
        sheets = {}
        for sheet in book.worksheets:
            sheets[sheet.title] = _rows(sheet, most_rows, columns)
            left -= sum(len(str(cell.value)) for row in sheets[sheet.title].values() for cell in row)
            if left < 0:
                raise UnfitContent(_TOO_FULL)
        book.close()
    except UnfitContent as unfit:
        raise Faulty([Fault("", str(unfit))]) from unfit
    except MemoryError:
        raise
    except Exception as broken:  # openpyxl raises many kinds for a broken workbook, and each means the same here
        what = "Dit werkboek kunnen we niet lezen. Sla het opnieuw op en probeer het nog eens."
        raise Faulty([Fault("", what)]) from broken
    return sheets


def _refuse_too_much(content: bytes) -> None:
    """Raises `UnfitContent` for what is no workbook, and for one with too many parts, bytes or tags."""
    if len(content) > limits.WORKBOOK_BYTES:
        raise UnfitContent("Dit bestand is te groot. Het mag hoogstens 5 MB zijn.")
    if "xl/workbook.xml" not in entries_of(content, limits.WORKBOOK_UNPACKED):
        what = "Dit is geen Excel-werkboek (.xlsx). Sla het op als Excel-werkmap en probeer het nog eens."
        raise UnfitContent(what)
    with zipfile.ZipFile(io.BytesIO(content)) as package:
        parts = package.infolist()
        if len(parts) > limits.WORKBOOK_PARTS or any(_is_too_full(package, part) for part in parts):
            raise UnfitContent(_TOO_FULL)


def _is_too_full(package: zipfile.ZipFile, part: zipfile.ZipInfo) -> bool:
    most_bytes, most_tags = limits.SMALL_PARTS.get(part.filename, (limits.PART_BYTES, limits.PART_TAGS))
    if part.file_size > most_bytes:
        return True
    tags = 0
    with package.open(part) as file:
        while tags <= most_tags and (piece := file.read(_PIECE)):
            tags += piece.count(b"<")
    return tags > most_tags


def _rows(sheet: Any, most_rows: int, columns: int) -> Rows:
    found: Rows = {}
    sheet.reset_dimensions()
    for number, cells in enumerate(sheet.iter_rows(max_col=columns), start=1):
        if any(cell.value is not None for cell in cells):
            found[number] = tuple(_as_cell(cell) for cell in cells)
        if len(found) > most_rows or number > limits.LAST_ROW:
            raise UnfitContent(f"Het werkblad {sheet.title} heeft te veel rijen. Er is plek voor {most_rows}.")
    return found


def _as_cell(cell: Any) -> Cell:
    """A cell of openpyxl as ours; a formula, a time and a duration are told as text."""
    value = cell.value
    if value is None:
        return _EMPTY
    return Cell(str(cell.data_type), value if isinstance(value, str | int | float | datetime) else str(value))
