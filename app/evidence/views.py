"""Downloads of evidence."""

from __future__ import annotations

from flask import Blueprint, Response, abort, send_file
from flask_security import current_user

from app.evidence import queries, storage
from app.evidence.rules import EvidenceKind
from app.people.access import Door, allow

blueprint = Blueprint("evidence", __name__)


@blueprint.get("/bewijs/<int:evidence_id>")
@allow(Door.SIGNED_IN)
def download(evidence_id: int) -> Response:
    """The file as a download, never shown in the browser, whatever is in it."""
    evidence = queries.own_evidence(current_user, evidence_id)
    if evidence is None or evidence.kind is not EvidenceKind.FILE:
        abort(404)
    path = storage.path_of(evidence.storage_name)
    if not path.exists():
        abort(404)
    response = send_file(
        path, mimetype=evidence.content_type, as_attachment=True, download_name=evidence.original_name, etag=False
    )
    response.headers["Content-Security-Policy"] = "sandbox; default-src 'none'"
    response.headers["Cache-Control"] = "no-store, private"
    return response
