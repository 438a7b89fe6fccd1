"""The one way to read the rows of a file that a stranger sent: a workbook of Excel, one of OpenDocument, or CSV.

What kind it is, its content says and not its name. Everything is counted before a library makes objects of it.
"""

from __future__ import annotations

import io
import os
import re
import zipfile
from collections.abc import Iterator
from datetime import datetime
from functools import partial
from importlib import import_module
from typing import Any

from app.core.files import limits
from app.core.files.apart import apart
from app.core.files.cells import (
    EMPTY,
    Box,
    Cell,
    Rows,
    as_json,
    column_number,
    from_json,
    merge,
    numbered,
    refuse_too_full,
    refuse_too_many_characters,
)
from app.core.files.limits import USUAL, Room
from app.core.files.open_formats import read_csv, read_ods
from app.core.files.packed import UnfitContent, entries_of
from app.core.shapes import Fault, Faulty

# Where lxml is installed too, openpyxl would take that, and then nothing refuses entities.
os.environ["OPENPYXL_LXML"] = "False"

_OTHER = "Dit is geen werkboek (.xlsx of .ods) en geen CSV. Sla het zo op en probeer het nog eens."
_MERGED = re.compile(rb'<mergeCell [^>]{0,80}?ref="([A-Z]{1,3})([0-9]{1,7}):([A-Z]{1,3})([0-9]{1,7})"')


def get_ready() -> None:
    """Load what reads, for who will read apart: the child need not, each time. It brings numpy, for a rare page."""
    import_module("openpyxl")
    import_module("odfdo")


def sheets_apart(content: bytes, most_rows: int, columns: int, room: Room = USUAL) -> dict[str, Rows]:
    """As `read_sheets`, made in a child process."""
    get_ready()
    return from_json(apart(partial(_told, content, most_rows, columns, room), room.seconds))


def _told(content: bytes, most_rows: int, columns: int, room: Room) -> list[tuple[str, list[Any]]]:
    return as_json(read_sheets(content, most_rows, columns, room))


def read_sheets(content: bytes, most_rows: int, columns: int, room: Room = USUAL) -> dict[str, Rows]:
    """The sheets of a file by name, each with its rows, of the first `columns` columns; the one of a CSV is called "".

    For who is apart already. Raises `Faulty` for what is none of the three kinds, too large, too full, packed as a bomb
    or broken. openpyxl reads with defusedxml, which refuses entities; `read_ods` does by itself.
    """
    get_ready()
    try:
        if len(content) > limits.WORKBOOK_BYTES:
            raise UnfitContent("Dit bestand is te groot. Het mag hoogstens 5 MB zijn.")
        sheets = _read(content, most_rows, columns, room)
        refuse_too_many_characters(sheets, room)
    except UnfitContent as unfit:
        raise Faulty([Fault("", str(unfit))]) from unfit
    except MemoryError:
        raise
    except Exception as broken:  # libraries raise many kinds for a broken workbook, and each means the same here
        what = "Dit werkboek kunnen we niet lezen. Sla het opnieuw op en probeer het nog eens."
        raise Faulty([Fault("", what)]) from broken
    return sheets


def _read(content: bytes, most_rows: int, columns: int, room: Room) -> dict[str, Rows]:
    parts = entries_of(content, room.unpacked)
    if "xl/workbook.xml" in parts:
        refuse_too_full(content, room)
        return _read_xlsx(content, most_rows, columns)
    if "content.xml" in parts:
        refuse_too_full(content, room)
        return read_ods(content, most_rows, columns)
    if parts or content.startswith(b"PK"):
        raise UnfitContent(_OTHER)
    rows = read_csv(content, most_rows, columns)
    if rows is None:
        raise UnfitContent(_OTHER)
    return {"": rows}


def _read_xlsx(content: bytes, most_rows: int, columns: int) -> dict[str, Rows]:
    from openpyxl import load_workbook

    book = load_workbook(io.BytesIO(content), read_only=True, keep_links=False, rich_text=False)
    sheets = {}
    with zipfile.ZipFile(io.BytesIO(content)) as package:
        pages: Any = book.worksheets
        for sheet in pages:
            sheet.reset_dimensions()
            rows = enumerate(sheet.iter_rows(max_col=columns), start=1)
            read = ((number, tuple(map(_as_cell, cells))) for number, cells in rows)
            sheets[sheet.title] = numbered(sheet.title, read, most_rows)
            merge(sheets[sheet.title], _boxes(package.read(sheet._worksheet_path)), columns)
    book.close()
    return sheets


def _boxes(page: bytes) -> Iterator[Box]:
    for found in _MERGED.finditer(page):
        left, top, right, bottom = (part.decode() for part in found.groups())
        yield column_number(left), int(top), column_number(right), int(bottom)


def _as_cell(cell: Any) -> Cell:
    """A cell of openpyxl as ours; a formula, a time and a duration are told as text."""
    value = cell.value
    if value is None:
        return EMPTY
    return Cell(str(cell.data_type), value if isinstance(value, str | int | float | datetime) else str(value))
