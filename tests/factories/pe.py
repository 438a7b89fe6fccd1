"""PE activities."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from typing import Any

from app.core import clock
from app.core.db import db
from app.dossiers.models import PEActivity
from app.dossiers.rules import ActivityStatus
from app.evidence.models import Evidence
from app.people.models import User
from app.plans.models import Action
from app.regulation.terms import PEKind


def make_pe_activity(
    person: User,
    kind: PEKind = PEKind.WORKSHOP,
    held_on: date = date(2026, 5, 12),
    *,
    title: str = "Workshop verduurzamen van bedrijventerreinen",
    hours: Decimal | None = Decimal("3.5"),
    clok: bool = True,
    status: ActivityStatus | None = None,
    evidence: Sequence[Evidence] = (),
    action: Action | None = None,
    **facts: Any,
) -> PEActivity:
    """An activity of which the factory does not ask whether its year is open; planned when its day has to come."""
    activity = PEActivity(
        person_id=person.id,
        kind=kind,
        title=title,
        held_on=held_on,
        status=status or (ActivityStatus.PLANNED if held_on > clock.today() else ActivityStatus.DONE),
        hours=hours,
        clok=clok,
        evidence=list(evidence),
        action_id=action.id if action else None,
        created_at=clock.now(),
        **facts,
    )
    db.session.add(activity)
    db.session.commit()
    return activity
