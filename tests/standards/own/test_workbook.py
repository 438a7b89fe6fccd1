"""A whole standard in a workbook: what goes out comes back, and every fault is named by its cell."""

from __future__ import annotations

import io
import zipfile
from typing import Any

import pytest
from hypothesis import HealthCheck, given
from openpyxl import Workbook, load_workbook

from app.config import ROOT
from app.core.files.yaml_text import read_yaml
from app.core.shapes import Faulty
from app.standards.files.folder import standard_files
from app.standards.files.format import StandardFile
from app.standards.files.text import file_text
from app.standards.own.sheets import SHEETS
from app.standards.own.uploads import take
from app.standards.own.workbook import write_standard
from app.standards.own.workbook_reading import read_standard
from tests.examples import examples
from tests.standards.generated import standards
from tests.standards.samples import DATA
from tests.standards.second_editions import SECOND

EXAMPLE = ROOT / "standards" / "example" / "eigen-standaard.yaml"
FILES = [EXAMPLE, *standard_files(ROOT / "standards"), DATA / "mini.yaml", *sorted(SECOND.glob("*.yaml"))]


def file_of(path: Any) -> StandardFile:
    return StandardFile.model_validate(read_yaml(path.read_text("utf-8"), path.name).data)


def filled(cells: dict[str, Any], file: StandardFile | None = None) -> bytes:
    """The example as a workbook, with these cells (`Onderdelen!B2`) changed by somebody in a spreadsheet program."""
    book = load_workbook(io.BytesIO(write_standard(file or file_of(EXAMPLE))))
    for place, value in cells.items():
        sheet, cell = place.split("!")
        book[sheet][cell] = value
    return saved(book)


def saved(book: Workbook) -> bytes:
    target = io.BytesIO()
    book.save(target)
    return target.getvalue()


def faults(content: bytes) -> list[str]:
    with pytest.raises(Faulty) as refused:
        take(content, "standaard.xlsx", [])
    return [fault.sentence for fault in refused.value.faults]


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_a_standard_comes_back_from_its_workbook_as_it_was(path):
    file = file_of(path)
    read = read_standard(write_standard(file))
    assert (read.faults, read.loose) == ([], [])
    assert StandardFile.model_validate(read.data) == file


def same_again(content: dict[str, Any]) -> None:
    file = StandardFile.model_validate(content)
    assert StandardFile.model_validate(read_standard(write_standard(file)).data) == file
    assert StandardFile.model_validate(read_yaml(file_text(file), "").data) == file


@given(standards())
@examples(60, suppress_health_check=list(HealthCheck))
def test_any_standard_comes_back_from_its_workbook_and_from_its_text(content):
    same_again(content)


@pytest.mark.parametrize("text", ["_x0041_", "=SUM(A1)", "https://hier.example", "007", "regel\n\ttwee", "'=1", "ja"])
def test_a_text_that_a_spreadsheet_might_take_for_something_else_stays_that_text(text):
    content = read_yaml(EXAMPLE.read_text("utf-8"), "").data
    same_again(content | {"title": text, "publisher": text, "edition": text, "source": text})


def test_every_column_of_every_sheet_is_explained_in_the_empty_workbook():
    text = "\n".join(
        str(cell.value)
        for row in load_workbook(io.BytesIO(write_standard(None)))["Uitleg"].iter_rows()
        for cell in row
        if cell.value
    )
    assert [column.title for sheet in SHEETS for column in sheet.columns if column.title not in text] == []


def test_the_empty_workbook_says_in_which_cells_something_is_missing():
    found = faults(write_standard(None))
    assert "Werkblad Standaard, cel B3: 'Titel' ontbreekt." in found
    assert "Werkblad Onderdelen, cel A2: vul hier minstens één rij in." in found


@pytest.mark.parametrize(
    ("place", "value", "said_at", "fault"),
    [
        ("Standaard!B3", None, "B3", "'Titel' ontbreekt."),
        ("Standaard!A3", "Titels", "A3", "het gegeven 'Titels' kennen we niet."),
        ("Standaard!A3", "Slug", "A3", "'Slug' staat er twee keer."),
        ("Schalen!B2", "misschien", "B2", "vul ja of nee in."),
        ("Niveaus!A3", "andere", "A3", "'andere' staat niet op het werkblad Schalen."),
        ("Onderdelen!A1", "Codes", "A1", "hier hoort 'Code' te staan."),
        (
            "Onderdelen!B2",
            "vak",
            "B2",
            "'vak' kan hier niet. Kies uit: taak, competentie, kenmerk, kerntaak, werkproces.",
        ),
        ("Onderdelen!D3", "weg", "D3", "de groep 'weg' bestaat niet."),
        ("Onderdelen!F2", "Een titel die veel te lang is voor een as", "F2", "dit is langer dan 34 tekens."),
        ("Onderdelen!H2", "=1+1", "H2", "hier staat een formule. Vul gewone tekst in."),
        ("Gedragsvoorbeelden!C2", "top", "C2", "het niveau 'top' hoort niet bij de schaal 'stappen'."),
        ("Gedragsvoorbeelden!G2", "iets", "G2", "vul óf een zin in, óf 'Zelfde als'."),
        ("Gedragsvoorbeelden!H7", None, "E7", "'Zin' ontbreekt."),
        ("Profielen!G2", "zwaar", "G2", "vul een heel getal in."),
        ("Gevraagd!C2", "hoog", "C2", "het niveau 'hoog' hoort niet bij de schaal van 'groeten'."),
        ("Gevraagd!B3", "groeten", "B3", "'groeten' staat er twee keer."),
        ("Opmerkingen!C2", "zomaar", "A2", "vul precies één van deze twee kolommen in."),
        ("Lezen!A2", "x", "B2", "dit hoofdstuk staat niet op het werkblad Hoofdstukken."),
    ],
)
def test_a_fault_is_named_by_its_cell(place, value, said_at, fault):
    assert f"Werkblad {place.partition('!')[0]}, cel {said_at}: {fault}" in faults(filled({place: value}))


def test_all_faults_come_at_once_in_the_order_of_the_sheets():
    found = faults(filled({"Onderdelen!D3": "weg", "Gevraagd!C2": "hoog", "Schalen!C2": "ja"}))
    assert [one.split(":")[0] for one in found] == [
        "Werkblad Schalen, cel A2",
        "Werkblad Onderdelen, cel D3",
        "Werkblad Gevraagd, cel C2",
    ]
    assert found[0].endswith("kies hoogstens één van 'Stapelt', 'Los' en 'Alleen namen'.")


def test_a_number_that_is_typed_for_a_text_is_that_text():
    file = take(filled({"Standaard!B5": 2027, "Onderdelen!C2": 4.0}), "x.xlsx", []).file
    assert (file.edition, file.elements[0].number) == ("2027", "4")


def test_a_sentence_without_a_code_gets_one():
    file = take(filled({"Gedragsvoorbeelden!D2": None}), "x.xlsx", []).file
    assert file.elements[0].statements[0].items[0].code == "groeten-start-1"


def test_a_sheet_that_is_not_known_or_not_there_is_named():
    book = load_workbook(io.BytesIO(write_standard(file_of(EXAMPLE))))
    book["Onderdelen"].title = "Onderdeel"
    assert faults(saved(book)) == [
        "Werkblad Onderdeel: dit werkblad kennen we niet. Haal het weg of geef het de goede naam.",
        "Werkblad Onderdelen: dit werkblad ontbreekt.",
    ]


def test_what_is_no_workbook_or_a_bomb_is_refused():
    assert faults(b"niets") == [
        "Dit is geen werkboek (.xlsx of .ods) en geen CSV. Sla het zo op en probeer het nog eens."
    ]
    assert "daar past een standaard niet in" in faults(b"Code;Titel\na;b")[0]
    bomb = io.BytesIO(write_standard(None))
    with zipfile.ZipFile(bomb, "a", zipfile.ZIP_DEFLATED) as package:
        package.writestr("xl/worksheets/bom.xml", b" " * 40_000_000)
    assert faults(bomb.getvalue()) == ["Dit bestand is vreemd ingepakt. Sla het opnieuw op en probeer het nog eens."]
    broken = io.BytesIO()
    with zipfile.ZipFile(broken, "w") as package:
        package.writestr("xl/workbook.xml", "<geen")
    assert faults(broken.getvalue()) == [
        "Dit werkboek kunnen we niet lezen. Sla het opnieuw op en probeer het nog eens."
    ]
