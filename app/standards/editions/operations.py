"""The decision of an organisation about what an edition left open: written once."""

from __future__ import annotations

from collections.abc import Mapping

from app.core import clock
from app.core.db import db, lock
from app.core.problems import Conflict
from app.people.models import User
from app.standards.library import edition_decision
from app.standards.marks import mark_changed
from app.standards.models import EditionDecision
from app.standards.rules.deciding import Choice, changes_from, undecided
from app.standards.rules.standard import Standard


class AlreadyDecided(Conflict):
    """An organisation decides once about an edition."""


def decide_edition(person: User, before: Standard, after: Standard, choices: Mapping[str, Choice]) -> EditionDecision:
    """Record what the organisation of a person decides about everything that an edition left open.

    Raises `AlreadyDecided` when there is nothing to decide (any more), and ValueError for faulty choices.
    """
    organisation = person.organisation
    lock(organisation)
    if edition_decision(organisation.id, after.slug) is not None or not undecided(before, after):
        raise AlreadyDecided("Over deze editie is al besloten.")
    decision = EditionDecision(
        organisation_id=organisation.id, standard=after.slug, decided_by_id=person.id, decided_at=clock.now(),
        changes=[
            {"kind": one.kind, "before": one.before, "after": one.after, "reason": one.reason}
            for one in changes_from(before, after, choices)
        ],
    )  # fmt: skip
    db.session.add(decision)
    mark_changed(organisation)
    return decision
