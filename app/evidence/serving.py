"""A file of evidence as an answer: for its owner, and for who may read it where it is shown."""

from __future__ import annotations

from flask import Response, abort

from app.core.stores.store import NotThere
from app.core.web.sending import send_stored
from app.evidence import storage
from app.evidence.models import Evidence
from app.evidence.rules import EvidenceKind


def as_download(evidence: Evidence | None) -> Response:
    """The file as a download, never shown in the browser, whatever is in it; 404 for a link or without its file."""
    if evidence is None or evidence.kind is not EvidenceKind.FILE:
        abort(404)
    try:
        file = storage.open_file(evidence)
    except NotThere:
        abort(404)
    response = send_stored(file, evidence.content_type, evidence.original_name)
    response.headers["Content-Security-Policy"] = "sandbox; default-src 'none'"
    return response
