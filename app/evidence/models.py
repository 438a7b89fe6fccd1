"""The table of evidence. What it is used for is kept by those who use it."""

from __future__ import annotations

from datetime import datetime
from urllib.parse import urlsplit

from sqlalchemy import Column, ForeignKey, Index, String, Table
from sqlalchemy.orm import Mapped, mapped_column

from app.core.db import Base, enum_type
from app.core.stores.store import STORED, Stored
from app.evidence.rules import EvidenceKind, key_of

ABOUT_ANOTHER = "about_another"


class Evidence(Base):
    """A file (under our own name in the store) or a link, of one person, kept once."""

    __tablename__ = "evidence"
    __table_args__ = (Index("ix_evidence_owner_id_sha256", "owner_id", "sha256"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    owner_id: Mapped[int] = mapped_column(ForeignKey("users.id", ondelete="CASCADE"))
    kind: Mapped[EvidenceKind] = mapped_column(enum_type(EvidenceKind))
    title: Mapped[str] = mapped_column(String(200), default="")
    url: Mapped[str] = mapped_column(String(2000), default="")
    original_name: Mapped[str] = mapped_column(String(200), default="")
    content_type: Mapped[str] = mapped_column(String(100), default="")
    size: Mapped[int] = mapped_column(default=0)
    sha256: Mapped[str] = mapped_column(String(64), default="")
    storage_name: Mapped[str] = mapped_column(String(64), default="", info={STORED: Stored(key_of, "sha256")})
    created_at: Mapped[datetime] = mapped_column()

    @property
    def label(self) -> str:
        """What to call it on a page."""
        return self.title or self.original_name or self.host

    @property
    def host(self) -> str:
        """Where a link leads, so that a reader knows before following it."""
        return urlsplit(self.url).hostname or ""


def shown_at(name: str, column: str, owner: str, *, about_another: bool = False) -> Table:
    """The table of which evidence is shown at each row of another table; `owner` is the key of that one.

    `about_another`: what is shown there is about somebody else than who keeps it, and is no choice for anything else.
    """
    return Table(
        name,
        Base.metadata,
        Column(column, ForeignKey(owner, ondelete="CASCADE"), primary_key=True),
        Column("evidence_id", ForeignKey(Evidence.id, ondelete="CASCADE"), primary_key=True, index=True),
        info={ABOUT_ANOTHER: about_another},
    )
