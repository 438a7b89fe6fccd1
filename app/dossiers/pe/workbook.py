"""The workbook with PE activities: written empty with examples, read back with every fault named by its cell."""

from __future__ import annotations

import io
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Any

import xlsxwriter

from app.core.fields import clean, read_date
from app.core.packed import UnfitContent
from app.core.problems import DomainError
from app.core.sheets import cell_name, read_sheets
from app.dossiers.models import TITLE_LENGTH
from app.dossiers.pe.kinds import Asked, asked_by, kinds_of
from app.dossiers.pe.reading import MOST_MONTHS, MOST_WORDS, read_count, read_worked_hours
from app.dossiers.pe.rules import Facts, check_facts
from app.dossiers.rules import ActivityStatus
from app.plans.rules import TEXT_LENGTH
from app.regulation.edition import RegisterRules
from app.regulation.terms import PEKind

SHEET = "PE-activiteiten"
COLUMNS = (
    ("Datum", 13), ("Soort", 38), ("Naam", 46), ("Gedaan of gepland", 19), ("Uren", 9), ("Woorden", 10),
    ("Maanden achter elkaar", 14), ("Van CLOK", 11), ("Voor het netwerk", 12), ("Opmerking", 50),
)  # fmt: skip
DAY, KIND, TITLE, STATUS, HOURS, WORDS, MONTHS, CLOK, NETWORK, NOTE = range(len(COLUMNS))
MOST_ROWS = 200
_NEEDS = {HOURS: "hours", WORDS: "words", MONTHS: "months"}
_YES_NO = {"": None, "ja": True, "nee": False, "true": True, "false": False, "waar": True, "onwaar": False}
_HELP = (
    "Vul op het werkblad PE-activiteiten een rij in voor elke activiteit. De eerste rij blijft staan.",
    "Datum: de dag waarop het was of is, zoals 4-12-2026.",
    "Soort: kies uit de lijst. De tabel hieronder laat zien wat elke soort nodig heeft.",
    "Gedaan of gepland: laat je dit leeg, dan kijken we naar de datum.",
    "Uren: reken in kwartieren, zoals 3,5. Pauzes tellen niet mee.",
    "Van CLOK: ja als CLOK het organiseert. Anders telt het pas als de Kwaliteitscommissie het goedkeurt.",
    "Voor het netwerk: laat je dit leeg, dan telt het zoals het bij de soort hoort.",
    "Was het anders? Vul dan ja in voor netwerk, of nee voor scholing. Dit maakt alleen verschil bij de A-status.",
    "Je ziet eerst wat erbij komt. Daarna beslis je. Klopt er iets niet, dan komt er niets bij.",
)


class FaultyWorkbook(Exception):
    """The workbook cannot be taken over; `faults` has a Dutch sentence for each thing that is wrong."""

    def __init__(self, *faults: str) -> None:
        super().__init__(*faults)
        self.faults = faults


@dataclass(frozen=True, slots=True)
class _Example:
    day: date
    kind: PEKind
    title: str
    status: str
    hours: str = ""
    words: str = ""
    months: str = ""
    clok: str = ""
    network: str = ""
    note: str = ""


def write_workbook(rules: RegisterRules, today: date) -> bytes:
    """A workbook to fill in: an empty sheet with lists to choose from, examples, and an explanation."""
    target = io.BytesIO()
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
    book = xlsxwriter.Workbook(target, options)
    book.set_properties({"title": "PE-activiteiten", "author": "Vakspiegel"})
    head = book.add_format({"bold": True, "bg_color": "#E3EDEF", "border": 1, "text_wrap": True, "valign": "top"})
    plain = book.add_format({"text_wrap": True, "valign": "top"})
    day = book.add_format({"num_format": "d-m-yyyy", "align": "left", "valign": "top"})
    titles = [rules.row(PEKind(value)).title for group in kinds_of(rules).values() for value, _ in group]
    sheet, examples = book.add_worksheet(SHEET), book.add_worksheet("Voorbeelden")
    help_sheet = book.add_worksheet("Uitleg")
    for one in (sheet, examples):
        one.freeze_panes(1, 0)
        for column, (title, width) in enumerate(COLUMNS):
            one.set_column(column, column, width, day if column == DAY else None)
            one.write_string(0, column, title, head)
    last = MOST_ROWS
    choose = {"validate": "list", "error_title": "Kies uit de lijst"}
    first = len(_HELP) + 4
    source = f"=Uitleg!$A${first}:$A${first + len(titles) - 1}"
    sheet.data_validation(1, KIND, last, KIND, {**choose, "source": source})
    sheet.data_validation(1, STATUS, last, STATUS, {**choose, "source": ["Gedaan", "Gepland"]})
    for column in (CLOK, NETWORK):
        sheet.data_validation(1, column, last, column, {**choose, "source": ["ja", "nee"]})
    for row, example in enumerate(_examples(today), start=1):
        examples.write_datetime(row, DAY, datetime.combine(example.day, datetime.min.time()), day)
        values = {
            KIND: rules.row(example.kind).title, TITLE: example.title, STATUS: example.status, HOURS: example.hours,
            WORDS: example.words, MONTHS: example.months, CLOK: example.clok, NETWORK: example.network,
            NOTE: example.note,
        }  # fmt: skip
        for column, text in values.items():
            if text and column in _NEEDS:
                examples.write_number(row, column, float(text), plain)
            else:
                examples.write_string(row, column, text, plain)
    _explain(help_sheet, rules, titles, head, plain)
    book.close()
    return target.getvalue()


def _examples(today: date) -> tuple[_Example, ...]:
    done, planned = date(today.year, 3, 12), date(today.year + 1, 2, 9)
    return (
        _Example(done, PEKind.WORKSHOP, "Workshop bedrijventerreinen verduurzamen", "Gedaan", hours="3.5", clok="ja"),
        _Example(done, PEKind.ADVISEREN, "Meedenken met buurgemeente over leegstand", "Gedaan", hours="6"),
        _Example(planned, PEKind.CONGRES, "Congres vestigingsklimaat", "Gepland", hours="6", clok="nee",
                 note="Nog goedkeuring vragen."),
        _Example(done, PEKind.SEMINAR, "Seminar dat ik voor het netwerk hield", "Gedaan", hours="3", clok="ja",
                 network="ja"),
        _Example(done, PEKind.PUBLICATIE_EZINE, "Artikel over een ondernemersfonds", "Gedaan", words="420"),
        _Example(done, PEKind.MODERATIE, "Discussie over winkelstraten", "Gedaan", months="3"),
    )  # fmt: skip


def _explain(sheet: Any, rules: RegisterRules, titles: list[str], head: Any, plain: Any) -> None:
    sheet.set_column(0, 0, 44)
    sheet.set_column(1, 2, 60)
    for line, text in enumerate(_HELP):
        sheet.write_string(line, 0, text)
    start = len(_HELP) + 2
    for column, title in enumerate(("Soort", "Vul in", "Zo telt het")):
        sheet.write_string(start, column, title, head)
    rows = {rules.row(kind).title: rules.row(kind) for kind in PEKind}
    for line, title in enumerate(titles, start=start + 1):
        row, asked = rows[title], asked_by(rows[title])
        needs = [
            word
            for word, needed in (
                ("Uren", asked.hours_needed), ("Woorden", asked.words), ("Maanden achter elkaar", asked.months),
                ("Van CLOK", asked.clok),
            )
            if needed
        ]  # fmt: skip
        sheet.write_string(line, 0, title, plain)
        sheet.write_string(line, 1, ", ".join(needs) or "Niets extra", plain)
        sheet.write_string(line, 2, rules.clause(row.clause).text, plain)


@dataclass(frozen=True, slots=True)
class ReadRow:
    """A row of the workbook that is right, with its number."""

    number: int
    facts: Facts


def read_workbook(
    content: bytes, rules: RegisterRules, today: date, check_day: Callable[[date], None]
) -> list[ReadRow]:
    """The activities in a workbook; raises `FaultyWorkbook` with every fault when one cell or more is not right.

    `check_day` raises a `DomainError` for a day on which nothing may be added.
    """
    try:
        sheets = read_sheets(content, MOST_ROWS + 1, columns=len(COLUMNS))
    except UnfitContent as unfit:
        raise FaultyWorkbook(str(unfit)) from unfit
    if SHEET not in sheets:
        raise FaultyWorkbook(f"Dit werkboek heeft geen werkblad dat {SHEET} heet. Download het werkboek opnieuw.")
    rows = sheets[SHEET]
    head = rows.pop(1, ())
    faults = [
        f"{_place(column, 1)}: hier hoort '{title}' te staan."
        for column, (title, _) in enumerate(COLUMNS)
        if _text(head, column) != title
    ]
    if faults:
        raise FaultyWorkbook(*faults)
    read: list[ReadRow] = []
    for number, cells in rows.items():
        row = _Row(number, cells, rules, today, check_day)
        if row.is_empty:
            continue
        facts = row.read()
        faults += row.faults
        if facts is not None:
            read.append(ReadRow(number, facts))
    if faults:
        raise FaultyWorkbook(*faults)
    if not read:
        raise FaultyWorkbook(f"Op het werkblad {SHEET} is nog niets ingevuld.")
    return read


class _Row:
    """One row while it is read: each cell that is not right adds a fault."""

    def __init__(
        self, number: int, cells: tuple[Any, ...], rules: RegisterRules, today: date, check: Callable[[date], None]
    ) -> None:
        self.number, self.cells, self.rules, self.today, self.check = number, cells, rules, today, check
        self.faults: list[str] = []

    @property
    def is_empty(self) -> bool:
        return not any(_text(self.cells, column) for column in range(len(COLUMNS)))

    def read(self) -> Facts | None:
        """The facts of the row; None when a cell is not right."""
        for column in range(len(COLUMNS)):
            if _kind(self.cells, column) in ("f", "e"):
                what = "een formule" if _kind(self.cells, column) == "f" else "een foutmelding"
                self._fault(column, f"hier staat {what}. Vul de waarde zelf in.")
        if self.faults:
            return None
        day, kind = self._read_day(), self._read_kind()
        title = " ".join(_text(self.cells, TITLE).split())
        if not title:
            self._fault(TITLE, "hier ontbreekt de naam.")
        elif len(title) > TITLE_LENGTH:
            self._fault(TITLE, f"deze naam is te lang. Er is plek voor {TITLE_LENGTH} tekens.")
        note = _text(self.cells, NOTE)
        if len(note) > TEXT_LENGTH:
            self._fault(NOTE, f"deze opmerking is te lang. Er is plek voor {TEXT_LENGTH} tekens.")
        status, clok, network = self._read_status(day), self._read_yes(CLOK), self._read_yes(NETWORK)
        amounts = self._read_amounts(asked_by(self.rules.row(kind))) if kind else {}
        if self.faults or kind is None or day is None:
            return None
        asked = asked_by(self.rules.row(kind))
        facts = Facts(
            kind=kind, title=title, held_on=day, status=status, hours=amounts.get("hours"), words=amounts.get("words"),
            consecutive_months=amounts.get("months"), clok=bool(clok) and asked.clok, network=network, note=note,
        )  # fmt: skip
        try:
            self.check(day)
            check_facts(facts, self.today)
        except DomainError as refused:
            self._fault(DAY, _begin_small(str(refused)))
            return None
        return facts

    def _fault(self, column: int, sentence: str) -> None:
        self.faults.append(f"{_place(column, self.number)}: {sentence}")

    def _read_kind(self) -> PEKind | None:
        text = _text(self.cells, KIND)
        known: Mapping[str, PEKind] = {self.rules.row(one).title.lower(): one for one in PEKind}
        found = known.get(" ".join(text.lower().split()))
        if found is None:
            self._fault(
                KIND, f"de soort '{text[:60]}' kennen we niet. Kies uit de lijst." if text else "kies een soort."
            )
        return found

    def _read_day(self) -> date | None:
        value = self.cells[DAY].value if self.cells else None
        if isinstance(value, datetime):
            return value.date()
        if isinstance(value, date):
            return value
        text = _text(self.cells, DAY)
        if not text:
            self._fault(DAY, "hier ontbreekt de datum.")
            return None
        try:
            return read_date(text)
        except ValueError:
            self._fault(DAY, f"'{text[:30]}' is geen datum. Vul een dag in zoals 4-12-2026.")
            return None

    def _read_status(self, day: date | None) -> ActivityStatus:
        text = _text(self.cells, STATUS).lower()
        if not text:
            future = day is not None and day > self.today
            return ActivityStatus.PLANNED if future else ActivityStatus.DONE
        found = {one.dutch.lower(): one for one in ActivityStatus}.get(text)
        if found is None:
            self._fault(STATUS, "kies Gedaan of Gepland.")
        return found or ActivityStatus.DONE

    def _read_yes(self, column: int) -> bool | None:
        value = _text(self.cells, column).lower()
        if value not in _YES_NO:
            self._fault(column, "vul ja of nee in.")
        return _YES_NO.get(value)

    def _read_amounts(self, asked: Asked) -> dict[str, Any]:
        found: dict[str, Any] = {}
        readers: tuple[tuple[int, bool, bool, Callable[[str], Any], str], ...] = (
            (HOURS, asked.hours, asked.hours_needed, read_worked_hours, "vul in hoeveel uur het was of wordt."),
            (WORDS, asked.words, asked.words, lambda text: read_count(text, MOST_WORDS), "vul het aantal woorden in."),
            (MONTHS, asked.months, asked.months, lambda text: read_count(text, MOST_MONTHS),
             "vul het aantal maanden in."),
        )  # fmt: skip
        for column, has, needed, reader, missing in readers:
            if not has:
                continue
            try:
                found[_NEEDS[column]] = reader(_number(self.cells, column))
            except ValueError as wrong:
                self._fault(column, _begin_small(str(wrong)))
                continue
            if needed and found[_NEEDS[column]] is None:
                self._fault(column, missing)
        return found


def _place(column: int, row: int) -> str:
    return f"Cel {cell_name(column, row)}"


def _kind(cells: tuple[Any, ...], column: int) -> str:
    return str(cells[column].data_type) if column < len(cells) and cells[column].value is not None else ""


def _text(cells: tuple[Any, ...], column: int) -> str:
    value = cells[column].value if column < len(cells) else None
    return clean(str(value)) if value is not None else ""


def _number(cells: tuple[Any, ...], column: int) -> str:
    """A number as people write it; a float of a spreadsheet loses its ".0"."""
    value = cells[column].value if column < len(cells) else None
    if isinstance(value, float):
        return f"{Decimal(str(value)).normalize():f}"
    return _text(cells, column)


def _begin_small(sentence: str) -> str:
    return sentence[:1].lower() + sentence[1:]
