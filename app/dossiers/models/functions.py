"""Every function that ever stood in somebody's list: what the list says can change, what it said cannot."""

from __future__ import annotations

from datetime import date, datetime

from sqlalchemy import ForeignKey, Index, String
from sqlalchemy.orm import Mapped, mapped_column

from app.core.db import Base
from app.dossiers.models.lengths import TITLE_LENGTH
from app.dossiers.models.status import Experience
from app.people.models import Organisation, User


class FunctionEntry(Base):
    """A function as somebody entered it: a change is another row, and of a row only `gone_*` is ever filled in.

    `entered_at` to `gone_at` is how long the list said so; `employer_key` is the name of the employer as it is
    compared, and `organisation_id` the organisation of that name, when we know one.
    """

    __tablename__ = "function_entries"
    __table_args__ = (Index("ix_function_entries_person_id_starts_on", "person_id", "starts_on"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    person_id: Mapped[int] = mapped_column(ForeignKey(User.id, ondelete="CASCADE"))
    experience_id: Mapped[int | None] = mapped_column(ForeignKey(Experience.id, ondelete="SET NULL"), index=True)
    function: Mapped[str] = mapped_column(String(TITLE_LENGTH))
    employer: Mapped[str] = mapped_column(String(TITLE_LENGTH))
    employer_key: Mapped[str] = mapped_column(String(TITLE_LENGTH))
    organisation_id: Mapped[int | None] = mapped_column(ForeignKey(Organisation.id, ondelete="SET NULL"))
    starts_on: Mapped[date] = mapped_column()
    ends_on: Mapped[date | None] = mapped_column()
    entered_by_id: Mapped[int | None] = mapped_column(ForeignKey(User.id, ondelete="SET NULL"))
    entered_at: Mapped[datetime] = mapped_column()
    gone_by_id: Mapped[int | None] = mapped_column(ForeignKey(User.id, ondelete="SET NULL"))
    gone_at: Mapped[datetime | None] = mapped_column()
