"""Pages of the registrant: where do I stand, the rules in plain Dutch, and the picture of the points."""

from __future__ import annotations

from dataclasses import dataclass

from flask import Blueprint, Response, abort, request
from flask.typing import ResponseReturnValue
from flask_security import current_user

from app.core import clock
from app.core.charts import Size, cells_svg
from app.core.filters import weekday
from app.core.headers import KeptResponse
from app.core.htmx import render
from app.dossiers.holding.queries import held, registrant_of
from app.dossiers.pe.points_bar import PointsBar
from app.dossiers.standing.case import case_of
from app.dossiers.standing.pages import Standing, standing_of
from app.dossiers.standing.words import in_words, unknown_facts
from app.dossiers.what_if.forms import WhatIfForm
from app.dossiers.what_if.rules import last_chance
from app.dossiers.what_if.rules import what_if as try_out
from app.people.access import allow
from app.people.rules import RoleName
from app.regulation.case import CaseAction
from app.regulation.edition import Clause
from app.regulation.editions import rules_on
from app.regulation.readiness import How, Readiness, readiness
from app.regulation.ways import Way, ways_for

blueprint = Blueprint("dossiers", __name__, url_prefix="/mijn-register")

KEPT_SECONDS = 7 * 24 * 3600


@blueprint.get("/")
@allow(RoleName.PROFESSIONAL)
def standing() -> Response:
    """Do I keep my status, what is missing, by when, and why."""
    found = standing_of(current_user, clock.today())
    ways = ways_for(found.registration.status if found.registration else None, found.rules)
    up = next((way for way in ways if way.action is CaseAction.UPGRADE), None)
    return render(
        "dossiers/standing/show.html",
        standing=found,
        readiness=_ready(up, found) if up and found.asked else None,
        unknown=_unknown(found),
        ways=[_EntryWay(way, _ready(way, found)) for way in ways] if found.registration is None else (),
    )


def _unknown(found: Standing) -> list[str]:
    if found.registration is not None:
        return []
    return unknown_facts(case_of(found.person, found.today), found.registrant)


@dataclass(frozen=True, slots=True)
class _EntryWay:
    """A way in, with how far away it is."""

    way: Way
    ready: Readiness

    @property
    def sentence(self) -> str:
        """When it can be, and what must be done."""
        do = [one for one in self.ready.steps if one.how is How.DO]
        other = [one for one in self.ready.steps if one.how is How.OTHER]
        if other:
            return f"Nu nog niet. Hier voldoe je nog niet aan: {in_words(other)}."
        words = f"Te doen: {in_words(do)}." if do else "Je hebt alles."
        first = self.ready.first_day
        if first is not None and first > self.ready.outcome.evaluation_date:
            return f"Kan op zijn vroegst op {weekday(first)}. {words}"
        return words


def _ready(way: Way, found: Standing) -> Readiness:
    case = case_of(found.person, found.today, action=way.action, sought=way.status, route=way.route)
    return readiness(case, found.rules)


@blueprint.get("/wat-als")
@allow(RoleName.PROFESSIONAL)
def what_if() -> ResponseReturnValue:
    """Try a day, an activity, a level: the verdict changes, nothing is kept."""
    today = clock.today()
    rules, registration = rules_on(today), held(current_user)
    ways = ways_for(registration.status if registration else None, rules)
    form = WhatIfForm.of(request.args, ways, rules, today)
    way = form.way
    case = case_of(current_user, today, action=way.action, sought=way.status, route=way.route)
    known = rules.register(case.register).conditions_known
    found = None
    if form.validate() and known:
        default = last_chance(case) if way.action is CaseAction.RENEWAL else today
        tried = [row.activities for row in form.rows] if registration else ()
        found = try_out(case, way, form.dag.data or default, rules, tried, **form.changes(case.register))
    changed = found.case if found else case
    return render(
        "dossiers/what_if/show.html",
        fragment="dossiers/what_if/_what_if.html",
        status=422 if form.has_errors else 200,
        form=form,
        found=found,
        rules=rules,
        case=case,
        known=known,
        registration=registration,
        unknown=() if way.action is CaseAction.RENEWAL else unknown_facts(changed, registrant_of(current_user)),
        in_words=in_words,
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
        registration=held(current_user),
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
    response = KeptResponse(cells_svg(cells, size), mimetype="image/svg+xml")
    response.cache_control.private = True
    response.cache_control.max_age = KEPT_SECONDS
    return response
