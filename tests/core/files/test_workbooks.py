"""Workbooks that are small to send and a lot of work to read are refused before anybody starts on it."""

from __future__ import annotations

from time import perf_counter

import pytest

from app.core.files import limits
from app.core.files.cells import Cell
from app.core.files.workbooks import sheets_apart
from app.core.shapes import Faulty
from tests.core.files.bombs import SHEET, WORKBOOKS, good_workbook


def test_the_cells_of_a_workbook_are_told_with_their_kinds():
    assert sheets_apart(good_workbook(), 10, 2) == {
        SHEET.title: {1: (Cell("s", "Code"), Cell("s", "Tekst")), 2: (Cell("s", "a"), Cell("s", "Een tekst."))}
    }


@pytest.mark.parametrize("kind", WORKBOOKS)
def test_a_workbook_that_is_too_full_is_refused_soon(kind):
    make, count = WORKBOOKS[kind]
    content = make(count)
    assert len(content) < 500_000
    began = perf_counter()
    with pytest.raises(Faulty, match="te vol om te lezen"):
        sheets_apart(content, 5_000, 4)
    assert perf_counter() - began < 2 * limits.SECONDS


@pytest.mark.parametrize("kind", WORKBOOKS)
def test_a_little_of_the_same_is_no_trouble(kind):
    make, _ = WORKBOOKS[kind]
    assert SHEET.title in sheets_apart(make(9), 5_000, 4)
