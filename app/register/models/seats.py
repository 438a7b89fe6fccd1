"""Who sits in committee and board: what was proposed about it, and what each member was told by mail."""

from __future__ import annotations

from datetime import date, datetime

from sqlalchemy import JSON, CheckConstraint, ForeignKey, Index, Text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.core.db import Base, enum_type, one_while
from app.people.models import User
from app.people.rules import RoleName
from app.register.rules import SeatChange, SeatStatus


class SeatProposal(Base):
    """What one member of the board proposes about a seat in committee or board, and what another answered.

    A seat has the term of its newest proposal that was confirmed: from the day on which it was, up to and including
    `last_day`. Who came by the command has none. `reason` and `answer` are read by the board alone.
    """

    __tablename__ = "seat_proposals"
    __table_args__ = (
        CheckConstraint("answered_by_id IS NULL OR answered_by_id <> proposed_by_id", name="two_people"),
        Index("ix_seat_proposals_person_id_role", "person_id", "role"),
        one_while("uq_seat_proposals_one_open", "person_id", condition="status = 'proposed'"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("users.id", ondelete="CASCADE"))
    role: Mapped[RoleName] = mapped_column(enum_type(RoleName))
    change: Mapped[SeatChange] = mapped_column(enum_type(SeatChange))
    last_day: Mapped[date | None] = mapped_column()
    reason: Mapped[str] = mapped_column(Text)
    status: Mapped[SeatStatus] = mapped_column(enum_type(SeatStatus), default=SeatStatus.PROPOSED)
    proposed_by_id: Mapped[int | None] = mapped_column(ForeignKey("users.id", ondelete="SET NULL"))
    proposed_at: Mapped[datetime] = mapped_column()
    answer: Mapped[str] = mapped_column(Text, default="")
    answered_by_id: Mapped[int | None] = mapped_column(ForeignKey("users.id", ondelete="SET NULL"))
    answered_at: Mapped[datetime | None] = mapped_column()

    person: Mapped[User] = relationship(foreign_keys=[person_id])
    proposed_by: Mapped[User | None] = relationship(foreign_keys=[proposed_by_id])
    answered_by: Mapped[User | None] = relationship(foreign_keys=[answered_by_id])


class Digest(Base):
    """The last overview that a member got by mail: when, and what waited then, each as a name of the task."""

    __tablename__ = "digests"

    person_id: Mapped[int] = mapped_column(ForeignKey("users.id", ondelete="CASCADE"), primary_key=True)
    sent_at: Mapped[datetime] = mapped_column()
    tasks: Mapped[list[str]] = mapped_column(JSON)
