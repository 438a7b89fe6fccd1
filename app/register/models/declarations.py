"""What a judge declares at a file."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

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
