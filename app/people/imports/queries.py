"""Reads for the import: an organisation as it is now, in few statements, and the files that wait."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime, timedelta

from sqlalchemy import ColumnElement, and_, func, select

from app.core.db import db
from app.people.imports.rules.entries import Entry
from app.people.imports.rules.plan import Known, KnownTeam, Place, State
from app.people.models import Department, EmailChange, PeopleImport, Role, Team, TeamMembership, User, roles_users
from app.people.queries import departments_of
from app.people.rules import AddressStatus, Period, RoleName

KEPT = timedelta(days=1)
"""So long a file waits for a yes."""
_AT_ONCE = 500


def import_of(owner: User, import_id: int, now: datetime) -> PeopleImport | None:
    """A file that this person sent for their organisation of now and that is not too old, or None."""
    return db.session.scalar(
        select(PeopleImport).where(
            PeopleImport.id == import_id,
            PeopleImport.owner_id == owner.id,
            PeopleImport.organisation_id == owner.organisation_id,
            PeopleImport.made_at > now - KEPT,
        )
    )


def latest_import_of(owner: User, now: datetime) -> PeopleImport | None:
    """The last file that this person sent and that still waits, or None."""
    last = select(PeopleImport.id).where(PeopleImport.owner_id == owner.id).order_by(PeopleImport.id.desc()).limit(1)
    found = db.session.scalar(last)
    return None if found is None else import_of(owner, found, now)


def entries_of(kept: PeopleImport) -> Sequence[Entry]:
    """What its rows say."""
    return [Entry.from_json(said) for said in json.loads(kept.rows)]


def columns_of(kept: PeopleImport) -> Mapping[str, int]:
    """The number of each column in the file, from 0."""
    return dict(json.loads(kept.columns))


def state_of(organisation_id: int, today: date) -> State:
    """The organisation as the database has it now, whatever is in memory."""
    here = User.organisation_id == organisation_id
    roles, places, asked = _roles(here), _places(here), _addresses_asked(here)
    has_left = and_(User.leaves_on.is_not(None), User.leaves_on < today)
    said = (User.id, User.name, User.email, User.employee_number, User.job_title)
    accounts = (and_(User.active, ~has_left), User.password.is_not(None), User.leaves_on.is_not(None))
    known = {}
    for row in db.session.execute(select(*said, *accounts).where(here).order_by(User.id)):
        id_, name, email, number, job_title, active, chosen, leaving = row
        ordered = tuple(one for one in RoleName if one in roles[id_])
        known[id_] = Known(
            id_,
            name,
            email,
            number,
            job_title,
            active,
            chosen,
            ordered,
            tuple(places[id_]),
            asked.get(id_, ""),
            leaving,
        )
    return State(known, _teams(organisation_id), tuple(one.name for one in departments_of(organisation_id)))


def _roles(here: ColumnElement[bool]) -> Mapping[int, set[RoleName]]:
    found: dict[int, set[RoleName]] = defaultdict(set)
    held = (
        select(roles_users.c.user_id, Role.name)
        .join(Role, Role.id == roles_users.c.role_id)
        .join(User, User.id == roles_users.c.user_id)
    )
    for user_id, name in db.session.execute(held.where(here)):
        found[user_id].add(RoleName(name))
    return found


def _places(here: ColumnElement[bool]) -> Mapping[int, list[Place]]:
    found: dict[int, list[Place]] = defaultdict(list)
    one = TeamMembership
    places = select(one.id, one.user_id, one.team_id, one.lead, one.starts_on, one.ends_on)
    in_order = places.join(User, User.id == one.user_id).where(here).order_by(one.starts_on, one.id)
    for id_, user_id, team_id, lead, starts_on, ends_on in db.session.execute(in_order):
        found[user_id].append(Place(id_, team_id, lead, Period(starts_on, ends_on)))
    return found


def _addresses_asked(here: ColumnElement[bool]) -> Mapping[int, str]:
    """The addresses that wait for a yes, by the person who must give it."""
    waiting = select(EmailChange.person_id, EmailChange.new_email).where(EmailChange.status == AddressStatus.ASKED)
    rows = db.session.execute(waiting.join(User, User.id == EmailChange.person_id).where(here))
    return {row.person_id: row.new_email for row in rows}


def _teams(organisation_id: int) -> Mapping[int, KnownTeam]:
    teams = (
        select(Team.id, Team.name, func.coalesce(Department.name, ""), Team.closed_on)
        .outerjoin(Department, Department.id == Team.department_id)
        .where(Team.organisation_id == organisation_id)
        .order_by(Team.id)
    )
    return {row[0]: KnownTeam(*row) for row in db.session.execute(teams)}


def taken_elsewhere(organisation_id: int, addresses: Iterable[str]) -> frozenset[str]:
    """Which of these addresses people of other organisations have."""
    asked, found = sorted(addresses), set()
    for start in range(0, len(asked), _AT_ONCE):
        some = asked[start : start + _AT_ONCE]
        found |= set(
            db.session.scalars(select(User.email).where(User.organisation_id != organisation_id, User.email.in_(some)))
        )
    return frozenset(found)
