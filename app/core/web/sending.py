"""A file as an answer, and what was wrong with a file that was sent to us."""

from __future__ import annotations

from collections.abc import Sequence
from typing import IO, Any

from flask import Response, send_file

from app.core.files.limits import MOST_FAULTS
from app.core.shapes import Fault

MOST_SHOWN = 50
"""More faults in an uploaded file than this are only counted."""


def send(content: bytes, mimetype: str, name: str, *, inline: bool = False) -> Response:
    """Content as a file with a name: to keep, or `inline` to look at. As every page, nobody keeps it on the way."""
    response = Response(content, mimetype=mimetype)
    response.headers.set("Content-Disposition", "inline" if inline else "attachment", filename=name)
    return response


def send_stored(file: IO[bytes], mimetype: str, name: str) -> Response:
    """A file that is too large to hold, as a download, whatever is in it; nobody keeps it on the way."""
    response = send_file(file, mimetype=mimetype, as_attachment=True, download_name=name, etag=False)
    response.headers["Cache-Control"] = "no-store, private"
    return response


def first_faults(faults: Sequence[Fault]) -> dict[str, Any]:
    """The faults of an upload for its page, and how many there are more: a number, or that nobody counted on."""
    more = max(0, len(faults) - MOST_SHOWN)
    return {"faults": faults[:MOST_SHOWN], "more_faults": "veel" if len(faults) >= MOST_FAULTS else more}
