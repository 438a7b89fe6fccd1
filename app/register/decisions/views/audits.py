"""The audit of an application: when and where it is, what was found at it, and what was shown with both."""

from __future__ import annotations

from flask import Response, abort, flash, url_for
from flask.typing import ResponseReturnValue
from flask_security import current_user

from app.core.audit import record_look
from app.core.web.htmx import go_to
from app.core.web.sending import send
from app.evidence.serving import as_download
from app.people.access import allow
from app.people.rules import RoleName
from app.register.applications import calendar, operations
from app.register.applications.forms import AppointmentForm
from app.register.decisions.views.applications import application_page, audit_form_for, found_application
from app.register.decisions.views.ground import blueprint
from app.register.forms import refused_in
from app.register.judges.operations import declare
from app.register.lists import onwards
from app.register.models import Application


@blueprint.post("/kwaliteit/aanvraag/<int:application_id>/afspraak")
@allow(RoleName.COMMITTEE)
def plan_audit(application_id: int) -> ResponseReturnValue:
    """Say when and where the audit is; the person gets a mail."""
    found, judge = found_application(application_id)
    form = AppointmentForm()
    if not form.validate():
        return application_page(found, 422, appointment_form=form)
    with refused_in(form, _appointment_refused, found, form):
        operations.plan_audit(found, judge, form.moment, form.place.data or "", form.shown_moment)
    flash(f"De afspraak staat vast. {found.person.name} krijgt er een mail over.", "success")
    return go_to(url_for("decisions.application", application_id=found.id))


def _appointment_refused(found: Application, form: AppointmentForm) -> Response:
    """The page shows the appointment as it is now, so that the next one is made in the place of that."""
    form.show(found.audit_at)
    return application_page(found, 409, appointment_form=form)


@blueprint.get("/kwaliteit/aanvraag/<int:application_id>/afspraak.ics")
@allow(RoleName.COMMITTEE, RoleName.BOARD)
def appointment(application_id: int) -> Response:
    """The appointment for the own calendar, as long as the application waits."""
    found, _ = found_application(application_id)
    if not found.waits or found.audit_at is None:
        abort(404)
    record_look(current_user.id, found.person_id, "Afspraak voor je audit")
    return send(calendar.appointment_of(found, f"Audit van {found.person.name}"), calendar.MIMETYPE, "audit.ics")


@blueprint.post("/kwaliteit/aanvraag/<int:application_id>/audit")
@allow(RoleName.COMMITTEE)
def audit(application_id: int) -> ResponseReturnValue:
    """Record what an audit found."""
    found, judge = found_application(application_id)
    form = audit_form_for(found)
    if not form.validate():
        return application_page(found, 422, audit_form=form)
    with refused_in(form, application_page, found, 409, audit_form=form):
        declare(current_user, found, form.declares)
        operations.record_audit(found, judge, form.facts, form.keep(current_user))
    flash(f"De audit van {found.person.name} is vastgelegd. Het bestuur kan nu besluiten.", "success")
    return go_to(onwards())


@blueprint.get("/kwaliteit/aanvraag/<int:application_id>/bewijs/<int:evidence_id>")
@allow(RoleName.COMMITTEE, RoleName.BOARD)
def application_evidence(application_id: int, evidence_id: int) -> Response:
    """A file that the person showed, or that was put with an audit, as a download, as long as the application waits."""
    found, _ = found_application(application_id)
    if not found.waits:
        abort(404)
    shown = [*found.evidence, *(one for audit in found.audits for one in audit.evidence)]
    response = as_download(next((one for one in shown if one.id == evidence_id), None))
    record_look(current_user.id, found.person_id, "Bewijs bij je aanvraag")
    return response
