"""Writes of a person about themselves; they flush, the request commits."""

from __future__ import annotations

from app.core.db import db
from app.people.models import User


def set_own_email(person: User, email: str) -> None:
    """Keep an address that is not of the employer, or none."""
    person.own_email = email
    db.session.flush()


def set_shortcuts(person: User, on: bool) -> None:
    """Switch the number keys of the scoring page on or off for this person."""
    person.shortcuts = on
    db.session.flush()
