"""The link with which somebody keeps their dossier when their account is closed: it proves their own mailbox."""

from __future__ import annotations

from flask import current_app
from itsdangerous import BadData, URLSafeSerializer

from app.core.db import db
from app.people.models import User


def own_account_token(person: User) -> str:
    """What stands in the link; it works until the account changes hands or opens again."""
    return _signer().dumps([person.id, person.fs_uniquifier])


def person_of_token(token: str) -> tuple[User, bool] | None:
    """Whose link it is, and whether it still works; None when we did not make it."""
    try:
        id_, uniquifier = _signer().loads(token)
    except (BadData, TypeError, ValueError):
        return None
    person = db.session.get(User, id_)
    return None if person is None else (person, person.fs_uniquifier == uniquifier)


def _signer() -> URLSafeSerializer:
    return URLSafeSerializer(str(current_app.secret_key), salt="own-account")
