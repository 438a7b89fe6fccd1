"""The page "Wat als": try a day, an activity, a level, and see what the rules would say."""

from __future__ import annotations

from typing import Any

from flask import Blueprint, request, url_for
from flask.typing import ResponseReturnValue
from flask_security import current_user

from app.core import clock
from app.core.web.htmx import render
from app.dossiers.holding.position import position_of
from app.dossiers.standing.case import case_of
from app.dossiers.standing.words import in_words, unknown_facts
from app.dossiers.what_if.forms import WhatIfForm
from app.dossiers.what_if.rules import last_chance, what_if
from app.people.access import allow
from app.people.rules import RoleName
from app.regulation.case import CaseAction
from app.regulation.ways import ways_for

blueprint = Blueprint("what_if", __name__, url_prefix="/mijn-register/wat-als")


@blueprint.get("")
@allow(RoleName.PROFESSIONAL)
def show() -> ResponseReturnValue:
    """Try a day, an activity, a level: the verdict changes, nothing is kept."""
    position = position_of(current_user, clock.today())
    rules, registration, today = position.rules, position.registration, position.day
    form = WhatIfForm.of(request.args, ways_for(registration.status if registration else None, rules), rules, today)
    way = form.way
    case = case_of(position, action=way.action, sought=way.status, route=way.route)
    known = rules.register(case.register).conditions_known
    found = None
    if form.validate() and known:
        default = last_chance(case) if way.action is CaseAction.RENEWAL else today
        tried = [row.activities for row in form.rows] if registration else ()
        found = what_if(case, way, form.dag.data or default, rules, tried, **form.changes(case.register))
    changed = found.case if found else case
    asked: dict[str, Any] = {name: value for name, value in request.args.items() if name != "regels"}
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
        unknown=() if way.action is CaseAction.RENEWAL else unknown_facts(changed),
        in_words=in_words,
        rules_shown="regels" in request.args,
        address_with_rules=url_for("what_if.show", **asked, regels=1),
        address_without=url_for("what_if.show", **asked),
    )
