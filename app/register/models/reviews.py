"""What is looked at again: objections and the yearly sample."""

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal
from hashlib import sha256

from sqlalchemy import JSON, CheckConstraint, ForeignKey, Numeric, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.core.db import Base, enum_type
from app.people.models import User
from app.register.models.matters import Decision
from app.register.rules import ObjectionOutcome, ObjectionStatus, SampleVerdict


class Objection(Base):
    """Somebody objects to a decision at the quality committee (regeling 1.10); each step has its day.

    `draft_*` is the outcome that one member of the committee proposes. It holds, as `outcome` and `answer`, when a
    second member confirms it; of one that was rejected `second_answer` stays, to be read by who proposes again.
    """

    __tablename__ = "objections"
    __table_args__ = (CheckConstraint("second_by_id IS NULL OR second_by_id <> draft_by_id", name="two_people"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    decision_id: Mapped[int] = mapped_column(ForeignKey("decisions.id", ondelete="CASCADE"), unique=True)
    status: Mapped[ObjectionStatus] = mapped_column(enum_type(ObjectionStatus), default=ObjectionStatus.FILED)
    grounds: Mapped[str] = mapped_column(Text)
    filed_on: Mapped[date] = mapped_column()
    received_on: Mapped[date | None] = mapped_column()
    received_by_id: Mapped[int | None] = mapped_column(ForeignKey("users.id", ondelete="SET NULL"))
    handled_on: Mapped[date | None] = mapped_column()
    handled_by_id: Mapped[int | None] = mapped_column(ForeignKey("users.id", ondelete="SET NULL"))
    withdrawn_on: Mapped[date | None] = mapped_column()
    outcome: Mapped[ObjectionOutcome | None] = mapped_column(enum_type(ObjectionOutcome))
    answer: Mapped[str] = mapped_column(Text, default="")
    draft_outcome: Mapped[ObjectionOutcome | None] = mapped_column(enum_type(ObjectionOutcome))
    draft_answer: Mapped[str] = mapped_column(Text, default="", server_default="")
    draft_on: Mapped[date | None] = mapped_column()
    draft_by_id: Mapped[int | None] = mapped_column(ForeignKey("users.id", ondelete="SET NULL"))
    second_by_id: Mapped[int | None] = mapped_column(ForeignKey("users.id", ondelete="SET NULL"))
    second_answer: Mapped[str] = mapped_column(Text, default="", server_default="")

    draft_by: Mapped[User | None] = relationship(foreign_keys=[draft_by_id])
    second_by: Mapped[User | None] = relationship(foreign_keys=[second_by_id])
    decision: Mapped[Decision] = relationship(back_populates="objection")

    @property
    def asks_decision(self) -> bool:
        """Whether the board has to decide once more: the committee agrees, and nothing was decided since."""
        return self.outcome is not None and self.outcome.obliges and self.decision.replaced_by is None

    @property
    def is_open(self) -> bool:
        """Whether the committee or the board still has to do something."""
        return self.status in (ObjectionStatus.FILED, ObjectionStatus.RECEIVED) or self.asks_decision

    @property
    def waits_for_second(self) -> bool:
        """Whether one member proposed an outcome and another has to answer it."""
        return self.status is ObjectionStatus.RECEIVED and self.draft_outcome is not None

    @property
    def draft_mark(self) -> str:
        """The mark of the outcome that is proposed: another outcome, other words or another proposer give another."""
        drafted = repr((self.draft_by_id, self.draft_outcome, self.draft_answer))
        return sha256(drafted.encode()).hexdigest()[:16]


class Sample(Base):
    """The yearly sample (regeling 1.9): `seed` and the ids in `population` draw the same files again.

    `population` holds the ids of the decisions that could be drawn, in order; `size` how many were.
    """

    __tablename__ = "samples"

    id: Mapped[int] = mapped_column(primary_key=True)
    year: Mapped[int] = mapped_column(index=True)
    seed: Mapped[str] = mapped_column(String(64))
    share: Mapped[Decimal | None] = mapped_column(Numeric(5, 2))
    size: Mapped[int] = mapped_column()
    statuses: Mapped[list[str]] = mapped_column(JSON)
    population: Mapped[list[int]] = mapped_column(JSON)
    drawn_at: Mapped[datetime] = mapped_column()
    drawn_by_id: Mapped[int | None] = mapped_column(ForeignKey("users.id", ondelete="SET NULL"))
    closed_at: Mapped[datetime | None] = mapped_column()

    files: Mapped[list[SampleFile]] = relationship(cascade="all, delete-orphan", order_by="SampleFile.place")


class SampleFile(Base):
    """One decision in a sample; `place` is its turn in the draw, from 1."""

    __tablename__ = "sample_files"
    __table_args__ = (UniqueConstraint("sample_id", "decision_id"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    sample_id: Mapped[int] = mapped_column(ForeignKey("samples.id", ondelete="CASCADE"))
    decision_id: Mapped[int] = mapped_column(ForeignKey("decisions.id", ondelete="CASCADE"), index=True)
    place: Mapped[int] = mapped_column()

    decision: Mapped[Decision] = relationship()
    judgements: Mapped[list[SampleJudgement]] = relationship(
        cascade="all, delete-orphan", order_by="SampleJudgement.id"
    )


class SampleJudgement(Base):
    """What one judge finds of one file; the other judge's stays hidden until both are in."""

    __tablename__ = "sample_judgements"
    __table_args__ = (UniqueConstraint("file_id", "judge_id"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    file_id: Mapped[int] = mapped_column(ForeignKey("sample_files.id", ondelete="CASCADE"))
    judge_id: Mapped[int | None] = mapped_column(ForeignKey("users.id", ondelete="SET NULL"))
    verdict: Mapped[SampleVerdict] = mapped_column(enum_type(SampleVerdict))
    remarks: Mapped[str] = mapped_column(Text, default="")
    judged_at: Mapped[datetime] = mapped_column()
