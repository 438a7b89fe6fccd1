"""The living page of parts and states, and sample screens made of them: for who builds, so not in production."""

from __future__ import annotations

from flask import Blueprint, Response, abort

from app.config import ROOT
from app.core import clock
from app.core.web.htmx import render
from app.people.access import Door, allow

blueprint = Blueprint("patterns", __name__)

NAMES = frozenset(path.stem for path in (ROOT / "templates" / "overview" / "patterns").glob("[!_]*.html"))


@blueprint.get("/onderdelen/")
@blueprint.get("/onderdelen/<name>")
@allow(Door.PUBLIC)
def show(name: str = "index") -> Response:
    """One sample page."""
    if name not in NAMES:
        abort(404)
    return render(f"overview/patterns/{name}.html", day=clock.today())
