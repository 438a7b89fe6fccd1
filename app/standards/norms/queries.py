"""Reads of norms (kaders): those of an organisation, and those that hold for a person on a day."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, Select, and_, func, or_, select
from sqlalchemy.orm import aliased, selectinload

from app.core.db import db
from app.people.models import Organisation, TeamMembership, User
from app.people.queries import running_on
from app.standards.library import standard_for, standards_for
from app.standards.models import Norm, NormAssignment, NormVersion
from app.standards.rules.editions import newest_edition
from app.standards.rules.norms import code_of, version_id_of
from app.standards.rules.profile import Profile
from app.standards.rules.standard import Standard, UnknownStandard


def norms_of(organisation_id: int) -> Sequence[Norm]:
    """The norms of an organisation with their versions and whom they are given to; closed ones last, newest first."""
    return db.session.scalars(
        select(Norm)
        .where(Norm.organisation_id == organisation_id)
        .options(selectinload(Norm.assignments))
        .order_by(Norm.closed_at.is_not(None), Norm.id.desc())
    ).all()


def norms_on(organisation: Organisation, standard: Standard, day: date) -> tuple[Profile, ...]:
    """The kaders that an organisation uses on a standard (as it reads that) on a day: their newest version, by name."""
    if not standard.norms:
        return ()
    newest = db.session.scalars(
        select(func.max(NormVersion.id))
        .join(Norm)
        .where(
            Norm.organisation_id == organisation.id,
            Norm.closed_at.is_(None),
            NormVersion.standard == standard.slug,
            started(day),
        )
        .group_by(Norm.id)
    )
    return tuple(sorted((standard.profile(code_of(one)) for one in newest), key=lambda one: one.title.casefold()))


def later_editions(organisation: Organisation, norms: Iterable[Norm]) -> dict[int, tuple[Standard, Standard]]:
    """The norms (by id) that are used and do not stand on the newest edition: their own edition, and the newest."""
    known = standards_for(organisation)
    found = {}
    for norm in norms:
        try:
            standard = standard_for(organisation, norm.standard)
        except UnknownStandard:
            continue
        newest = newest_edition(standard, known)
        if norm.closed_at is None and newest.slug != standard.slug:
            found[norm.id] = standard, newest
    return found


def norm_of(organisation_id: int, norm_id: int) -> Norm | None:
    """One norm of an organisation, or None."""
    return db.session.scalar(select(Norm).where(Norm.organisation_id == organisation_id, Norm.id == norm_id))


def assignment_of(norm: Norm, assignment_id: int) -> NormAssignment | None:
    """One giving of this norm, or None."""
    return db.session.scalar(
        select(NormAssignment).where(NormAssignment.norm_id == norm.id, NormAssignment.id == assignment_id)
    )


def standards_asked_of(person: User, day: date) -> list[tuple[str, bool]]:
    """The standards (slugs) on which a norm holds for a person on a day, in the order of `norms_for`.

    Each with whether the norm was given to the person, and not to a team.
    """
    query = _holding_for(person, day, select(NormVersion.standard, NormAssignment.user_id.is_not(None)))
    return [(slug, bool(personal)) for slug, personal in db.session.execute(query)]


def norms_for(person: User, slug: str, day: date) -> list[str]:
    """The codes of the norms that hold for a person on a day: those of the person first, then those of their teams."""
    query = _holding_for(person, day, select(NormVersion.norm_id, NormVersion.id))
    rows = db.session.execute(query.where(NormVersion.standard == slug))
    newest: dict[int, int] = {}
    for norm_id, version_id in rows:
        newest[norm_id] = max(version_id, newest.get(norm_id, 0))
    return [code_of(version_id) for version_id in newest.values()]


def _holding_for(person: User, day: date, query: Select[*tuple[Any, ...]]) -> Select[*tuple[Any, ...]]:
    """The versions of the norms that hold for a person on a day, those of the person first."""
    teams = select(TeamMembership.team_id).where(
        TeamMembership.user_id == person.id, ~TeamMembership.is_manager, running_on(TeamMembership, day)
    )
    return (
        query.join(Norm, Norm.id == NormVersion.norm_id)
        .join(NormAssignment, NormAssignment.norm_id == Norm.id)
        .where(
            Norm.organisation_id == person.organisation_id,
            Norm.closed_at.is_(None),
            started(day),
            or_(NormAssignment.user_id == person.id, NormAssignment.team_id.in_(teams)),
            _given(day),
        )
        .order_by(NormAssignment.user_id.is_(None), NormAssignment.starts_on.desc(), NormVersion.number)
    )


def norms_of_teams(manager: User, day: date) -> list[NormVersion]:
    """The newest version of each norm that is given, on this day, to a team that somebody manages on it; by name."""
    teams = select(TeamMembership.team_id).where(
        TeamMembership.user_id == manager.id, TeamMembership.is_manager, running_on(TeamMembership, day)
    )
    versions = db.session.scalars(
        select(NormVersion)
        .join(Norm, Norm.id == NormVersion.norm_id)
        .join(NormAssignment, NormAssignment.norm_id == Norm.id)
        .where(
            Norm.organisation_id == manager.organisation_id,
            Norm.closed_at.is_(None),
            started(day),
            NormAssignment.team_id.in_(teams),
            _given(day),
        )
        .order_by(NormVersion.number)
    )
    newest = {one.norm_id: one for one in versions}
    return sorted(newest.values(), key=lambda one: one.name.casefold())


def current_profile(code: str) -> str:
    """The code of the newest version on the same edition of the norm that a code names; a profile is the same."""
    version_id = version_id_of(code)
    if version_id is None:
        return code
    named = aliased(NormVersion)
    newest = db.session.scalar(
        select(NormVersion.id)
        .join(named, and_(named.norm_id == NormVersion.norm_id, named.standard == NormVersion.standard))
        .where(named.id == version_id)
        .order_by(NormVersion.number.desc())
        .limit(1)
    )
    return code_of(newest) if newest is not None else code


def started(day: date) -> ColumnElement[bool]:
    """The condition that a version of a norm is there on a day."""
    return or_(NormVersion.starts_on.is_(None), NormVersion.starts_on <= day)


def _given(day: date) -> ColumnElement[bool]:
    """That a norm is given to somebody or to a team on a day."""
    return and_(NormAssignment.starts_on <= day, or_(NormAssignment.ends_on.is_(None), NormAssignment.ends_on >= day))
