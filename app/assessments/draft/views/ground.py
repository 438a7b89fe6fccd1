"""The blueprint to which the pages of a draft are added."""

from __future__ import annotations

from flask import Blueprint, request, url_for
from flask.typing import ResponseReturnValue

from app.assessments.draft.operations import AlreadyHandedIn
from app.core.web.htmx import go_to

blueprint = Blueprint("draft", __name__)


@blueprint.errorhandler(AlreadyHandedIn)
def to_result(handed_in: AlreadyHandedIn) -> ResponseReturnValue:
    """What was handed in is read as a result, on every page of a draft that does not say so itself."""
    return go_to(url_for("results.show", assessment_id=(request.view_args or {})["assessment_id"]))
