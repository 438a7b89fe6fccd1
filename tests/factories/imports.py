"""Files with people that wait for a yes."""

from __future__ import annotations

from collections.abc import Sequence

from app.core.db import db
from app.people.imports import operations
from app.people.imports.reading import Read
from app.people.imports.rules.entries import Entry
from app.people.models import PeopleImport, User

COLUMNS = {"name": 0, "email": 1, "job_title": 2, "department": 3, "teams": 4}


def make_import(owner: User, entries: Sequence[Entry], name: str = "mensen.xlsx") -> PeopleImport:
    kept = operations.keep(owner, Read(entries, COLUMNS, ["Salarisschaal"]), name)
    db.session.commit()
    return kept
