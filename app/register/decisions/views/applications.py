"""Pages on which an application is judged: what the committee found at its audit, and what the board decides."""

from __future__ import annotations

from typing import Any

from flask import Response, abort
from flask.typing import ResponseReturnValue
from flask_security import current_user

from app.core import clock
from app.core.audit import record_look
from app.core.web.htmx import render
from app.people.access import allow
from app.people.rules import RoleName
from app.register.applications.forms import AppointmentForm, AuditForm
from app.register.applications.queries import application_for, decision_about, functions_of, judged, proposal_for
from app.register.decisions import operations, queries
from app.register.decisions.forms import DecisionForm
from app.register.decisions.pages import decide
from app.register.decisions.views.ground import blueprint
from app.register.judges.queries import Judge, who_else
from app.register.models import Application
from app.register.outcomes.pages import outcome_page
from app.regulation.dossier_file.reading import stored_case


@blueprint.get("/kwaliteit/aanvraag/<int:application_id>/")
@allow(RoleName.COMMITTEE, RoleName.BOARD)
def application(application_id: int) -> Response:
    """An application with its audit and what the rules say of it; once it is decided or taken back it is closed."""
    found, _ = found_application(application_id)
    if not found.waits:
        abort(404)
    record_look(current_user.id, found.person_id, "Aanvraag voor het register")
    return application_page(found)


@blueprint.post("/kwaliteit/aanvraag/<int:application_id>/besluit")
@allow(RoleName.BOARD)
def decide_application(application_id: int) -> ResponseReturnValue:
    """Grant or refuse what was asked."""
    found, judge = found_application(application_id)
    form = _form(found)
    return decide(
        form,
        found,
        lambda status: application_page(found, status, form=form),
        lambda ruling: operations.decide_application(found, judge, ruling),
    )


def application_page(
    found: Application,
    status: int = 200,
    *,
    audit_form: AuditForm | None = None,
    appointment_form: AppointmentForm | None = None,
    form: DecisionForm | None = None,
) -> Response:
    """The page of an application, with the forms as they were sent or anew; of one that is closed only those."""
    may_decide = RoleName.BOARD in current_user.role_names
    if not found.waits:
        return render(
            "register/decisions/application.html",
            status=status,
            application=found,
            may_decide=may_decide,
            audit_form=audit_form,
            appointment_form=appointment_form,
            form=form,
            decided=decision_about(found),
        )
    case = stored_case(found.case)
    outcome = judged(found, case)
    proposal = proposal_for(found)
    if may_decide:
        form = form or _form(found, formdata=None)
        form.warn(outcome)
    may_audit = RoleName.COMMITTEE in current_user.role_names and found.needs_audit and proposal is None
    if may_audit:
        audit_form = audit_form or audit_form_for(found, formdata=None)
        appointment_form = appointment_form or _appointment_form(found)
    return render(
        "register/decisions/application.html",
        status=status,
        application=found,
        functions=functions_of(found),
        case=case,
        rules_say=outcome_page(outcome),
        may_audit=may_audit,
        may_decide=may_decide,
        audit_form=audit_form,
        appointment_form=appointment_form,
        form=form,
        proposal=proposal,
        rejected=queries.rejected_before(application_id=found.id) if may_decide else (),
    )


def audit_form_for(found: Application, **first: Any) -> AuditForm:
    """What was found at an audit, with who else of the committee could have been there."""
    others = who_else(RoleName.COMMITTEE, current_user, found.person, clock.today())
    day = min(clock.local(found.audit_at).date(), clock.today()) if found.audit_at else None
    return AuditForm(found.status_sought, others, data={"held_on": day}, **first).about(found, current_user)


def _appointment_form(found: Application) -> AppointmentForm:
    at = clock.local(found.audit_at) if found.audit_at else None
    planned = {"day": at.date(), "time": at.time(), "place": found.audit_place} if at else {}
    form = AppointmentForm(formdata=None, data=planned)
    form.show(found.audit_at)
    return form


def _form(found: Application, **first: Any) -> DecisionForm:
    kinds = queries.kinds_of(found)
    given = {"kind": kinds[0].value if len(kinds) == 1 else None, "effective_on": clock.today()}
    form = DecisionForm(kinds, data=given, **first)
    form.effective_on.description = "Alleen bij toekennen: van de dag van de aanvraag tot en met vandaag."
    return form.about(found, current_user)


def found_application(application_id: int) -> tuple[Application, Judge]:
    """An application that the viewer may judge, or a 404."""
    return application_for(current_user, application_id, clock.today()) or abort(404)
