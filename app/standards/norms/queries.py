"""Reads of norms (kaders): those of an organisation, and those that hold for a person on a day."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, Select, and_, func, or_, select
from sqlalchemy.orm import aliased, joinedload, selectinload

from app.core import clock
from app.core.db import db
from app.people.models import Department, Organisation, Team, TeamMembership, User
from app.people.queries import running_on
from app.people.rules import RoleName
from app.people.tree.queries import (
    Found,
    departments_over,
    found_part,
    found_person,
    owners_of,
    parts_found,
    people_found,
)
from app.standards.library import standard_for, standards_for
from app.standards.models import Norm, NormAssignment, NormVersion
from app.standards.rules.editions import newest_edition
from app.standards.rules.norms import code_of, version_id_of
from app.standards.rules.profile import Profile
from app.standards.rules.standard import Standard, UnknownStandard

MOST_FOUND = 20
"""Departments, teams and people in a list to choose from."""


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
    """The codes of the norms that hold for a person on a day: those of the person, of their teams, of a department."""
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
            or_(NormAssignment.user_id == person.id, _of_teams(teams)),
            _given(day),
        )
        .order_by(
            NormAssignment.user_id.is_(None),
            NormAssignment.team_id.is_(None),
            NormAssignment.starts_on.desc(),
            NormVersion.number,
        )
    )


def norms_of_teams(manager: User, day: date) -> list[NormVersion]:
    """The newest version of each norm that holds, on this day, for a team that somebody manages on it; by name."""
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
            _of_teams(teams),
            _given(day),
        )
        .order_by(NormVersion.number)
    )
    newest = {one.norm_id: one for one in versions}
    return sorted(newest.values(), key=lambda one: one.name.casefold())


def given_to(owner: Department | Team, day: date) -> Sequence[NormAssignment]:
    """The norms that are used and hold for a department or team on a day or later, also by what is above it.

    In the order of their days; a norm that was closed is left out.
    """
    if isinstance(owner, Team):
        condition = _of_teams(select(Team.id).where(Team.id == owner.id))
    else:
        condition = NormAssignment.department_id.in_((owner.id, owner.parent_id or owner.id))
    return db.session.scalars(
        select(NormAssignment)
        .join(Norm, Norm.id == NormAssignment.norm_id)
        .where(
            Norm.organisation_id == owner.organisation_id,
            Norm.closed_at.is_(None),
            condition,
            or_(NormAssignment.ends_on.is_(None), NormAssignment.ends_on >= day),
        )
        .options(joinedload(NormAssignment.norm))
        .order_by(NormAssignment.starts_on, NormAssignment.id)
    ).all()


@dataclass(frozen=True, slots=True)
class Owners:
    """Who can get a norm: what was chosen before, then what a search found; `left` is how many it leaves out."""

    chosen: tuple[Found, ...]
    found: tuple[Found, ...]
    left: int

    @property
    def rows(self) -> tuple[Found, ...]:
        """All of them, each once."""
        return tuple(dict.fromkeys((*self.chosen, *self.found)))


def owners_found(organisation_id: int, search: str, keys: Collection[str], day: date) -> Owners:
    """The departments, teams and professionals that a search finds, after those with these keys.

    Without a search the departments and teams alone: people are found by their name or job title.
    """
    parts = parts_found(organisation_id, search, MOST_FOUND, day)
    people: tuple[Found, ...] = ()
    total = parts.total
    if search:
        found = people_found(organisation_id, search, day, MOST_FOUND, role=RoleName.PROFESSIONAL)
        people, total = found.rows[: MOST_FOUND - len(parts.rows)], total + found.total
    rows = (*parts.rows, *people)
    chosen = tuple(
        found_person(one, day) if isinstance(one, User) else found_part(one) for one in givable(organisation_id, keys)
    )
    return Owners(chosen, rows, total - len(rows))


def givable(organisation_id: int, keys: Collection[str]) -> list[Department | Team | User]:
    """Of those with these keys the ones that can get a norm: open, and a person who scores."""
    return [
        one
        for one in owners_of(organisation_id, keys)
        if (one.active and RoleName.PROFESSIONAL in one.role_names if isinstance(one, User) else _is_there(one))
    ]


def _is_there(one: Department | Team) -> bool:
    return one.closed_on is None or one.closed_on >= clock.today()


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


def _of_teams(teams: Select[int]) -> ColumnElement[bool]:
    """That a norm is given to one of these teams (by id), or to a department above it."""
    return or_(NormAssignment.team_id.in_(teams), NormAssignment.department_id.in_(departments_over(teams)))


def started(day: date) -> ColumnElement[bool]:
    """The condition that a version of a norm is there on a day."""
    return or_(NormVersion.starts_on.is_(None), NormVersion.starts_on <= day)


def _given(day: date) -> ColumnElement[bool]:
    """That a norm is given to somebody or to a team on a day."""
    return and_(NormAssignment.starts_on <= day, or_(NormAssignment.ends_on.is_(None), NormAssignment.ends_on >= day))
