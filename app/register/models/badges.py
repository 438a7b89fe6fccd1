"""The badge of a status, and the keys that it is signed with."""

from __future__ import annotations

from datetime import date, datetime

from sqlalchemy import ForeignKey, String, Text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.core.db import Base
from app.dossiers.models import Registration


class SigningKey(Base):
    """A key that badges are signed with; the private half stays here, the public one is published under `kid`."""

    __tablename__ = "signing_keys"

    id: Mapped[int] = mapped_column(primary_key=True)
    kid: Mapped[str] = mapped_column(String(80), unique=True)
    private_jwk: Mapped[str] = mapped_column(Text)
    public_jwk: Mapped[str] = mapped_column(Text)
    made_at: Mapped[datetime] = mapped_column()
    retired_at: Mapped[datetime | None] = mapped_column()


class Badge(Base):
    """The credential of one registration. `place` is its bit in the status list; `token` is the signed credential."""

    __tablename__ = "badges"

    id: Mapped[int] = mapped_column(primary_key=True)
    code: Mapped[str] = mapped_column(String(40), unique=True)
    registration_id: Mapped[int] = mapped_column(ForeignKey("registrations.id", ondelete="CASCADE"), index=True)
    key_id: Mapped[int] = mapped_column(ForeignKey("signing_keys.id", ondelete="RESTRICT"))
    place: Mapped[int] = mapped_column(unique=True)
    issued_at: Mapped[datetime] = mapped_column()
    valid_until: Mapped[date] = mapped_column()
    revoked_at: Mapped[datetime | None] = mapped_column()
    token: Mapped[str] = mapped_column(Text)

    registration: Mapped[Registration] = relationship()
    key: Mapped[SigningKey] = relationship()
