"""The workbook with own texts: written with ours beside an empty column, read back with every fault named by cell."""

from __future__ import annotations

import io
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

import xlsxwriter

from app.core.files.packed import UnfitContent
from app.core.web.fields import clean
from app.standards.rules import Standard
from app.standards.sheets import NO_TEXT, Rows, cell_name, read_sheets
from app.standards.wording import LENGTH, sentences_of

SHEET = "Teksten"
COLUMNS = (("Code", 24), ("Waar", 42), ("Onze tekst", 70), ("Tekst van jullie organisatie", 70))
MOST_ROWS = 5000
_HELP = (
    "Vul in kolom D van het werkblad Teksten de tekst van jullie organisatie in.",
    f"Een tekst heeft hoogstens {LENGTH} tekens. Laat een vak leeg als onze tekst mag blijven.",
    "Verander niets in kolom A. Daaraan zien we bij welke zin je tekst hoort.",
    "Je hoeft niet alles in te vullen. Je kunt het werkboek zo vaak uploaden als je wilt.",
    "Je ziet eerst wat er verandert. Daarna beslis je of je de teksten gebruikt.",
)


class FaultyWorkbook(Exception):
    """The workbook cannot be taken over; `faults` has a Dutch sentence for each thing that is wrong."""

    def __init__(self, *faults: str) -> None:
        super().__init__(*faults)
        self.faults = faults


@dataclass(frozen=True, slots=True)
class Filled:
    """What somebody filled in: the texts by code, and the codes whose cell is empty."""

    texts: Mapping[str, str]
    empty: frozenset[str]


def write_workbook(standard: Standard, own: Mapping[str, str]) -> bytes:
    """A workbook with a row per sentence of the standard, and the own texts that there are already."""
    target = io.BytesIO()
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
    book = xlsxwriter.Workbook(target, options)
    book.set_properties({"title": f"Teksten van {standard.title}", "author": "Vakspiegel", "comments": standard.slug})
    head = book.add_format({"bold": True, "bg_color": "#E3EDEF", "border": 1, "text_wrap": True, "valign": "top"})
    fixed = book.add_format({"text_wrap": True, "valign": "top", "font_color": "#4A5A5E"})
    to_fill = book.add_format(
        {"text_wrap": True, "valign": "top", "num_format": "@", "bg_color": "#FFFBE8", "border": 7}
    )
    sheet = book.add_worksheet(SHEET)
    sheet.freeze_panes(1, 1)
    for column, (title, width) in enumerate(COLUMNS):
        sheet.set_column(column, column, width)
        sheet.write_string(0, column, title, head)
    row = 0
    for row, sentence in enumerate(sentences_of(standard), start=1):
        for column, text in enumerate((sentence.code, sentence.place, sentence.text)):
            sheet.write_string(row, column, text, fixed)
        if sentence.code in own:
            sheet.write_string(row, 3, own[sentence.code], to_fill)
        else:
            sheet.write_blank(row, 3, None, to_fill)
    sheet.data_validation(
        1, 3, max(row, 1), 3,
        {
            "validate": "length", "criteria": "<=", "value": LENGTH,
            "error_title": "Te lang", "error_message": f"Gebruik hoogstens {LENGTH} tekens.",
        },
    )  # fmt: skip
    help_sheet = book.add_worksheet("Uitleg")
    help_sheet.set_column(0, 0, 90)
    for line, text in enumerate((f"Eigen teksten bij: {standard.title}, {standard.edition}", *_HELP)):
        help_sheet.write_string(line, 0, text)
    book.close()
    return target.getvalue()


def read_workbook(content: bytes, standard: Standard) -> Filled:
    """What was filled in; raises `FaultyWorkbook` with every fault when one cell or more is not right."""
    rows = _rows(content)
    known = {sentence.code for sentence in sentences_of(standard)}
    texts: dict[str, str] = {}
    seen: dict[str, int] = {}
    empty: set[str] = set()
    faults = list(_faults_of_head(rows.pop(1, ())))
    if faults:
        raise FaultyWorkbook(*faults)
    for number, cells in rows.items():
        code, (kind, value) = _text(cells, 0), _cell(cells, 3)
        text = " ".join(clean(str(value)).split()) if value is not None else ""
        if not code and not text:
            continue
        problems = list(_faults_of_row(number, code, kind, text, known, seen))
        faults += problems
        if code in known:
            seen.setdefault(code, number)
            if text and not problems:
                texts[code] = text
            elif not text:
                empty.add(code)
    if not seen:
        raise FaultyWorkbook(f"In dit werkboek staat geen enkele code van {standard.title}. Download het opnieuw.")
    if faults:
        raise FaultyWorkbook(*faults)
    return Filled(texts, frozenset(empty))


def _faults_of_head(cells: tuple[Any, ...]) -> Iterable[str]:
    for column in (0, 3):
        if _text(cells, column) != COLUMNS[column][0]:
            yield f"{_place(column, 1)}: hier hoort '{COLUMNS[column][0]}' te staan."


def _faults_of_row(
    number: int, code: str, kind: str, text: str, known: set[str], seen: Mapping[str, int]
) -> Iterable[str]:
    if text and not code:
        yield f"{_place(0, number)}: hier ontbreekt de code."
    elif text and code not in known:
        yield f"{_place(0, number)}: de code '{code[:60]}' bestaat niet in deze standaard."
    elif code in seen:
        yield f"{_place(0, number)}: de code '{code[:60]}' staat ook al in rij {seen[code]}."
    if text and kind in NO_TEXT:
        yield f"{_place(3, number)}: hier staat {NO_TEXT[kind]}. Vul gewone tekst in."
    elif len(text) > LENGTH:
        yield f"{_place(3, number)}: deze tekst heeft {len(text)} tekens. Er is plek voor {LENGTH}."


def _place(column: int, row: int) -> str:
    return f"Werkblad {SHEET}, cel {cell_name(column, row)}"


def _cell(cells: tuple[Any, ...], column: int) -> tuple[str, Any]:
    """The kind of a cell as openpyxl names it, and its value; None when it is empty or not there."""
    if column >= len(cells) or cells[column].value is None:
        return "", None
    return str(cells[column].data_type), cells[column].value


def _text(cells: tuple[Any, ...], column: int) -> str:
    value = _cell(cells, column)[1]
    return clean(str(value)) if value is not None else ""


def _rows(content: bytes) -> Rows:
    """The rows that hold something, by number."""
    try:
        sheets = read_sheets(content, MOST_ROWS, columns=4)
    except UnfitContent as unfit:
        raise FaultyWorkbook(str(unfit)) from unfit
    if SHEET not in sheets:
        raise FaultyWorkbook(f"Dit werkboek heeft geen werkblad dat {SHEET} heet. Download het werkboek opnieuw.")
    return sheets[SHEET]
