"""Pages of what shows an activity, and of asking the committee to approve it."""

from __future__ import annotations

from flask import abort, flash, request, url_for
from flask.typing import ResponseReturnValue
from flask_security import current_user

from app.core import clock
from app.core.web.errors import refused_on
from app.core.web.htmx import go_to, render
from app.dossiers.pe import operations
from app.dossiers.pe.forms import ApprovalForm
from app.dossiers.pe.views.ground import activity_page, blueprint, own_activity, own_position, why_closed
from app.dossiers.rules import ApprovalStatus
from app.evidence.forms import EvidenceChoiceForm
from app.people.access import allow
from app.people.rules import RoleName
from app.regulation.editions import rules_on


@blueprint.post("/<int:activity_id>/bewijs")
@allow(RoleName.PROFESSIONAL)
def add_evidence(activity_id: int) -> ResponseReturnValue:
    """Show an activity with something that I have, or with a new file or link."""
    activity = own_activity(activity_id)
    form = EvidenceChoiceForm.beside(current_user, activity.evidence)
    if not form.validate():
        return activity_page(activity, 422, evidence=form)
    with refused_on(activity_page, activity):
        operations.add_evidence(activity, form.keep(current_user))
    flash("Je bewijs staat erbij.", "success")
    return go_to(url_for("pe.activity", activity_id=activity.id, _anchor="bewijs"))


@blueprint.post("/<int:activity_id>/bewijs/<int:evidence_id>/weghalen")
@allow(RoleName.PROFESSIONAL)
def remove_evidence(activity_id: int, evidence_id: int) -> ResponseReturnValue:
    """Take evidence from an activity; what something else shows stays."""
    activity = own_activity(activity_id)
    evidence = next((one for one in activity.evidence if one.id == evidence_id), None) or abort(404)
    with refused_on(activity_page, activity):
        operations.remove_evidence(activity, evidence)
    flash("Het bewijs staat er niet meer bij.", "success")
    return go_to(url_for("pe.activity", activity_id=activity.id, _anchor="bewijs"))


@blueprint.route("/<int:activity_id>/goedkeuring", methods=["GET", "POST"])
@allow(RoleName.PROFESSIONAL)
def ask_approval(activity_id: int) -> ResponseReturnValue:
    """Ask the committee, with an explanation and evidence."""
    activity = own_activity(activity_id)
    if request.method == "GET" and (why_closed(own_position(), activity) or not _may_be_asked(activity.approval)):
        return go_to(url_for("pe.activity", activity_id=activity.id, _anchor="goedkeuring"))
    form = ApprovalForm.beside(current_user, activity.evidence, request=activity.approval_request)
    form.needed = not activity.evidence
    if form.validate_on_submit():
        with refused_on(activity_page, activity):
            if not form.is_empty:
                operations.add_evidence(activity, form.keep(current_user))
            operations.ask_approval(activity, form.request.data or "")
        flash("Je vraag ligt bij de kwaliteitscommissie.", "success")
        return go_to(url_for("pe.activity", activity_id=activity.id, _anchor="goedkeuring"))
    return render(
        "dossiers/pe/approval.html",
        status=form.page_status,
        activity=activity,
        form=form,
        rules=rules_on(clock.today()),
    )


def _may_be_asked(approval: ApprovalStatus) -> bool:
    return approval in (ApprovalStatus.NOT_ASKED, ApprovalStatus.REFUSED)


@blueprint.post("/<int:activity_id>/goedkeuring/terug")
@allow(RoleName.PROFESSIONAL)
def take_back_approval(activity_id: int) -> ResponseReturnValue:
    """No longer ask."""
    activity = own_activity(activity_id)
    with refused_on(activity_page, activity):
        operations.take_back_approval(activity)
    flash("Je vraag is terug. De commissie ziet deze activiteit niet meer.", "success")
    return go_to(url_for("pe.activity", activity_id=activity.id, _anchor="goedkeuring"))
