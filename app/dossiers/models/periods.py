"""What is kept of one PE year: practice report, declaration, dossier, and the reminders that were sent."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from sqlalchemy import JSON, ForeignKey, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.core.db import Base, enum_type
from app.dossiers.models.lengths import TITLE_LENGTH
from app.dossiers.models.status import Registration
from app.dossiers.rules import DossierStatus, ReportStatus
from app.evidence.models import Evidence, shown_at
from app.people.models import User


class PracticeReport(Base):
    """The practice activity of one PE year with its report: one a person and year.

    `local_level` is asked for A (clause A-REN-PORTFOLIO-LOCAL). The report is `body`, or the files at `evidence`, or
    both. `report_sent_on` and `presented_on` count for the renewal; the decision is the committee's.
    """

    __tablename__ = "practice_reports"
    __table_args__ = (UniqueConstraint("person_id", "year_start"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("users.id", ondelete="CASCADE"))
    year_start: Mapped[date] = mapped_column()
    subject: Mapped[str] = mapped_column(String(TITLE_LENGTH), default="")
    beyond_routine: Mapped[str] = mapped_column(Text, default="")
    local_level: Mapped[bool] = mapped_column(default=False)
    status: Mapped[ReportStatus] = mapped_column(enum_type(ReportStatus), default=ReportStatus.DRAFT)
    submitted_on: Mapped[date | None] = mapped_column()
    decided_on: Mapped[date | None] = mapped_column()
    decided_by_id: Mapped[int | None] = mapped_column(ForeignKey("users.id", ondelete="SET NULL"))
    answer: Mapped[str] = mapped_column(Text, default="")
    body: Mapped[str] = mapped_column(Text, default="")
    body_version: Mapped[int] = mapped_column(default=0)
    body_saved_at: Mapped[datetime | None] = mapped_column()
    report_sent_on: Mapped[date | None] = mapped_column()

    person: Mapped[User] = relationship(foreign_keys=[person_id])
    evidence: Mapped[list[Evidence]] = relationship(
        secondary=shown_at("practice_report_evidence", "report_id", "practice_reports.id"), order_by=Evidence.id
    )


class EmploymentDeclaration(Base):
    """The form "Verklaring nog in functie" of one PE year (A-33: the questionnaire and the declaration are one)."""

    __tablename__ = "employment_declarations"
    __table_args__ = (UniqueConstraint("person_id", "year_start"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("users.id", ondelete="CASCADE"))
    year_start: Mapped[date] = mapped_column()
    signed_on: Mapped[date] = mapped_column()
    still_in_function: Mapped[bool] = mapped_column()
    function: Mapped[str] = mapped_column(String(TITLE_LENGTH))
    employer: Mapped[str] = mapped_column(String(TITLE_LENGTH))
    changes: Mapped[str] = mapped_column(Text, default="")


class Dossier(Base):
    """What was handed in for one period: `case` is its dossier file (docs/dossier-format.md), `content` what a
    reader needs beside it (titles, texts, names of evidence), so that later changes leave it as it was.

    `period_start` is the first day of the PE year and `renewal_date` the day that it is judged for. `evidence` is what
    was handed in with it; it stays as long as the dossier does.
    """

    __tablename__ = "dossiers"
    __table_args__ = (UniqueConstraint("person_id", "period_start"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("users.id", ondelete="CASCADE"))
    registration_id: Mapped[int] = mapped_column(ForeignKey("registrations.id", ondelete="CASCADE"), index=True)
    period_start: Mapped[date] = mapped_column()
    renewal_date: Mapped[date] = mapped_column()
    status: Mapped[DossierStatus] = mapped_column(enum_type(DossierStatus), default=DossierStatus.COLLECTING)
    handed_in_at: Mapped[datetime | None] = mapped_column()
    judged_at: Mapped[datetime | None] = mapped_column()
    rules_edition: Mapped[str] = mapped_column(String(40), default="")
    case: Mapped[dict[str, Any] | None] = mapped_column(JSON)
    content: Mapped[dict[str, Any] | None] = mapped_column(JSON)

    person: Mapped[User] = relationship(foreign_keys=[person_id])
    registration: Mapped[Registration] = relationship()
    evidence: Mapped[list[Evidence]] = relationship(
        secondary=shown_at("dossier_evidence", "dossier_id", "dossiers.id"), order_by=Evidence.id
    )


class Reminder(Base):
    """A reminder that was sent: each `(person, what, day, lead)` once. `lead` is `6m`, `3m`, `1m` or `2w`."""

    __tablename__ = "reminders"
    __table_args__ = (UniqueConstraint("person_id", "what", "day", "lead"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("users.id", ondelete="CASCADE"))
    what: Mapped[str] = mapped_column(String(40))
    day: Mapped[date] = mapped_column()
    lead: Mapped[str] = mapped_column(String(2))
    sent_at: Mapped[datetime] = mapped_column()
