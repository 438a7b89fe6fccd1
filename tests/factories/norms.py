"""Kaders: made, and given to teams and people."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from app.core.db import db
from app.people.models import Department, Organisation, Team, User
from app.people.rules import Period
from app.standards.models import Norm, NormAssignment
from app.standards.norms import operations
from app.standards.rules.norms import NormKind

STANDARD = "vakvolwassenheid-2013"


def make_norm(
    organisation: Organisation,
    targets: Mapping[str, str] | None = None,
    *,
    name: str = "Klantmanager Hier",
    kind: NormKind = NormKind.FUNCTION,
    standard: str = STANDARD,
) -> Norm:
    """A kader with these levels per element, by default the highest of the first one."""
    norm = operations.make_norm(organisation, standard, name, kind, targets or {"intake": "vakvolwassen"})
    db.session.commit()
    return norm


def give_norm(
    norm: Norm, to: Department | Team | User, start: date = date(2026, 1, 1), end: date | None = None
) -> NormAssignment:
    """The kader given to a department, team or person."""
    given = operations.give_norm(norm, to, Period(start, end))
    db.session.commit()
    return given
