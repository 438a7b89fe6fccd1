"""What shows the answer to an element: files and links."""

from __future__ import annotations

from flask import abort, flash, request
from flask.typing import ResponseReturnValue
from flask_security import current_user

from app.assessments.draft import operations
from app.assessments.draft.forms import ScoreForm
from app.assessments.draft.operations import AlreadyHandedIn
from app.assessments.draft.pages import address, own_assessment, question_page, refuse
from app.assessments.draft.scoring import ScoringPage
from app.assessments.draft.views.ground import blueprint
from app.core.web.htmx import go_to
from app.evidence.forms import EvidenceChoiceForm
from app.people.access import allow
from app.people.rules import RoleName
from app.standards.rules.standard import UnknownElement


@blueprint.post("/zelfscan/<int:assessment_id>/<element>/bewijs")
@allow(RoleName.PROFESSIONAL)
def add_evidence(assessment_id: int, element: str) -> ResponseReturnValue:
    """Show with a file or a link what the answer to an element comes from."""
    page = _shown_on(assessment_id, element)
    form = EvidenceChoiceForm.beside(current_user, page.scan.evidence(page.element.code))
    if not page.scan.assessment.status.can_change:
        return refuse(page, form.url.data, form.title.data)
    if not form.validate_on_submit():
        return question_page(page, ScoreForm.on(page, formdata=None), 422, evidence=form)
    try:
        operations.add_evidence(page.scan.assessment, element, form.keep(current_user))
    except AlreadyHandedIn:
        return refuse(page, form.url.data, form.title.data)
    flash("Je bewijs is bewaard.", "success")
    return _back_to_evidence(page)


@blueprint.post("/zelfscan/<int:assessment_id>/<element>/bewijs/<int:evidence_id>/weghalen")
@allow(RoleName.PROFESSIONAL)
def remove_evidence(assessment_id: int, element: str, evidence_id: int) -> ResponseReturnValue:
    """Take evidence from an element; what something else shows stays."""
    page = _shown_on(assessment_id, element)
    evidence = next((one for one in page.scan.evidence(element) if one.id == evidence_id), None) or abort(404)
    try:
        operations.remove_evidence(page.scan.assessment, element, evidence)
    except AlreadyHandedIn:
        return refuse(page)
    flash("Je bewijs is weggehaald.", "success")
    return _back_to_evidence(page)


def _shown_on(assessment_id: int, element: str) -> ScoringPage:
    """The page that the form was on: of the element, or of the aspect that was sent; 404 for what is not there."""
    try:
        return ScoringPage.of(own_assessment(assessment_id), element, request.form.get("aspect", ""))
    except UnknownElement:
        abort(404)


def _back_to_evidence(page: ScoringPage) -> ResponseReturnValue:
    return go_to(address(page.scan.assessment, page.element.code, page.aspect_code, "bewijs"))
