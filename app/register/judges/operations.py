"""What a judge declares before they judge."""

from __future__ import annotations

from contextlib import suppress

from sqlalchemy.exc import IntegrityError

from app.core import clock
from app.core.db import db
from app.people.models import User
from app.register.judges.queries import File, kind_of, person_in
from app.register.models import TieDeclaration


def declare(by: User, file: File, ticked: bool = True) -> None:
    """Keep that somebody has no tie with the person whom a file is about, when they ticked it; once is enough."""
    if not ticked:
        return
    declaration = TieDeclaration(
        judge_id=by.id, kind=kind_of(file), file_id=file.id, person_id=person_in(file).id, declared_at=clock.now()
    )
    with suppress(IntegrityError), db.session.begin_nested():
        db.session.add(declaration)
