"""Peer meetings (intervisie), and who was there."""

from __future__ import annotations

from datetime import date, datetime

from sqlalchemy import ForeignKey, Index, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.core.db import Base
from app.dossiers.models.lengths import TITLE_LENGTH
from app.people.models import User


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


class PeerInvitation(Base):
    """Somebody is asked whether they were at a meeting: a person who was picked, or whoever has an address.

    They come on the list when they accept. What was typed is all that the inviter sees of an address: whether it is
    anybody's, or whether that one declined, makes no difference to them. One that was withdrawn is seen by nobody, and
    stays: it counts among those of its day.
    """

    __tablename__ = "peer_invitations"
    __table_args__ = (Index("ix_peer_invitations_invited_by_id_invited_at", "invited_by_id", "invited_at"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    meeting_id: Mapped[int] = mapped_column(ForeignKey("peer_meetings.id", ondelete="CASCADE"), index=True)
    person_id: Mapped[int | None] = mapped_column(ForeignKey("users.id", ondelete="CASCADE"), index=True)
    email: Mapped[str] = mapped_column(String(255), default="", index=True)
    invited_by_id: Mapped[int] = mapped_column(ForeignKey("users.id", ondelete="CASCADE"))
    invited_at: Mapped[datetime] = mapped_column()
    answered_at: Mapped[datetime | None] = mapped_column()
    accepted: Mapped[bool] = mapped_column(default=False)
    withdrawn_at: Mapped[datetime | None] = mapped_column()

    meeting: Mapped[PeerMeeting] = relationship()
    person: Mapped[User | None] = relationship(foreign_keys=[person_id])
    invited_by: Mapped[User] = relationship(foreign_keys=[invited_by_id])

    @property
    def to(self) -> str:
        """Who was asked, as the inviter knows them."""
        return self.person.name if self.person else self.email


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
