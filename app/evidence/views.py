"""Downloads of evidence."""

from __future__ import annotations

from flask import Blueprint, Response
from flask_security import current_user

from app.evidence import queries
from app.evidence.serving import as_download
from app.people.access import Door, allow

blueprint = Blueprint("evidence", __name__)


@blueprint.get("/bewijs/<int:evidence_id>")
@allow(Door.SIGNED_IN)
def download(evidence_id: int) -> Response:
    """The file as a download, for its owner."""
    return as_download(queries.own_evidence(current_user, evidence_id))
