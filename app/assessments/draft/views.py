"""Pages of a draft: score, save, show evidence, hand in."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any
from urllib.parse import urlsplit

from flask import Blueprint, abort, flash, jsonify, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_security import current_user

from app.assessments import queries
from app.assessments.draft import operations
from app.assessments.draft.forms import HandInForm, ScoreForm
from app.assessments.draft.operations import AlreadyHandedIn, NothingAnswered, StillOpen
from app.assessments.draft.pages import FIELDS, address, both, own_assessment, own_draft, question_page, refuse, version
from app.assessments.draft.scan import Scan
from app.assessments.draft.scoring import ScoringPage
from app.assessments.editions.earlier import compared_with, over_editions
from app.assessments.models import Assessment
from app.assessments.rules import Answer, Mode, Standing
from app.assessments.words import level_name
from app.core.saving import SaveConflict, Saved
from app.core.web.filters import clock_time
from app.core.web.htmx import go_to, render
from app.evidence.forms import EvidenceChoiceForm
from app.people.access import allow
from app.people.operations import set_shortcuts
from app.people.rules import RoleName
from app.standards.library import get_standard, standards_for
from app.standards.rules.editions import newer_edition
from app.standards.rules.standard import UnknownElement

blueprint = Blueprint("draft", __name__)


@blueprint.errorhandler(AlreadyHandedIn)
def to_result(handed_in: AlreadyHandedIn) -> ResponseReturnValue:
    """What was handed in is read as a result, on every page of a draft that does not say so itself."""
    return go_to(url_for("results.show", assessment_id=(request.view_args or {})["assessment_id"]))


@blueprint.get("/zelfscan/<int:assessment_id>/")
@allow(RoleName.PROFESSIONAL)
def overview(assessment_id: int) -> ResponseReturnValue:
    """All elements of a draft with their state."""
    assessment = own_draft(assessment_id)
    scan = Scan(assessment)
    return render(
        "assessments/draft/overview.html",
        scan=scan,
        profile=scan.standard.profile(queries.profile_of(assessment)),
        newer=newer_edition(scan.standard, standards_for(current_user.organisation)),
    )


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
        return jsonify(problem="invalid", message=(form[field].errors or ["Kies een niveau."])[0]), 422
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
    after = page.neighbours[1]
    if after is None:
        return go_to(url_for("draft.hand_in", assessment_id=assessment.id))
    return go_to(address(assessment, *after[1:]))


def _save_fields(page: ScoringPage, form: ScoreForm) -> dict[str, SaveConflict[Any]]:
    """Save each field that was sent, unless the person chose to keep what is stored; answers the conflicts by field."""
    conflicts = {}
    for field in FIELDS:
        is_sent = field in request.form and (field != "level" or form.level.data)
        if not is_sent or request.form.get(f"{field}_choice") == "stored":
            continue
        try:
            _save_field(page, form, field, version(f"{field}_version"))
        except SaveConflict as conflict:
            conflicts[field] = conflict
    return conflicts


@blueprint.post("/zelfscan/<int:assessment_id>/manier")
@allow(RoleName.PROFESSIONAL)
def switch_mode(assessment_id: int) -> ResponseReturnValue:
    """Go on quick or per aspect; every answer stays."""
    assessment = own_assessment(assessment_id)
    try:
        operations.change_mode(assessment, Mode(request.form.get("mode", "")))
    except ValueError:
        abort(400)
    codes = [element.code for element in get_standard(assessment.standard).elements]
    if request.form.get("element") in codes:
        return go_to(address(assessment, request.form["element"]))
    return go_to(url_for("draft.overview", assessment_id=assessment.id))


@blueprint.route("/zelfscan/<int:assessment_id>/inleveren", methods=["GET", "POST"])
@allow(RoleName.PROFESSIONAL)
def hand_in(assessment_id: int) -> ResponseReturnValue:
    """Look it over, with last time beside it, and hand in."""
    assessment = own_draft(assessment_id)
    form = HandInForm()
    if form.validate_on_submit():
        try:
            operations.submit(assessment, accept_open=form.accept_open.data)
        except (StillOpen, NothingAnswered) as refused:
            form.accept_open.errors = [str(refused)]
        else:
            flash("Je zelfscan is ingeleverd. Dit is je resultaat.", "success")
            return go_to(url_for("results.show", assessment_id=assessment.id))
    scan = Scan(assessment)
    previous = next(iter(over_editions(scan.standard, queries.submitted_of(current_user))), None)
    before, way = compared_with(scan.standard, previous) if previous else ({}, None)
    return render(
        "assessments/draft/hand_in.html",
        status=form.page_status,
        form=form,
        scan=scan,
        previous=previous,
        crossing=way,
        compare=lambda place: _compare(place.element.code, place.shown, before),
        level_name=level_name,
    )


def _compare(element: str, answer: Answer, before: Mapping[str, Answer]) -> Standing:
    return Standing(element, answer, previous=before.get(element, Answer(0)))


@blueprint.route("/zelfscan/<int:assessment_id>/weggooien", methods=["GET", "POST"])
@allow(RoleName.PROFESSIONAL)
def discard(assessment_id: int) -> ResponseReturnValue:
    """Throw a draft away, after asking."""
    assessment = own_draft(assessment_id)
    if request.method == "POST":
        operations.discard(assessment)
        flash("Je zelfscan is weggegooid.", "success")
        return go_to(url_for("scans.index"))
    return render("assessments/draft/discard.html", scan=Scan(assessment))


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


@blueprint.post("/zelfscan/sneltoetsen")
@allow(RoleName.PROFESSIONAL)
def shortcuts() -> ResponseReturnValue:
    """Switch the number keys on or off."""
    set_shortcuts(current_user, request.form.get("on") == "1")
    back = request.form.get("back", "")
    ours = back.startswith("/zelfscan/") and back.isprintable() and not urlsplit(back).netloc
    return go_to(back if ours else url_for("scans.index"))
