"""The page of one question: an element or an aspect of it; each of its answers saves itself."""

from __future__ import annotations

from typing import Any

from flask import abort, flash, jsonify, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from app.assessments.draft import operations
from app.assessments.draft.forms import ScoreForm
from app.assessments.draft.operations import AlreadyHandedIn
from app.assessments.draft.pages import FIELDS, address, both, own_assessment, question_page, refuse, version
from app.assessments.draft.places import value_of
from app.assessments.draft.scoring import ScoringPage
from app.assessments.draft.views.ground import blueprint
from app.assessments.models import DOUBT, Assessment
from app.core.saving import SaveConflict, Saved
from app.core.web.filters import clock_time
from app.core.web.htmx import go_to
from app.people.access import allow
from app.people.rules import RoleName
from app.standards.rules.standard import UnknownElement


@blueprint.route("/zelfscan/<int:assessment_id>/<element>/", methods=["GET", "POST"])
@allow(RoleName.PROFESSIONAL)
def score(assessment_id: int, element: str) -> ResponseReturnValue:
    """Score one element, or confirm what its aspects add up to."""
    return _scoring(assessment_id, element, "")


@blueprint.route("/zelfscan/<int:assessment_id>/<element>/<aspect>/", methods=["GET", "POST"])
@allow(RoleName.PROFESSIONAL)
def score_aspect(assessment_id: int, element: str, aspect: str) -> ResponseReturnValue:
    """Score one aspect of an element."""
    return _scoring(assessment_id, element, aspect)


def _scoring(assessment_id: int, element: str, aspect: str) -> ResponseReturnValue:
    assessment = own_assessment(assessment_id)
    try:
        if request.method == "GET":
            return _show_question(assessment, element, aspect)
        if request.headers.get("X-Autosave"):
            return _save_by_itself(assessment, element, aspect)
        return _save_page(assessment, element, aspect)
    except UnknownElement:
        abort(404)


def _show_question(assessment: Assessment, element: str, aspect: str) -> ResponseReturnValue:
    if not assessment.status.can_change:
        raise AlreadyHandedIn
    page = ScoringPage.of(assessment, element, aspect)
    open_aspect = page.place.first_open_aspect
    if not aspect and open_aspect is not None:
        return redirect(address(assessment, element, open_aspect.aspect.code))
    if aspect and not page.scan.is_thorough:
        return redirect(address(assessment, element))
    return question_page(page, ScoreForm.on(page))


def _save_by_itself(assessment: Assessment, element: str, aspect: str) -> ResponseReturnValue:
    """Save the one field that was sent and answer what the script must know: version and time, or what is wrong."""
    field = next((name for name in FIELDS if name in request.form), None)
    if field is None:
        return jsonify(problem="invalid", message="Er is niets om op te slaan."), 422
    page = ScoringPage.of(assessment, element, aspect)
    form = ScoreForm.on(page)
    if not form.validate() or (field == "level" and not form.level.data):
        return jsonify(problem="invalid", message=(form[field].errors or [page.choose])[0]), 422
    try:
        saved = _save_field(page, form, field, version("version"))
    except AlreadyHandedIn as refused:
        href = url_for("results.show", assessment_id=assessment.id)
        return jsonify(problem="closed", message=str(refused), href=href, link="Bekijk je resultaat"), 409
    except SaveConflict as conflict:
        values = both(page, form, field, conflict)
        return jsonify(problem="conflict", version=conflict.version, **values), 409
    return jsonify(
        version=saved.version,
        message=f"Opgeslagen om {clock_time(saved.at)}",
        parts=render_template(
            "assessments/draft/_saved_parts.html", question=ScoringPage.of(assessment, element, aspect)
        ),
    )


def _save_field(page: ScoringPage, form: ScoreForm, field: str, based_on: int) -> Saved[Any]:
    assessment, element = page.scan.assessment, page.element.code
    if field == "level":
        return operations.save_answer(assessment, element, page.aspect_code, form.answer, based_on)
    return operations.save_note(assessment, element, field, form[field].data or "", based_on)


def _save_page(assessment: Assessment, element: str, aspect: str) -> ResponseReturnValue:
    """Save all that the page sent and go on; nothing is saved when one of its fields cannot be."""
    page = ScoringPage.of(assessment, element, aspect)
    form = ScoreForm.on(page)
    if request.form.get("take_over"):
        form.level.data = value_of(page.element, page.offered)
    if not form.validate():
        return question_page(page, form, 422) if assessment.status.can_change else refuse(page, *form.written)
    try:
        conflicts = _save_fields(page, form)
    except AlreadyHandedIn:
        return refuse(page, *form.written)
    if conflicts:
        return question_page(page, form, 409, conflicts)
    page = ScoringPage.of(assessment, element, aspect)
    if page.confirms and page.place.needs_reason and not page.place.has_reason:
        form.reason.errors = [f"Schrijf op waarom je niet {page.proposal_name} kiest."]
        return question_page(page, form, 422)
    if not page.answer.is_answered:
        _say_skipped(page)
    return _go_on(page)


def _say_skipped(page: ScoringPage) -> None:
    """Going on without an answer is allowed; it is said once, so that nobody does it unaware."""
    what = f"{page.aspect.label} bij {page.place.element.label}" if page.aspect else page.place.element.label
    offer = f" Ons voorstel ({page.offered_name}) telt nog niet mee." if page.place.offered.is_answered else ""
    flash(f"Overgeslagen: {what}.{offer}", "info")


def _go_on(page: ScoringPage) -> ResponseReturnValue:
    assessment, after = page.scan.assessment, page.neighbours[1]
    if after is None:
        return go_to(url_for("draft.hand_in", assessment_id=assessment.id))
    if page.ends_group is not None:
        return go_to(url_for("draft.halfway", assessment_id=assessment.id, number=page.ends_group))
    return go_to(address(assessment, *after[1:]))


def _is_sent(field: str) -> bool:
    """Whether the page sent this field: a box without a tick sends no more than its version."""
    if field == DOUBT:
        return f"{field}_version" in request.form
    return field in request.form or (field == "level" and "take_over" in request.form)


def _save_fields(page: ScoringPage, form: ScoreForm) -> dict[str, SaveConflict[Any]]:
    """Save each field that was sent, unless the person chose to keep what is stored; answers the conflicts by field."""
    conflicts = {}
    for field in FIELDS:
        is_sent = _is_sent(field) and (field != "level" or form.level.data)
        if not is_sent or request.form.get(f"{field}_choice") == "stored":
            continue
        try:
            _save_field(page, form, field, version(f"{field}_version"))
        except SaveConflict as conflict:
            conflicts[field] = conflict
    return conflicts
