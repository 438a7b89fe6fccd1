"""The page of a status that is held: a proposal to take it away or, when its year is over, the renewal."""

from __future__ import annotations

from flask import Response, abort, request
from flask.typing import ResponseReturnValue
from flask_security import current_user

from app.core import clock
from app.core.audit import record_look
from app.core.web.htmx import render
from app.people.access import allow
from app.people.rules import RoleName
from app.register.decisions import operations, queries
from app.register.decisions.forms import DecisionForm
from app.register.decisions.pages import decide
from app.register.decisions.views.ground import blueprint
from app.register.outcomes.pages import outcome_page


@blueprint.route("/kwaliteit/ingeschreven/<int:registration_id>/", methods=["GET", "POST"])
@allow(RoleName.BOARD)
def registration(registration_id: int) -> ResponseReturnValue:
    """A status that is held: a member can propose to take it away or, when its year is over, decide the renewal."""
    found, judge = queries.registration_for(current_user, registration_id, clock.today()) or abort(404)
    waiting = queries.handed_in_of(found)
    kinds = queries.kinds_for(found, waiting)
    given = {"kind": kinds[0] if len(kinds) == 1 else None, "effective_on": clock.today()}
    form = DecisionForm(kinds, data=given).about(found, current_user)
    if len(kinds) > 1:
        form.effective_on.description = "Verlengen gaat altijd in op de verlengingsdatum."

    def page(status: int = 200) -> Response:
        outcome = queries.outcome_of_registration(found, waiting)
        form.warn(outcome)
        form.shown.data = found.renewal_date.isoformat()
        return render(
            "register/decisions/registration.html",
            status=status,
            registration=found,
            form=form,
            rules_say=outcome_page(outcome) if outcome else None,
            proposal=queries.proposal_about(found),
            dossiers=waiting,
            today=clock.today(),
        )

    if request.method == "GET":
        record_look(current_user.id, found.person_id, "Status in het register")
        return page()
    return decide(form, found, page, lambda ruling: operations.decide_registration(found, judge, ruling))
