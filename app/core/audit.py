"""Who looked at whose data. Written down at the look itself; the person can read it (docs/architecture.md, Rights)."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import ForeignKey, Index, String, func, insert, select
from sqlalchemy.exc import OperationalError
from sqlalchemy.orm import Mapped, mapped_column

from app.core import clock
from app.core.db import Base, db
from app.core.problems import NotNow


class Look(Base):
    """One look of one person (`actor`) at something of another (`subject`)."""

    __tablename__ = "looks"
    __table_args__ = (Index("ix_looks_subject_id_at", "subject_id", "at"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    actor_id: Mapped[int] = mapped_column(ForeignKey("users.id", ondelete="CASCADE"))
    subject_id: Mapped[int] = mapped_column(ForeignKey("users.id", ondelete="CASCADE"))
    what: Mapped[str] = mapped_column(String(200))
    at: Mapped[datetime] = mapped_column()


def record_look(actor_id: int, subject_id: int, what: str) -> None:
    """Write down that `actor_id` looks at `what` of `subject_id`; looking at your own things is not recorded.

    A look happens in a GET, whose own transaction never writes; so this one is a transaction by itself. Raises `NotNow`
    when it cannot be written: nobody looks unseen.
    """
    if actor_id == subject_id:
        return
    look = insert(Look).values(actor_id=actor_id, subject_id=subject_id, what=what, at=clock.now())
    try:
        with db.engine.begin() as connection:
            connection.execute(look)
    except OperationalError as error:
        raise NotNow(
            "Je mag dit zien, maar we kunnen nu niet opschrijven dat je keek. Daarom laten we het niet zien."
        ) from error


def looks_at(subject_id: int, limit: int = 200) -> list[tuple[int, str, datetime]]:
    """The newest looks at a person's data as `(actor id, what, moment)`, newest first."""
    rows = db.session.execute(
        select(Look.actor_id, Look.what, Look.at)
        .where(Look.subject_id == subject_id)
        .order_by(Look.at.desc(), Look.id.desc())
        .limit(limit)
    )
    return [(actor_id, what, at) for actor_id, what, at in rows]


def last_looks(subject_id: int, what: str) -> dict[int, datetime]:
    """When each other person last looked at `what` of somebody, by the id of who looked."""
    rows = db.session.execute(
        select(Look.actor_id, func.max(Look.at).label("at"))
        .where(Look.subject_id == subject_id, Look.what == what)
        .group_by(Look.actor_id)
    )
    return {row.actor_id: row.at for row in rows}


def looked_by(actor_id: int, subject_ids: set[int]) -> set[tuple[int, str]]:
    """At what of these people somebody ever looked, as pairs of whose it is and what."""
    rows = db.session.execute(
        select(Look.subject_id, Look.what).where(Look.actor_id == actor_id, Look.subject_id.in_(subject_ids)).distinct()
    )
    return {(subject_id, what) for subject_id, what in rows}
