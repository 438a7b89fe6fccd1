"""How a zelfscan begins: the standard, what is asked, the way of scoring, and what to go on from."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from flask import abort, flash, request, url_for
from flask.typing import ResponseReturnValue
from flask_security import current_user

from app.assessments import operations, queries
from app.assessments.forms import FROM_SCRATCH, StartForm
from app.assessments.models import Assessment
from app.assessments.operations import DraftExists
from app.assessments.proposals import EDITION, Offer, all_offers
from app.assessments.rules import Mode, expected_minutes
from app.assessments.scan import Scan
from app.assessments.views import blueprint, newer_edition
from app.core import clock
from app.core.filters import month
from app.core.htmx import go_to, render
from app.people.access import allow
from app.people.queries import people_of
from app.people.rules import RoleName
from app.standards.library import get_standard, standard_for, standards_for
from app.standards.norms.queries import norms_for
from app.standards.rules.editions import became, editions_before, newest_editions
from app.standards.rules.standard import Standard, UnknownStandard


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


def _not_on(standard: Standard) -> ResponseReturnValue | None:
    """Where somebody goes who wants to begin on a standard that nobody begins on any more; None when one can."""
    offered = standards_for(current_user.organisation)
    if newer := newer_edition(standard, offered):
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
