"""Reads of dossiers that were handed in.

`handed_in` is for every reader: it gives what the include `dossiers/dossier/_dossier.html` shows. Who may read is
decided by who calls it.
"""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import select
from sqlalchemy.orm import selectinload

from app.core.db import db
from app.dossiers.dossier.content import DossierContent, content_from
from app.dossiers.models import Dossier
from app.dossiers.rules import DossierStatus
from app.people.models import User


def handed_in(dossier: Dossier) -> DossierContent:
    """The dossier as it was when it was handed in; raises `LookupError` for one that was not.

    A page shows it with `{% include "dossiers/dossier/_dossier.html" %}`, given `file` (this) and `evidence_address`, a
    function from the id of a piece of evidence to the address at which this reader may open it.
    """
    if dossier.content is None:
        raise LookupError(f"Dossier {dossier.id} has not been handed in.")
    return content_from(dossier.content)


def dossiers_of(person: User) -> Sequence[Dossier]:
    """What this person handed in, newest first."""
    return db.session.scalars(
        select(Dossier)
        .where(Dossier.person_id == person.id, Dossier.status != DossierStatus.COLLECTING)
        .options(selectinload(Dossier.evidence))
        .order_by(Dossier.period_start.desc())
    ).all()


def own_dossier(person: User, dossier_id: int) -> Dossier | None:
    """A dossier that this person handed in; None for anybody else's."""
    return next((one for one in dossiers_of(person) if one.id == dossier_id), None)
