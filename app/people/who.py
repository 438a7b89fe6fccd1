"""Whom a page of the administration is about; another organisation's people do not exist here."""

from __future__ import annotations

from flask import abort
from flask_security import current_user

from app.people import queries
from app.people.models import User
from app.people.rules import may_keep


def person_here(person_id: int) -> User:
    """Somebody of the organisation of who looks, or 404."""
    return queries.person_of(current_user.organisation_id, person_id) or abort(404)


def person_to_change(person_id: int) -> User:
    """The same, for who may change them; an administrator is changed by an administrator alone (403)."""
    found = person_here(person_id)
    if not may_keep(current_user.role_names, found.role_names):
        abort(403)
    return found
