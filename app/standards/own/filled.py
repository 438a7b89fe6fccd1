"""What somebody filled in on the sheets of a standard, with the cell that each part of it came from."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from app.core.files.limits import LAST_ROW
from app.core.shapes import Fault, Path
from app.standards.own import sheets as layout


@dataclass(frozen=True, slots=True, order=True)
class Place:
    """A cell, in the order of the workbook."""

    sheet: int
    row: int
    column: int

    def __str__(self) -> str:
        """As a person finds it."""
        return layout.SHEETS[self.sheet].place(self.column, self.row)

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

    def place(self, path: Path) -> Place:
        """The cell of a path, or of the nearest one above it."""
        while path and path not in self.places:
            path = path[:-1]
        return self.places.get(path, Place(0, 1, 0))


@dataclass(frozen=True, slots=True)
class FilledRow:
    """One row: its values by key (only of cells that hold something), and where it stands."""

    sheet: int
    number: int
    values: dict[str, Any]

    def place(self, key: str) -> Place:
        """The cell of a column of this row."""
        return Place(self.sheet, self.number, layout.SHEETS[self.sheet].number(key))

    def without(self, *keys: str) -> dict[str, Any]:
        """The values but those of some columns."""
        return {key: value for key, value in self.values.items() if key not in keys}
