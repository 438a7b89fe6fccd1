"""The page of one decision, or of a proposal that a second member confirms or not, and the letter of it."""

from __future__ import annotations

from flask import Response, abort, flash
from flask.typing import ResponseReturnValue
from flask_security import current_user

from app.core import clock
from app.core.audit import record_look
from app.core.web.htmx import go_to, render
from app.dossiers.rules import DossierStatus
from app.people.access import allow
from app.people.rules import RoleName
from app.register.decisions import operations, queries
from app.register.decisions.forms import SecondForm
from app.register.decisions.letters import letter_data, letter_response
from app.register.decisions.pages import decided
from app.register.decisions.views.ground import blueprint
from app.register.forms import refused_in
from app.register.judges.operations import declare
from app.register.judges.queries import Judge, part_of, who_else
from app.register.lists import onwards
from app.register.models import Decision
from app.register.outcomes.pages import outcome_of
from app.register.rules import ApplicationStatus, DecisionStatus


@blueprint.get("/kwaliteit/besluiten/<int:decision_id>/")
@allow(RoleName.BOARD)
def show(decision_id: int) -> Response:
    """A decision, or a proposal that waits for a second member."""
    found, _ = _decision(decision_id)
    record_look(current_user.id, found.person_id, f"Besluit {found.number}")
    return _page(found, SecondForm().about(found, current_user))


@blueprint.post("/kwaliteit/besluiten/<int:decision_id>/bevestigen")
@allow(RoleName.BOARD)
def confirm(decision_id: int) -> ResponseReturnValue:
    """A second member agrees with a proposal: it holds."""
    found, judge = _decision(decision_id)
    form = SecondForm().about(found, current_user)
    if _may_answer(found) and not form.validate():
        return _page(found, form, 422)
    with refused_in(form, _page, found, form, 409):
        declare(current_user, found, form.declares)
        operations.confirm(found, judge, form.answer.data or "")
    return decided(found)


@blueprint.post("/kwaliteit/besluiten/<int:decision_id>/afwijzen")
@allow(RoleName.BOARD)
def drop(decision_id: int) -> ResponseReturnValue:
    """A second member does not agree with a proposal, or the first takes it back: nothing changes."""
    found, judge = _decision(decision_id)
    form = SecondForm().about(found, current_user)
    if _may_answer(found) and not form.validate():
        return _page(found, form, 422)
    with refused_in(form, _page, found, form, 409):
        if found.decided_by_id == current_user.id:
            operations.take_back(found, current_user)
            said = "Je voorstel is ingetrokken."
        else:
            declare(current_user, found, form.declares)
            operations.drop(found, judge, form.answer.data or "")
            said = f"Het voorstel over {found.person.name} is vervallen."
    flash(f"{said} Er verandert niets.", "success")
    return go_to(onwards())


@blueprint.get("/kwaliteit/besluiten/<int:decision_id>/brief.pdf")
@allow(RoleName.BOARD)
def letter(decision_id: int) -> Response:
    """The letter of a decision that was taken."""
    found, _ = _decision(decision_id)
    if found.status is not DecisionStatus.TAKEN:
        abort(404)
    record_look(current_user.id, found.person_id, f"Brief bij besluit {found.number}")
    return letter_response(found)


def _may_answer(found: Decision) -> bool:
    """Whether the viewer is somebody of whom an answer is asked."""
    return found.status is DecisionStatus.PROPOSED and part_of(current_user, found) is None


def _page(found: Decision, form: SecondForm, status: int = 200) -> Response:
    waits, part = found.status is DecisionStatus.PROPOSED, part_of(current_user, found)
    dossier_is_open = found.dossier is not None and found.dossier.status is DossierStatus.HANDED_IN
    is_open = waits or dossier_is_open or _is_open(found)
    return render(
        "register/decisions/decision.html",
        status=status,
        decision=found,
        rules_say=outcome_of(found),
        form=form,
        is_mine=found.decided_by_id == current_user.id,
        part=part,
        waits=waits,
        letter=letter_data(found) if waits else None,
        audit=found.application.newest_audit if is_open and found.application else None,
        findings=queries.findings_of(found.dossier) if is_open and found.dossier else (),
        dossier_is_open=dossier_is_open,
        who=who_else(RoleName.BOARD, current_user, found.person, clock.today(), found) if waits and part else (),
    )


def _is_open(found: Decision) -> bool:
    """Whether the application waits, or an objection: only so long the findings of the committee are read."""
    application_waits = found.application is not None and found.application.waits
    return application_waits or (found.objection is not None and found.objection.is_open)


def _decision(decision_id: int) -> tuple[Decision, Judge]:
    """A decision that the viewer may judge, or a 404; so is what was proposed about what the person took back."""
    found, judge = queries.decision_for(current_user, decision_id, clock.today()) or abort(404)
    asked = found.application
    if found.status is DecisionStatus.DROPPED and asked and asked.status is ApplicationStatus.WITHDRAWN:
        abort(404)
    return found, judge
