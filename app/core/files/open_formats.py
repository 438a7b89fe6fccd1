"""Rows out of a workbook of OpenDocument (.ods) and out of CSV, as Dutch programs write it."""

from __future__ import annotations

import csv
import io
import zipfile
from collections.abc import Iterator
from contextlib import suppress
from datetime import datetime
from typing import Any

from app.core.files.cells import EMPTY, MERGED, TOO_FULL, Cell, Rows, numbered
from app.core.files.limits import LAST_ROW
from app.core.files.packed import UnfitContent

_KINDS = {"float": "n", "percentage": "n", "currency": "n", "boolean": "b", "date": "d"}
"""The kinds of OpenDocument as openpyxl names them; all else is text."""
_DELIMITERS = ";,\t"
_NO_NAME_OF_A_SHEET = ""


def read_ods(content: bytes, most_rows: int, columns: int) -> dict[str, Rows]:
    """The sheets of a workbook of OpenDocument; raises `UnfitContent` for one that declares entities.

    A cell and a row can say that they stand there so many times: they are counted on, and never written out beyond
    what is read.
    """
    from odfdo import Document

    with zipfile.ZipFile(io.BytesIO(content)) as package:
        if any(b"<!DOCTYPE" in package.read(part) for part in ("content.xml", "META-INF/manifest.xml")):
            raise UnfitContent(TOO_FULL)
    return {
        str(table.name): numbered(str(table.name), _ods_rows(table, columns), most_rows)
        for table in Document(io.BytesIO(content)).body.tables
    }


def _ods_rows(table: Any, columns: int) -> Iterator[tuple[int, tuple[Cell, ...]]]:
    number = 1
    for row in table.get_elements("descendant::table:table-row"):
        cells = tuple(_ods_cells(row, columns))
        times = _times(row, "table:number-rows-repeated")
        if any(cell.value not in (None, "") for cell in cells):
            for again in range(min(times, LAST_ROW + 1)):
                yield number + again, cells
        number += times


def _ods_cells(row: Any, columns: int) -> Iterator[Cell]:
    left = columns
    for cell in row.get_elements("table:table-cell|table:covered-table-cell"):
        times = min(left, _times(cell, "table:number-columns-repeated"))
        found = MERGED if cell.tag == "table:covered-table-cell" else _ods_cell(cell)
        for _ in range(times):
            yield found
        left -= times
        if left <= 0:
            return


def _times(element: Any, name: str) -> int:
    return max(1, int(element.get_attribute(name) or 1))


def _ods_cell(cell: Any) -> Cell:
    text = "\n".join(part.inner_text for part in cell.get_elements("text:p"))
    if cell.get_attribute("table:formula"):
        return Cell("f", text or "=")
    kind = _KINDS.get(cell.get_attribute("office:value-type") or "", "s")
    if kind == "n":
        return Cell(kind, float(cell.get_attribute("office:value")))
    if kind == "d":
        return Cell(kind, datetime.fromisoformat(cell.get_attribute("office:date-value")))
    if kind == "b":
        return Cell(kind, cell.get_attribute("office:boolean-value") == "true")
    return Cell(kind, text) if text else EMPTY


def read_csv(content: bytes, most_rows: int, columns: int) -> Rows | None:
    """The rows of a CSV, every cell as text; None for what is no text, or has one column.

    In Unicode or as Windows writes it, with a semicolon, a comma or a tab between the cells: which one, the first line
    says. A cell that begins with "=" is a formula, as it would be for the program that opens the file.
    """
    text = _decoded(content)
    if text is None:
        return None
    head = text.partition("\n")[0]
    delimiter = max(_DELIMITERS, key=head.count)
    if delimiter not in head:
        return None
    csv.field_size_limit(len(content) + 1)
    read = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter)
    rows = ((number, tuple(map(_csv_cell, row[:columns]))) for number, row in enumerate(read, start=1))
    return numbered(_NO_NAME_OF_A_SHEET, rows, most_rows)


def _csv_cell(text: str) -> Cell:
    if not text.strip():
        return EMPTY
    return Cell("f" if text.startswith("=") else "s", text)


def _decoded(content: bytes) -> str | None:
    if content.startswith((b"\xff\xfe", b"\xfe\xff")):
        with suppress(UnicodeDecodeError):
            return content.decode("utf-16")
        return None
    if b"\x00" in content:
        return None
    for encoding in ("utf-8-sig", "cp1252"):
        with suppress(UnicodeDecodeError):
            return content.decode(encoding)
    return None
