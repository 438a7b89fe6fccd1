"""The rules of one edition of the register as frozen objects. They are read once and shared by every request.

What stands in the documents is data here, with the id of its clause; how the gaps are read has the id of a reading.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Annotated, Literal

from pydantic import Field

from app.core.files.json_text import Truth
from app.core.shapes import shaped
from app.regulation.asked import (
    ARegister,
    ClauseId,
    Clauses,
    FeeRules,
    Number,
    PublicRules,
    ReadingId,
    StatusRules,
    Text,
)
from app.regulation.terms import PEKind, RegisterName, Status

Formula = Literal["performance", "half_day", "fixed", "block", "text", "hours", "granted"]
Approval = Literal["none", "organiser", "committee"]
Role = Literal["kernteamlid", "deelnemer"]


class UnknownClause(LookupError):
    """The edition has no clause with this id."""


class UnknownReading(LookupError):
    """The edition has no reading with this id."""


@dataclass(frozen=True, slots=True)
class Clause:
    """A rule of the documents: where it stands, and what it says in our words."""

    id: str
    title: str
    document: str
    document_title: str
    section: str
    line: int
    text: str

    @property
    def chapter(self) -> str:
        """The section for the screen: where the clause list names a place in English, in Dutch."""
        return _CHAPTERS.get(self.section, self.section.replace("(footnote)", "(voetnoot)"))

    @property
    def part(self) -> str:
        """The part of the document that the section belongs to: `3` of `3.1`, `B-status` of `B-status / Overig`."""
        first = self.chapter.split(" / ")[0].split(" (")[0]
        return first.split(".")[0] if first[:1].isdigit() else first


_CHAPTERS = {"before C-status": "vóór de C-status", "certificates": "certificaten", "introduction": "inleiding"}


@shaped
class Reading:
    """How a gap in the documents is read; `other` is what the text would also allow, empty where there is nothing."""

    id: ReadingId
    question: Text
    reading: Text
    other: Text = ""


@shaped
class RegisterInfo:
    """One of the registers; of one whose conditions are not known, no requirement can be judged (A-39)."""

    code: ARegister
    name: Text
    title: Text
    full_title: Text
    conditions_known: Truth
    clauses: Clauses


@shaped
class PERow:
    """A row of the PE table. What the numbers mean follows from the formula:

    `performance`: `points` for each time of at least `hours`; `half_day`: `points` per full `hours`, at most `most`
    half-days a day; `fixed`: `points` each time; `block`: `points` per full `months`; `text`: `points` from `words` on;
    `hours`: `points` per full `hours` of the year together, at most `most` points; `granted`: what the committee gave.
    `audience` empty means everybody; `times` is how often we propose a kind at most (ours, not of the document).
    """

    kind: Annotated[PEKind, Field(strict=False)]
    title: Text
    clause: ClauseId
    formula: Formula
    hours: Number = 0
    points: Number = 0
    most: Number = 0
    months: Number = 0
    words: Number = 0
    approval: Approval = "none"
    audience: Annotated[tuple[Role, ...], Field(strict=False)] = ()
    register: ARegister | None = None
    network: Truth = False
    times: Number = 0


@shaped
class GeneralClauses:
    """Clauses that do not belong to one status."""

    function_content: Clauses
    upgrade_pe: ClauseId
    leergang_entry: ClauseId
    leergang_direct: ClauseId
    exemption: Clauses
    balance: ClauseId
    clok_approved: ClauseId
    other_activity: ClauseId
    approval_costs: ClauseId
    conditions_unknown: ClauseId


@dataclass(frozen=True, slots=True)
class RegisterRules:
    """One edition of the rules, valid until the next edition from a day on; None where its documents name no day."""

    slug: str
    title: str
    edition: str
    publisher: str
    valid_from: date | None
    registers: Mapping[RegisterName, RegisterInfo]
    statuses: Mapping[Status, StatusRules]
    general: GeneralClauses
    late_after_months: int
    rows: Mapping[PEKind, PERow]
    fees: FeeRules
    public: PublicRules
    clauses: Mapping[str, Clause]
    readings: Mapping[str, Reading]

    @property
    def first_day(self) -> date:
        """The day from which it holds; the first of all days where there is none."""
        return self.valid_from or date.min

    def register(self, name: RegisterName) -> RegisterInfo:
        """One of the registers."""
        return self.registers[name]

    def status(self, status: Status) -> StatusRules:
        """What a status asks."""
        return self.statuses[status]

    def row(self, kind: PEKind) -> PERow:
        """The row of the PE table of a kind."""
        return self.rows[kind]

    def clause(self, clause_id: str) -> Clause:
        """The clause with this id; raises `UnknownClause`."""
        try:
            return self.clauses[clause_id]
        except KeyError:
            raise UnknownClause(clause_id) from None

    def reading(self, reading_id: str) -> Reading:
        """The reading with this id; raises `UnknownReading`."""
        try:
            return self.readings[reading_id]
        except KeyError:
            raise UnknownReading(reading_id) from None
