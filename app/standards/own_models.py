"""The table of standards that an organisation made itself, an edition a row."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import ForeignKey, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.core.db import Base, enum_type
from app.people.models import User
from app.standards.rules.own import OwnStatus, slug_of


class OwnStandard(Base):
    """One edition of an own standard. `source` is the YAML of its file; `digest` its sha256, in hexadecimals.

    `slug` is the one of the file, `title` and `edition` are copied from it for lists.
    """

    __tablename__ = "own_standards"
    __table_args__ = (UniqueConstraint("organisation_id", "slug"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    organisation_id: Mapped[int] = mapped_column(ForeignKey("organisations.id", ondelete="CASCADE"))
    slug: Mapped[str] = mapped_column(String(60))
    title: Mapped[str] = mapped_column(String(200))
    edition: Mapped[str] = mapped_column(String(60))
    status: Mapped[OwnStatus] = mapped_column(enum_type(OwnStatus), default=OwnStatus.DRAFT)
    source: Mapped[str] = mapped_column(Text, deferred=True)
    digest: Mapped[str] = mapped_column(String(64))
    created_at: Mapped[datetime] = mapped_column()
    created_by_id: Mapped[int | None] = mapped_column(ForeignKey("users.id", ondelete="SET NULL"), index=True)
    published_at: Mapped[datetime | None] = mapped_column()
    published_by_id: Mapped[int | None] = mapped_column(ForeignKey("users.id", ondelete="SET NULL"), index=True)

    created_by: Mapped[User | None] = relationship(foreign_keys=[created_by_id])
    published_by: Mapped[User | None] = relationship(foreign_keys=[published_by_id])

    @property
    def full_slug(self) -> str:
        """The slug in the rest of Vakspiegel."""
        return slug_of(self.organisation_id, self.slug)
