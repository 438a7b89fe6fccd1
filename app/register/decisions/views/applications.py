"""Pages on which an application is judged: the committee records its audit, the board decides."""

from __future__ import annotations

from typing import Any

from flask import Response, abort, flash, url_for
from flask.typing import ResponseReturnValue
from flask_security import current_user

from app.core import clock
from app.core.audit import record_look
from app.core.web.htmx import go_to, render
from app.people.access import allow
from app.people.rules import RoleName
from app.register.applications.forms import AuditForm
from app.register.applications.operations import record_audit
from app.register.applications.queries import application_for, decision_about, functions_of, judged
from app.register.decisions import operations
from app.register.decisions.forms import DecisionForm
from app.register.decisions.pages import decide
from app.register.decisions.views.ground import blueprint
from app.register.forms import refused_in
from app.register.judges.operations import declare
from app.register.judges.queries import Judge
from app.register.models import Application
from app.register.outcomes.pages import outcome_page
from app.register.rules import ApplicationStatus, DecisionKind
from app.regulation.dossier_file.reading import stored_case


@blueprint.get("/kwaliteit/aanvraag/<int:application_id>/")
@allow(RoleName.COMMITTEE, RoleName.BOARD)
def application(application_id: int) -> Response:
    """An application with its audit and what the rules say of it; once it is decided or taken back it is closed."""
    found, _ = _application(application_id)
    if found.status is not ApplicationStatus.SUBMITTED:
        abort(404)
    record_look(current_user.id, found.person_id, "Aanvraag voor het register")
    return _page(found)


@blueprint.post("/kwaliteit/aanvraag/<int:application_id>/audit")
@allow(RoleName.COMMITTEE)
def audit(application_id: int) -> ResponseReturnValue:
    """Record what an audit found."""
    found, judge = _application(application_id)
    form = AuditForm(found.status_sought).about(found, current_user)
    if not form.validate():
        return _page(found, 422, audit_form=form)
    with refused_in(form, _page, found, 409, audit_form=form):
        declare(current_user, found, form.declares)
        record_audit(found, judge, form.facts)
    flash(f"De audit van {found.person.name} is vastgelegd. Het bestuur kan nu besluiten.", "success")
    return go_to(url_for("desk.index"))


@blueprint.post("/kwaliteit/aanvraag/<int:application_id>/besluit")
@allow(RoleName.BOARD)
def decide_application(application_id: int) -> ResponseReturnValue:
    """Grant or refuse what was asked."""
    found, judge = _application(application_id)
    form = _form(found)
    return decide(
        form,
        found,
        lambda status: _page(found, status, form=form),
        lambda ruling: operations.decide_application(found, judge, ruling),
    )


def _page(
    found: Application, status: int = 200, *, audit_form: AuditForm | None = None, form: DecisionForm | None = None
) -> Response:
    case = stored_case(found.case)
    outcome = judged(found, case)
    may_decide = RoleName.BOARD in current_user.role_names
    if may_decide:
        form = form or _form(found, formdata=None)
        form.warn(outcome)
    may_audit = RoleName.COMMITTEE in current_user.role_names and found.needs_audit
    return render(
        "register/decisions/application.html",
        status=status,
        application=found,
        functions=functions_of(found),
        case=case,
        rules_say=outcome_page(outcome),
        may_audit=may_audit,
        may_decide=may_decide,
        audit_form=audit_form or (_audit_form(found) if may_audit else None),
        form=form,
        decided=decision_about(found),
    )


def _audit_form(found: Application) -> AuditForm:
    return AuditForm(found.status_sought, formdata=None).about(found, current_user)


def _form(found: Application, **first: Any) -> DecisionForm:
    form = DecisionForm((DecisionKind.GRANT, DecisionKind.REFUSE), data={"effective_on": clock.today()}, **first)
    form.effective_on.description = "Van de dag van de aanvraag tot en met vandaag."
    return form.about(found, current_user)


def _application(application_id: int) -> tuple[Application, Judge]:
    return application_for(current_user, application_id, clock.today()) or abort(404)
