"""The page with what an organisation has of its own over standards: texts, norms (kaders), standards."""

from __future__ import annotations

from flask import Blueprint
from flask.typing import ResponseReturnValue
from flask_security import current_user

from app.core.web.htmx import render
from app.people.access import allow
from app.people.rules import RoleName
from app.standards import library as queries
from app.standards.library import own_standards_of, published_of
from app.standards.models import EditionDecision
from app.standards.norms import queries as norm_queries
from app.standards.rules.deciding import undecided
from app.standards.rules.standard import Standard

blueprint = Blueprint("start", __name__)


@blueprint.get("/eigen/")
@allow(RoleName.HR, RoleName.ADMINISTRATOR)
def index() -> ResponseReturnValue:
    """What the organisation has of its own: kaders, standards, and texts per standard."""
    organisation = current_user.organisation
    standards = queries.bases_for(organisation)
    counts = [(one, len(queries.own_texts(organisation.id, one.slug))) for one in standards]
    norms = norm_queries.norms_of(organisation.id)
    withdrawn = [one for one, _ in published_of(organisation).values()]
    return render(
        "standards/start/index.html",
        standards=[(one, count) for one, count in counts if count or not one.is_own],
        norms=norms,
        later={
            norm_id: (before.edition, after.edition)
            for norm_id, (before, after) in norm_queries.later_editions(organisation, norms).items()
        },
        titles={one.slug: one.title for one in (*standards, *withdrawn)},
        own_standards=own_standards_of(organisation.id),
        editions=_later_editions(),
    )


def _later_editions() -> list[tuple[Standard, int, EditionDecision | None]]:
    """The editions that follow another, each with how many elements wait for a decision, and the decision."""
    organisation = current_user.organisation
    return [
        (one, len(undecided(queries.standard_for(organisation, one.follows), one)),
         queries.edition_decision(organisation.id, one.slug))
        for one in queries.standards_for(organisation)
        if one.follows
    ]  # fmt: skip
