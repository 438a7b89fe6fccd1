"""Handing in a dossier: once for a period, frozen as it is on that day.

Conditions B-DOSSIER, A-DOSSIER (two months before the renewal date: A-19); C hands in its year so that the board can
renew, without a deadline (A-20).
"""

from __future__ import annotations

from dataclasses import replace

from sqlalchemy import select

from app.core import clock
from app.core.db import db, find_or_add
from app.core.problems import WrongStep
from app.dossiers.dossier.assembling import assemble
from app.dossiers.holding.operations import held_year
from app.dossiers.holding.position import OwnYear, position_of
from app.dossiers.models import Dossier
from app.evidence.models import Evidence
from app.regulation.dossier_file.writing import case_as_data

ALREADY = "Je dossier van dit jaar is al ingeleverd."


def hand_in(own: OwnYear) -> Dossier:
    """Hand in the dossier of the open year as it is now.

    Raises `WrongStep` when that was done before, or when it is the open year no more.

    What is missing does not stop it: the board decides what that means (reading A-38).
    """
    own, person = held_year(own), own.person
    if own.is_handed_in:
        raise WrongStep(ALREADY)
    dossier = _collecting(own)
    dossier.status = dossier.status.hand_in()
    dossier.handed_in_at = clock.now()
    db.session.flush()
    made = assemble(replace(own, position=position_of(person, own.today)))
    dossier.rules_edition = made.content.rules_edition
    dossier.case = case_as_data(case_name(own), made.case)
    dossier.content = made.content.as_json()
    dossier.evidence = list(
        db.session.scalars(
            select(Evidence)
            .where(Evidence.id.in_([one.id for one in made.content.proofs]), Evidence.owner_id == person.id)
            .order_by(Evidence.id)
        )
    )
    db.session.flush()
    return dossier


def case_name(own: OwnYear) -> str:
    """What the case is called in a dossier file: the number in the register and the renewal date."""
    return f"{own.registration.number}-{own.year.end.isoformat()}"


def _collecting(own: OwnYear) -> Dossier:
    """The row of this period; of two requests that make it at once, the second gets that of the first."""
    return find_or_add(
        lambda: db.session.scalar(
            select(Dossier).where(Dossier.person_id == own.person.id, Dossier.period_start == own.year.start)
        ),
        lambda: Dossier(
            person_id=own.person.id,
            registration_id=own.registration.id,
            period_start=own.year.start,
            renewal_date=own.year.end,
        ),
    )
