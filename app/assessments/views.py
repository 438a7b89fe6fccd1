"""Pages of the zelfscan: start, score, hand in."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import partial
from urllib.parse import urlsplit

from flask import Blueprint, abort, flash, jsonify, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_security import current_user

from app.assessments import operations, queries
from app.assessments.earlier import compared_with, over_editions
from app.assessments.forms import FROM_SCRATCH, HandInForm, ScoreForm, StartForm
from app.assessments.models import Assessment
from app.assessments.operations import AlreadyHandedIn, DraftExists, NothingAnswered, SaveConflict, Saved, StillOpen
from app.assessments.proposals import EDITION, Offer, all_offers
from app.assessments.results import level_name
from app.assessments.rules import Answer, Mode, Standing, expected_minutes
from app.assessments.scan import Scan, value_of
from app.assessments.scoring import ScoringPage
from app.core import clock
from app.core.filters import clock_time, moment, month
from app.core.htmx import go_to, render
from app.evidence.forms import EvidenceChoiceForm
from app.evidence.queries import evidence_of
from app.people.access import allow
from app.people.operations import set_shortcuts
from app.people.queries import people_of
from app.people.rules import RoleName
from app.standards.cards import card_bodies
from app.standards.editions import became, editions_before, newest_edition, newest_editions
from app.standards.queries import get_standard, norms_for, standard_for, standards_for
from app.standards.rules import Standard, UnknownElement, UnknownStandard

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
        newer={scan.standard.slug: _newer(scan.standard, standards) for scan in scans},
    )


@blueprint.route("/zelfscan/nieuw", methods=["GET", "POST"])
@allow(RoleName.PROFESSIONAL)
def start() -> ResponseReturnValue:
    """Choose a standard, a target and a way of scoring."""
    standard = _chosen_standard()
    if standard is None:
        drafts = {draft.standard: draft for draft in queries.drafts_of(current_user)}
        newest = newest_editions(standards_for(current_user.organisation))
        older = [Scan(draft) for slug, draft in drafts.items() if slug not in {one.slug for one in newest}]
        return render("assessments/choose_standard.html", standards=newest, drafts=drafts, older=older)
    draft = queries.draft_on(current_user, standard.slug)
    if draft is not None:
        return _to_draft(draft)
    if elsewhere := _not_on(standard):
        return elsewhere
    sources = _sources(standard)
    norms = norms_for(current_user, standard.slug, clock.today())
    found = all_offers(current_user, standard)
    offers = [offer for offer in found if offer.proposed]
    form = StartForm()
    form.offer(
        standard, norms, [(one.id, _name_of(one)) for one in sources], _usual_profile(standard, norms, sources), offers
    )
    if request.method == "GET":
        form.origin.data = _wanted_origin(standard, sources, offers)
    if form.validate_on_submit():
        source = next((one for one in sources if str(one.id) == form.origin.data), None)
        proposed = next((one.proposed for one in offers if one.code == form.origin.data), ())
        try:
            draft = operations.start(current_user, standard, form.profile.data, Mode(form.mode.data), source, proposed)
        except DraftExists as exists:
            return _to_draft(exists.draft)
        return go_to(_first_page(draft, copied=form.origin.data != FROM_SCRATCH))
    counts = [len(element.aspects) for element in standard.elements]
    return render(
        "assessments/start.html",
        status=422 if form.is_submitted() else 200,
        form=form,
        standard=standard,
        norms=[standard.profile(code) for code in norms],
        offers=offers,
        stuck=next((offer for offer in found if not offer.proposed), None),
        deciders=_deciders() if any(offer.undecided for offer in found) else [],
        minutes={mode.value: expected_minutes(counts, mode) for mode in Mode},
        element=request.args.get("onderdeel", ""),
    )


def _deciders() -> list[str]:
    """Who can decide what became of an element of an earlier edition, by name."""
    known = people_of(current_user.organisation_id)
    return [one.name for one in known if one.active and {RoleName.HR, RoleName.ADMINISTRATOR} & one.role_names]


def _chosen_standard() -> Standard | None:
    """The standard of `?standaard=`, else of my own `?van=`, else the only one; 404 for one that does not exist."""
    slug = request.args.get("standaard")
    if slug is None:
        slug = next(
            (one.standard for one in queries.submitted_of(current_user) if str(one.id) == request.args.get("van")), None
        )
    if slug is None:
        everything = newest_editions(standards_for(current_user.organisation))
        return everything[0] if len(everything) == 1 else None
    try:
        return standard_for(current_user.organisation, slug)
    except UnknownStandard:
        abort(404)


def _sources(standard: Standard) -> list[Assessment]:
    """The assessment to go on from: the one of `?van=` when it is my own, else my last."""
    earlier = queries.submitted_of(current_user, standard.slug)
    wanted = [one for one in earlier if str(one.id) == request.args.get("van")]
    return [*wanted, *earlier][:1]


def _usual_profile(standard: Standard, norms: Sequence[str], sources: Sequence[Assessment]) -> str | None:
    """The profile to begin with: the norm that holds for this person, that of last time, or the only one there is."""
    if norms:
        return norms[0]
    known = [profile.code for profile in standard.profiles]
    used = [source.profile for source in sources if source.profile in known]
    return used[0] if used else known[0] if len(known) == 1 else None


def _wanted_origin(standard: Standard, sources: Sequence[Assessment], offers: Sequence[Offer]) -> str:
    """What to begin with when the address says to go on from an assessment (`?van=`), perhaps on an edition before."""
    wanted = request.args.get("van")
    if sources and str(sources[0].id) == wanted:
        return str(sources[0].id)
    before = {
        edition.slug for edition, _ in editions_before(standard, partial(standard_for, current_user.organisation))
    }
    is_before = any(str(one.id) == wanted and one.standard in before for one in queries.submitted_of(current_user))
    return EDITION if is_before and EDITION in {offer.code for offer in offers} else FROM_SCRATCH


def _newer(standard: Standard, standards: Sequence[Standard]) -> Standard | None:
    """The edition that new assessments are made on, when it is another one."""
    newest = newest_edition(standard, standards)
    return None if newest is standard else newest


def _not_on(standard: Standard) -> ResponseReturnValue | None:
    """Where somebody goes who wants to begin on a standard that nobody begins on any more; None when one can."""
    offered = standards_for(current_user.organisation)
    if newer := _newer(standard, offered):
        return _to_newest(standard, newer)
    if standard.slug in {one.slug for one in offered}:
        return None
    flash(f"{standard.title} kun je niet meer kiezen. Wat je ermee deed, blijft staan.", "info")
    return go_to(url_for("assessments.start"))


def _to_newest(standard: Standard, newest: Standard) -> ResponseReturnValue:
    """A new assessment starts on the newest edition only; what was done on this one stays."""
    flash(
        f"Van deze standaard is er een nieuwere editie: {newest.edition}. Een nieuwe zelfscan begin je daarop. "
        f"Wat je op editie {standard.edition} deed, blijft zoals het was.",
        "info",
    )
    find = partial(standard_for, current_user.organisation)
    now = became(standard, request.args.get("onderdeel", ""), newest, find)
    element = now[0].code if now else None
    return go_to(url_for("assessments.start", standaard=newest.slug, van=request.args.get("van"), onderdeel=element))


def _name_of(assessment: Assessment) -> str:
    return month(assessment.submitted_at or assessment.started_at)


def _to_draft(draft: Assessment) -> ResponseReturnValue:
    flash("Je hebt al een zelfscan die nog niet af is. Ga hiermee verder, of gooi hem eerst weg.", "info")
    return go_to(_first_page(draft, copied=True))


def _first_page(draft: Assessment, *, copied: bool) -> str:
    """The element of `?onderdeel=`, the overview when there are answers already, else the first element."""
    codes = [element.code for element in get_standard(draft.standard).elements]
    if request.args.get("onderdeel") in codes:
        return url_for("assessments.score", assessment_id=draft.id, element=request.args["onderdeel"])
    if copied:
        return url_for("assessments.overview", assessment_id=draft.id)
    return url_for("assessments.score", assessment_id=draft.id, element=codes[0])


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
        newer=_newer(scan.standard, standards_for(current_user.organisation)),
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
    page: ScoringPage, form: ScoreForm, status: int = 200, conflicts: Mapping[str, SaveConflict] | None = None,
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


def _both(page: ScoringPage, form: ScoreForm, field: str, conflict: SaveConflict) -> dict[str, str]:
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


def _save_field(page: ScoringPage, form: ScoreForm, field: str, version: int) -> Saved:
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


def _save_fields(page: ScoringPage, form: ScoreForm) -> dict[str, SaveConflict]:
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
