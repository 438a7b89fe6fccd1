"""The workbook with PE activities read back: every fault is named by its cell."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from app.core.fields import clean, read_date
from app.core.packed import UnfitContent
from app.core.problems import DomainError
from app.core.sheets import cell_name, read_sheets
from app.dossiers.models import TITLE_LENGTH
from app.dossiers.pe.kinds import asked_by
from app.dossiers.pe.reading import KindFields
from app.dossiers.pe.rules import Facts, check_facts
from app.dossiers.pe.workbook import (
    AMOUNT_IN,
    CLOK,
    COLUMNS,
    DAY,
    KIND,
    MOST_ROWS,
    NETWORK,
    NOTE,
    SHEET,
    STATUS,
    TITLE,
)
from app.dossiers.rules import ActivityStatus
from app.plans.rules import TEXT_LENGTH
from app.regulation.edition import RegisterRules
from app.regulation.terms import PEKind

_YES_NO = {"": None, "ja": True, "nee": False, "true": True, "false": False, "waar": True, "onwaar": False}


class FaultyWorkbook(Exception):
    """The workbook cannot be taken over; `faults` has a Dutch sentence for each thing that is wrong."""

    def __init__(self, *faults: str) -> None:
        super().__init__(*faults)
        self.faults = faults


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
        asked = asked_by(self.rules.row(kind)) if kind else None
        amounts = self._read_amounts(KindFields(asked))
        if self.faults or kind is None or asked is None or day is None:
            return None
        facts = Facts(
            kind=kind, title=title, held_on=day, status=status, clok=bool(clok) and asked.clok, network=network,
            note=note, **amounts,
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

    def _read_amounts(self, fields: KindFields) -> dict[str, Any]:
        found: dict[str, Any] = {}
        for column, name in AMOUNT_IN.items():
            try:
                found[name] = fields.read(name, _number(self.cells, column))
            except ValueError as wrong:
                self._fault(column, _begin_small(str(wrong)))
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
