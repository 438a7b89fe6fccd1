"""Files with people, in each of the kinds that are read."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Sequence
from typing import Any

from openpyxl import Workbook

Rows = Sequence[Sequence[Any]]


def csv_file(rows: Rows, *, delimiter: str = ";", encoding: str = "utf-8") -> bytes:
    return "\r\n".join(delimiter.join(map(str, row)) for row in rows).encode(encoding)


def xlsx_file(rows: Rows, title: str = "Blad1", merged: str = "", **others: Rows) -> bytes:
    """A workbook with one sheet, and others by their names."""
    book = Workbook()
    book.active.title = title
    for row in rows:
        book.active.append(list(row))
    if merged:
        book.active.merge_cells(merged)
    for name, more in others.items():
        page = book.create_sheet(name)
        for row in more:
            page.append(list(row))
    target = io.BytesIO()
    book.save(target)
    return target.getvalue()


_SPACES = " ".join(
    f'xmlns:{name}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"' for name in ("office", "table", "text")
)


def ods_file(rows: str, *, before: str = "") -> bytes:
    """A workbook of OpenDocument with one sheet of these rows, written out."""
    page = f'<table:table table:name="Blad1">{rows}</table:table>'
    content = (
        f'<?xml version="1.0" encoding="UTF-8"?>{before}<office:document-content {_SPACES} office:version="1.3">'
        f"<office:body><office:spreadsheet>{page}</office:spreadsheet></office:body></office:document-content>"
    )
    kind = "application/vnd.oasis.opendocument.spreadsheet"
    listed = "urn:oasis:names:tc:opendocument:xmlns:manifest:1.0"
    entries = "".join(
        f'<manifest:file-entry manifest:full-path="{path}" manifest:media-type="{what}"/>'
        for path, what in (("/", kind), ("content.xml", "text/xml"))
    )
    manifest = f'<manifest:manifest xmlns:manifest="{listed}">{entries}</manifest:manifest>'
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as package:
        package.writestr("mimetype", kind, zipfile.ZIP_STORED)
        package.writestr("content.xml", content)
        package.writestr("META-INF/manifest.xml", manifest)
    return target.getvalue()


def ods_row(*texts: str, times: int = 1, more: str = "") -> str:
    cells = "".join(
        f'<table:table-cell office:value-type="string"><text:p>{text}</text:p></table:table-cell>' for text in texts
    )
    return f'<table:table-row table:number-rows-repeated="{times}">{cells}{more}</table:table-row>'
