"""Writes of norms (kaders): made, changed by a next version, given to teams and people, closed."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from datetime import date, timedelta
from typing import Any

from sqlalchemy import or_, select

from app.core import clock
from app.core.db import db, lock
from app.core.problems import Conflict, DomainError
from app.core.web.filters import day
from app.people.models import Department, Organisation, Team, User
from app.people.operations import DepartmentClosed, while_there
from app.people.rules import Period, uncovered
from app.standards.marks import ChangedByOther, mark_changed
from app.standards.models import Norm, NormAssignment, NormVersion
from app.standards.rules.norms import NormKind

Owner = Department | Team | User
"""Whom a norm is given to."""


class NothingAsked(DomainError):
    """A norm asks at least one level."""


class NormClosed(Conflict):
    """A closed norm is not changed or given."""


class GivenAlready(DomainError):
    """A norm holds for somebody once on a day."""

    def __init__(self, given: NormAssignment) -> None:
        """The sentence says who has it, and on which days."""
        until = f" tot en met {day(given.ends_on)}" if given.ends_on else ""
        super().__init__(f"{given.name} heeft dit kader al, vanaf {day(given.starts_on)}{until}. Kies andere dagen.")


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


def give_norm(norm: Norm, to: Owner, period: Period) -> NormAssignment:
    """Give a norm to a department, team or person of the same organisation for a period.

    For a team that stops it holds no longer. Raises `NormClosed`, `GivenAlready`, `TeamClosed` and `DepartmentClosed`.
    Who locks both locks the owner first.
    """
    if to.organisation_id != norm.organisation_id:
        raise ValueError("A norm is given inside its organisation.")
    lock(to, norm)
    if norm.closed_at is not None:
        raise NormClosed("Dit kader is gestopt.")
    if isinstance(to, Team):
        period = while_there(to, period)
    if isinstance(to, Department) and to.closed_on is not None:
        raise DepartmentClosed
    for other in norm.assignments:
        if other.owner is to and other.period.overlaps(period):
            raise GivenAlready(other)
    return _give(norm, to, period)


def end_norms_of(owner: Department | Team, last_day: date) -> None:
    """Let no norm hold longer for a department or team that stops after a day; it is locked by who asks."""
    for given in _given_beyond(owner, last_day):
        _end(given, last_day)
    db.session.flush()


def reopen_norms_of(team: Team, last_day: date) -> None:
    """Let norms that end with a team on a day hold without an end again; it is locked by who asks."""
    for given in _given_beyond(team, last_day - timedelta(days=1)):
        if given.ends_on == last_day:
            given.ends_on = None
    db.session.flush()


def hand_norms_over(old: Owner, into: Owner, first_day: date, norms: Collection[int]) -> None:
    """From a first day on the norms (by id) of what stops hold for what it goes into; the others for neither.

    Days on which the other one has the same norm already are not given again. Both are locked by who asks.
    """
    last_day = first_day - timedelta(days=1)
    for given in _given_beyond(old, last_day):
        if given.norm_id in norms and given.norm.closed_at is None:
            there = [one.period for one in given.norm.assignments if one.owner is into]
            for part in uncovered(Period(max(given.starts_on, first_day), given.ends_on), there):
                _give(given.norm, into, part)
        _end(given, last_day)
    db.session.flush()


def _given_beyond(owner: Owner, last_day: date) -> list[NormAssignment]:
    """What an owner has of norms after a day, with the norms locked."""
    column = getattr(NormAssignment, _column_of(owner))
    beyond = or_(NormAssignment.ends_on.is_(None), NormAssignment.ends_on > last_day)
    query = select(NormAssignment).where(column == owner.id, beyond).order_by(NormAssignment.norm_id, NormAssignment.id)
    ids = dict.fromkeys(db.session.scalars(query.with_only_columns(NormAssignment.norm_id)))
    lock(*(db.session.get_one(Norm, id_) for id_ in ids))
    return list(db.session.scalars(query))


def _give(norm: Norm, to: Owner, period: Period) -> NormAssignment:
    given = NormAssignment(norm_id=norm.id, starts_on=period.start, ends_on=period.end)
    setattr(given, _column_of(to), to.id)
    db.session.add(given)
    db.session.flush()
    db.session.expire(norm, ["assignments"])
    return given


def _column_of(owner: Owner) -> str:
    if isinstance(owner, User):
        return "user_id"
    return "team_id" if isinstance(owner, Team) else "department_id"


def _end(given: NormAssignment, last_day: date) -> None:
    if given.starts_on > last_day:
        db.session.delete(given)
    else:
        given.ends_on = last_day


def stop_giving(given: NormAssignment, today: date) -> None:
    """From today on it holds no more; one that holds from today or later was never there."""
    lock(given.norm, given)
    _end(given, today - timedelta(days=1))
    db.session.flush()
