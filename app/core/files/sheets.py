"""Workbooks: what stands on a sheet, read safely from what strangers send, and written so that text stays text.

A `Sheet` says which columns it has. Reading gives its rows and names every fault by its cell; writing makes the
headings, the widths, the lists to choose from and what to tell about a column.
"""

from __future__ import annotations

import io
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal
from typing import Any, Literal

import xlsxwriter

from app.core.files.cells import Cell
from app.core.files.printing import PrintedSheet
from app.core.files.workbooks import sheets_apart
from app.core.shapes import Fault, Faulty
from app.core.worded import clean

MIMETYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
NO_TEXT: Mapping[str, str] = {
    "f": "een formule",
    "n": "een getal",
    "d": "een datum",
    "b": "waar of onwaar",
    "e": "een foutmelding",
    "m": "een vak dat is samengevoegd met een ander",
}
"""What stands in a cell that is no text, by the kind that openpyxl gives it."""

ColumnKind = Literal["text", "codes", "yes", "number", "day"]
_WANTED = {"text": "gewone tekst", "codes": "codes", "yes": "ja of nee", "number": "een heel getal", "day": "een datum"}
_BETWEEN_CODES = re.compile(r"[\s,;]+")
_YES = {"ja": True, "nee": False, "true": True, "false": False, "waar": True, "onwaar": False}
_LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
_TO_FILL = 2000
"""So many rows have lists to choose from."""


@dataclass(frozen=True, slots=True)
class Column:
    """One column: its heading, the key of its values, what stands in it, and what to tell about it.

    With `choices` a cell has one of its words, which stands for a value. `listed` are the cells whose words can be
    chosen (`=Sheet!$A$2:$A$9`); what else is typed stays what it is.
    """

    title: str
    key: str
    kind: ColumnKind = "text"
    hint: str = ""
    width: int = 22
    choices: Mapping[str, str] = field(default_factory=dict)
    listed: str = ""

    @property
    def offered(self) -> list[str]:
        """The words of the list to choose from; none when anything can be filled in."""
        return ["ja", "nee"] if self.kind == "yes" else list(self.choices)

    def in_words(self, value: Any) -> str:
        """A value as it stands in a cell."""
        if self.kind == "yes":
            return "ja" if value else "nee"
        if self.kind == "codes":
            return ", ".join(value)
        return next((word for word, meant in self.choices.items() if meant == value), str(value))

    def meaning(self, cell: Cell | None) -> Any:
        """What a cell says; None when it is empty. Raises `ValueError` with a sentence when it says something else."""
        if cell is None or cell.value is None:
            return None
        kind, value = str(cell.data_type), cell.value
        if kind in ("f", "d", "e") or (kind == "b" and self.kind != "yes"):
            raise ValueError(f"hier staat {NO_TEXT[kind]}. Vul {_WANTED[self.kind]} in.")
        text = clean(str(int(value) if isinstance(value, float) and value.is_integer() else value))
        return self._read(text) if text else None

    def _read(self, text: str) -> Any:
        if self.choices:
            if text.casefold() not in self.choices:
                raise ValueError(f"'{text[:40]}' kan hier niet. Kies uit: {', '.join(self.choices)}.")
            return self.choices[text.casefold()]
        if self.kind == "yes":
            return read_yes(text)
        if self.kind == "number":
            if not re.fullmatch(r"[0-9]{1,6}", text, re.ASCII):
                raise ValueError("vul een heel getal in.")
            return int(text)
        return [code for code in _BETWEEN_CODES.split(text) if code] if self.kind == "codes" else text


def read_yes(text: str) -> bool:
    """Ja or nee; raises `ValueError` with a sentence."""
    if text.casefold() not in _YES:
        raise ValueError("vul ja of nee in.")
    return _YES[text.casefold()]


@dataclass(frozen=True, slots=True)
class Sheet:
    """One sheet: its name, what it is for, its columns, and whether it cannot be left out.

    The place of a cell needs no name of a sheet that is the only one to fill in (`alone`).
    """

    title: str
    hint: str
    columns: tuple[Column, ...]
    needed: bool = False
    alone: bool = False

    def place(self, column: int, row: int) -> str:
        """A cell as a person finds it: column from 0, row from 1."""
        cell = cell_name(column, row)
        return f"Cel {cell}" if self.alone else f"Werkblad {self.title}, cel {cell}"

    def number(self, key: str) -> int:
        """The number of a column, from 0; 0 for a key that it does not have."""
        return next((number for number, column in enumerate(self.columns) if column.key == key), 0)

    def head_faults(self, cells: tuple[Cell, ...]) -> list[tuple[int, str]]:
        """What is wrong with the first row: the column, and what."""
        return [
            (number, f"hier hoort '{column.title}' te staan.")
            for number, column in enumerate(self.columns)
            if text_of(cells[number] if number < len(cells) else None).casefold() != column.title.casefold()
        ]


@dataclass(frozen=True, slots=True)
class Row:
    """A row of a sheet as it was sent: its number from 1, and its cells."""

    sheet: Sheet
    number: int
    cells: tuple[Cell, ...]

    def fault(self, key: str, what: str) -> Fault:
        """Something wrong in a cell of this row."""
        return Fault(self.sheet.place(self.sheet.number(key), self.number), what)

    def _cell(self, key: str) -> Cell | None:
        number = self.sheet.number(key)
        return self.cells[number] if number < len(self.cells) else None

    def value(self, key: str) -> Any:
        """What a cell holds; None when it is empty."""
        cell = self._cell(key)
        return None if cell is None else cell.value

    def kind(self, key: str) -> str:
        """The kind of a cell as openpyxl names it (see `NO_TEXT`); nothing when it is empty."""
        cell = self._cell(key)
        return "" if cell is None or cell.value is None else cell.data_type

    def text(self, key: str) -> str:
        """What a cell says, cleaned; a number that a spreadsheet keeps as a float loses its `.0`."""
        value = self.value(key)
        return f"{Decimal(str(value)).normalize():f}" if isinstance(value, float) else text_of(self._cell(key))

    @property
    def is_empty(self) -> bool:
        """Whether no cell says anything."""
        return not any(text_of(cell) for cell in self.cells)


def text_of(cell: Cell | None) -> str:
    """What a cell says, cleaned; nothing for one that is not there."""
    return clean(str(cell.value)) if cell is not None and cell.value is not None else ""


def cell_name(column: int, row: int) -> str:
    """How a spreadsheet names a cell: column from 0 (less than 702), row from 1."""
    more, last = divmod(column, 26)
    return f"{_LETTERS[more - 1] if more else ''}{_LETTERS[last]}{row}"


def read_rows(content: bytes, sheet: Sheet, most_rows: int) -> list[Row]:
    """The rows under the heading of one sheet that hold something, read apart; raises `Faulty`. A CSV is that sheet."""
    sheets = sheets_apart(content, most_rows, len(sheet.columns))
    rows = sheets.get(sheet.title, sheets.get(""))
    if rows is None:
        what = f"Dit werkboek heeft geen werkblad dat {sheet.title} heet. Download het werkboek opnieuw."
        raise Faulty([Fault("", what)])
    if faults := sheet.head_faults(rows.pop(1, ())):
        raise Faulty(Fault(sheet.place(number, 1), what) for number, what in faults)
    return [row for number, cells in rows.items() if not (row := Row(sheet, number, cells)).is_empty]


class Book:
    """A workbook that we write: what people typed is text in it, and never becomes a formula or a link."""

    def __init__(self, title: str, comments: str = "") -> None:
        self._target, self._title = io.BytesIO(), title
        options = {
            "in_memory": True,
            "strings_to_formulas": False,
            "strings_to_urls": False,
            "strings_to_numbers": False,
        }
        self._book = xlsxwriter.Workbook(self._target, options)
        self._book.set_properties({"title": title, "author": "Vakspiegel", "comments": comments})
        wrapped = {"text_wrap": True, "valign": "top"}
        self.head = self._book.add_format({**wrapped, "bold": True, "bg_color": "#E3EDEF", "border": 1})
        self.cell = self._book.add_format({**wrapped, "num_format": "@"})
        self.plain = self._book.add_format(wrapped)
        self.soft = self._book.add_format({**wrapped, "font_color": "#4A5A5E"})
        self.to_fill = self._book.add_format({**wrapped, "num_format": "@", "bg_color": "#FFFBE8", "border": 7})
        self.title = self._book.add_format({"bold": True, "font_size": 14})
        self.day = self._book.add_format({"num_format": "d-m-yyyy", "align": "left", "valign": "top"})
        self.money = self._book.add_format({"num_format": "€ #,##0.00", "valign": "top"})

    def page(self, title: str, widths: Iterable[int] = ()) -> Any:
        """An empty sheet with columns of these widths."""
        page = self._book.add_worksheet(title, worksheet_class=PrintedSheet)
        page.set_up(self._title)
        for number, width in enumerate(widths):
            page.set_column(number, number, width)
        return page

    def add(self, sheet: Sheet, *, title: str = "", fixed: int = 1, to_fill: int = _TO_FILL) -> Any:
        """A sheet with its headings; what to tell stands at a heading, and `fixed` columns stay in sight.

        The first `to_fill` rows have the lists to choose from.
        """
        page = self.page(title or sheet.title, (column.width for column in sheet.columns))
        page.freeze_panes(1, fixed)
        page.repeat_rows(0)
        for number, column in enumerate(sheet.columns):
            if column.kind == "day":
                page.set_column(number, number, column.width, self.day)
            page.write_string(0, number, column.title, self.head)
            if column.hint:
                page.write_comment(0, number, column.hint)
            if (source := column.listed or column.offered) and to_fill:
                choose = {"validate": "list", "source": source, "error_title": "Kies uit de lijst"}
                page.data_validation(1, number, to_fill, number, choose)
        return page

    def write_row(self, page: Any, line: int, sheet: Sheet, values: Mapping[str, Any]) -> None:
        """The values of a row by key; a key that is not there is an empty cell."""
        for number, column in enumerate(sheet.columns):
            self.write(page, line, number, column, values.get(column.key))

    def write(self, page: Any, line: int, number: int, column: Column, value: Any) -> None:
        """One cell (from 0), as its column says."""
        if value is None or value in ("", []):
            page.write_blank(line, number, None, self.cell)
        elif isinstance(value, date):
            page.write_datetime(line, number, datetime.combine(value, datetime.min.time()), self.day)
        elif isinstance(value, Decimal):
            page.write_number(line, number, float(value), self.money)
        elif column.kind == "number" and not isinstance(value, str):
            page.write_number(line, number, value, self.plain)
        else:
            page.write_string(line, number, column.in_words(value), self.cell)

    def content(self) -> bytes:
        """The whole workbook; nothing can be added after it."""
        for page in self._book.worksheets():
            page.fit_rows()
        self._book.close()
        return self._target.getvalue()
