"""Handing in a dossier: once for a period, frozen as it is on that day.

Conditions B-DOSSIER, A-DOSSIER (two months before the renewal date: A-19); C hands in its year so that the board can
renew, without a deadline (A-20).
"""

from __future__ import annotations

from dataclasses import replace

from sqlalchemy import select
from sqlalchemy.exc import IntegrityError

from app.core import clock
from app.core.db import db
from app.core.problems import WrongStep
from app.dossiers.dossier.assembling import content_of, renewal_case
from app.dossiers.holding.year import OwnYear
from app.dossiers.models import Dossier
from app.evidence.models import Evidence
from app.people.models import User
from app.regulation.dossier_file.writing import case_as_data

ALREADY = "Je dossier van dit jaar is al ingeleverd."


def hand_in(person: User, own: OwnYear) -> Dossier:
    """Hand in the dossier of the open year as it is now; raises `WrongStep` when that was done before.

    What is missing does not stop it: the board decides what that means (reading A-38).
    """
    if own.is_handed_in:
        raise WrongStep(ALREADY)
    dossier = _collecting(person, own)
    dossier.status = dossier.status.hand_in()
    dossier.handed_in_at = clock.now()
    db.session.flush()
    content = content_of(person, replace(own, dossier=dossier))
    dossier.rules_edition = content.rules_edition
    dossier.case = case_as_data(case_name(own), renewal_case(person, own))
    dossier.content = content.as_json()
    dossier.evidence = list(
        db.session.scalars(
            select(Evidence)
            .where(Evidence.id.in_([one.id for one in content.proofs]), Evidence.owner_id == person.id)
            .order_by(Evidence.id)
        )
    )
    db.session.flush()
    return dossier


def case_name(own: OwnYear) -> str:
    """What the case is called in a dossier file: the number in the register and the renewal date."""
    return f"{own.registration.number}-{own.year.end.isoformat()}"


def _collecting(person: User, own: OwnYear) -> Dossier:
    """The row of this period; when two requests make it at once, one of them finds that it is done."""
    found = db.session.scalar(
        select(Dossier)
        .where(Dossier.person_id == person.id, Dossier.period_start == own.year.start)
        .with_for_update(of=Dossier)
    )
    if found is not None:
        return found
    dossier = Dossier(
        person_id=person.id, registration_id=own.registration.id, period_start=own.year.start,
        renewal_date=own.year.end,
    )  # fmt: skip
    try:
        with db.session.begin_nested():
            db.session.add(dossier)
    except IntegrityError:
        raise WrongStep(ALREADY) from None
    return dossier
