"""The workbook with own texts, with real workbooks written and read."""

from __future__ import annotations

import io
import zipfile
from datetime import date
from typing import Any

import pytest
from openpyxl import Workbook, load_workbook

from app.core.shapes import Faulty
from app.standards.rules.wording import LENGTH, sentences_of
from app.standards.texts.workbook import SHEET, read_workbook, write_workbook
from tests.standards.samples import sample

MINI = sample("mini")
SENTENCES = sentences_of(MINI)
CODES = [sentence.code for sentence in SENTENCES]


def filled(cells: dict[str, Any], sheet: str = "Teksten") -> bytes:
    """The workbook as we write it, with these cells filled in by somebody."""
    book = load_workbook(io.BytesIO(write_workbook(MINI, {})))
    for place, value in cells.items():
        book[sheet][place] = value
    return saved(book)


def saved(book: Workbook) -> bytes:
    target = io.BytesIO()
    book.save(target)
    return target.getvalue()


def faults(content: bytes) -> tuple[str, ...]:
    with pytest.raises(Faulty) as refused:
        read_workbook(content, MINI)
    return tuple(map(str, refused.value.faults))


def repacked(content: bytes, name: str, data: bytes) -> bytes:
    """The same workbook with another file in it."""
    target = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as old, zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as new:
        for info in old.infolist():
            if info.filename != name:
                new.writestr(info, old.read(info))
        new.writestr(name, data)
    return target.getvalue()


def test_the_workbook_has_a_row_per_sentence_with_ours_beside_an_empty_column():
    book = load_workbook(io.BytesIO(write_workbook(MINI, {})))
    assert book.sheetnames == ["Uitleg", "Teksten"]
    sheet = book["Teksten"]
    rows = list(sheet.iter_rows(values_only=True))
    assert rows[0] == tuple(column.title for column in SHEET.columns)
    assert rows[1:] == [(one.code, one.place, one.text, None) for one in SENTENCES]


def test_own_texts_that_are_there_already_are_in_the_workbook():
    assert read_workbook(write_workbook(MINI, {CODES[0]: "Van ons."}), MINI).texts == {CODES[0]: "Van ons."}


@pytest.mark.parametrize("text", ["=1+1", "https://voorbeeld.example", "+31 20", "12", "@naam", "'aanhaling"])
def test_a_text_is_text_whatever_it_looks_like(text: str):
    assert read_workbook(write_workbook(MINI, {CODES[0]: text}), MINI).texts == {CODES[0]: text}


def test_a_part_filled_book_is_fine():
    found = read_workbook(filled({"D2": "Van ons.", "D4": "  Ook \n van ons. "}), MINI)
    assert found.texts == {CODES[0]: "Van ons.", CODES[2]: "Ook van ons."}
    assert found.empty == set(CODES) - set(found.texts)


def test_rows_in_another_order_and_without_the_other_rows_are_fine():
    book = Workbook()
    sheet = book.active
    sheet.title = "Teksten"
    sheet.append([column.title for column in SHEET.columns])
    sheet.append([CODES[3], None, None, "Drie."])
    sheet.append([])
    sheet.append([CODES[1], None, None, "Een."])
    found = read_workbook(saved(book), MINI)
    assert found.texts == {CODES[3]: "Drie.", CODES[1]: "Een."}
    assert found.empty == frozenset()


@pytest.mark.parametrize(
    ("cells", "sentence"),
    [
        ({"A14": "xx", "D14": "Iets"}, "Werkblad Teksten, cel A14: de code 'xx' bestaat niet in deze standaard."),
        ({"A14": None, "D14": "Iets"}, "Werkblad Teksten, cel A14: hier ontbreekt de code."),
        ({"A5": CODES[0]}, f"Werkblad Teksten, cel A5: de code '{CODES[0]}' staat ook al in rij 2."),
        (
            {"D14": "x" * (LENGTH + 1)},
            f"Werkblad Teksten, cel D14: deze tekst heeft {LENGTH + 1} tekens. Er is plek voor {LENGTH}.",
        ),
        ({"D14": "=1+1"}, "Werkblad Teksten, cel D14: hier staat een formule. Vul gewone tekst in."),
        ({"D14": 12}, "Werkblad Teksten, cel D14: hier staat een getal. Vul gewone tekst in."),
        ({"D14": date(2026, 1, 1)}, "Werkblad Teksten, cel D14: hier staat een datum. Vul gewone tekst in."),
        ({"D14": True}, "Werkblad Teksten, cel D14: hier staat waar of onwaar. Vul gewone tekst in."),
        ({"D1": "Iets anders"}, "Werkblad Teksten, cel D1: hier hoort 'Tekst van jullie organisatie' te staan."),
    ],
)
def test_a_fault_is_named_by_cell(cells: dict[str, Any], sentence: str):
    assert faults(filled(cells)) == (sentence,)


def test_all_faults_are_told_at_once():
    assert len(faults(filled({"D3": 1, "D4": "=A1", "A5": "xx", "D5": "Iets"}))) == 3


def test_a_text_of_exactly_the_length_is_fine():
    assert len(read_workbook(filled({"D2": "x" * LENGTH}), MINI).texts[CODES[0]]) == LENGTH


def test_a_workbook_of_another_standard_is_told_apart_in_one_sentence():
    book = load_workbook(io.BytesIO(write_workbook(MINI, {})))
    for row in book["Teksten"].iter_rows(min_row=2):
        row[0].value, row[3].value = f"anders:{row[0].value}", "Iets"
    (sentence,) = faults(saved(book))
    assert sentence.startswith("In dit werkboek staat geen enkele code van")


def test_a_workbook_without_the_sheet_is_refused():
    book = Workbook()
    book.active.title = "Iets"
    assert faults(saved(book)) == ("Dit werkboek heeft geen werkblad dat Teksten heet. Download het werkboek opnieuw.",)


@pytest.mark.parametrize("content", [b"", b"geen werkboek", b"PK\x03\x04stuk", b"%PDF-1.7"])
def test_what_is_no_workbook_is_refused(content: bytes):
    assert "geen werkboek" in faults(content)[0]


def test_an_old_kind_of_workbook_and_one_with_a_password_say_what_to_do():
    old = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(2000)
    assert faults(old)[0].startswith("Dit is een oud soort Office-bestand. Sla het op als .xlsx")
    assert faults(old + "EncryptedPackage".encode("utf-16-le"))[0].startswith("Dit bestand heeft een wachtwoord.")


def test_a_broken_workbook_is_refused_with_a_sentence():
    assert "niet lezen" in faults(repacked(filled({}), "xl/workbook.xml", b"<workbook"))[0]


def test_a_bomb_is_refused_without_unpacking_it():
    assert "vreemd ingepakt" in faults(repacked(filled({}), "xl/media/x", b"0" * 40_000_000))[0]


@pytest.mark.parametrize("part", ["xl/workbook.xml", "xl/worksheets/sheet1.xml", "xl/styles.xml"])
def test_entities_are_refused(part: str):
    content = filled({"D2": "x"})
    with zipfile.ZipFile(io.BytesIO(content)) as package:
        whole = package.read(part)
    start = whole.index(b"?>") + 2 if whole.startswith(b"<?xml") else 0
    laughing = whole[:start] + b'<!DOCTYPE x [<!ENTITY a "ha">]>' + whole[start:]
    assert "niet lezen" in faults(repacked(content, part, laughing))[0]


def test_too_many_rows_are_refused():
    book = Workbook(write_only=True)
    sheet = book.create_sheet("Teksten")
    for _ in range(5002):
        sheet.append(["x"])
    assert "te veel rijen" in faults(saved(book))[0]
