"""Small files that are a lot of work for who reads them whole: of one kind of thing there is far too much."""

from __future__ import annotations

import io
import struct
import zipfile
import zlib
from collections.abc import Callable

from app.core.files.sheets import Book, Column, Sheet

SHEET = Sheet("Blad", "", (Column("Code", "code"), Column("Tekst", "text")), alone=True)
_MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_LINKS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PAGE = "xl/worksheets/sheet1.xml"


def good_workbook() -> bytes:
    """A workbook with one sheet and nothing wrong with it."""
    book = Book("Blad")
    book.write_row(book.add(SHEET), 1, SHEET, {"code": "a", "text": "Een tekst."})
    return book.content()


def workbook_with(**parts: str) -> bytes:
    """The good workbook with other parts in it, by the name of the part in `PLACES`."""
    target = io.BytesIO()
    changed = {PLACES[name]: text for name, text in parts.items()}
    with (
        zipfile.ZipFile(io.BytesIO(good_workbook())) as good,
        zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as new,
    ):
        for part in good.namelist():
            if part not in changed:
                new.writestr(part, good.read(part))
        for part, text in changed.items():
            new.writestr(part, text)
    return target.getvalue()


PLACES = {"styles": "xl/styles.xml", "texts": "xl/sharedStrings.xml", "book": "xl/workbook.xml", "page": _PAGE}


def _part(name: str, inside: str) -> str:
    return f'<?xml version="1.0" encoding="UTF-8"?><{name} xmlns="{_MAIN}">{inside}</{name}>'


def styles(count: int) -> bytes:
    """With so many looks of a cell."""
    return workbook_with(styles=_part("styleSheet", f"<cellXfs>{'<xf/>' * count}</cellXfs>"))


def shared_texts(count: int) -> bytes:
    """With so many texts to share."""
    return workbook_with(texts=_part("sst", "<si/>" * count))


def cells(count: int) -> bytes:
    """With so many cells in one row."""
    return workbook_with(page=_part("worksheet", f"<sheetData><row>{'<c/>' * count}</row></sheetData>"))


def rows(count: int) -> bytes:
    """With so many rows."""
    return workbook_with(page=_part("worksheet", f"<sheetData>{'<row/>' * count}</sheetData>"))


def far_cells(count: int) -> bytes:
    """With so many rows that each have a cell in the very last column."""
    row = "".join(f'<row r="{number}"><c r="XFD{number}"><v>1</v></c></row>' for number in range(1, count + 1))
    return workbook_with(page=_part("worksheet", f"<sheetData>{row}</sheetData>"))


def names(count: int) -> bytes:
    """With so many names of ranges."""
    sheets = f'<sheets><sheet name="Blad" sheetId="1" xmlns:r="{_LINKS}" r:id="rId1"/></sheets>'
    many = "".join(f'<definedName name="n{number}">A1</definedName>' for number in range(count))
    return workbook_with(book=_part("workbook", f"{sheets}<definedNames>{many}</definedNames>"))


def nested(count: int) -> bytes:
    """With a look that has so many things in each other."""
    return workbook_with(styles=_part("styleSheet", "<fonts>" * count + "</fonts>" * count))


def one_text(count: int) -> bytes:
    """With one long text that so many cells share."""
    row = '<row><c t="s"><v>0</v></c><c t="s"><v>0</v></c></row>'
    page = _part("worksheet", f"<sheetData>{row * count}</sheetData>")
    return workbook_with(texts=_part("sst", f"<si><t>{'lang ' * 50_000}</t></si>"), page=page)


def parts(count: int) -> bytes:
    """With so many parts that nobody asks for."""
    target = io.BytesIO(good_workbook())
    with zipfile.ZipFile(target, "a") as package:
        for number in range(count):
            package.writestr(f"xl/media/{number}", "x")
    return target.getvalue()


WORKBOOKS: dict[str, tuple[Callable[[int], bytes], int]] = {
    "styles": (styles, 1_500_000),
    "shared texts": (shared_texts, 1_500_000),
    "cells in a row": (cells, 2_400_000),
    "rows": (rows, 1_600_000),
    "cells in the last column": (far_cells, 60_000),
    "names": (names, 150_000),
    "nested": (nested, 15_000),
    "one text in every cell": (one_text, 5_000),
    "parts": (parts, 4_000),
}
"""What makes a workbook too full, and how many of it are certainly too many."""

YAMLS: dict[str, Callable[[], bytes]] = {
    "empty elements": lambda: b"elements: [" + b"{}," * 600_000 + b"]",
    "few empty elements": lambda: b"elements: [" + b"{}," * 45_000 + b"]",
    "elements that are a text": lambda: b"elements: [" + b"x," * 900_000 + b"]",
    "one key again and again": lambda: b"a: 1\n" * 380_000,
    "the same key less often": lambda: b"a: 1\n" * 45_000,
    "keys": lambda: "".join(f"k{number}: 1\n" for number in range(150_000)).encode(),
}

PACKAGES: dict[str, Callable[[], bytes]] = {
    "empty items": lambda: b'{"CFItems": [' + b"{}," * 3_300_000 + b"{}]}",
    "fewer empty items": lambda: b'{"CFItems": [' + b"{}," * 19_000 + b"{}]}",
    "unknown keys": lambda: b"{" + b",".join(b'"%d":1' % number for number in range(1_010_000)) + b"}",
    "lists": lambda: b'{"a": [' + b"[]," * 1_500_000 + b"[]]}",
}


def png_of(*chunks: tuple[bytes, bytes]) -> bytes:
    """A PNG of these chunks, each with what is in it."""
    made = b"".join(
        struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data)) for kind, data in chunks
    )
    return b"\x89PNG\r\n\x1a\n" + made


PICTURES: dict[str, Callable[[], bytes]] = {
    "empty chunks": lambda: png_of(*[(b"tEXt", b"")] * 170_000),
    "tags": lambda: b"<svg>" + b"<g/>" * 500_000 + b"</svg>",
    "attributes": lambda: b"<svg " + b" ".join(b'a%d="1"' % number for number in range(150_000)) + b"/>",
}
