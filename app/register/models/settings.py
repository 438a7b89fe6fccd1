"""What the board sets for everybody."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import JSON, CheckConstraint, ForeignKey, Index, String, Text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.core.db import Base, enum_type, one_while
from app.people.models import User
from app.register.rules import DecisionStatus, SettingKind


class BoardSetting(Base):
    """What the board sets, proposed by one member and confirmed by another; the newest that was taken holds.

    `scope` is what it is for where a kind has more than one, such as a year; `value` is what the kind holds, and
    `reason` where or why it was decided. What was set before stays, so that it can be said what held on a day.
    """

    __tablename__ = "board_settings"
    __table_args__ = (
        CheckConstraint("second_by_id IS NULL OR second_by_id <> proposed_by_id", name="two_people"),
        Index("ix_board_settings_kind_scope_confirmed_at", "kind", "scope", "confirmed_at"),
        one_while("uq_board_settings_one_proposal", "kind", "scope", condition="status = 'proposed'"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    kind: Mapped[SettingKind] = mapped_column(enum_type(SettingKind))
    scope: Mapped[str] = mapped_column(String(40), default="")
    value: Mapped[dict[str, Any]] = mapped_column(JSON)
    reason: Mapped[str] = mapped_column(Text, default="")
    status: Mapped[DecisionStatus] = mapped_column(enum_type(DecisionStatus), default=DecisionStatus.PROPOSED)
    proposed_by_id: Mapped[int | None] = mapped_column(ForeignKey("users.id", ondelete="SET NULL"))
    proposed_at: Mapped[datetime] = mapped_column()
    second_by_id: Mapped[int | None] = mapped_column(ForeignKey("users.id", ondelete="SET NULL"))
    confirmed_at: Mapped[datetime | None] = mapped_column()
    answer: Mapped[str] = mapped_column(Text, default="")

    proposed_by: Mapped[User | None] = relationship(foreign_keys=[proposed_by_id])
    second_by: Mapped[User | None] = relationship(foreign_keys=[second_by_id])
