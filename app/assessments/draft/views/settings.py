"""How somebody scores: per aspect or not, with the number keys or not, with whole sentences or only what is added."""

from __future__ import annotations

from urllib.parse import urlsplit

from flask import abort, request, session, url_for
from flask.typing import ResponseReturnValue
from flask_security import current_user

from app.assessments.draft import operations
from app.assessments.draft.pages import READING, address, own_assessment
from app.assessments.draft.views.ground import blueprint
from app.assessments.rules import Mode
from app.core.web.htmx import go_to
from app.people.access import allow
from app.people.account.operations import set_shortcuts
from app.people.rules import RoleName
from app.standards.library import get_standard


@blueprint.post("/zelfscan/<int:assessment_id>/manier")
@allow(RoleName.PROFESSIONAL)
def switch_mode(assessment_id: int) -> ResponseReturnValue:
    """Go on quick or per aspect; every answer stays."""
    assessment = own_assessment(assessment_id)
    try:
        operations.change_mode(assessment, Mode(request.form.get("mode", "")))
    except ValueError:
        abort(400)
    codes = [element.code for element in get_standard(assessment.standard).elements]
    if request.form.get("element") in codes:
        return go_to(address(assessment, request.form["element"]))
    return go_to(url_for("draft.overview", assessment_id=assessment.id))


@blueprint.post("/zelfscan/sneltoetsen")
@allow(RoleName.PROFESSIONAL)
def shortcuts() -> ResponseReturnValue:
    """Switch the number keys on or off."""
    set_shortcuts(current_user, request.form.get("on") == "1")
    return _back()


@blueprint.post("/zelfscan/leeswijze")
@allow(RoleName.PROFESSIONAL)
def choose_reading() -> ResponseReturnValue:
    """Show on the level cards all of each level, or only what it adds, until this browser signs out."""
    session[READING] = "short" if request.form.get("reading") == "short" else "full"
    return _back()


def _back() -> ResponseReturnValue:
    back = request.form.get("back", "")
    ours = back.startswith("/zelfscan/") and back.isprintable() and not urlsplit(back).netloc
    return go_to(back if ours else url_for("scans.index"))
