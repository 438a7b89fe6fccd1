"""The small workbook of an own standard: four lists of names, of which we make the codes, and nothing is lost."""

from __future__ import annotations

import io
from typing import Any

import pytest
from openpyxl import load_workbook

from app.config import ROOT
from app.core.db import db
from app.core.files.yaml_text import read_yaml
from app.core.shapes import Faulty
from app.people.rules import RoleName
from app.standards.case_exchange.writing import as_case, case_text
from app.standards.files.folder import standard_files
from app.standards.files.format import StandardFile
from app.standards.library import get_standard, own_standards_of
from app.standards.own.following import Known
from app.standards.own.small_sheets import NOTHING_ASKED, SHEETS
from app.standards.own.uploads import take
from app.standards.own.workbook import fits, next_edition, small_rows, write_small
from tests.factories.own_standards import EXAMPLE, SLUG, make_own_standard
from tests.factories.people import make_organisation, make_person
from tests.standards.own.test_pages import NEW, upload
from tests.standards.own.test_workbook import file_of, saved

FILE = file_of(ROOT / "standards" / "example" / "eigen-standaard.yaml")
DESK = file_of(ROOT / "app" / "demo" / "balie.yaml")
CELLS = {
    "Standaard!B2": "Goed ontvangen",
    "Standaard!B3": 2026,
    "Niveaus!A2": "Start",
    "Niveaus!A3": "Zelf",
    "Onderdelen!A2": "Groeten",
    "Onderdelen!D2": "Je laat merken dat iemand welkom is.",
    "Zinnen!A2": "groeten ",
    "Zinnen!B2": "Start",
    "Zinnen!C2": "Ik groet wie binnenkomt.",
    "Zinnen!A3": "Groeten",
    "Zinnen!B3": "zelf",
    "Zinnen!C3": "-",
    "Profielen!A2": "Gastvrouw",
    "Profielen!B2": "Groeten",
    "Profielen!C2": "Start",
}


def small(cells: dict[str, Any], file=None) -> bytes:
    """The small workbook (empty, or of a file) with these cells filled in by somebody."""
    book = load_workbook(io.BytesIO(write_small(file)))
    for place, value in cells.items():
        sheet, cell = place.split("!")
        book[sheet][cell] = value
    return saved(book)


def taken(content: bytes) -> StandardFile:
    return take(content, "standaard.xlsx", [], Known(organisation="Gemeente Hier")).file


def faults(cells: dict[str, Any], file=None) -> list[str]:
    with pytest.raises(Faulty) as refused:
        taken(small(cells, file))
    return [fault.sentence for fault in refused.value.faults]


@pytest.fixture
def here(app):
    return make_organisation("Gemeente Hier")


@pytest.fixture
def hr(here, client_for):
    return client_for(make_person(RoleName.HR, organisation=here))


def newest(here):
    db.session.rollback()
    return max(own_standards_of(here.id), key=lambda one: one.id)


def test_the_empty_one_has_five_sheets_no_codes_in_sight_and_lists_to_choose_from():
    book = load_workbook(io.BytesIO(write_small(None)))
    assert book.sheetnames == ["Uitleg", *(sheet.title for sheet in SHEETS)]
    shown = [
        cell.value
        for page in book.worksheets[1:]
        for cell in page[1]
        if not page.column_dimensions[cell.column_letter].hidden
    ]
    assert "Code" not in shown
    assert "Van ons" not in shown
    assert len(shown) < 20
    for name in ("Zinnen", "Profielen"):
        chosen = {one.formula1 for one in book[name].data_validations.dataValidation}
        assert chosen == {"Onderdelen!$A$2:$A$151", "Niveaus!$A$2:$A$21"}


def test_names_alone_make_a_standard_with_codes_of_ours():
    made = taken(small(CELLS))
    assert (made.slug, made.edition, made.scales[0].cumulative) == ("goed-ontvangen-2026", "2026", True)
    assert [level.code for level in made.scales[0].levels] == ["start", "zelf"]
    (element,) = made.elements
    assert (element.code, element.kind, element.group) == ("groeten", "task", made.groups[0].code)
    assert [cell.empty_reason for cell in element.statements] == [None, NOTHING_ASKED]
    assert made.profiles[0].targets == {"groeten": "start"}


@pytest.mark.parametrize("file", [FILE, DESK], ids=lambda file: file.slug)
def test_what_fits_comes_back_as_it_was_on_top_of_itself(file):
    assert fits(file)
    assert take(write_small(file), "standaard.xlsx", [], Known(base=file)).file == file


@pytest.mark.parametrize("path", standard_files(ROOT / "standards"), ids=lambda path: path.stem)
def test_what_the_small_one_cannot_say_does_not_fit(path):
    assert not fits(file_of(path))


@pytest.mark.parametrize(
    ("cells", "place", "fault"),
    [
        ({"Standaard!B2": None}, "Standaard, cel B2", "'Titel' ontbreekt."),
        ({"Standaard!B3": None}, "Standaard, cel B3", "'Editie' ontbreekt."),
        ({"Standaard!B5": "soms"}, "Standaard, cel B5", "vul ja of nee in."),
        ({"Niveaus!A3": "START"}, "Niveaus, cel A3", "'START' staat er twee keer. Geef elk een eigen naam."),
        ({"Onderdelen!A2": None}, "Onderdelen, cel A2", "'Titel' ontbreekt."),
        ({"Onderdelen!D2": None}, "Onderdelen, cel D2", "'Omschrijving' ontbreekt."),
        ({"Onderdelen!A2": "x" * 35}, "Onderdelen, cel A2", "dit is langer dan 34 tekens."),
        ({"Onderdelen!B2": "vak"}, "Onderdelen, cel B2", "'vak' kan hier niet."),
        ({"Onderdelen!D2": "=1+1"}, "Onderdelen, cel D2", "hier staat een formule. Vul gewone tekst in."),
        ({"Onderdelen!A1": "Naam"}, "Onderdelen, cel A1", "hier hoort 'Titel' te staan."),
        ({"Zinnen!A2": "Zwaaien"}, "Zinnen, cel A2", "'Zwaaien' staat niet op het werkblad Onderdelen."),
        ({"Zinnen!B2": None}, "Zinnen, cel B2", "'Niveau' ontbreekt."),
        ({"Zinnen!C2": None}, "Zinnen, cel C2", "'Zin' ontbreekt."),
        (
            {"Zinnen!A3": None, "Zinnen!B3": None, "Zinnen!C3": None},
            "Onderdelen, cel A2",
            "bij het niveau Zelf staat nog geen zin op het werkblad Zinnen.",
        ),
        ({"Zinnen!C2": "a" * 5001}, "Zinnen, cel C2", "deze tekst heeft 5001 tekens. Er is plek voor 5000."),
        ({"Profielen!A2": None}, "Profielen, cel A2", "'Profiel' ontbreekt."),
        ({"Profielen!C2": "Top"}, "Profielen, cel C2", "'Top' staat niet op het werkblad Niveaus."),
        (
            {"Profielen!A3": "gastvrouw", "Profielen!B3": "Groeten", "Profielen!C3": "Zelf"},
            "Profielen, cel B3",
            "'Groeten' staat al bij dit profiel.",
        ),
    ],
)
def test_every_fault_is_named_by_its_cell(cells, place, fault):
    assert any(one.startswith(f"Werkblad {place}: {fault}") for one in faults(CELLS | cells))


def test_an_empty_one_says_where_to_begin():
    found = faults({})
    for sheet in ("Niveaus", "Onderdelen"):
        assert f"Werkblad {sheet}, cel A2: vul hier minstens één rij in." in found


def test_all_faults_come_at_once_in_the_order_of_the_workbook_and_none_follows_from_another():
    wrong = {"Standaard!B2": None, "Onderdelen!D2": None, "Zinnen!A2": "Zwaaien", "Profielen!C2": "Top"}
    places = [one.split(":")[0].removeprefix("Werkblad ") for one in faults(CELLS | wrong)]
    assert places == ["Standaard, cel B2", "Onderdelen, cel D2", "Zinnen, cel A2", "Profielen, cel C2"]


@pytest.mark.parametrize("code", ["Fout!", "<script>", "a" * 200, "niveau--2", "=1", "01 02"])
def test_what_somebody_puts_in_the_hidden_column_makes_no_wrong_code(code):
    made = taken(small(CELLS | {"Onderdelen!E2": code if code != "=1" else None}))
    assert made.elements[0].code == "groeten"


def test_a_row_that_was_copied_gets_a_code_of_its_own():
    cells = CELLS | {"Onderdelen!E2": "groeten", "Onderdelen!A3": "Zwaaien", "Onderdelen!E3": "groeten"}
    cells |= {"Onderdelen!D3": "Je zwaait.", "Zinnen!A4": "Zwaaien", "Zinnen!B4": "Start", "Zinnen!C4": "Ik zwaai."}
    cells |= {"Zinnen!A5": "Zwaaien", "Zinnen!B5": "Zelf", "Zinnen!C5": "Ik zwaai terug."}
    assert [one.code for one in taken(small(cells)).elements] == ["groeten", "zwaaien"]


def test_names_that_look_alike_as_codes_stay_apart():
    cells = CELLS | {"Niveaus!A3": "Start!", "Zinnen!B3": "Start!"}
    assert [one.code for one in taken(small(cells)).scales[0].levels] == ["start", "start-2"]


def test_from_the_empty_workbook_to_an_edition_that_follows_with_nothing_typed_twice(hr, here):
    assert upload(hr, small(CELLS), "balie.xlsx").status_code == 303
    first = newest(here)
    assert (first.slug, first.title) == ("goed-ontvangen-2026", "Goed ontvangen")
    page = f"/eigen/standaarden/{first.id}/"
    assert "Slug" not in hr.get(page).text
    hr.post(f"{page}uitbrengen", data={"seen": first.digest})

    again = load_workbook(io.BytesIO(hr.get(f"{page}werkboek?volgende=1").data))
    again["Standaard"]["B3"], again["Onderdelen"]["A2"] = "2027", "Welkom heten"
    for sheet, cell in (("Zinnen", "A2"), ("Zinnen", "A3"), ("Profielen", "B2")):
        again[sheet][cell] = "Welkom heten"
    assert upload(hr, saved(again), "balie.xlsx", to=f"{NEW}?volgt={first.id}").status_code == 303
    second = newest(here)
    file = read_yaml(second.source, "").data
    assert (second.slug, file["family"], file["follows"]) == ("goed-ontvangen-2027", first.slug, first.slug)
    assert file["changes"] == [{"kind": "reworded", "from": ["groeten"], "to": ["groeten"]}]


def test_what_was_taken_out_is_asked_before_and_after_publishing_and_the_old_page_names_the_new_one(hr, here):
    first = make_own_standard(here)
    page = f"/eigen/standaarden/{first.id}/"
    assert "Maak een nieuwe editie" in hr.get(page).text

    book = load_workbook(io.BytesIO(hr.get(f"{page}werkboek?volgende=1").data))
    book["Standaard"]["B3"] = "2027"
    book["Onderdelen"].delete_rows(3)
    for name, column in (("Zinnen", 1), ("Profielen", 2)):
        rows = [
            number
            for number in range(book[name].max_row, 1, -1)
            if book[name].cell(number, column).value == "Doorverwijzen"
        ]
        for number in rows:
            book[name].delete_rows(number)
    assert upload(hr, saved(book), "balie.xlsx", to=f"{NEW}?volgt={first.id}").status_code == 303
    second = newest(here)
    new = f"/eigen/standaarden/{second.id}/"
    assert "Na het uitbrengen besluit je nog iets" in hr.get(new).text
    assert "Er is een concept van" in hr.get(page).text
    question = hr.get(f"{new}uitbrengen").text
    assert "Deze editie zegt niet wat er is geworden van Doorverwijzen uit editie 2026." in question
    answer = hr.post(f"{new}uitbrengen", data={"seen": second.digest})
    assert answer.location == f"/eigen/edities/{second.full_slug}/"

    assert "Besluit nog wat er van 1 onderdeel is geworden" in hr.get(new).text
    old = hr.get(page).text
    assert "Er is een nieuwere editie" in old
    assert "Maak een nieuwe editie" not in old
    sent = {"kind-doorverwijzen": "gone", "stap": "vastleggen"}
    assert hr.post(f"/eigen/edities/{second.full_slug}/", data=sent).status_code == 303
    assert "Besluit nog wat" not in hr.get(new).text


def test_a_draft_is_replaced_by_the_small_one_and_keeps_what_it_follows(hr, here):
    first = make_own_standard(here)
    following = write_small(next_edition(FILE).model_copy(update={"edition": "2027"}))
    upload(hr, following, "balie.xlsx", to=f"{NEW}?volgt={first.id}")
    draft = newest(here)
    book = load_workbook(io.BytesIO(hr.get(f"/eigen/standaarden/{draft.id}/werkboek").data))
    book["Standaard"]["B2"] = "Beter ontvangen"
    assert upload(hr, saved(book), "x.xlsx", to=f"/eigen/standaarden/{draft.id}/vervang").status_code == 303
    file = read_yaml(newest(here).source, "").data
    assert (file["title"], file["slug"], file["follows"]) == ("Beter ontvangen", draft.slug, SLUG)
    assert [one["kind"] for one in file["changes"]] == ["kept", "kept"]


def test_a_standard_of_all_that_comes_by_case_is_marked_as_a_copy(hr, here, client_for):
    ours = get_standard("vakvolwassenheid-2013")
    assert upload(hr, case_text(as_case(ours)), "pakket.json").status_code == 303
    own = newest(here)
    assert own.title == f"Kopie van {ours.title}"
    hr.post(f"/eigen/standaarden/{own.id}/uitbrengen", data={"seen": own.digest})
    choices = client_for(make_person(organisation=here)).get("/zelfscan/nieuw").text
    assert f"Kopie van {ours.title}" in choices


def test_a_file_of_another_organisation_is_no_start_for_a_next_edition(hr, here):
    theirs = make_own_standard(make_organisation("Gemeente Elders"))
    upload(hr, EXAMPLE, to=f"{NEW}?volgt={theirs.id}")
    assert newest(here).slug == SLUG
    assert "follows" not in read_yaml(newest(here).source, "").data


def test_the_words_of_the_workshop_are_not_on_the_page_to_upload(hr, here):
    own = make_own_standard(here)
    for address in (NEW, f"{NEW}?volgt={own.id}", f"/eigen/standaarden/{own.id}/"):
        text = hr.get(address).text
        for word in ("Slug", "slug", "follows", "map standards"):
            assert word not in text.replace("/slug/", "")


def test_the_rows_of_a_standard_are_those_of_its_sheets():
    assert {name: len(rows) for name, rows in small_rows(FILE).items()} == {
        "Standaard": 1,
        "Niveaus": 3,
        "Onderdelen": 2,
        "Zinnen": 6,
        "Profielen": 2,
    }
