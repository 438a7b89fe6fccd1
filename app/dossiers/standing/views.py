"""Pages of the registrant: where do I stand, the rules in plain Dutch, and the picture of the points."""

from __future__ import annotations

from flask import Blueprint, Response, abort, request
from flask_security import current_user

from app.core import clock
from app.core.charts import Size, svg_of
from app.core.web.headers import KeptResponse
from app.core.web.htmx import render
from app.dossiers.holding.position import position_of
from app.dossiers.holding.queries import held
from app.dossiers.pe.points_bar import PointsBar
from app.dossiers.standing.pages import standing_of
from app.people.access import allow
from app.people.rules import RoleName
from app.regulation.edition import Clause
from app.regulation.editions import rules_on

blueprint = Blueprint("standing", __name__, url_prefix="/mijn-register")

KEPT_SECONDS = 7 * 24 * 3600


@blueprint.get("/")
@allow(RoleName.PROFESSIONAL)
def show() -> Response:
    """Do I keep my status, what is missing, by when, and why."""
    return render(
        "dossiers/standing/show.html",
        standing=standing_of(position_of(current_user, clock.today())),
        rules_shown="regels" in request.args,
    )


@blueprint.get("/regels/")
@allow(RoleName.PROFESSIONAL)
def clauses() -> Response:
    """Every rule in plain Dutch with its place, and how we read what is not clear."""
    rules = rules_on(clock.today())
    documents: dict[str, dict[str, dict[str, list[Clause]]]] = {}
    for clause in rules.clauses.values():
        sections = documents.setdefault(clause.document_title, {}).setdefault(clause.part, {})
        sections.setdefault(clause.chapter, []).append(clause)
    return render(
        "dossiers/standing/clauses.html",
        rules=rules,
        documents=documents,
        unfolded="alles" in request.args,
        registration=held(current_user, clock.today()),
    )


@blueprint.get("/balk.svg")
@allow(RoleName.PROFESSIONAL)
def points_bar() -> Response:
    """The bar of the points that the address names; `klein` for a phone."""
    try:
        cells = PointsBar.from_address(request.args).cells
    except ValueError:
        abort(404)
    size: Size = "small" if "klein" in request.args else "large"
    response = KeptResponse(svg_of(cells, size), mimetype="image/svg+xml")
    response.cache_control.private = True
    response.cache_control.max_age = KEPT_SECONDS
    return response
