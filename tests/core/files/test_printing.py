"""A workbook comes out of the printer as one would want it, and every row is as high as its text."""

from __future__ import annotations

import io

import pytest
from openpyxl import load_workbook

from app.config import ROOT
from app.core.files.sheets import Book, Column, Sheet

SHEET = Sheet("Zinnen", "Een rij per zin.", (Column("Code", "code", width=10), Column("Zin", "text", width=40)))
LONG = "Ik vraag door tot ik begrijp wat iemand bedoelt, en ik vat het samen. " * 4


@pytest.fixture(scope="module")
def book():
    made = Book("Teksten & meer")
    made.page("Uitleg", (90,)).write_string(0, 0, "Vul kolom B in.", made.plain)
    page = made.add(SHEET)
    for line, text in enumerate(("Kort.", LONG, "Een\nregel\nof vier\nonder elkaar"), start=1):
        made.write_row(page, line, SHEET, {"code": f"z{line}", "text": text})
    return load_workbook(io.BytesIO(made.content()))


@pytest.mark.parametrize("title", ["Uitleg", "Zinnen"])
def test_a_sheet_lies_on_its_side_and_is_one_page_wide(book, title):
    page = book[title]
    assert (page.page_setup.orientation, page.page_setup.paperSize) == ("landscape", 9)
    assert (page.sheet_properties.pageSetUpPr.fitToPage, page.page_setup.fitToWidth or 1) == (True, 1)
    assert page.page_setup.fitToHeight == 0
    assert page.oddFooter.left.text == "Teksten && meer: &A"
    assert page.oddFooter.right.text == "Bladzijde &P van &N"


def test_the_head_comes_back_on_every_page(book):
    assert book["Zinnen"].print_title_rows == "$1:$1"


def test_a_row_is_as_high_as_its_text(book):
    rows = book["Zinnen"].row_dimensions
    assert rows[2].height in (None, 15)
    assert rows[3].height >= 7 * 15
    assert rows[4].height == 4 * 15


def test_a_book_says_what_it_is_and_who_made_it(book):
    assert (book.properties.title, book.properties.creator) == ("Teksten & meer", "Vakspiegel")


def test_there_is_one_place_where_workbooks_are_made():
    makers = [path.name for path in (ROOT / "app").rglob("*.py") if "xlsxwriter" in path.read_text("utf-8")]
    assert sorted(makers) == ["printing.py", "sheets.py"]
