"""Evidence at an element of a draft: add it, take it away. Once handed in it stays as it was."""

from __future__ import annotations

from flask import abort, flash, request
from flask.typing import ResponseReturnValue
from flask_security import current_user

from app.assessments import operations
from app.assessments.forms import ScoreForm
from app.assessments.operations import AlreadyHandedIn
from app.assessments.scoring import ScoringPage
from app.assessments.views import address, blueprint, evidence_form, own_assessment, question_page
from app.core.htmx import go_to, render
from app.core.problems import DomainError
from app.evidence.forms import EvidenceChoiceForm
from app.people.access import allow
from app.people.rules import RoleName
from app.standards.rules.standard import UnknownElement


@blueprint.post("/zelfscan/<int:assessment_id>/<element>/bewijs")
@allow(RoleName.PROFESSIONAL)
def add_evidence(assessment_id: int, element: str) -> ResponseReturnValue:
    """Show with a file or a link what the answer to an element comes from."""
    page = _page(assessment_id, element)
    form = evidence_form(page)
    if not page.scan.assessment.status.can_change:
        return _refuse(page, form)
    if form.validate_on_submit():
        try:
            operations.add_evidence(page.scan.assessment, element, form.keep(current_user))
        except AlreadyHandedIn:
            return _refuse(page, form)
        except DomainError as unfit:
            form.file.errors = [str(unfit)]
        else:
            flash("Je bewijs is bewaard.", "success")
            return _back(page)
    return question_page(page, ScoreForm.on(page, formdata=None), 422, evidence=form)


@blueprint.post("/zelfscan/<int:assessment_id>/<element>/bewijs/<int:evidence_id>/weghalen")
@allow(RoleName.PROFESSIONAL)
def remove_evidence(assessment_id: int, element: str, evidence_id: int) -> ResponseReturnValue:
    """Take evidence from an element; what something else shows stays."""
    page = _page(assessment_id, element)
    evidence = next((one for one in page.scan.evidence(element) if one.id == evidence_id), None) or abort(404)
    try:
        operations.remove_evidence(page.scan.assessment, element, evidence)
    except AlreadyHandedIn:
        return _refuse(page)
    flash("Je bewijs is weggehaald.", "success")
    return _back(page)


def _page(assessment_id: int, element: str) -> ScoringPage:
    """The page that the form was on: of the element, or of the aspect that was sent; 404 for what is not there."""
    try:
        return ScoringPage.of(own_assessment(assessment_id), element, request.form.get("aspect", ""))
    except UnknownElement:
        abort(404)


def _back(page: ScoringPage) -> ResponseReturnValue:
    return go_to(address(page.scan.assessment, page.element.code, page.aspect_code, "bewijs"))


def _refuse(page: ScoringPage, form: EvidenceChoiceForm | None = None) -> ResponseReturnValue:
    """It was handed in meanwhile: say so, and show what was typed so that nothing is lost."""
    sent = [form.url.data, form.title.data] if form else []
    return render("assessments/handed_in.html", status=409, question=page, sent=[text for text in sent if text])
