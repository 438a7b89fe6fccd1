"""Tables of assessments. A draft is a row per answer; handing in folds the levels into the assessment."""

from __future__ import annotations

from datetime import date, datetime

from sqlalchemy import (
    JSON,
    CheckConstraint,
    ForeignKey,
    Index,
    LargeBinary,
    SmallInteger,
    String,
    Text,
    UniqueConstraint,
)
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.assessments.rules import Kind, Mode, Status
from app.core.db import Base, enum_type, one_while
from app.evidence.models import Evidence
from app.people.models import TeamMembership, User


class Assessment(Base):
    """One person (`subject`) rated by one person (`author`, the same for a self-assessment) on one edition.

    `levels` is empty while it is a draft; after handing in it has one byte per element in the order of the edition
    (see `rules.fold`), and `aspect_levels` one per element and aspect when the mode was thorough.
    """

    __tablename__ = "assessments"
    __table_args__ = (
        Index("ix_assessments_subject_id_standard_submitted_at", "subject_id", "standard", "submitted_at"),
        one_while("uq_assessments_one_draft", "subject_id", "author_id", "standard", condition="status = 'draft'"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    subject_id: Mapped[int] = mapped_column(ForeignKey("users.id", ondelete="CASCADE"))
    author_id: Mapped[int] = mapped_column(ForeignKey("users.id", ondelete="CASCADE"), index=True)
    kind: Mapped[Kind] = mapped_column(enum_type(Kind), default=Kind.SELF)
    standard: Mapped[str] = mapped_column(String(80))
    profile: Mapped[str] = mapped_column(String(80))
    mode: Mapped[Mode] = mapped_column(enum_type(Mode), default=Mode.QUICK)
    status: Mapped[Status] = mapped_column(enum_type(Status), default=Status.DRAFT)
    started_at: Mapped[datetime] = mapped_column()
    submitted_at: Mapped[datetime | None] = mapped_column()
    levels: Mapped[bytes | None] = mapped_column(LargeBinary)
    aspect_levels: Mapped[bytes | None] = mapped_column(LargeBinary)

    subject: Mapped[User] = relationship(foreign_keys=[subject_id])
    ratings: Mapped[list[Rating]] = relationship(cascade="all, delete-orphan", order_by="Rating.id")
    notes: Mapped[list[Note]] = relationship(cascade="all, delete-orphan", order_by="Note.id")
    proposals: Mapped[list[Proposal]] = relationship(cascade="all, delete-orphan", order_by="Proposal.id")
    evidence: Mapped[list[ElementEvidence]] = relationship(
        cascade="all, delete-orphan", order_by="ElementEvidence.evidence_id"
    )


class Rating(Base):
    """One answer of a draft, to an element or (with `aspect`) to one aspect of it; `answer` is `rules.Answer.code`.

    `copied` says that it came from the previous assessment and that the person did not look at it again yet.
    """

    __tablename__ = "ratings"
    __table_args__ = (UniqueConstraint("assessment_id", "element", "aspect"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    assessment_id: Mapped[int] = mapped_column(ForeignKey("assessments.id", ondelete="CASCADE"))
    element: Mapped[str] = mapped_column(String(80))
    aspect: Mapped[str] = mapped_column(String(20), default="")
    answer: Mapped[int] = mapped_column(SmallInteger)
    copied: Mapped[bool] = mapped_column(default=False)
    version: Mapped[int] = mapped_column(default=1)
    updated_at: Mapped[datetime] = mapped_column()


class Proposal(Base):
    """A level that other scores of the person point to, as it was when the draft began; no answer (see `proposals`).

    `sources` are the sentences that say where it comes from, the one that decides first.
    """

    __tablename__ = "assessment_proposals"
    __table_args__ = (UniqueConstraint("assessment_id", "element"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    assessment_id: Mapped[int] = mapped_column(ForeignKey("assessments.id", ondelete="CASCADE"))
    element: Mapped[str] = mapped_column(String(80))
    answer: Mapped[int] = mapped_column(SmallInteger)
    sources: Mapped[list[str]] = mapped_column(JSON)


NOTE, REASON, DOUBT = "note", "reason", "doubt"
PURPOSES = (NOTE, REASON, DOUBT)


class Note(Base):
    """What a person wrote at an element: `note` ("waaraan zie je dat?") or `reason` (why another level).

    With `doubt` the text is no more than a mark: the person wants to look at the element again.
    """

    __tablename__ = "assessment_notes"
    __table_args__ = (UniqueConstraint("assessment_id", "element", "purpose"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    assessment_id: Mapped[int] = mapped_column(ForeignKey("assessments.id", ondelete="CASCADE"))
    element: Mapped[str] = mapped_column(String(80))
    purpose: Mapped[str] = mapped_column(String(20), default="note")
    text: Mapped[str] = mapped_column(Text)
    version: Mapped[int] = mapped_column(default=1)
    updated_at: Mapped[datetime] = mapped_column()


class ElementEvidence(Base):
    """A file or link that shows what a person answered to an element; it stays when the assessment was handed in."""

    __tablename__ = "assessment_evidence"

    assessment_id: Mapped[int] = mapped_column(ForeignKey("assessments.id", ondelete="CASCADE"), primary_key=True)
    element: Mapped[str] = mapped_column(String(80), primary_key=True)
    evidence_id: Mapped[int] = mapped_column(ForeignKey(Evidence.id, ondelete="CASCADE"), primary_key=True, index=True)

    evidence: Mapped[Evidence] = relationship(lazy="joined", innerjoin=True)


class ResultShare(Base):
    """A result, or some elements of it, that its person lets one other of the organisation read until a day.

    `elements` are the codes of what is shown. With a manager `led_id` and `member_id` are the memberships that made
    the one manager of the other at that moment: the share ends with them. With anybody else both are empty.
    """

    __tablename__ = "result_shares"
    __table_args__ = (
        one_while("uq_result_shares_one_open", "assessment_id", "viewer_id", condition="ended_at IS NULL"),
        CheckConstraint("(led_id IS NULL) = (member_id IS NULL)", name="manager_by_both"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    assessment_id: Mapped[int] = mapped_column(ForeignKey("assessments.id", ondelete="CASCADE"))
    viewer_id: Mapped[int] = mapped_column(ForeignKey("users.id", ondelete="CASCADE"), index=True)
    led_id: Mapped[int | None] = mapped_column(ForeignKey(TeamMembership.id, ondelete="CASCADE"))
    member_id: Mapped[int | None] = mapped_column(ForeignKey(TeamMembership.id, ondelete="CASCADE"))
    elements: Mapped[list[str]] = mapped_column(JSON)
    last_day: Mapped[date] = mapped_column()
    shared_at: Mapped[datetime] = mapped_column()
    ended_at: Mapped[datetime | None] = mapped_column()

    assessment: Mapped[Assessment] = relationship()
    viewer: Mapped[User] = relationship()
