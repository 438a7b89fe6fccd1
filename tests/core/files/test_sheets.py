"""What a sheet says of itself, with real workbooks written and read."""

from datetime import date
from decimal import Decimal

import pytest

from app.core.files.sheets import Book, Column, Sheet, read_rows
from app.core.shapes import Faulty

SHEET = Sheet(
    "Fruit",
    "Een rij per soort.",
    (
        Column("Naam", "name"),
        Column("Rijp", "ripe", "yes"),
        Column("Aantal", "count", "number"),
        Column("Dag", "day", "day"),
        Column("Prijs", "price"),
    ),
)
FULL = {"name": "=1+1", "ripe": True, "count": 3, "day": date(2026, 11, 20), "price": Decimal("1.50")}


def book_of(*rows: dict[str, object], sheet: Sheet = SHEET) -> bytes:
    book = Book("Fruit")
    page = book.add(sheet)
    for line, row in enumerate(rows, start=1):
        book.write_row(page, line, sheet, row)
    return book.content()


def test_what_is_written_is_read_and_text_stays_text():
    (row,) = read_rows(book_of(FULL), SHEET, 10)
    assert [row.text(key) for key in ("name", "ripe", "count", "price")] == ["=1+1", "ja", "3", "1.5"]
    assert row.value("day").date() == date(2026, 11, 20)
    assert (row.number, row.kind("name"), row.kind("count")) == (2, "s", "n")


def test_an_empty_row_is_no_row():
    assert [row.number for row in read_rows(book_of({}, {"name": "Peer"}, {}), SHEET, 10)] == [3]


def test_a_fault_names_its_sheet_and_cell_or_only_the_cell_when_it_is_the_only_sheet():
    (row,) = read_rows(book_of(FULL), SHEET, 10)
    assert str(row.fault("count", "te veel.")) == "Werkblad Fruit, cel C2: te veel."
    alone = Sheet("Fruit", "", SHEET.columns, alone=True)
    assert str(read_rows(book_of(FULL), alone, 10)[0].fault("ripe", "kies.")) == "Cel B2: kies."


def test_headings_that_are_not_ours_are_all_named():
    other = Sheet("Fruit", "", (Column("Soort", "name"), *SHEET.columns[1:4], Column("Bedrag", "price")))
    with pytest.raises(Faulty) as refused:
        read_rows(book_of(FULL, sheet=other), SHEET, 10)
    assert [str(fault) for fault in refused.value.faults] == [
        "Werkblad Fruit, cel A1: hier hoort 'Naam' te staan.",
        "Werkblad Fruit, cel E1: hier hoort 'Prijs' te staan.",
    ]


def test_a_workbook_without_the_sheet_is_refused():
    with pytest.raises(Faulty, match="geen werkblad dat Groente heet"):
        read_rows(book_of(FULL), Sheet("Groente", "", SHEET.columns), 10)
