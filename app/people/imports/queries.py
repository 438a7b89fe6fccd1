"""Reads for the import: an organisation as it is now, in few statements, and the files that wait."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime, timedelta

from sqlalchemy import select

from app.core.db import db
from app.people.imports.rules.entries import Entry
from app.people.imports.rules.plan import Known, KnownTeam, Place, State
from app.people.models import PeopleImport, Role, Team, TeamMembership, User, roles_users
from app.people.rules import Period, RoleName

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


def state_of(organisation_id: int) -> State:
    """The organisation as the database has it now, whatever is in memory."""
    roles: dict[int, set[RoleName]] = defaultdict(set)
    held = (
        select(roles_users.c.user_id, Role.name)
        .join(Role, Role.id == roles_users.c.role_id)
        .join(User, User.id == roles_users.c.user_id)
        .where(User.organisation_id == organisation_id)
    )
    for user_id, name in db.session.execute(held):
        roles[user_id].add(RoleName(name))
    places: dict[int, list[Place]] = defaultdict(list)
    table = TeamMembership
    member = (
        select(table.id, table.user_id, table.team_id, table.is_manager, table.starts_on, table.ends_on)
        .join(User, User.id == table.user_id)
        .where(User.organisation_id == organisation_id)
        .order_by(table.starts_on, table.id)
    )
    for id_, user_id, team_id, is_manager, starts_on, ends_on in db.session.execute(member):
        places[user_id].append(Place(id_, team_id, is_manager, Period(starts_on, ends_on)))
    people = (
        select(
            User.id,
            User.name,
            User.email,
            User.employee_number,
            User.job_title,
            User.active,
            User.password.is_not(None),
        )
        .where(User.organisation_id == organisation_id)
        .order_by(User.id)
    )
    known = {}
    for row in db.session.execute(people):
        ordered = tuple(one for one in RoleName if one in roles[row[0]])
        known[row[0]] = Known(*row, roles=ordered, places=tuple(places[row[0]]))
    return State(known, _teams_of(organisation_id))


def _teams_of(organisation_id: int) -> Mapping[int, KnownTeam]:
    rows = db.session.execute(
        select(Team.id, Team.name).where(Team.organisation_id == organisation_id).order_by(Team.id)
    )
    return {id_: KnownTeam(id_, name) for id_, name in rows}


def taken_elsewhere(organisation_id: int, addresses: Iterable[str]) -> frozenset[str]:
    """Which of these addresses people of other organisations have."""
    asked, found = sorted(addresses), set()
    for start in range(0, len(asked), _AT_ONCE):
        some = asked[start : start + _AT_ONCE]
        found |= set(
            db.session.scalars(select(User.email).where(User.organisation_id != organisation_id, User.email.in_(some)))
        )
    return frozenset(found)
