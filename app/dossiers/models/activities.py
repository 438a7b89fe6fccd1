"""What somebody did or plans for PE."""

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal

from sqlalchemy import CheckConstraint, ForeignKey, Index, Numeric, String, Text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.core.db import Base, enum_type
from app.dossiers.models.lengths import TITLE_LENGTH
from app.dossiers.rules import ActivityStatus, ApprovalStatus
from app.evidence.models import Evidence, shown_at
from app.people.models import User
from app.plans.models import Action
from app.regulation.terms import PEKind


class PEActivity(Base):
    """One thing done or planned for PE. What is filled in follows from the kind; points are computed, never kept.

    `clok` is whether CLOK organised it, None when that is not known (yet). `network` overrides the default of A-29.
    `approval`, `approved_on` and `granted_points` are the committee's (granted points only for kind `overig`).
    `action_id` is the action of the plan that it came from, at most once.
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
    clok: Mapped[bool | None] = mapped_column()
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
    evidence: Mapped[list[Evidence]] = relationship(
        secondary=shown_at("pe_activity_evidence", "activity_id", "pe_activities.id"), order_by=Evidence.id
    )
