"""The button "Later" of a step of the set-up; the steps themselves stand on the start page."""

from __future__ import annotations

from flask import Blueprint, abort, flash, url_for
from flask.typing import ResponseReturnValue
from flask_security import current_user

from app.core.web.htmx import go_to
from app.overview.setup import operations
from app.people.access import allow
from app.people.rules import RoleName, SetupStep

blueprint = Blueprint("setup", __name__, url_prefix="/klaarzetten")


@blueprint.post("/<step>/later")
@allow(RoleName.ADMINISTRATOR)
def skip(step: str) -> ResponseReturnValue:
    """Leave a step for later."""
    if step not in set(SetupStep):
        abort(404)
    operations.skip(current_user.organisation, SetupStep(step))
    flash(f"‘{SetupStep(step).dutch}’ doe je later. Je vindt het ook bij Beheer.", "success")
    return go_to(url_for("overview.home"))
