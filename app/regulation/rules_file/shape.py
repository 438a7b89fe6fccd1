"""The format of a file with the rules of the register: its shape, where that is not the shape of the rules themselves.

What must fit together is in `reading`.
"""

from __future__ import annotations

from datetime import date
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field

from app.regulation.asked import FeeRules, NewClauseId, Positive, PublicRules, Slug, StatusRules, Text
from app.regulation.edition import GeneralClauses, PERow, Reading, RegisterInfo


class Part(BaseModel):
    """What all parts of the file share."""

    model_config = ConfigDict(strict=True, extra="forbid", frozen=True, str_strip_whitespace=True)


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


class RegisterFile(Part):
    """A whole file."""

    format: Literal["register"]
    slug: Slug
    title: Text
    edition: Text
    publisher: Text
    valid_from: date | None = None
    documents: Annotated[list[FileDocument], Field(min_length=1)]
    registers: Annotated[list[RegisterInfo], Field(min_length=1)]
    statuses: Annotated[list[StatusRules], Field(min_length=1)]
    general_clauses: GeneralClauses
    late_after_months: Positive
    pe_table: Annotated[list[PERow], Field(min_length=1)]
    fees: FeeRules
    public: PublicRules
    clauses: Annotated[list[FileClause], Field(min_length=1)]
    readings: list[Reading]
