"""The format of a file with the rules of the register: its shape. What must fit together is in `register_text`."""

from __future__ import annotations

from datetime import date
from typing import Annotated, Literal

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, StringConstraints

from app.regulation.edition import Approval, Formula, Role
from app.regulation.terms import PEKind, RegisterName, Route, Status, WorkingLevel


class ClauseName(str):
    """The id of a clause where a file names it: it must stand among its clauses."""


Text = Annotated[str, StringConstraints(min_length=1)]
Slug = Annotated[str, StringConstraints(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$", max_length=40)]
NewClauseId = Annotated[str, StringConstraints(pattern=r"^[A-Z0-9]+([-_][A-Z0-9]+)*$")]
ClauseId = Annotated[NewClauseId, AfterValidator(ClauseName)]
ReadingId = Annotated[str, StringConstraints(pattern=r"^A-\d{2}$")]
Number = Annotated[int, Field(ge=0)]
Positive = Annotated[int, Field(ge=1)]
AStatus = Annotated[Status, Field(strict=False)]
ARegister = Annotated[RegisterName, Field(strict=False)]
Clauses = Annotated[list[ClauseId], Field(min_length=1)]


class Part(BaseModel):
    """What all parts of the file share."""

    model_config = ConfigDict(
        strict=True, extra="forbid", frozen=True, str_strip_whitespace=True, populate_by_name=True
    )


class FileDocument(Part):
    """A document that the clauses stand in."""

    code: Slug
    file: Text
    title: Text


class FileClause(Part):
    """A rule of a document, in our words."""

    id: NewClauseId
    document: Slug
    section: Text
    line: Positive
    title: Text
    text: Text


class FileReading(Part):
    """How a gap is read, and how else it could be."""

    id: ReadingId
    question: Text
    reading: Text
    other: Text | None = None


class FileRegister(Part):
    """A register."""

    code: ARegister
    name: Text
    title: Text
    full_title: Text
    conditions_known: bool
    clauses: Clauses


class FileClauseOnly(Part):
    """A requirement that is only there or not."""

    clause: ClauseId


class FileExperience(Part):
    """Months in the field: enough from `at_least_months`, or only above `more_than_months`."""

    clause: ClauseId
    at_least_months: Number | None = None
    more_than_months: Number | None = None
    usual_up_to_months: Number | None = None


class FileLevel(Part):
    """The working level that is enough."""

    clause: ClauseId
    at_least: Annotated[WorkingLevel, Field(strict=False)]


class FileRoute(Part):
    """A way in."""

    route: Annotated[Route, Field(strict=False)]
    from_status: AStatus | None = Field(default=None, alias="from")
    clauses: Clauses


class FilePE(Part):
    """Points a year."""

    clause: ClauseId
    points: Number


class FileNetwork(Part):
    """Network points: how many at least, and up to how many count."""

    clause: ClauseId
    at_least: Number
    counts_up_to: Number


class FileExemption(Part):
    """The first year without points after the Leergang."""

    clauses: Clauses
    within_months: Number


class FilePortfolio(Part):
    """The practice report."""

    clause: ClauseId
    approval: ClauseId
    sent: ClauseId
    presented: ClauseId
    local: ClauseId | None = None


class FileDossier(Part):
    """When the dossier is due."""

    clause: ClauseId
    months_before: Number


class FileValidity(Part):
    """How long a certificate is valid."""

    clause: ClauseId
    years: Positive


class FileAudit(Part):
    """What an audit costs, in euro."""

    clause: ClauseId
    amount: Number


class FileStatus(Part):
    """What a status asks."""

    code: AStatus
    function_names: Annotated[list[Text], Field(min_length=1)]
    function_level: Text
    experience: FileExperience
    working_level: FileLevel
    function_content: FileClauseOnly
    function_check: FileClauseOnly | None = None
    entry: Annotated[list[FileRoute], Field(min_length=1)]
    declaration: FileClauseOnly
    pe: FilePE
    network: FileNetwork | None = None
    exemption: FileExemption | None = None
    portfolio: FilePortfolio | None = None
    peer_meeting: FileClauseOnly | None = None
    dossier: FileDossier | None = None
    validity: FileValidity
    audit: FileAudit


class FileGeneral(Part):
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


class FileRow(Part):
    """A row of the PE table."""

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
    audience: list[Role] = []
    register_: ARegister | None = Field(default=None, alias="register")
    network: bool = False
    times: Number = 0


class FilePrice(Part):
    """What a status costs in a year, in euro."""

    status: AStatus
    year: Annotated[int, Field(ge=2000, le=2999)]
    amount: Number
    clause: ClauseId


class FileContract(Part):
    """The term of the contract."""

    clause: ClauseId
    years: Positive


class FileVat(Part):
    """When VAT comes on top, and when it is in the price."""

    excluded: ClauseId
    personal: ClauseId


class FileFees(Part):
    """The price list."""

    audience: ClauseId
    audit: ClauseId
    contract: FileContract
    vat: FileVat
    annual: list[FilePrice]


class FilePublic(Part):
    """What everybody may see."""

    clauses: Clauses
    fields_: list[Text] = Field(alias="fields")
    not_public: list[Text]
    lost: Clauses
    objection_to: Text


class RegisterFile(Part):
    """A whole file."""

    format: Literal["register"]
    slug: Slug
    title: Text
    edition: Text
    publisher: Text
    valid_from: date
    documents: Annotated[list[FileDocument], Field(min_length=1)]
    registers: Annotated[list[FileRegister], Field(min_length=1)]
    statuses: Annotated[list[FileStatus], Field(min_length=1)]
    general_clauses: FileGeneral
    late_after_months: Positive
    pe_table: Annotated[list[FileRow], Field(min_length=1)]
    fees: FileFees
    public: FilePublic
    clauses: Annotated[list[FileClause], Field(min_length=1)]
    readings: list[FileReading]
