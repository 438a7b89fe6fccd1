"""From the rows of a file to what they say about people, with every fault by its cell."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta

from app.core.files.cells import Rows
from app.core.files.limits import THOUSANDS
from app.core.files.sheets import NO_TEXT, Column, Row, Sheet, cell_name, text_of
from app.core.files.workbooks import sheets_apart
from app.core.shapes import Fault, Faulty
from app.core.web.fields import read_date
from app.core.worded import plain
from app.people.imports.rules.entries import NONE, Entry, full_name, number_key, one_line, said_name
from app.people.imports.workbook import MOST_ROWS, SHEET
from app.people.rules import ORGANISATION_ROLES, RoleName
from app.people.sign_in.forms import address_error

MOST_COLUMNS = 60
_WHOLE_NAME = Column("Naam", "name")
_HEADINGS: Mapping[str, str] = {
    "naam": "name",
    "voornaam": "first",
    "roepnaam": "first",
    "tussenvoegsel": "between",
    "tussenvoegsels": "between",
    "voorvoegsel": "between",
    "achternaam": "last",
    "email": "email",
    "emailadres": "email",
    "mailadres": "email",
    "functie": "job_title",
    "afdeling": "department",
    "team": "teams",
    "teams": "teams",
    "leidinggevendevan": "leads",
    "rol": "roles",
    "rollen": "roles",
    "vanaf": "since",
    "personeelsnummer": "number",
    "personeelsnr": "number",
}
"""Headings as people write them, without signs and capitals, with the column that is meant."""
_LONGEST = {"name": 200, "email": 255, "job_title": 200, "department": 200, "teams": 200, "leads": 200, "number": 40}
_ROLES = {plain(role.dutch): role for role in ORGANISATION_ROLES} | {"hr": RoleName.HR}
_PARTS = ("first", "between", "last", "name")
_FIRST_SERIAL, _LAST_SERIAL = 20_000, 80_000
_DAY_ZERO = date(1899, 12, 30)
"""From which a spreadsheet counts days."""


@dataclass(frozen=True, slots=True)
class Read:
    """What a file says: its rows, the number of each column from 0, headings that we do not know, and all faults."""

    entries: Sequence[Entry]
    columns: Mapping[str, int]
    unknown: Sequence[str] = ()
    faults: Sequence[Fault] = ()

    @property
    def cell(self) -> Callable[[int, str], str]:
        """Names a cell by its line and the key of its column."""
        return lambda line, key: place_of(self.columns, line, key)


def place_of(columns: Mapping[str, int], line: int, key: str) -> str:
    """A cell as a person finds it; a row when the file has no such column."""
    for one in (key, *{"name": ("last",), "since": ("teams", "leads")}.get(key, ())):
        if one in columns:
            return f"Cel {cell_name(columns[one], line)}"
    return f"Rij {line}"


def read_file(content: bytes) -> Read:
    """The people in a file of any of the three kinds; raises `Faulty` when it is none or lacks a column."""
    rows = _sheet_of(sheets_apart(content, MOST_ROWS + 1, MOST_COLUMNS, THOUSANDS))
    head = rows.pop(1, ())
    sheet, unknown = _arranged([text_of(cell) for cell in head])
    columns = {column.key: number for number, column in enumerate(sheet.columns) if column.key}
    reader = _Reader(tuple(columns))
    for number, cells in rows.items():
        row = Row(sheet, number, cells)
        if not row.is_empty:
            reader.read(row)
    if not reader.entries and not reader.faults:
        raise Faulty([Fault("", "In dit bestand staat nog niemand.")])
    return Read(reader.entries, columns, unknown, reader.faults)


def _sheet_of(sheets: Mapping[str, Rows]) -> Rows:
    """The rows with people: of the sheet that is called so, or else of the only one."""
    named = {title.strip().casefold(): rows for title, rows in sheets.items()}
    if SHEET.title.casefold() in named:
        return dict(named[SHEET.title.casefold()])
    if len(sheets) == 1:
        return dict(next(iter(sheets.values())))
    what = f"Dit werkboek heeft {len(sheets)} werkbladen. Noem het werkblad met de mensen {SHEET.title}."
    raise Faulty([Fault("", what)])


def _arranged(head: Sequence[str]) -> tuple[Sheet, list[str]]:
    """The columns in the order of the file, and the headings that say nothing to us; raises `Faulty`."""
    known = {column.key: column for column in (*SHEET.columns, _WHOLE_NAME)}
    columns, unknown, seen, faults = [], [], set(), []
    for number, title in enumerate(head):
        key = _HEADINGS.get("".join(sign for sign in plain(title) if sign.isalnum()), "")
        if key in seen:
            faults.append(Fault(f"Cel {cell_name(number, 1)}", f"de kolom {title[:40]} staat er twee keer."))
        if not key and title:
            unknown.append(one_line(title)[:40])
        columns.append(known[key] if key and key not in seen else Column("", ""))
        seen |= {key} - {""}
    if "email" not in seen:
        faults.append(Fault("Rij 1", "er is geen kolom E-mailadres."))
    if not seen & {"name", "last"}:
        faults.append(Fault("Rij 1", "er is geen kolom Achternaam of Naam."))
    if faults:
        raise Faulty(faults)
    return replace(SHEET, columns=tuple(columns)), unknown


class _Reader:
    """Goes over the rows once; each cell that is not right adds a fault."""

    def __init__(self, keys: Sequence[str]) -> None:
        self.keys = keys
        self.entries: list[Entry] = []
        self.faults: list[Fault] = []
        self.addresses: dict[str, int] = {}
        self.numbers: dict[str, int] = {}

    def read(self, row: Row) -> None:
        """One row with something in it."""
        before = len(self.faults)
        for key in self.keys:
            if (kind := row.kind(key)) in ("f", "e", "m", "b") or (kind == "d" and key != "since"):
                self._fault(row, key, f"hier staat {NO_TEXT[kind]}. Vul de waarde zelf in.")
        if len(self.faults) > before:
            return
        entry = Entry(
            row.number,
            self._name(row),
            self._address(row),
            self._number(row),
            self._text(row, "job_title"),
            self._text(row, "department"),
            self._teams(row, "teams"),
            self._teams(row, "leads"),
            self._roles(row),
            self._since(row),
        )
        if entry.department and not entry.teams and not entry.leads:
            self._fault(row, "teams", "vul bij een afdeling ook een team in. Is er geen? Noem het zoals de afdeling.")
        if len(self.faults) == before:
            self.entries.append(entry)

    def _fault(self, row: Row, key: str, what: str) -> None:
        columns = {column.key: number for number, column in enumerate(row.sheet.columns)}
        self.faults.append(Fault(place_of(columns, row.number, key), what, row.number))

    def _text(self, row: Row, key: str) -> str:
        text = one_line(row.text(key)) if key in self.keys else ""
        if len(text) > _LONGEST.get(key, 200):
            self._fault(row, key, f"dit is te lang. Er is plek voor {_LONGEST.get(key, 200)} tekens.")
        return text

    def _name(self, row: Row) -> str:
        if "last" in self.keys:
            first, between, last = (self._text(row, key) for key in ("first", "between", "last"))
            name = full_name(first, between, last)
            if not last and name:
                self._fault(row, "last", "hier ontbreekt de achternaam.")
        else:
            name = said_name(self._text(row, "name"))
        if not name:
            self._fault(row, "name", "hier ontbreekt de naam.")
        elif len(name) > _LONGEST["name"] and all(len(row.text(key)) <= _LONGEST["name"] for key in _PARTS):
            self._fault(row, "name", f"deze naam is te lang. Er is plek voor {_LONGEST['name']} tekens.")
        return name

    def _address(self, row: Row) -> str:
        text = self._text(row, "email").lower()
        if not text:
            self._fault(row, "email", "hier ontbreekt het e-mailadres.")
        elif address_error(text):
            self._fault(row, "email", f"'{text[:60]}' is geen geldig e-mailadres.")
        elif (first := self.addresses.setdefault(text, row.number)) != row.number:
            self._fault(row, "email", f"dit adres staat ook in rij {first}.")
        return text

    def _number(self, row: Row) -> str:
        text = self._text(row, "number")
        if text and (first := self.numbers.setdefault(number_key(text), row.number)) != row.number:
            self._fault(row, "number", f"dit nummer staat ook in rij {first}.")
        return text

    def _teams(self, row: Row, key: str) -> tuple[str, ...] | None:
        text = one_line(row.text(key)) if key in self.keys else ""
        if not text:
            return None
        if text.casefold() == NONE:
            return ()
        names = tuple(name for part in text.split(";") if (name := part.strip()))
        if any(len(name) > _LONGEST[key] for name in names):
            self._fault(row, key, f"deze naam is te lang. Er is plek voor {_LONGEST[key]} tekens.")
        return names

    def _roles(self, row: Row) -> tuple[RoleName, ...] | None:
        text = one_line(row.text("roles")) if "roles" in self.keys else ""
        if not text:
            return None
        words = [word.strip() for word in text.replace(";", ",").split(",") if word.strip()]
        for word in words:
            if plain(word) not in _ROLES:
                offered = ", ".join(role.dutch for role in ORGANISATION_ROLES)
                self._fault(row, "roles", f"de rol '{word[:40]}' kennen we niet. Kies uit: {offered}.")
        found = {_ROLES[plain(word)] for word in words if plain(word) in _ROLES}
        return tuple(role for role in ORGANISATION_ROLES if role in found)

    def _since(self, row: Row) -> date | None:
        value = row.value("since") if "since" in self.keys else None
        if isinstance(value, datetime):
            return self._near(row, value.date())
        text = row.text("since") if "since" in self.keys else ""
        if not text:
            return None
        if row.kind("since") == "n" or text.isdecimal():
            self._fault(row, "since", f"hier staat het getal {text[:20]}.{_meant(text)} Maak van dit vak een datum.")
            return None
        try:
            return self._near(row, read_date(text))
        except ValueError:
            self._fault(row, "since", f"'{text[:30]}' is geen datum. Vul een dag in zoals 1-2-2027.")
            return None

    def _near(self, row: Row, day: date) -> date | None:
        if not 1950 <= day.year <= 2100:
            self._fault(row, "since", f"klopt het jaar {day.year}? Vul een dag in zoals 1-2-2027.")
            return None
        return day


def _meant(text: str) -> str:
    """Which day a number is in a spreadsheet, when it looks like one."""
    number = int(text) if text.isascii() and text.isdecimal() and len(text) == len(str(_LAST_SERIAL)) else 0
    if not _FIRST_SERIAL <= number <= _LAST_SERIAL:
        return ""
    return f" Bedoel je {_DAY_ZERO + timedelta(days=number):%-d-%-m-%Y}?"
