"""Pages of the zelfscan: what there is, score, hand in. How one begins is in `start_views`."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any
from urllib.parse import urlsplit

from flask import Blueprint, abort, flash, jsonify, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_security import current_user

from app.assessments import operations, queries
from app.assessments.earlier import compared_with, over_editions
from app.assessments.forms import HandInForm, ScoreForm
from app.assessments.models import Assessment
from app.assessments.operations import AlreadyHandedIn, NothingAnswered, StillOpen
from app.assessments.results import level_name
from app.assessments.rules import Answer, Mode, Standing
from app.assessments.scan import Scan, value_of
from app.assessments.scoring import ScoringPage
from app.core.filters import clock_time, moment
from app.core.htmx import go_to, render
from app.core.saving import SaveConflict, Saved
from app.evidence.forms import EvidenceChoiceForm
from app.evidence.queries import evidence_of
from app.people.access import allow
from app.people.operations import set_shortcuts
from app.people.rules import RoleName
from app.standards.cards import card_bodies
from app.standards.library import get_standard, standards_for
from app.standards.rules.editions import newest_edition, newest_editions
from app.standards.rules.standard import Standard, UnknownElement

blueprint = Blueprint("assessments", __name__)

FIELDS = ("level", "note", "reason")


@blueprint.get("/zelfscan/")
@allow(RoleName.PROFESSIONAL)
def index() -> ResponseReturnValue:
    """What I am busy with, and what I handed in before."""
    scans = [Scan(draft) for draft in queries.drafts_of(current_user)]
    busy = {scan.standard.slug for scan in scans}
    standards = standards_for(current_user.organisation)
    return render(
        "assessments/index.html",
        scans=scans,
        submitted=[(one, queries.standard_of(one)) for one in queries.submitted_of(current_user)],
        can_start=any(standard.slug not in busy for standard in newest_editions(standards)),
        newer={scan.standard.slug: newer_edition(scan.standard, standards) for scan in scans},
    )


def newer_edition(standard: Standard, standards: Sequence[Standard]) -> Standard | None:
    """The edition that new assessments are made on, when it is another one."""
    newest = newest_edition(standard, standards)
    return None if newest is standard else newest


@blueprint.get("/zelfscan/<int:assessment_id>/")
@allow(RoleName.PROFESSIONAL)
def overview(assessment_id: int) -> ResponseReturnValue:
    """All elements of a draft with their state."""
    assessment = own_assessment(assessment_id)
    if not assessment.status.can_change:
        return _to_result(assessment)
    scan = Scan(assessment)
    return render(
        "assessments/overview.html",
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
        return _to_result(assessment)
    page = ScoringPage.of(assessment, element, aspect)
    open_aspect = page.place.first_open_aspect
    if not aspect and open_aspect is not None:
        return redirect(address(assessment, element, open_aspect.aspect.code))
    if aspect and not page.scan.is_thorough:
        return redirect(address(assessment, element))
    return question_page(page, ScoreForm.on(page))


def question_page(
    page: ScoringPage, form: ScoreForm, status: int = 200, conflicts: Mapping[str, SaveConflict[Any]] | None = None,
    evidence: EvidenceChoiceForm | None = None,
) -> ResponseReturnValue:  # fmt: skip
    """The page of one question; `conflicts` per field, and `evidence` a form that was not right."""
    before, after = page.neighbours
    scan = page.scan
    note, reason = scan.note(page.element.code), scan.note(page.element.code, operations.REASON)
    versions = {name: row.version if row else 0 for name, row in zip(FIELDS, (page.rating, note, reason), strict=True)}
    conflicts = conflicts or {}
    if status == 422:
        versions = {name: _version(f"{name}_version", versions[name]) for name in FIELDS}
    return render(
        "assessments/score.html",
        status=status,
        question=page,
        scan=scan,
        form=form,
        cards=card_bodies(page.element, page.aspect_code),
        shown=scan.evidence(page.element.code),
        evidence_form=evidence or evidence_form(page, fresh=True),
        versions=versions | {name: conflict.version for name, conflict in conflicts.items()},
        conflicts={name: _both(page, form, name, conflict) for name, conflict in conflicts.items()},
        before=before and (before[0], address(scan.assessment, *before[1:])),
        after=(after[0], address(scan.assessment, *after[1:])) if after else None,
    )


def evidence_form(page: ScoringPage, *, fresh: bool = False) -> EvidenceChoiceForm:
    """The form to add evidence, with what this person keeps and the element does not show yet."""
    form = EvidenceChoiceForm(formdata=None) if fresh else EvidenceChoiceForm()
    shown = page.scan.evidence(page.element.code)
    form.offer([one for one in evidence_of(current_user) if one not in shown])
    return form


def _both(page: ScoringPage, form: ScoreForm, field: str, conflict: SaveConflict[Any]) -> dict[str, str]:
    """Both values of a conflict, in words, and the stored one as a form sends it."""
    if isinstance(conflict.stored, Answer):
        stored_value = value_of(page.element, conflict.stored)
        stored, yours = level_name(page.element, conflict.stored), level_name(page.element, form.answer)
    else:
        stored_value = stored = conflict.stored
        yours = str(form[field].data or "")
    return {
        "value": stored_value, "stored": stored or "(leeg)", "yours": yours or "(leeg)", "at": moment(conflict.at),
    }  # fmt: skip


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
        saved = _save_field(page, form, field, _version("version"))
    except AlreadyHandedIn as refused:
        href = url_for("results.show", assessment_id=assessment.id)
        return jsonify(problem="closed", message=str(refused), href=href, link="Bekijk je resultaat"), 409
    except SaveConflict as conflict:
        both = _both(page, form, field, conflict)
        return jsonify(problem="conflict", version=conflict.version, **both), 409
    return jsonify(
        version=saved.version,
        message=f"Opgeslagen om {clock_time(saved.at)}",
        parts=render_template("assessments/_saved_parts.html", question=ScoringPage.of(assessment, element, aspect)),
    )


def _save_field(page: ScoringPage, form: ScoreForm, field: str, version: int) -> Saved[Any]:
    assessment, element = page.scan.assessment, page.element.code
    if field == "level":
        return operations.save_answer(assessment, element, page.aspect_code, form.answer, version)
    return operations.save_note(assessment, element, field, form[field].data or "", version)


def _save_page(assessment: Assessment, element: str, aspect: str) -> ResponseReturnValue:
    """Save all that the page sent and go on; nothing is saved when one of its fields cannot be."""
    page = ScoringPage.of(assessment, element, aspect)
    form = ScoreForm.on(page)
    if not form.validate():
        return question_page(page, form, 422) if assessment.status.can_change else _refuse(page, form)
    try:
        conflicts = _save_fields(page, form)
    except AlreadyHandedIn:
        return _refuse(page, form)
    if conflicts:
        return question_page(page, form, 409, conflicts)
    page = ScoringPage.of(assessment, element, aspect)
    if page.confirms and page.place.needs_reason and not page.place.has_reason:
        form.reason.errors = [f"Schrijf op waarom je niet {page.proposal_name} kiest."]
        return question_page(page, form, 422)
    after = page.neighbours[1]
    if after is None:
        return go_to(url_for("assessments.hand_in", assessment_id=assessment.id))
    return go_to(address(assessment, *after[1:]))


def _save_fields(page: ScoringPage, form: ScoreForm) -> dict[str, SaveConflict[Any]]:
    """Save each field that was sent, unless the person chose to keep what is stored; answers the conflicts by field."""
    conflicts = {}
    for field in FIELDS:
        is_sent = field in request.form and (field != "level" or form.level.data)
        if not is_sent or request.form.get(f"{field}_choice") == "stored":
            continue
        try:
            _save_field(page, form, field, _version(f"{field}_version"))
        except SaveConflict as conflict:
            conflicts[field] = conflict
    return conflicts


def _refuse(page: ScoringPage, form: ScoreForm) -> ResponseReturnValue:
    """It was handed in meanwhile: say so, and show what was typed so that nothing is lost."""
    sent = {name: str(form[name].data or "") for name in (operations.NOTE, operations.REASON) if name in request.form}
    return render(
        "assessments/handed_in.html", status=409, question=page, sent=[text for text in sent.values() if text]
    )


@blueprint.post("/zelfscan/<int:assessment_id>/manier")
@allow(RoleName.PROFESSIONAL)
def switch_mode(assessment_id: int) -> ResponseReturnValue:
    """Go on quick or per aspect; every answer stays."""
    assessment = own_assessment(assessment_id)
    try:
        operations.change_mode(assessment, Mode(request.form.get("mode", "")))
    except ValueError:
        abort(400)
    except AlreadyHandedIn:
        return _to_result(assessment)
    codes = [element.code for element in get_standard(assessment.standard).elements]
    if request.form.get("element") in codes:
        return go_to(address(assessment, request.form["element"]))
    return go_to(url_for("assessments.overview", assessment_id=assessment.id))


@blueprint.route("/zelfscan/<int:assessment_id>/inleveren", methods=["GET", "POST"])
@allow(RoleName.PROFESSIONAL)
def hand_in(assessment_id: int) -> ResponseReturnValue:
    """Look it over, with last time beside it, and hand in."""
    assessment = own_assessment(assessment_id)
    if not assessment.status.can_change:
        return _to_result(assessment)
    form = HandInForm()
    if form.validate_on_submit():
        try:
            operations.submit(assessment, accept_open=form.accept_open.data)
        except (StillOpen, NothingAnswered) as refused:
            form.accept_open.errors = [str(refused)]
        except AlreadyHandedIn:
            return _to_result(assessment)
        else:
            flash("Je zelfscan is ingeleverd. Dit is je resultaat.", "success")
            return go_to(url_for("results.show", assessment_id=assessment.id))
    scan = Scan(assessment)
    previous = next(iter(over_editions(scan.standard, queries.submitted_of(current_user))), None)
    before, way = compared_with(scan.standard, previous) if previous else ({}, None)
    return render(
        "assessments/hand_in.html",
        status=422 if form.is_submitted() else 200,
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
    assessment = own_assessment(assessment_id)
    if not assessment.status.can_change:
        return _to_result(assessment)
    if request.method == "POST":
        try:
            operations.discard(assessment)
        except AlreadyHandedIn:
            return _to_result(assessment)
        flash("Je zelfscan is weggegooid.", "success")
        return go_to(url_for("assessments.index"))
    return render("assessments/discard.html", scan=Scan(assessment))


@blueprint.post("/zelfscan/sneltoetsen")
@allow(RoleName.PROFESSIONAL)
def shortcuts() -> ResponseReturnValue:
    """Switch the number keys on or off."""
    set_shortcuts(current_user, request.form.get("on") == "1")
    back = request.form.get("back", "")
    ours = back.startswith("/zelfscan/") and not urlsplit(back).netloc
    return go_to(back if ours else url_for("assessments.index"))


def own_assessment(assessment_id: int) -> Assessment:
    """My own assessment; anybody else's does not exist for me."""
    return queries.own_assessment(current_user, assessment_id) or abort(404)


def _to_result(assessment: Assessment) -> ResponseReturnValue:
    return go_to(url_for("results.show", assessment_id=assessment.id))


def address(assessment: Assessment, element: str, aspect: str = "", anchor: str | None = None) -> str:
    """The address of the page of an element or aspect, and of a place on it."""
    if aspect:
        return url_for(
            "assessments.score_aspect", assessment_id=assessment.id, element=element, aspect=aspect, _anchor=anchor
        )
    return url_for("assessments.score", assessment_id=assessment.id, element=element, _anchor=anchor)


def _version(name: str, default: int = 0) -> int:
    """A version that was sent; what is no number is an old one."""
    text = request.form.get(name, str(default))
    return int(text) if text.isascii() and text.isdigit() and len(text) < 10 else 0
