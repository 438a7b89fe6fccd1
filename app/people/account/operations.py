"""Writes of a person about themselves; they flush, the request commits."""

from __future__ import annotations

from app.core.db import db
from app.people.models import User


def set_own_email(person: User, email: str) -> None:
    """Keep an address that is not of the employer, or none."""
    person.own_email = email
    db.session.flush()
