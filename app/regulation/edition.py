"""The rules of one edition of the register as frozen objects. They are read once and shared by every request.

What stands in the documents is data here, with the id of its clause; how the gaps are read has the id of a reading.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Annotated, Literal

from pydantic import AfterValidator, ConfigDict, Field, StringConstraints, with_config

from app.core.files.json_text import Truth
from app.regulation.terms import PEKind, RegisterName, Route, Status, WorkingLevel

Formula = Literal["performance", "half_day", "fixed", "block", "text", "hours", "granted"]
Approval = Literal["none", "organiser", "committee"]
Role = Literal["kernteamlid", "deelnemer"]


class ClauseName(str):
    """The id of a clause where a file names it: it must stand among the clauses of that file."""


Text = Annotated[str, StringConstraints(strict=True, min_length=1)]
Slug = Annotated[str, StringConstraints(strict=True, pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$", max_length=40)]
NewClauseId = Annotated[str, StringConstraints(strict=True, pattern=r"^[A-Z0-9]+([-_][A-Z0-9]+)*$")]
ClauseId = Annotated[NewClauseId, AfterValidator(ClauseName)]
ReadingId = Annotated[str, StringConstraints(strict=True, pattern=r"^A-\d{2}$")]
Number = Annotated[int, Field(strict=True, ge=0)]
Positive = Annotated[int, Field(strict=True, ge=1)]
AStatus = Annotated[Status, Field(strict=False)]
ARegister = Annotated[RegisterName, Field(strict=False)]
Clauses = Annotated[tuple[ClauseId, ...], Field(strict=False, min_length=1)]


_SHAPE = ConfigDict(extra="forbid", str_strip_whitespace=True)
"""For the objects that a file has in the very shape of the rules: pydantic reads it into them."""


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


_CHAPTERS = {"before C-status": "vóór de C-status", "certificates": "certificaten"}


@with_config(_SHAPE)
@dataclass(frozen=True, slots=True)
class Reading:
    """How a gap in the documents is read; `other` is what the text would also allow, empty where there is nothing."""

    id: ReadingId
    question: Text
    reading: Text
    other: Text = ""


@with_config(_SHAPE)
@dataclass(frozen=True, slots=True)
class RegisterInfo:
    """One of the registers; of one whose conditions are not known, no requirement can be judged (A-39)."""

    code: ARegister
    name: Text
    title: Text
    full_title: Text
    conditions_known: Truth
    clauses: Clauses


@with_config(_SHAPE)
@dataclass(frozen=True, slots=True)
class EntryRoute:
    """A way in to a status; `from_status` is the status that an upgrade begins at."""

    route: Annotated[Route, Field(strict=False)]
    clauses: Clauses
    from_status: Annotated[AStatus | None, Field(alias="from")] = None


@with_config(_SHAPE)
@dataclass(frozen=True, slots=True)
class Portfolio:
    """Clauses of the practice report; `local` only where the subject must be local."""

    clause: ClauseId
    approval: ClauseId
    sent: ClauseId
    presented: ClauseId
    local: ClauseId | None = None


@dataclass(frozen=True, slots=True)
class StatusRules:
    """What one status asks to enter and to keep. A field that is None is not asked of this status.

    Experience is in months: `min_months` is enough, `more_than_months` is not yet. `network_max` is what counts of the
    network points towards `pe_points` (A-30).
    """

    code: Status
    function_names: tuple[str, ...]
    function_level: str
    experience_clause: str
    min_months: int | None
    more_than_months: int | None
    usual_up_to_months: int | None
    level_clause: str
    working_level: WorkingLevel
    content_clause: str
    check_clause: str | None
    entry: tuple[EntryRoute, ...]
    declaration_clause: str
    pe_clause: str
    pe_points: int
    network_clause: str | None
    network_min: int | None
    network_max: int | None
    exemption_clauses: tuple[str, ...]
    exemption_months: int | None
    portfolio: Portfolio | None
    meeting_clause: str | None
    dossier_clause: str | None
    dossier_months: int | None
    validity_clause: str
    validity_years: int
    audit_clause: str
    audit_amount: Decimal

    def route(self, route: Route | None) -> EntryRoute | None:
        """The way in of this kind, if the status has it."""
        return next((one for one in self.entry if one.route is route), None)

    @property
    def below(self) -> Status | None:
        """The status that an upgrade to this one begins at; None when nobody can go up to it (A-45)."""
        way = self.route(Route.UPGRADE)
        return way.from_status if way else None


@with_config(_SHAPE)
@dataclass(frozen=True, slots=True)
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


@with_config(_SHAPE)
@dataclass(frozen=True, slots=True)
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
class FeeRules:
    """The price list: amounts in euro by status and year, with the clause of each."""

    annual: Mapping[tuple[Status, int], tuple[Decimal, str]]
    audience_clause: str
    audit_clause: str
    contract_clause: str
    contract_years: int
    excluded_clause: str
    personal_clause: str


@dataclass(frozen=True, slots=True)
class PublicRules:
    """What the public list shows of somebody and what never, and who hears an objection to a decision."""

    clauses: tuple[str, ...]
    fields: tuple[str, ...]
    not_public: tuple[str, ...]
    lost_clauses: tuple[str, ...]
    objection_to: str


@dataclass(frozen=True, slots=True)
class RegisterRules:
    """One edition of the rules, valid from a day until the next edition."""

    slug: str
    title: str
    edition: str
    publisher: str
    valid_from: date
    registers: Mapping[RegisterName, RegisterInfo]
    statuses: Mapping[Status, StatusRules]
    general: GeneralClauses
    late_after_months: int
    rows: Mapping[PEKind, PERow]
    fees: FeeRules
    public: PublicRules
    clauses: Mapping[str, Clause]
    readings: Mapping[str, Reading]

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
