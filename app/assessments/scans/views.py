"""What there is of the zelfscan, and how one begins: the standard, what is asked, and what to go on from."""

from __future__ import annotations

from datetime import date
from functools import partial

from flask import Blueprint, abort, flash, request, url_for
from flask.typing import ResponseReturnValue
from flask_security import current_user

from app.assessments import queries
from app.assessments.draft.scan import Scan
from app.assessments.models import Assessment
from app.assessments.rules import Mode
from app.assessments.scans.forms import FROM_SCRATCH, StartForm
from app.assessments.scans.operations import DraftExists, NotYet, start_draft
from app.assessments.scans.pages import Beginning, quick_minutes, usual_standard
from app.core import clock
from app.core.web.htmx import go_to, render
from app.people.access import allow
from app.people.rules import RoleName
from app.standards.library import get_standard, standard_for, standard_read_by, standards_on_offer
from app.standards.rules.editions import became, newer_edition, newest_editions
from app.standards.rules.standard import Standard, UnknownStandard

blueprint = Blueprint("scans", __name__)


@blueprint.get("/zelfscan/")
@allow(RoleName.PROFESSIONAL)
def index() -> ResponseReturnValue:
    """What I am busy with, and what I handed in before."""
    scans = [Scan(draft) for draft in queries.drafts_of(current_user)]
    busy = {scan.standard.slug for scan in scans}
    standards = standards_on_offer(current_user.organisation)
    return render(
        "assessments/scans/index.html",
        scans=scans,
        submitted=[(one, queries.standard_of(one)) for one in queries.submitted_of(current_user)],
        can_start=any(standard.slug not in busy for standard in newest_editions(standards)),
        newer={scan.standard.slug: newer_edition(scan.standard, standards) for scan in scans},
        later=_later(),
    )


@blueprint.route("/zelfscan/nieuw", methods=["GET", "POST"])
@allow(RoleName.PROFESSIONAL)
def start() -> ResponseReturnValue:
    """Choose a standard, a target and a way of scoring; before the first day only who sets it up looks around."""
    if _later() and not {RoleName.HR, RoleName.ADMINISTRATOR} & current_user.role_names:
        return _not_yet()
    standard, usual = _chosen_standard()
    if standard is None:
        return _choose_standard(usual)
    if "standaard" not in request.args and "van" not in request.args:
        return go_to(url_for("scans.start", standaard=standard.slug))
    draft = queries.draft_on(current_user, standard.slug)
    if elsewhere := _to_draft(draft) if draft else _not_on(standard):
        return elsewhere
    beginning = Beginning(current_user, standard, request.args.get("van", ""))
    form = beginning.form()
    status = form.page_status
    if form.validate_on_submit():
        try:
            return _begin(beginning, form)
        except NotYet:
            status = 409
    return render(
        "assessments/scans/start.html",
        status=status,
        later=_later(),
        form=form,
        standard=standard,
        norms=beginning.norms,
        offers=beginning.offers,
        stuck=beginning.stuck,
        deciders=beginning.deciders,
        minutes=beginning.minutes,
        element=request.args.get("onderdeel", ""),
        others=len(newest_editions(standards_on_offer(current_user.organisation))) > 1,
    )


def _later() -> date | None:
    first: date | None = current_user.organisation.opens_on(clock.today())
    return first


def _not_yet() -> ResponseReturnValue:
    """The overview says when one can begin; who sends a form that was open reads that nothing was begun."""
    if request.method == "POST":
        flash("Er is nog niets begonnen.", "warning")
    return go_to(url_for("scans.index"))


def _begin(beginning: Beginning, form: StartForm) -> ResponseReturnValue:
    origin = str(form.origin.data)
    try:
        draft = start_draft(
            current_user,
            beginning.standard,
            form.profile.data,
            Mode(form.mode.data),
            beginning.answers_from(origin),
            beginning.proposals_from(origin),
        )
    except DraftExists as exists:
        return _to_draft(exists.draft)
    return go_to(_first_page(draft, copied=origin != FROM_SCRATCH))


def _chosen_standard() -> tuple[Standard | None, Standard | None]:
    """The standard of `?standaard=`, else of my own `?van=`, else my usual one, which comes second where it was asked.

    No standard when there is a choice to make: nothing is usual, I am busy on that already, or I asked for it
    (`?kies=`). 404 for one that does not exist.
    """
    if "standaard" in request.args:
        try:
            return standard_for(current_user.organisation, request.args["standaard"]), None
        except UnknownStandard:
            abort(404)
    own = queries.submitted_of(current_user)
    wanted = next((one for one in own if str(one.id) == request.args.get("van")), None)
    if wanted is not None:
        return standard_for(current_user.organisation, wanted.standard), None
    offered = newest_editions(standards_on_offer(current_user.organisation))
    usual = usual_standard(current_user, offered, own)
    if usual is None or len(offered) == 1:
        return usual, usual
    is_free = "kies" not in request.args and queries.draft_on(current_user, usual.slug) is None
    return (usual if is_free else None), usual


def _choose_standard(usual: Standard | None) -> ResponseReturnValue:
    drafts = {draft.standard: draft for draft in queries.drafts_of(current_user)}
    newest = newest_editions(standards_on_offer(current_user.organisation))
    older = [Scan(draft) for slug, draft in drafts.items() if slug not in {one.slug for one in newest}]
    return render(
        "assessments/scans/choose_standard.html",
        usual=usual,
        standards=newest,
        drafts=drafts,
        older=older,
        minutes=quick_minutes,
    )


def _not_on(standard: Standard) -> ResponseReturnValue | None:
    """Where somebody goes who wants to begin on a standard that nobody here begins on; None when one can."""
    offered = standards_on_offer(current_user.organisation)
    if newer := newer_edition(standard, offered):
        return _to_newest(standard, newer)
    if standard.slug in {one.slug for one in offered}:
        return None
    name = current_user.organisation.name
    flash(f"{standard.title} kun je bij {name} niet kiezen. Wat je er eerder mee deed, blijft staan.", "info")
    return go_to(url_for("scans.start"))


def _to_newest(standard: Standard, newest: Standard) -> ResponseReturnValue:
    """A new assessment starts on the newest edition only; what was done on this one stays."""
    flash(
        f"Van deze standaard is er een nieuwere editie: {newest.edition}. Een nieuwe zelfscan begin je daarop. "
        f"Wat je op editie {standard.edition} deed, blijft zoals het was.",
        "info",
    )
    find = partial(standard_read_by, current_user)
    now = became(standard, request.args.get("onderdeel", ""), newest, find)
    element = now[0].code if now else None
    return go_to(url_for("scans.start", standaard=newest.slug, van=request.args.get("van"), onderdeel=element))


def _to_draft(draft: Assessment) -> ResponseReturnValue:
    flash("Je hebt al een zelfscan die nog niet af is. Ga hiermee verder, of gooi hem eerst weg.", "info")
    return go_to(_first_page(draft, copied=True))


def _first_page(draft: Assessment, *, copied: bool) -> str:
    """The element of `?onderdeel=`, the overview when there are answers already, else the first element."""
    codes = [element.code for element in get_standard(draft.standard).elements]
    if request.args.get("onderdeel") in codes:
        return url_for("draft.score", assessment_id=draft.id, element=request.args["onderdeel"])
    if copied:
        return url_for("draft.overview", assessment_id=draft.id)
    return url_for("draft.score", assessment_id=draft.id, element=codes[0])
