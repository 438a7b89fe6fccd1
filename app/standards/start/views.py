"""The page with what an organisation has of its own over standards: its texts, standards and decisions of editions."""

from __future__ import annotations

from flask import Blueprint
from flask.typing import ResponseReturnValue
from flask_security import current_user

from app.core.web.htmx import render
from app.people.access import allow
from app.people.rules import RoleName
from app.standards import library as queries
from app.standards.library import own_standards_of
from app.standards.models import EditionDecision
from app.standards.rules.deciding import undecided
from app.standards.rules.standard import Standard

blueprint = Blueprint("start", __name__)


@blueprint.get("/eigen/")
@allow(RoleName.HR, RoleName.ADMINISTRATOR)
def index() -> ResponseReturnValue:
    """What the organisation has of its own: standards, and texts per standard."""
    organisation = current_user.organisation
    standards = queries.bases_for(organisation)
    counts = [(one, len(queries.own_texts(organisation.id, one.slug))) for one in standards]
    return render(
        "standards/start/index.html",
        standards=[(one, count) for one, count in counts if count or not one.is_own],
        own_standards=own_standards_of(organisation.id),
        editions=_later_editions(),
    )


def _later_editions() -> list[tuple[Standard, int, EditionDecision | None]]:
    """The editions that follow another, each with how many elements wait for a decision, and the decision."""
    organisation = current_user.organisation
    return [
        (
            one,
            len(undecided(queries.standard_for(organisation, one.follows), one)),
            queries.edition_decision(organisation.id, one.slug),
        )
        for one in queries.standards_for(organisation)
        if one.follows
    ]
