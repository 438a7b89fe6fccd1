"""What a judge says at a file: that they have no tie, and that they take it up."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.core.db import Base, enum_type
from app.people.models import User
from app.register.rules import FileKind


class TieDeclaration(Base):
    """That a judge has no tie with the person whom a file is about, declared once for each file.

    `file_id` is the id of the row that `kind` names: there is no key to it, so that what was declared stays when the
    file goes.
    """

    __tablename__ = "tie_declarations"

    judge_id: Mapped[int] = mapped_column(ForeignKey(User.id, ondelete="CASCADE"), primary_key=True)
    kind: Mapped[FileKind] = mapped_column(enum_type(FileKind), primary_key=True)
    file_id: Mapped[int] = mapped_column(primary_key=True)
    person_id: Mapped[int] = mapped_column(ForeignKey(User.id, ondelete="CASCADE"), index=True)
    declared_at: Mapped[datetime] = mapped_column()


class DeskClaim(Base):
    """That somebody takes up what waits at the desk, so that no other begins with it too; they can let it go.

    `kind` is what has to be done (`TaskKind`) and `file_id` the row that it is about. It keeps nobody from judging.
    """

    __tablename__ = "desk_claims"

    kind: Mapped[str] = mapped_column(String(20), primary_key=True)
    file_id: Mapped[int] = mapped_column(primary_key=True)
    claimed_by_id: Mapped[int] = mapped_column(ForeignKey(User.id, ondelete="CASCADE"), index=True)
    claimed_at: Mapped[datetime] = mapped_column()

    claimed_by: Mapped[User] = relationship()
