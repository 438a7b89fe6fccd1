"""What somebody filled in on the sheets of a standard, with the cell that each part of it came from."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from app.core.files.limits import LAST_ROW
from app.core.files.rows.cells import Cell, Rows
from app.core.files.sheets import Column, Sheet, text_of
from app.core.shapes import Fault, Path
from app.standards.own import sheets as layout
from app.standards.own import small_sheets as small

SHEETS = (*layout.SHEETS, *small.SHEETS)
"""The sheets of both workbooks: a place knows its sheet by its number in here."""


@dataclass(frozen=True, slots=True, order=True)
class Place:
    """A cell, in the order of the workbook."""

    sheet: int
    row: int
    column: int

    def __str__(self) -> str:
        """As a person finds it."""
        return SHEETS[self.sheet].place(self.column, self.row)

    def fault(self, what: str) -> Fault:
        """Something wrong in this cell."""
        return Fault(str(self), what, (self.sheet * LAST_ROW + self.row) * layout.EXTRA_COLUMNS + self.column)


@dataclass(slots=True)
class FilledIn:
    """What a workbook says: the data of a file, the cell of each path in it, and what is wrong by itself."""

    data: dict[str, Any] = field(default_factory=dict)
    places: dict[Path, Place] = field(default_factory=dict)
    faults: list[tuple[Place, str]] = field(default_factory=list)
    loose: list[Fault] = field(default_factory=list)
    start: Place = Place(0, 1, 0)

    def place(self, path: Path) -> Place:
        """The cell of a path, or of the nearest one above it."""
        while path and path not in self.places:
            path = path[:-1]
        return self.places.get(path, self.start)

    def heading(self, path: Path) -> str:
        """What the workbook calls the last key of a path; empty when its sheet has no place for it."""
        columns = SHEETS[self.place(path).sheet].columns
        return next((one.title for one in columns if path and one.key == path[-1]), "")


@dataclass(frozen=True, slots=True)
class FilledRow:
    """One row: its values by key (only of cells that hold something), and where it stands."""

    sheet: int
    number: int
    values: dict[str, Any]

    def place(self, key: str) -> Place:
        """The cell of a column of this row."""
        return Place(self.sheet, self.number, SHEETS[self.sheet].number(key))

    def without(self, *keys: str) -> dict[str, Any]:
        """The values but those of some columns."""
        return {key: value for key, value in self.values.items() if key not in keys}


def sheets_in(
    sheets: Mapping[str, Rows], wanted: Sequence[Sheet], helping: str
) -> tuple[Mapping[str, Rows], list[Fault]]:
    """The sheets of a workbook by the names that we gave them, and what is wrong with which there are."""
    names = {sheet.title.casefold(): sheet.title for sheet in wanted}
    known: dict[str, Rows] = {}
    loose = []
    for name, rows in sheets.items():
        title = names.get(name.strip().casefold())
        if title is not None:
            known[title] = rows
        elif name.strip().casefold() != helping.casefold() and rows:
            what = "dit werkblad kennen we niet. Haal het weg of geef het de goede naam."
            loose.append(Fault(f"Werkblad {name[:40]}", what))
    missing = [sheet for sheet in wanted if sheet.needed and sheet.title not in known]
    loose += [Fault(f"Werkblad {sheet.title}", "dit werkblad ontbreekt.") for sheet in missing]
    return known, loose


class SheetsReader:
    """Goes over the rows of sheets, and remembers what they said, where, and what is wrong."""

    def __init__(self, sheets: Mapping[str, Rows]) -> None:
        self.sheets = sheets
        self.filled = FilledIn()
        self.data = self.filled.data

    def fault(self, place: Place, message: str) -> None:
        """Something wrong in a cell."""
        self.filled.faults.append((place, message))

    def missing(self, row: FilledRow, key: str) -> None:
        """A cell of a row that is empty and may not be."""
        self.fault(row.place(key), f"'{SHEETS[row.sheet].columns[SHEETS[row.sheet].number(key)].title}' ontbreekt.")

    def put(self, path: Path, row: FilledRow) -> None:
        """Remember the cells of a row under a path."""
        columns = SHEETS[row.sheet].columns
        self.filled.places[path] = row.place(columns[0].key)
        for column in columns:
            self.filled.places[*path, column.key] = row.place(column.key)

    def rows(self, sheet: Sheet) -> Iterator[FilledRow]:
        """The rows of a sheet under its heading that say something."""
        number = SHEETS.index(sheet)
        rows = dict(self.sheets.get(sheet.title, {}))
        if not rows:
            return
        if wrong := sheet.head_faults(rows.pop(1, ())):
            self.filled.faults += [(Place(number, 1, column), what) for column, what in wrong]
            return
        for line, cells in rows.items():
            values = {}
            for index, column in enumerate(sheet.columns):
                value = self._value(Place(number, line, index), column, cells[index] if index < len(cells) else None)
                if value is not None:
                    values[column.key] = value
            if values:
                yield FilledRow(number, line, values)

    def _value(self, place: Place, column: Column, cell: Cell | None) -> Any:
        """What a cell says, as its column asks; None when it is empty or wrong."""
        try:
            return column.meaning(cell)
        except ValueError as wrong:
            self.fault(place, str(wrong))
            return None

    def down(self, sheet: Sheet) -> None:
        """A sheet that goes down: a row per column of its layout."""
        number = SHEETS.index(sheet)
        rows = dict(self.sheets.get(sheet.title, {}))
        for index, what in layout.DOWN.head_faults(rows.pop(1, ())):
            self.fault(Place(number, 1, index), what)
        columns = {column.title.casefold(): column for column in sheet.columns}
        seen: set[str] = set()
        for line, cells in rows.items():
            name = text_of(cells[0])
            column = columns.get(name.casefold())
            if column is None:
                what = f"het gegeven '{name[:40]}' kennen we niet." if name else "hier ontbreekt het gegeven."
                self.fault(Place(number, line, 0), what)
            elif name.casefold() in seen:
                self.fault(Place(number, line, 0), f"'{column.title}' staat er twee keer.")
            else:
                seen.add(name.casefold())
                place = Place(number, line, 1)
                self.filled.places[tuple(column.key.split("."))] = place
                value = self._value(place, column, cells[1] if len(cells) > 1 else None)
                if value is not None:
                    *above, key = column.key.split(".")
                    (self.data.setdefault(above[0], {}) if above else self.data)[key] = value
