"""Tables of what a registrant holds and keeps: status, experience, PE, practice report, peer meeting, dossier.

A PE year is named by its first day (reading A-13: it runs from the date of entry or the previous renewal date up to
the next renewal date, which is not in it).
"""

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal
from typing import Any

from sqlalchemy import (
    JSON,
    CheckConstraint,
    Column,
    ColumnElement,
    ForeignKey,
    Index,
    Numeric,
    String,
    Table,
    Text,
    UniqueConstraint,
    and_,
    or_,
    text,
)
from sqlalchemy.ext.hybrid import hybrid_method, hybrid_property
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.core.db import Base, enum_type
from app.dossiers.rules import ActivityStatus, ApprovalStatus, DossierStatus, ReportStatus
from app.evidence.models import Evidence
from app.people.models import User
from app.plans.models import Action
from app.regulation.terms import PEKind, RegisterName, Status, WorkingLevel

TITLE_LENGTH = 200

_HELD = text("ended_on IS NULL")

activity_evidence = Table(
    "pe_activity_evidence",
    Base.metadata,
    Column("activity_id", ForeignKey("pe_activities.id", ondelete="CASCADE"), primary_key=True),
    Column("evidence_id", ForeignKey(Evidence.id, ondelete="CASCADE"), primary_key=True, index=True),
)

report_evidence = Table(
    "practice_report_evidence",
    Base.metadata,
    Column("report_id", ForeignKey("practice_reports.id", ondelete="CASCADE"), primary_key=True),
    Column("evidence_id", ForeignKey(Evidence.id, ondelete="CASCADE"), primary_key=True, index=True),
)

dossier_evidence = Table(
    "dossier_evidence",
    Base.metadata,
    Column("dossier_id", ForeignKey("dossiers.id", ondelete="CASCADE"), primary_key=True),
    Column("evidence_id", ForeignKey(Evidence.id, ondelete="CASCADE"), primary_key=True, index=True),
)


class Registrant(Base):
    """What somebody says of themselves for the register: one row a person, made when they first fill something in.

    `kernteamlid` and `deelnemer` are two independent flags (A-21). `working_level` is declared and never derived from
    a diploma (A-56). `leergang_*` is the certificate of the Leergang; `personal_title` and `reimbursed` are about the
    price with or without VAT (A-43).

    `function_content_finding` and `function_fits_finding` are what the committee found at its last audit, on
    `finding_on`; it goes before the person's own statement. `audit_passed_for` is the status that this audit was passed
    for, until that status is decided about.
    """

    __tablename__ = "registrants"
    __table_args__ = (
        CheckConstraint("(leergang_kind IS NULL) = (leergang_completed_on IS NULL)", name="leergang_is_whole"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("users.id", ondelete="CASCADE"), unique=True)
    register: Mapped[RegisterName] = mapped_column(enum_type(RegisterName), default=RegisterName.AMB)
    kernteamlid: Mapped[bool] = mapped_column(default=False)
    deelnemer: Mapped[bool] = mapped_column(default=False)
    new_in_function: Mapped[bool] = mapped_column(default=False)
    working_level: Mapped[WorkingLevel | None] = mapped_column(enum_type(WorkingLevel))
    leergang_kind: Mapped[RegisterName | None] = mapped_column(enum_type(RegisterName))
    leergang_completed_on: Mapped[date | None] = mapped_column()
    personal_title: Mapped[bool] = mapped_column(default=False)
    reimbursed: Mapped[bool] = mapped_column(default=False)
    function_content_finding: Mapped[Status | None] = mapped_column(enum_type(Status))
    function_fits_finding: Mapped[bool | None] = mapped_column()
    finding_on: Mapped[date | None] = mapped_column()
    audit_passed_for: Mapped[Status | None] = mapped_column(enum_type(Status))

    person: Mapped[User] = relationship()
    experience: Mapped[list[Experience]] = relationship(
        cascade="all, delete-orphan", order_by="(Experience.starts_on, Experience.id)"
    )


class Registration(Base):
    """A status that somebody holds, or held: from `started_on` until `ended_on`. One a person that has not ended.

    Written only when the board decides. `renewal_date` is the next anniversary (A-15), `valid_until` the last valid
    day of the certificate (A-16). `employer` and `name` are what the public list shows.
    """

    __tablename__ = "registrations"
    __table_args__ = (
        CheckConstraint("ended_on IS NULL OR ended_on >= started_on", name="ends_after_start"),
        Index(
            "uq_registrations_one_held", "person_id",
            unique=True, sqlite_where=_HELD, postgresql_where=_HELD,
        ),
        Index("ix_registrations_person_id_started_on", "person_id", "started_on"),
    )  # fmt: skip

    id: Mapped[int] = mapped_column(primary_key=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("users.id", ondelete="CASCADE"))
    number: Mapped[str] = mapped_column(String(20), index=True)
    register: Mapped[RegisterName] = mapped_column(enum_type(RegisterName))
    status: Mapped[Status] = mapped_column(enum_type(Status))
    name: Mapped[str] = mapped_column(String(200))
    employer: Mapped[str] = mapped_column(String(200))
    started_on: Mapped[date] = mapped_column()
    renewal_date: Mapped[date] = mapped_column()
    valid_until: Mapped[date] = mapped_column()
    rules_edition: Mapped[str] = mapped_column(String(40))
    ended_on: Mapped[date | None] = mapped_column()
    end_reason: Mapped[str] = mapped_column(String(40), default="")

    person: Mapped[User] = relationship()

    def _held_between(self, first: date, last: date) -> bool:
        """Whether it was held on one day at least of those from `first` up to and including `last`."""
        return self.started_on <= last and (self.ended_on is None or first < self.ended_on)

    def _held_on(self, day: date) -> bool:
        """Whether it is held on a day: from the day on which it starts, and no more on the day on which it ends.

        One of which it was decided that it ends is held until that day; `goes_on` tells those apart.
        """
        return self.held_between(day, day)

    @classmethod
    def _sql_held_between(cls, first: date, last: date) -> ColumnElement[bool]:
        return and_(cls.started_on <= last, or_(cls.ended_on.is_(None), cls.ended_on > first))

    @classmethod
    def _sql_held_on(cls, day: date) -> ColumnElement[bool]:
        return cls._sql_held_between(day, day)

    held_between = hybrid_method(_held_between, _sql_held_between)
    held_on = hybrid_method(_held_on, _sql_held_on)

    @hybrid_property
    def goes_on(self) -> bool:
        """Whether nobody decided that it ends: only what goes on is renewed, and asks for anything."""
        return self.ended_on is None

    @goes_on.inplace.expression
    @classmethod
    def _goes_on(cls) -> ColumnElement[bool]:
        return cls.ended_on.is_(None)


class Experience(Base):
    """A function that somebody had or has, from a day up to and including another; `in_field` counts (A-01)."""

    __tablename__ = "experiences"
    __table_args__ = (CheckConstraint("ends_on IS NULL OR ends_on >= starts_on", name="ends_after_start"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    registrant_id: Mapped[int] = mapped_column(ForeignKey("registrants.id", ondelete="CASCADE"), index=True)
    function: Mapped[str] = mapped_column(String(TITLE_LENGTH))
    employer: Mapped[str] = mapped_column(String(TITLE_LENGTH))
    in_field: Mapped[bool] = mapped_column(default=True)
    starts_on: Mapped[date] = mapped_column()
    ends_on: Mapped[date | None] = mapped_column()


class PEActivity(Base):
    """One thing done or planned for PE. What is filled in follows from the kind; points are computed, never kept.

    `network` overrides the default of A-29. `approval`, `approved_on` and `granted_points` are the committee's
    (granted points only for kind `overig`). `action_id` is the action of the plan that it came from, at most once.
    """

    __tablename__ = "pe_activities"
    __table_args__ = (
        CheckConstraint("hours IS NULL OR (hours > 0 AND hours <= 999)", name="hours_in_range"),
        CheckConstraint("(approval = 'granted') = (approved_on IS NOT NULL)", name="granted_has_a_day"),
        Index("ix_pe_activities_person_id_held_on", "person_id", "held_on"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("users.id", ondelete="CASCADE"))
    kind: Mapped[PEKind] = mapped_column(enum_type(PEKind))
    title: Mapped[str] = mapped_column(String(TITLE_LENGTH))
    held_on: Mapped[date] = mapped_column()
    status: Mapped[ActivityStatus] = mapped_column(enum_type(ActivityStatus), default=ActivityStatus.DONE)
    hours: Mapped[Decimal | None] = mapped_column(Numeric(5, 2))
    words: Mapped[int | None] = mapped_column()
    consecutive_months: Mapped[int | None] = mapped_column()
    clok: Mapped[bool] = mapped_column(default=False)
    network: Mapped[bool | None] = mapped_column()
    note: Mapped[str] = mapped_column(Text, default="")
    approval: Mapped[ApprovalStatus] = mapped_column(enum_type(ApprovalStatus), default=ApprovalStatus.NOT_ASKED)
    approval_request: Mapped[str] = mapped_column(Text, default="")
    approval_asked_at: Mapped[datetime | None] = mapped_column()
    approved_on: Mapped[date | None] = mapped_column()
    granted_points: Mapped[int | None] = mapped_column()
    approval_answer: Mapped[str] = mapped_column(Text, default="")
    approval_by_id: Mapped[int | None] = mapped_column(ForeignKey("users.id", ondelete="SET NULL"))
    action_id: Mapped[int | None] = mapped_column(ForeignKey("actions.id", ondelete="SET NULL"), unique=True)
    created_at: Mapped[datetime] = mapped_column()

    person: Mapped[User] = relationship(foreign_keys=[person_id])
    action: Mapped[Action | None] = relationship()
    evidence: Mapped[list[Evidence]] = relationship(secondary=activity_evidence, order_by=Evidence.id)


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
    evidence: Mapped[list[Evidence]] = relationship(secondary=report_evidence, order_by=Evidence.id)


class PeerMeeting(Base):
    """A peer meeting (intervisie) on a day, of a group; made by one of those who attend."""

    __tablename__ = "peer_meetings"

    id: Mapped[int] = mapped_column(primary_key=True)
    held_on: Mapped[date] = mapped_column(index=True)
    group: Mapped[str] = mapped_column("group_name", String(TITLE_LENGTH))
    place: Mapped[str] = mapped_column(String(TITLE_LENGTH), default="")
    made_by_id: Mapped[int | None] = mapped_column(ForeignKey("users.id", ondelete="SET NULL"))

    attendances: Mapped[list[PeerAttendance]] = relationship(
        back_populates="meeting", cascade="all, delete-orphan", order_by="PeerAttendance.id"
    )


class PeerAttendance(Base):
    """Somebody at a peer meeting. It counts from `confirmed_at`: another attendee said once who was there.

    `presented` is whether they gave the presentation of their practice report there (A-53), confirmed in the same
    step; `reflection` is private: only the person reads it.
    """

    __tablename__ = "peer_attendances"
    __table_args__ = (UniqueConstraint("meeting_id", "person_id"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    meeting_id: Mapped[int] = mapped_column(ForeignKey("peer_meetings.id", ondelete="CASCADE"))
    person_id: Mapped[int] = mapped_column(ForeignKey("users.id", ondelete="CASCADE"), index=True)
    presented: Mapped[bool] = mapped_column(default=False)
    confirmed_at: Mapped[datetime | None] = mapped_column()
    confirmed_by_id: Mapped[int | None] = mapped_column(ForeignKey("users.id", ondelete="SET NULL"))
    reflection: Mapped[str] = mapped_column(Text, default="")

    meeting: Mapped[PeerMeeting] = relationship(back_populates="attendances")
    person: Mapped[User] = relationship(foreign_keys=[person_id])


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
    evidence: Mapped[list[Evidence]] = relationship(secondary=dossier_evidence, order_by=Evidence.id)


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
