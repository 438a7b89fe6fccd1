"""The workbook with PE activities: written empty, with examples and an explanation."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from app.core.files.sheets import NO_TEXT, Book, Column, Row, Sheet, read_rows, read_yes
from app.core.problems import DomainError
from app.core.shapes import Fault, Faulty
from app.core.web.fields import read_date
from app.dossiers.models import TITLE_LENGTH
from app.dossiers.pe.kinds import asked_by, kinds_of
from app.dossiers.pe.reading import KindFields
from app.dossiers.pe.rules import Facts, check_facts
from app.dossiers.rules import ActivityStatus
from app.plans.rules import TEXT_LENGTH
from app.regulation.dates import DAY, PEYear
from app.regulation.edition import RegisterRules
from app.regulation.terms import PEKind

SHEET = Sheet(
    "PE-activiteiten",
    "Een rij per activiteit.",
    (
        Column("Datum", "day", "day", width=13),
        Column("Soort", "kind", width=38),
        Column("Naam", "title", width=46),
        Column(
            "Gedaan of gepland",
            "status",
            width=19,
            choices={"Gedaan": ActivityStatus.DONE, "Gepland": ActivityStatus.PLANNED},
        ),
        Column("Uren", "hours", "number", width=9),
        Column("Woorden", "words", "number", width=10),
        Column("Maanden achter elkaar", "months", "number", width=14),
        Column("Van CLOK", "clok", "yes", width=11),
        Column("Voor het netwerk", "network", "yes", width=12),
        Column("Opmerking", "note", width=50),
    ),
    alone=True,
)
MOST_ROWS = 200
AMOUNT_IN = {"hours": "hours", "words": "words", "months": "consecutive_months"}
_HELP = (
    "Vul op het werkblad PE-activiteiten een rij in voor elke activiteit. De eerste rij blijft staan.",
    "Datum: de dag waarop het was of is, zoals 4-12-2026.",
    "Soort: kies uit de lijst. De tabel hieronder laat zien wat elke soort nodig heeft.",
    "Gedaan of gepland: laat je dit leeg, dan kijken we naar de datum.",
    "Uren: reken in kwartieren, zoals 3,5. Pauzes tellen niet mee.",
    "Van CLOK: ja als CLOK het organiseert. Weet je het niet? Laat het leeg.",
    "Voor het netwerk: laat je dit leeg, dan telt het zoals het bij de soort hoort.",
    "Was het anders? Vul dan ja in voor netwerk, of nee voor scholing. Dit maakt alleen verschil bij de A-status.",
    "Je ziet eerst wat erbij komt. Daarna beslis je. Klopt er iets niet, dan komt er niets bij.",
)


def write_workbook(rules: RegisterRules, today: date, year: PEYear) -> bytes:
    """A workbook to fill in: an empty sheet with lists to choose from, examples in this PE year, and an explanation."""
    book = Book("PE-activiteiten")
    titles = [rules.row(PEKind(value)).title for group in kinds_of(rules).values() for value, _ in group]
    _explain(book, rules, titles)
    page = book.add(SHEET, fixed=0, to_fill=MOST_ROWS)
    first, kind = len(_HELP) + 4, SHEET.number("kind")
    source = f"=Uitleg!$A${first}:$A${first + len(titles) - 1}"
    choose = {"validate": "list", "source": source, "error_title": "Kies uit de lijst"}
    page.data_validation(1, kind, MOST_ROWS, kind, choose)
    examples = book.add(SHEET, title="Voorbeelden", fixed=0, to_fill=0)
    for line, example in enumerate(_examples(today, year), start=1):
        book.write_row(examples, line, SHEET, {**example, "kind": rules.row(example["kind"]).title})
    return book.content()


def _examples(today: date, year: PEYear) -> Iterator[dict[str, Any]]:
    """Rows that could be taken over as they are: days on which this person may add something."""
    done = min(max(year.start, today - timedelta(days=14)), today)
    planned = max(today, min(today + timedelta(days=30), year.end - DAY))
    was = {"day": done, "status": ActivityStatus.DONE}
    will = {"day": planned, "status": ActivityStatus.PLANNED}
    title = "Workshop bedrijventerreinen verduurzamen"
    yield {**was, "kind": PEKind.WORKSHOP, "title": title, "hours": 3.5, "clok": True}
    yield {**was, "kind": PEKind.ADVISEREN, "title": "Meedenken met buurgemeente over leegstand", "hours": 6}
    congress = {**will, "kind": PEKind.CONGRES, "title": "Congres vestigingsklimaat", "hours": 6}
    yield {**congress, "clok": False, "note": "Nog goedkeuring vragen."}
    seminar = {**was, "kind": PEKind.SEMINAR, "title": "Seminar dat ik voor het netwerk hield", "hours": 3}
    yield {**seminar, "clok": True, "network": True}
    yield {**was, "kind": PEKind.PUBLICATIE_EZINE, "title": "Artikel over een ondernemersfonds", "words": 420}
    yield {**was, "kind": PEKind.MODERATIE, "title": "Discussie over winkelstraten", "months": 3}


def _explain(book: Book, rules: RegisterRules, titles: list[str]) -> None:
    page = book.page("Uitleg", (44, 60, 60))
    for line, text in enumerate(_HELP):
        page.write_string(line, 0, text)
    start = len(_HELP) + 2
    for column, title in enumerate(("Soort", "Vul in", "Zo telt het")):
        page.write_string(start, column, title, book.head)
    rows = {rules.row(kind).title: rules.row(kind) for kind in PEKind}
    for line, title in enumerate(titles, start=start + 1):
        row, asked = rows[title], asked_by(rows[title])
        needed = {"hours": asked.hours_needed, "words": asked.words, "months": asked.months, "clok": asked.clok}
        needs = ", ".join(column.title for column in SHEET.columns if needed.get(column.key)) or "Niets extra"
        for column, text in enumerate((title, needs, rules.clause(row.clause).text)):
            page.write_string(line, column, text, book.cell)


@dataclass(frozen=True, slots=True)
class ReadRow:
    """A row of the workbook that is right, with its number."""

    number: int
    facts: Facts


def read_workbook(
    content: bytes, rules: RegisterRules, today: date, check_day: Callable[[date], None]
) -> list[ReadRow]:
    """The activities in a workbook; raises `PartlyFaulty` with every fault when one cell or more is not right.

    `check_day` raises a `DomainError` for a day on which nothing may be added.
    """
    faults: list[Fault] = []
    read: list[ReadRow] = []
    for row in read_rows(content, SHEET, MOST_ROWS + 1):
        reader = _Reader(row, rules, today, check_day)
        facts = reader.read()
        faults += reader.faults
        if facts is not None:
            read.append(ReadRow(row.number, facts))
    if faults:
        raise PartlyFaulty(faults, read)
    if not read:
        raise Faulty([Fault("", f"Op het werkblad {SHEET.title} is nog niets ingevuld.")])
    return read


class PartlyFaulty(Faulty):
    """Some rows are not right; `good` are those that are."""

    def __init__(self, faults: Iterable[Fault], good: Sequence[ReadRow]) -> None:
        super().__init__(faults)
        self.good = good


class _Reader:
    """Reads one row: each cell that is not right adds a fault."""

    def __init__(self, row: Row, rules: RegisterRules, today: date, check: Callable[[date], None]) -> None:
        self.row, self.rules, self.today, self.check = row, rules, today, check
        self.faults: list[Fault] = []

    def read(self) -> Facts | None:
        """The facts of the row; None when a cell is not right."""
        for column in SHEET.columns:
            if (found := self.row.kind(column.key)) in ("f", "e"):
                self._fault(column.key, f"hier staat {NO_TEXT[found]}. Vul de waarde zelf in.")
        if self.faults:
            return None
        day, kind = self._read_day(), self._read_kind()
        title = " ".join(self.row.text("title").split())
        if not title:
            self._fault("title", "hier ontbreekt de naam.")
        elif len(title) > TITLE_LENGTH:
            self._fault("title", f"deze naam is te lang. Er is plek voor {TITLE_LENGTH} tekens.")
        note = self.row.text("note")
        if len(note) > TEXT_LENGTH:
            self._fault("note", f"deze opmerking is te lang. Er is plek voor {TEXT_LENGTH} tekens.")
        status, clok, network = self._read_status(day), self._read_yes("clok"), self._read_yes("network")
        asked = asked_by(self.rules.row(kind)) if kind else None
        amounts = self._read_amounts(KindFields(asked))
        if self.faults or kind is None or asked is None or day is None:
            return None
        facts = Facts(
            kind=kind,
            title=title,
            held_on=day,
            status=status,
            clok=clok if asked.clok else False,
            network=network,
            note=note,
            **amounts,
        )
        try:
            self.check(day)
            check_facts(facts, self.today)
        except DomainError as refused:
            self._fault("day", _begin_small(str(refused)))
            return None
        return facts

    def _fault(self, key: str, what: str) -> None:
        self.faults.append(self.row.fault(key, what))

    def _read_kind(self) -> PEKind | None:
        text = self.row.text("kind")
        known: Mapping[str, PEKind] = {self.rules.row(one).title.lower(): one for one in PEKind}
        found = known.get(" ".join(text.lower().split()))
        if found is None:
            self._fault(
                "kind", f"de soort '{text[:60]}' kennen we niet. Kies uit de lijst." if text else "kies een soort."
            )
        return found

    def _read_day(self) -> date | None:
        value = self.row.value("day")
        if isinstance(value, datetime):
            return value.date()
        if isinstance(value, date):
            return value
        text = self.row.text("day")
        if not text:
            self._fault("day", "hier ontbreekt de datum.")
            return None
        try:
            return read_date(text)
        except ValueError:
            self._fault("day", f"'{text[:30]}' is geen datum. Vul een dag in zoals 4-12-2026.")
            return None

    def _read_status(self, day: date | None) -> ActivityStatus:
        text = self.row.text("status").lower()
        if not text:
            future = day is not None and day > self.today
            return ActivityStatus.PLANNED if future else ActivityStatus.DONE
        found = {one.dutch.lower(): one for one in ActivityStatus}.get(text)
        if found is None:
            self._fault("status", "kies Gedaan of Gepland.")
        return found or ActivityStatus.DONE

    def _read_yes(self, key: str) -> bool | None:
        try:
            return read_yes(text) if (text := self.row.text(key)) else None
        except ValueError as wrong:
            self._fault(key, str(wrong))
            return None

    def _read_amounts(self, fields: KindFields) -> dict[str, Any]:
        found: dict[str, Any] = {}
        for key, name in AMOUNT_IN.items():
            try:
                found[name] = fields.read(name, self.row.text(key))
            except ValueError as wrong:
                self._fault(key, _begin_small(str(wrong)))
        return found


def _begin_small(sentence: str) -> str:
    return sentence[:1].lower() + sentence[1:]
