"""Writes of norms (kaders): made, changed by a next version, given to teams and people, closed."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from app.core import clock
from app.core.db import db, lock
from app.core.problems import Conflict, DomainError
from app.people.models import Organisation, Team, User
from app.standards.marks import ChangedByOther, mark_changed
from app.standards.models import Norm, NormAssignment, NormVersion
from app.standards.rules.norms import NormKind


class NothingAsked(DomainError):
    """A norm asks at least one level."""


class NormClosed(Conflict):
    """A closed norm is not changed or given."""


def make_norm(organisation: Organisation, slug: str, name: str, kind: NormKind, targets: Mapping[str, str]) -> Norm:
    """A new norm with its first version; raises `NothingAsked`."""
    norm = Norm(organisation_id=organisation.id)
    db.session.add(norm)
    db.session.flush()
    _add_version(norm, NormVersion(number=1, standard=slug, name=name, kind=kind, targets=dict(targets)))
    mark_changed(organisation)
    return norm


def change_norm(
    organisation: Organisation, norm: Norm, name: str, kind: NormKind, targets: Mapping[str, str], based_on: int
) -> Norm:
    """Make the next version of a norm, on the same edition; nothing happens when nothing is different.

    `based_on` is the number of the version that the person saw. Raises `ChangedByOther`, `NormClosed` and
    `NothingAsked`.
    """
    current = _current(organisation, norm, based_on)
    if (current.name, current.kind, current.targets) != (name, kind, dict(targets)):
        _follow(organisation, current, name=name, kind=kind, targets=dict(targets))
    return norm


def carry_norm(
    organisation: Organisation, norm: Norm, slug: str, targets: Mapping[str, str], starts_on: date, based_on: int
) -> None:
    """Go on with a norm on a later edition, from a day: its next version, for the same teams and people.

    `based_on` is as for `change_norm`, and it raises the same.
    """
    current = _current(organisation, norm, based_on)
    _follow(organisation, current, standard=slug, starts_on=starts_on, targets=dict(targets))


def _current(organisation: Organisation, norm: Norm, based_on: int) -> NormVersion:
    """The newest version, when that is the one that the person saw."""
    lock(organisation, norm)
    if norm.closed_at is not None:
        raise NormClosed("Dit kader is gestopt.")
    if norm.current.number != based_on:
        raise ChangedByOther("Iemand anders heeft dit kader intussen veranderd.")
    return norm.current


def _follow(organisation: Organisation, version: NormVersion, **changed: Any) -> None:
    """The next version: as this one, but for what changed."""
    kept = {key: getattr(version, key) for key in ("standard", "starts_on", "name", "kind")}
    _add_version(version.norm, NormVersion(number=version.number + 1, **kept | changed))
    mark_changed(organisation)


def _add_version(norm: Norm, version: NormVersion) -> None:
    if not version.targets:
        raise NothingAsked("Kies bij minstens één onderdeel een niveau.")
    version.created_at = clock.now()
    norm.versions.append(version)
    db.session.flush()


def close_norm(norm: Norm) -> None:
    """Stop with a norm: nobody is offered it any more. What was made with it keeps it."""
    lock(norm)
    norm.closed_at = norm.closed_at or clock.now()
    db.session.flush()


def give_norm(norm: Norm, to: Team | User, starts_on: date, ends_on: date | None) -> NormAssignment:
    """Give a norm to a team or person of the same organisation for a period; raises `NormClosed`."""
    lock(norm)
    if norm.closed_at is not None:
        raise NormClosed("Dit kader is gestopt.")
    if to.organisation_id != norm.organisation_id:
        raise ValueError("A norm is given inside its organisation.")
    given = NormAssignment(
        norm_id=norm.id,
        starts_on=starts_on,
        ends_on=ends_on,
        team_id=to.id if isinstance(to, Team) else None,
        user_id=to.id if isinstance(to, User) else None,
    )
    db.session.add(given)
    db.session.flush()
    db.session.expire(norm, ["assignments"])
    return given


def stop_giving(given: NormAssignment, today: date) -> None:
    """From today on it holds no more; one that holds from today or later was never there."""
    lock(given.norm, given)
    if given.starts_on >= today:
        db.session.delete(given)
    else:
        given.ends_on = date.fromordinal(today.toordinal() - 1)
    db.session.flush()
