"""What stands in the links of the two mails: which change it is and what may be done with it, signed by us.

A link works once, because what it leads to takes one step; how long it works stands in the rules.
"""

from __future__ import annotations

from enum import StrEnum

from flask import current_app
from itsdangerous import BadData, URLSafeSerializer

from app.core.db import db
from app.people.models import EmailChange


class Use(StrEnum):
    """What a link is for."""

    CONFIRM = "confirm"
    STOP = "stop"


def token_for(change: EmailChange, use: Use) -> str:
    """What stands in the link."""
    return _signer(use).dumps(change.id)


def change_of(token: str, use: Use) -> EmailChange | None:
    """The change that a link is about; None when we did not make the link."""
    try:
        return db.session.get(EmailChange, _signer(use).loads(token))
    except BadData:
        return None


def _signer(use: Use) -> URLSafeSerializer:
    return URLSafeSerializer(str(current_app.secret_key), salt=f"email-change-{use}")
