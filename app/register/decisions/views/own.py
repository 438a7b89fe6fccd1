"""Pages of the person: what the board decided about me, and the letters."""

from __future__ import annotations

from flask import Response, abort, request
from flask_security import current_user

from app.core import clock
from app.core.web.htmx import render
from app.people.access import allow
from app.people.rules import RoleName
from app.register.decisions import operations, queries
from app.register.decisions.letters import letter_response
from app.register.decisions.views.ground import blueprint
from app.register.settings.queries import terms_for_objection, until_when


@blueprint.get("/mijn-register/besluiten/")
@allow(RoleName.PROFESSIONAL)
def own() -> Response:
    """What the board decided about me, with the letters."""
    found, terms = queries.own_decisions(current_user), terms_for_objection()
    return render(
        "register/decisions/own.html",
        decisions=found,
        until={one.id: until_when(one, terms) for one in found},
        today=clock.today(),
    )


@blueprint.get("/mijn-register/besluiten/<int:decision_id>/brief.pdf")
@allow(RoleName.PROFESSIONAL)
def own_letter(decision_id: int) -> Response:
    """The letter of a decision about me; the first time it is noted that I read it."""
    found = queries.own_decision(current_user, decision_id) or abort(404)
    response = letter_response(found)
    if request.method == "GET" and found.letter_read_at is None:
        operations.note_letter_read(found.id)
    return response
