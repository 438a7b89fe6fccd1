"""The cells of a sheet, whatever kind of file it came in."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterable
from datetime import datetime
from typing import Any, NamedTuple

from app.core.files.limits import LAST_ROW, MOST_MERGED, WORKBOOK_PARTS, Room
from app.core.files.packed import UnfitContent

TOO_FULL = "Dit werkboek is te vol om te lezen. Haal weg wat er niet in hoeft en probeer het nog eens."
_PIECE = 64 * 1024


class Cell(NamedTuple):
    """One cell: its kind as openpyxl names it, and its text, number, truth or moment; None when empty.

    Of kind "m" is a cell that was made one with another, which has what stands in both.
    """

    data_type: str
    value: Any


EMPTY = Cell("n", None)
MERGED = Cell("m", "")

Rows = dict[int, tuple[Cell, ...]]
"""The cells of each row that holds something, by its number from 1."""

Box = tuple[int, int, int, int]
"""Cells that were made one: first column, first row, last column and last row, all from 1."""


def as_json(sheets: dict[str, Rows]) -> list[tuple[str, list[Any]]]:
    """The sheets as JSON can have them: a moment is its text."""
    return [
        (title, [(number, [_plain(cell) for cell in cells]) for number, cells in rows.items()])
        for title, rows in sheets.items()
    ]


def from_json(told: list[tuple[str, list[Any]]]) -> dict[str, Rows]:
    """The sheets back from what JSON has of them."""
    return {title: {number: tuple(map(_cell, cells)) for number, cells in rows} for title, rows in told}


def _plain(cell: Cell) -> tuple[str, Any]:
    return cell.data_type, cell.value.isoformat() if isinstance(cell.value, datetime) else cell.value


def _cell(told: list[Any]) -> Cell:
    kind, value = told
    is_moment = kind == "d" and isinstance(value, str) and "T" in value
    return Cell(kind, datetime.fromisoformat(value) if is_moment else value)


def numbered(title: str, rows: Iterable[tuple[int, tuple[Cell, ...]]], most_rows: int) -> Rows:
    """The rows that hold something by number, without the empty cells at their end.

    Raises `UnfitContent` when they are too many or too far down.
    """
    found: Rows = {}
    for number, cells in rows:
        filled = [at for at, cell in enumerate(cells, start=1) if cell is not EMPTY]
        if any(cell.value not in (None, "") for cell in cells):
            found[number] = cells[: filled[-1]]
        if len(found) > most_rows or number > LAST_ROW:
            named = f"Het werkblad {title}" if title else "Dit bestand"
            raise UnfitContent(f"{named} heeft te veel rijen. Er is plek voor {most_rows}.")
    return found


def merge(rows: Rows, boxes: Iterable[Box], columns: int) -> None:
    """Mark the empty cells that were made one with another, in the first so many columns."""
    last = max(rows, default=0)
    for count, (left, top, right, bottom) in enumerate(boxes):
        if count >= MOST_MERGED:
            raise UnfitContent(TOO_FULL)
        for number in range(top, min(bottom, last) + 1):
            if number in rows:
                cells = [*rows[number], *[EMPTY] * (min(right, columns) - len(rows[number]))]
                for at in range(left - 1, min(right, columns)):
                    cells[at] = MERGED if cells[at].value is None else cells[at]
                rows[number] = tuple(cells)


def column_number(letters: str) -> int:
    """The number of a column from 1: A is 1, AA is 27."""
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - ord("A") + 1
    return number


def refuse_too_many_characters(sheets: dict[str, Rows], room: Room) -> None:
    """Raises `UnfitContent` when the cells together say more than there is room for."""
    left = room.characters
    for rows in sheets.values():
        left -= sum(len(str(cell.value)) for row in rows.values() for cell in row)
        if left < 0:
            raise UnfitContent(TOO_FULL)


def refuse_too_full(content: bytes, room: Room) -> None:
    """Raises `UnfitContent` for a package with too many parts, or a part with too many bytes or tags."""
    with zipfile.ZipFile(io.BytesIO(content)) as package:
        parts = package.infolist()
        if len(parts) > WORKBOOK_PARTS or any(_is_too_full(package, part, room) for part in parts):
            raise UnfitContent(TOO_FULL)


def _is_too_full(package: zipfile.ZipFile, part: zipfile.ZipInfo, room: Room) -> bool:
    most_bytes, most_tags = room.of_part(part.filename)
    if part.file_size > most_bytes:
        return True
    tags = 0
    with package.open(part) as file:
        while tags <= most_tags and (piece := file.read(_PIECE)):
            tags += piece.count(b"<")
    return tags > most_tags
