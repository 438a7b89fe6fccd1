"""The mark of an organisation: it changes with everything that it lays over standards, and never comes back.

What was read at a mark can be kept (see `library`): every process sees a change at its next request.
"""

from __future__ import annotations

import secrets

from app.core.db import db
from app.core.problems import Conflict
from app.people.models import Organisation


class ChangedByOther(Conflict):
    """Somebody else of the organisation changed it after this person looked."""


def mark_changed(organisation: Organisation) -> None:
    """Let every process see at its next request that something changed."""
    organisation.standards_mark = secrets.token_hex(8)
    db.session.flush()
