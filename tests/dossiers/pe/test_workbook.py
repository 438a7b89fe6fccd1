import io
from datetime import date, timedelta
from decimal import Decimal

import pytest
from openpyxl import Workbook, load_workbook

from app.core.shapes import Faulty
from app.dossiers.pe.kinds import GROUPS
from app.dossiers.pe.operations import ClosedYear
from app.dossiers.pe.workbook import MOST_ROWS, SHEET, read_workbook, write_workbook
from app.dossiers.rules import ActivityStatus
from app.regulation.dates import PEYear, anniversary
from app.regulation.editions import rules_on
from app.regulation.terms import PEKind

TODAY, DAY = date(2026, 11, 20), date(2026, 10, 1)
YEAR = PEYear(date(2026, 3, 15), date(2027, 3, 15))
RULES = rules_on(TODAY)


def book_of(*rows, head=True, sheet=SHEET.title) -> bytes:
    book = Workbook()
    page = book.active
    page.title = sheet
    if head:
        page.append([column.title for column in SHEET.columns])
    for row in rows:
        page.append(row)
    return saved(book)


def saved(book) -> bytes:
    target = io.BytesIO()
    book.save(target)
    return target.getvalue()


def read(*rows, check=lambda day: None):
    return [one.facts for one in read_workbook(book_of(*rows), RULES, TODAY, check)]


def faults(*rows, **more):
    with pytest.raises(Faulty) as refused:
        read(*rows, **more)
    return list(map(str, refused.value.faults))


def test_a_filled_in_row_is_an_activity():
    (facts,) = read([DAY, "Workshop", "Leegstand", "Gedaan", 3.5, None, None, "ja", None, "Leerzaam"])
    assert (facts.kind, facts.title, facts.held_on) == (PEKind.WORKSHOP, "Leegstand", DAY)
    assert (facts.status, facts.hours, facts.clok, facts.note) == (
        ActivityStatus.DONE,
        Decimal("3.5"),
        True,
        "Leerzaam",
    )


@pytest.mark.parametrize(("cell", "counts"), [("ja", True), ("Nee", False), (True, True), ("", None), (None, None)])
def test_a_row_can_say_whether_it_was_for_the_network(cell, counts):
    (facts,) = read([DAY, "Workshop", "Leegstand", "Gedaan", 3, None, None, "ja", cell])
    assert facts.network is counts


def test_a_doubtful_answer_about_the_network_is_named_by_its_cell():
    assert faults([DAY, "Workshop", "Leegstand", "Gedaan", 3, None, None, "ja", "soms"]) == [
        "Cel I2: vul ja of nee in."
    ]


def test_people_write_days_hours_and_numbers_in_their_own_way():
    rows = [
        ["1-10-2026", "WORKSHOP", "Een", "", "3,5", None, None, "Nee"],
        ["2026-10-02", "artikel in de e-zine", "Twee", "gedaan", None, "1.200"],
        [DAY, "Discussie op social media starten en leiden", "Drie", None, None, None, 3.0],
    ]
    one, two, three = read(*rows)
    assert (one.held_on, one.hours, one.clok) == (DAY, Decimal("3.5"), False)
    assert (two.words, three.consecutive_months) == (1200, 3)


def test_without_a_status_the_day_says_whether_it_was():
    done, planned = read([DAY, "Workshop", "Een", None, 3], [date(2027, 1, 8), "Workshop", "Twee", None, 3])
    assert (done.status, planned.status) == (ActivityStatus.DONE, ActivityStatus.PLANNED)


def test_all_faults_are_named_at_once_by_their_cell():
    def check(day):
        if day.year < 2026:
            raise ClosedYear("Dat jaar is voorbij.")

    found = faults(
        ["morgen", "Feest", "Een", "Gedaan", 3],
        [DAY, "Borrel", "", "Misschien", 3],
        [DAY, "Workshop", "Drie", "Gedaan", "veel", None, None, "soms"],
        [DAY, "Workshop", "Vier", "Gepland", 3],
        [date(2025, 1, 1), "Workshop", "Vijf", "Gedaan", 3],
        [DAY, "Artikel in Kringen", "Zes", "Gedaan"],
        [DAY, "Workshop", "=1+1", "Gedaan", 3],
        check=check,
    )
    cells = [fault.split(":")[0].removeprefix("Cel ") for fault in found]
    assert cells == ["A2", "B2", "B3", "C3", "D3", "H4", "E4", "A5", "A6", "F7", "C8"]
    assert "een formule" in found[-1]
    assert "dat jaar is voorbij" in found[8]


@pytest.mark.parametrize(
    ("content", "says"),
    [
        (b"geen werkboek", "geen werkboek"),
        (book_of(sheet="Blad1"), f"geen werkblad dat {SHEET.title} heet"),
        (book_of(head=False), "Cel A1: hier hoort 'Datum' te staan"),
        (book_of(), "nog niets ingevuld"),
        (book_of(*[[DAY, "Workshop", f"Nummer {n}", "", 3] for n in range(MOST_ROWS + 1)]), "te veel rijen"),
    ],
    ids=["geen werkboek", "ander werkblad", "zonder kop", "leeg", "te veel"],
)
def test_another_file_is_refused_with_what_is_wrong(content, says):
    with pytest.raises(Faulty) as refused:
        read_workbook(content, RULES, TODAY, lambda day: None)
    assert says in str(refused.value.faults[0])


@pytest.mark.parametrize("days", [0, 1, 20, 200, 364])
def test_the_examples_in_our_workbook_are_right_in_the_own_year(days):
    start = TODAY - timedelta(days=days)
    year = PEYear(start, anniversary(start, 1))
    book = load_workbook(io.BytesIO(write_workbook(RULES, TODAY, year)))
    del book[SHEET.title]
    book["Voorbeelden"].title = SHEET.title
    read_back = [one.facts for one in read_workbook(saved(book), RULES, TODAY, lambda day: None)]
    assert len(read_back) == 6
    assert all(one.held_on in year for one in read_back)
    assert [one.network for one in read_back].count(True) == 1
    assert {one.status for one in read_back} == set(ActivityStatus)


def test_our_workbook_is_empty_and_explains_every_kind():
    content = write_workbook(RULES, TODAY, YEAR)
    with pytest.raises(Faulty, match="nog niets ingevuld"):
        read_workbook(content, RULES, TODAY, lambda day: None)
    book = load_workbook(io.BytesIO(content))
    assert book.sheetnames[0] == "Uitleg"
    told = {row[0].value for row in book["Uitleg"].iter_rows()}
    assert {RULES.row(kind).title for kind in PEKind} <= told
    assert any(text and text.startswith("Voor het netwerk:") for text in told)


def test_every_kind_can_be_found_once():
    found = [kind for _, kinds in GROUPS for kind in kinds]
    assert sorted(found) == sorted(PEKind)
