"""Two people who do the same at once wait for each other; the second finds what the first did."""

from __future__ import annotations

from sqlalchemy import select

from app.core.db import db
from app.dossiers.models import Dossier
from app.register.models import Application, Decision, Objection, Sample, SampleFile


def lock(row: Application | Dossier | Decision | Objection | Sample | SampleFile) -> None:
    """Hold a row until this request ends, and read again what it says."""
    table = type(row)
    db.session.flush()
    db.session.execute(select(table.id).where(table.id == row.id).with_for_update())
    db.session.refresh(row)
