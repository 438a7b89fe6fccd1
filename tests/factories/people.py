"""Organisations, teams and people."""

from __future__ import annotations

import base64
from collections.abc import Sequence
from datetime import date
from itertools import count

from app.core import clock
from app.core.db import db
from app.people import operations, queries
from app.people.imports.operations import keep
from app.people.imports.reading import Read
from app.people.imports.rules.entries import Entry
from app.people.models import Department, Organisation, PeopleImport, Team, TeamMembership, User
from app.people.rules import LeadKind, Period, RoleName
from app.people.sessions.operations import begin_session
from app.people.tree.operations import add_department

PNG = base64.b64decode(
    "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg=="
)
"""One pixel."""
SVG = b"<svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 40 20'><path d='M5 5h30v10h-30z' fill='#14555f'/></svg>"

_number = count(1)


def make_organisation(name: str | None = None) -> Organisation:
    organisation = operations.add_organisation(name or f"Gemeente {next(_number)}")
    db.session.commit()
    return organisation


def make_department(
    organisation: Organisation, name: str | None = None, parent: Department | None = None
) -> Department:
    department = add_department(organisation, name or f"Afdeling {next(_number)}", parent)
    db.session.commit()
    return department


def make_team(
    organisation: Organisation | None = None, name: str | None = None, department: Department | None = None
) -> Team:
    team = operations.add_team(organisation or make_organisation(), name or f"Team {next(_number)}", department)
    db.session.commit()
    return team


def make_person(
    *roles: RoleName,
    organisation: Organisation | None = None,
    name: str | None = None,
    email: str | None = None,
    password_hash: str | None = None,
    closed: bool = False,
) -> User:
    number = next(_number)
    person = User(
        organisation=organisation or Organisation(name=f"Gemeente {next(_number)}"),
        name=name or f"Persoon {number}",
        email=email or f"persoon{number}@voorbeeldstad.example",
        roles=[queries.role_called(role) for role in sorted(roles or (RoleName.PROFESSIONAL,))],
        password=password_hash,
        active=not closed,
    )
    db.session.add(person)
    db.session.commit()
    return person


def make_membership(
    person: User,
    team: Team,
    *,
    is_manager: bool = False,
    lead: LeadKind | None = None,
    start: date = date(2025, 1, 1),
    end: date | None = None,
) -> TeamMembership:
    lead = LeadKind.HIERARCHICAL if is_manager else lead
    membership = operations.join_team(person, team, lead=lead, period=Period(start, end))
    db.session.commit()
    return membership


def make_session(person: User, device: str = "Chrome op Windows") -> dict[str, object]:
    """What the cookie of somebody holds who signed in at this moment."""
    token = begin_session(person.id, device, clock.now())
    cookie = {"_user_id": person.fs_uniquifier, "_fresh": True, "token": token}
    db.session.commit()
    return cookie


def make_import(owner: User, entries: Sequence[Entry], name: str = "mensen.xlsx") -> PeopleImport:
    """A file with people that waits for a yes."""
    columns = {"name": 0, "email": 1, "job_title": 2, "department": 3, "teams": 4}
    kept = keep(owner, Read(entries, columns, ["Salarisschaal"]), name)
    db.session.commit()
    return kept
