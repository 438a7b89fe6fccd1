"""The format of a file with the rules of the register: its shape, where that is not the shape of the rules themselves.

What must fit together is in `reading`.
"""

from __future__ import annotations

from datetime import date
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field

from app.regulation.edition import (
    AStatus,
    ClauseId,
    Clauses,
    EntryRoute,
    GeneralClauses,
    NewClauseId,
    Number,
    PERow,
    Portfolio,
    Positive,
    Reading,
    RegisterInfo,
    Slug,
    Text,
)
from app.regulation.terms import WorkingLevel


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
    entry: Annotated[list[EntryRoute], Field(min_length=1)]
    declaration: FileClauseOnly
    pe: FilePE
    network: FileNetwork | None = None
    exemption: FileExemption | None = None
    portfolio: Portfolio | None = None
    peer_meeting: FileClauseOnly | None = None
    dossier: FileDossier | None = None
    validity: FileValidity
    audit: FileAudit


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
    registers: Annotated[list[RegisterInfo], Field(min_length=1)]
    statuses: Annotated[list[FileStatus], Field(min_length=1)]
    general_clauses: GeneralClauses
    late_after_months: Positive
    pe_table: Annotated[list[PERow], Field(min_length=1)]
    fees: FileFees
    public: FilePublic
    clauses: Annotated[list[FileClause], Field(min_length=1)]
    readings: list[Reading]
