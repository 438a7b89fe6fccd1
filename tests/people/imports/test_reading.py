"""What is read out of a file with people, and every fault in it by its cell."""

from __future__ import annotations

import subprocess
from datetime import date, datetime, time
from pathlib import Path
from shutil import which

import pytest

from app.core.shapes import Faulty
from app.people.imports.reading import Read, read_file
from app.people.imports.rules.entries import Entry
from app.people.imports.rules.plan import Known, KnownTeam, Place, State
from app.people.imports.workbook import MOST_ROWS, write_example, write_people
from app.people.rules import LeadKind, Period, RoleName
from tests.people.imports.files import csv_file, ods_file, ods_row, xlsx_file

pytestmark = pytest.mark.usefixtures("app")
TODAY, LEADS = date(2026, 11, 20), LeadKind.HIERARCHICAL
HEAD = ("Voornaam", "Tussenvoegsel", "Achternaam", "E-mailadres", "Functie", "Afdeling", "Team")
MORE = ("Leidinggevende van", "Rollen", "Vanaf", "Personeelsnummer")
ROW = ("Zoë", "van der", "Meer", "Zoe@X.example ", "Klantmanager", "Sociaal", "Werk")
ALL = ("Zorg; Wonen", "Professional, leidinggevende", "1-2-2027", "0417")
ENTRY = Entry(
    2,
    "Zoë van der Meer",
    "zoe@x.example",
    "0417",
    "Klantmanager",
    "Sociaal",
    ("Werk",),
    ("Zorg", "Wonen"),
    (RoleName.PROFESSIONAL, RoleName.MANAGER),
    date(2027, 2, 1),
)


def refused(content: bytes) -> list[str]:
    with pytest.raises(Faulty) as faulty:
        read_file(content)
    return [str(fault) for fault in faulty.value.faults]


def faults(read: Read) -> list[str]:
    return [str(fault) for fault in read.faults]


@pytest.mark.parametrize("delimiter", [";", ",", "\t"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252", "utf-16"])
def test_csv_is_read_as_programs_write_it(delimiter: str, encoding: str):
    rows = [(*HEAD, *MORE), (*ROW, *(f'"{text}"' for text in ALL))]
    assert read_file(csv_file(rows, delimiter=delimiter, encoding=encoding)).entries == [ENTRY]


def test_a_workbook_is_read_with_its_dates_and_numbers_as_a_spreadsheet_keeps_them():
    rows = [(*HEAD, *MORE), (*ROW, *ALL[:2], datetime.combine(date(2027, 2, 1), time()), 417)]
    (entry,) = read_file(xlsx_file(rows)).entries
    assert (entry.since, entry.number) == (date(2027, 2, 1), "417")


def test_ods_is_read_with_its_repeated_cells_and_rows():
    empty = '<table:table-cell table:number-columns-repeated="16380"/>'
    rows = (
        ods_row("Naam", "E-mail", more=empty)
        + ods_row(times=3)
        + ods_row("Zoë Bos", "zoe@x.example", more=empty)
        + f'<table:table-row table:number-rows-repeated="1048570">{empty}</table:table-row>'
    )
    assert read_file(ods_file(rows)).entries == [Entry(5, "Zoë Bos", "zoe@x.example")]


def test_columns_may_stand_in_any_order_and_what_is_unknown_is_told():
    rows = [("Salaris", "E-MAIL", "naam", "Rol"), (1, "zoe@x.example", "Meer, Zoë van der", "hr")]
    read = read_file(csv_file(rows))
    assert read.entries == [Entry(2, "Zoë van der Meer", "zoe@x.example", roles=(RoleName.HR,))]
    assert read.unknown == ["Salaris"]


def test_the_sheet_with_people_is_found_by_its_name_or_is_the_only_one():
    rows = [("Naam", "E-mailadres"), ("Zoë Bos", "zoe@x.example")]
    assert len(read_file(xlsx_file([("Uitleg",)], Mensen=rows)).entries) == 1
    assert refused(xlsx_file(rows, Blad2=rows)) == [
        "Dit werkboek heeft 2 werkbladen. Noem het werkblad met de mensen Mensen."
    ]


def test_a_file_without_the_columns_that_are_needed_says_which():
    assert refused(csv_file([("Voornaam", "Team"), ("Zoë", "Werk")])) == [
        "Rij 1: er is geen kolom E-mailadres.",
        "Rij 1: er is geen kolom Achternaam of Naam.",
    ]
    assert refused(csv_file([("Naam", "E-mailadres", "E-mail")])) == ["Cel C1: de kolom E-mail staat er twee keer."]
    assert refused(csv_file([("Naam", "E-mailadres"), ("", "")])) == ["In dit bestand staat nog niemand."]


FAULTS = {
    "A2: hier staat een formule. Vul de waarde zelf in.": ("=A1", "", "Bos", "a@x.example"),
    "C2: hier ontbreekt de achternaam.": ("Zoë", "", "", "a@x.example"),
    "C2: hier ontbreekt de naam.": ("", "", "", "a@x.example"),
    "D2: hier ontbreekt het e-mailadres.": ("Zoë", "", "Bos", ""),
    "D2: 'zoe apenstaart x' is geen geldig e-mailadres.": ("Zoë", "", "Bos", "zoe apenstaart x"),
    "A2: dit is te lang. Er is plek voor 200 tekens.": ("Z" * 10_000, "", "Bos", "a@x.example"),
    "G2: vul bij een afdeling ook een team in. Is er geen? Noem het zoals de afdeling.": (
        *ROW[:3],
        "a@x.example",
        "",
        "Sociaal",
    ),
    "G2: deze naam is te lang. Er is plek voor 200 tekens.": (*ROW[:5], "", "T" * 201),
    "I2: de rol 'Baas' kennen we niet. Kies uit: Professional, Leidinggevende, HR-adviseur, Beheerder.": (
        *ROW,
        "",
        "Baas",
    ),
    "J2: 'gisteren' is geen datum. Vul een dag in zoals 1-2-2027.": (*ROW, "", "", "gisteren"),
    "J2: '31-2-2027' is geen datum. Vul een dag in zoals 1-2-2027.": (*ROW, "", "", "31-2-2027"),
    "J2: klopt het jaar 202? Vul een dag in zoals 1-2-2027.": (*ROW, "", "", "1-2-0202"),
    "J2: hier staat het getal 46419. Bedoel je 1-2-2027? Maak van dit vak een datum.": (*ROW, "", "", 46419),
    "K2: dit is te lang. Er is plek voor 40 tekens.": (*ROW, "", "", "", "9" * 41),
}


@pytest.mark.parametrize("said", FAULTS)
@pytest.mark.parametrize("kind", [csv_file, xlsx_file])
def test_each_fault_is_named_by_its_cell(said: str, kind):
    read = read_file(kind([(*HEAD, *MORE), FAULTS[said]]))
    assert (read.entries, faults(read)) == ([], [f"Cel {said}"])


def test_what_stands_there_twice_is_told_with_the_row_of_the_first():
    rows = [("Naam", "E-mail", "Personeelsnr."), ("Zoë Bos", "a@x.example", 17), ("Sem Bos", "A@x.example", "0017")]
    assert faults(read_file(csv_file(rows))) == [
        "Cel B3: dit adres staat ook in rij 2.",
        "Cel C3: dit nummer staat ook in rij 2.",
    ]


def test_cells_that_were_made_one_are_refused():
    rows = [("Naam", "E-mail", "Team"), ("Zoë Bos", "a@x.example", "Werk"), ("Sem Bos", "b@x.example", None)]
    said = ["Cel C3: hier staat een vak dat is samengevoegd met een ander. Vul de waarde zelf in."]
    assert faults(read_file(xlsx_file(rows, merged="C2:C3"))) == said
    covered = ods_row("Naam", "E-mail", "Team") + ods_row("Zoë Bos", "a@x.example", "Werk")
    covered += ods_row("Sem Bos", "b@x.example", more="<table:covered-table-cell/>")
    assert faults(read_file(ods_file(covered))) == said


def test_what_is_hostile_stays_text_or_is_refused():
    (entry,) = read_file(csv_file([("Naam", "E-mail"), ("<script>alert(1)</script> \u202eBos", "a@x.example")])).entries
    assert entry.name == "<script>alert(1)</script> \u202eBos"
    assert "geen werkboek" in refused(b"Naam;E-mail\x00;")[0]
    bomb = ods_file(ods_row("Naam", "E-mail") + ods_row("Zoë Bos", "a@x.example", times=2_000_000_000))
    assert "te veel rijen" in refused(bomb)[0]
    wide = ods_row(
        "Naam", "E-mail", more='<table:table-cell table:number-columns-repeated="100000" office:value-type="string"/>'
    )
    assert read_file(ods_file(wide + ods_row("Zoë Bos", "a@x.example"))).entries[0].name == "Zoë Bos"
    entities = '<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]>'
    assert "te vol" in refused(ods_file(ods_row("Naam", "&a;"), before=entities))[0]


def test_more_columns_than_are_read_do_not_matter():
    head = [*("Naam", "E-mail"), *(f"Kolom {number}" for number in range(5000))]
    assert read_file(csv_file([head, ("Zoë Bos", "a@x.example")])).entries[0].email == "a@x.example"


def test_too_many_rows_are_refused():
    rows = [("Naam", "E-mail"), *((f"Persoon {n}", f"p{n}@x.example") for n in range(MOST_ROWS + 1))]
    assert "te veel rijen" in refused(csv_file(rows))[0]


STATE = State(
    {
        1: Known(1, "Zoë van der Meer", "zoe@x.example", "0417", "=1+1", True, True, (RoleName.PROFESSIONAL,), ()),
        2: Known(
            2,
            "Sem Bos",
            "sem@x.example",
            "",
            "",
            True,
            False,
            (RoleName.PROFESSIONAL, RoleName.MANAGER, RoleName.BOARD),
            (Place(1, 10, None, Period(TODAY)), Place(2, 11, None, Period(TODAY)), Place(3, 12, LEADS, Period(TODAY))),
        ),
        3: Known(3, "Weg", "weg@x.example", "", "", False, True, (), ()),
    },
    {10: KnownTeam(10, "Werk", "Sociaal"), 11: KnownTeam(11, "Zorg", "Sociaal"), 12: KnownTeam(12, "Wonen")},
)
EVERYBODY = [
    Entry(2, "Sem Bos", "sem@x.example", "", "", "Sociaal", ("Werk", "Zorg"), ("Wonen",), STATE.people[2].roles[:2]),
    Entry(3, "Zoë van der Meer", "zoe@x.example", "0417", "=1+1", roles=(RoleName.PROFESSIONAL,)),
]


def test_the_workbook_with_everybody_says_what_is_known():
    assert read_file(write_people(STATE, TODAY)).entries == EVERYBODY


def test_the_empty_workbook_has_nobody_in_it():
    assert refused(write_example(TODAY)) == ["In dit bestand staat nog niemand."]


@pytest.mark.skipif(which("soffice") is None, reason="LibreOffice is not here")
def test_what_libreoffice_makes_of_it_says_the_same(tmp_path: Path):
    """It costs some seconds: only the program itself knows how it keeps repeated cells, heads and numbers."""
    (tmp_path / "mensen.xlsx").write_bytes(write_people(STATE, TODAY))
    profile = f"-env:UserInstallation=file://{tmp_path}/profile"
    where = ["--convert-to", "ods", "--outdir", str(tmp_path / "made"), str(tmp_path / "mensen.xlsx")]
    subprocess.run(["soffice", profile, "--headless", *where], check=True, capture_output=True, timeout=120)
    assert read_file((tmp_path / "made" / "mensen.ods").read_bytes()).entries == EVERYBODY
