"""Reads of who runs an installation: over all organisations."""

from __future__ import annotations

from sqlalchemy import select
from sqlalchemy.orm import selectinload

from app.core.db import db
from app.people.models import Organisation, User
from app.people.rules import RoleName, surname_key


def everybody_of(organisation: Organisation, role: RoleName | None = None) -> list[User]:
    """Everybody of an organisation (who has a role), closed accounts too, by surname."""
    people = db.session.scalars(
        select(User).where(User.organisation_id == organisation.id).options(selectinload(User.roles))
    )
    found = [person for person in people if role is None or role in person.role_names]
    return sorted(found, key=lambda person: surname_key(person.name))
