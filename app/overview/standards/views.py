"""Pages to read a standard. They stand here, because a reader finds the answers of their scans beside it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import partial

from flask import Blueprint, Response, abort, request
from flask_security import current_user

from app.assessments.queries import answers_of, submitted_of
from app.assessments.rules import Answer
from app.core import clock
from app.core.web.htmx import render
from app.people.access import Door, allow
from app.people.rules import RoleName
from app.standards.cards import card_bodies, same_blocks
from app.standards.library import edition_decision, get_crosswalk, standard_for, standards_for, standards_on_offer
from app.standards.norms.queries import norms_for, norms_of_teams, norms_on
from app.standards.own.queries import draft_with
from app.standards.rules import comparing, editions
from app.standards.rules.element import Element
from app.standards.rules.profile import Profile, Status
from app.standards.rules.searching import search
from app.standards.rules.standard import Standard, UnknownElement, UnknownProfile, UnknownStandard

blueprint = Blueprint("standards", __name__)


@blueprint.get("/standaarden/")
@allow(Door.SIGNED_IN)
def index() -> Response:
    """Every standard that one can choose here."""
    known = standards_on_offer(current_user.organisation)
    newest = [one.slug for one in editions.newest_editions(known)]
    return render("overview/standards/index.html", standards=known, newest=newest)


@blueprint.get("/standaarden/<slug>/")
@allow(Door.SIGNED_IN)
def show(slug: str) -> Response:
    """One standard: what it is, its parts, levels and profiles; `q` finds words in it."""
    standard = _standard(slug)
    known = standards_for(current_user.organisation)
    newest = editions.newest_edition(standard, known)
    norms = norms_on(current_user.organisation, standard, clock.today())
    offered = {one.slug for one in standards_on_offer(current_user.organisation)}
    return render(
        "overview/standards/show.html",
        fragment="overview/standards/_found.html",
        standard=standard,
        newest=newest,
        norms=norms,
        functions=comparing.overview(standard),
        found=search(standard, request.args.get("q", ""), norms),
        can_score=RoleName.PROFESSIONAL in current_user.role_names and newest.slug in offered,
    )


@blueprint.get("/standaarden/<slug>/<element>/")
@allow(Door.SIGNED_IN)
def element(slug: str, element: str) -> Response:
    """One part of the standard with all of its levels side by side."""
    standard = _standard(slug)
    try:
        position = standard.position(element)
    except UnknownElement:
        abort(404)
    known = standard.elements[position]
    crosswalk = get_crosswalk().in_editions(standards_for(current_user.organisation))
    return render(
        "overview/standards/element.html",
        standard=standard,
        element=known,
        cards=card_bodies(known, linked=True),
        same=same_blocks(known),
        before=standard.elements[position - 1] if position else None,
        after=standard.elements[position + 1] if position + 1 < len(standard.elements) else None,
        asked_by=_asked_by(standard, norms_on(current_user.organisation, standard, clock.today()), known),
        related=crosswalk.about(slug, known.code, partial(standard_for, current_user.organisation)),
    )


@blueprint.get("/standaarden/<slug>/profiel/<profile>/")
@allow(Door.SIGNED_IN)
def profile(slug: str, profile: str) -> Response:
    """One profile: the level that it asks of each element, and whatever the source says about it."""
    standard = _standard(slug)
    known, today = _profile(standard, profile), clock.today()
    leads = RoleName.MANAGER in current_user.role_names and standard.is_norm(known)
    return render(
        "overview/standards/profile.html",
        standard=standard,
        from_team=leads and known.code in {one.code for one in norms_of_teams(current_user, today)},
        profile=known,
        norms=norms_on(current_user.organisation, standard, today),
        additions=comparing.additions_to(standard, known),
        points_to=_status(standard, known),
    )


@blueprint.get("/standaarden/<slug>/vergelijk")
@allow(Door.SIGNED_IN)
def compare(slug: str) -> Response:
    """What changes from the profile `van` to the profile `naar`; without both, the question which two."""
    standard = _standard(slug)
    chosen = {name: request.args.get(name, "") for name in ("van", "naar")}
    before, after = (_profile(standard, code) if code else None for code in chosen.values())
    comparison = comparing.compare_profiles(standard, before, after) if before and after else None
    professional = comparison is not None and RoleName.PROFESSIONAL in current_user.role_names
    return render(
        "overview/standards/compare.html",
        mine=next(iter(submitted_of(current_user, slug)), None) if professional else None,
        standard=standard,
        norms=norms_on(current_user.organisation, standard, clock.today()),
        before=before,
        after=after,
        comparison=comparison,
        bodies={
            one.element.code: card_bodies(one.element)[one.after.rank - 1]
            for one in (comparison.moves("up", "down", "new") if comparison else ())
            if one.after
        },
    )


@blueprint.get("/standaarden/<slug>/verschil")
@allow(Door.SIGNED_IN)
def difference(slug: str) -> Response:
    """What became of each element of the edition before, and what is new; a first edition says that it is one."""
    standard = _standard(slug)
    before = _standard(standard.follows) if standard.follows else None
    return render(
        "overview/standards/difference.html",
        standard=standard,
        difference=editions.difference(before, standard) if before else None,
        decision=edition_decision(current_user.organisation_id, slug) if before else None,
        can_decide=bool({RoleName.HR, RoleName.ADMINISTRATOR} & set(current_user.role_names)),
    )


@blueprint.get("/standaarden/<slug>/welke-functie")
@allow(RoleName.PROFESSIONAL)
def fits(slug: str) -> Response:
    """My last result on this standard beside my own function, what is a step further, and another direction."""
    standard = _standard(slug)
    assessment = next(iter(submitted_of(current_user, slug)), None)
    answers: Mapping[str, Answer] = answers_of(assessment) if assessment else {}
    mine = [standard.profile(code) for code in norms_for(current_user, slug, clock.today())]
    found = comparing.fits(standard, {code: answer.rank for code, answer in answers.items()}, mine)
    own = mine[0] if mine else standard.profile(assessment.profile) if assessment else None
    return render(
        "overview/standards/fits.html",
        standard=standard,
        assessment=assessment,
        answers=answers,
        ways=comparing.ways_from(own, found) if own and found else None,
        additions={one.code: comparing.additions_to(standard, one) for one in (*mine, *standard.profiles)},
    )


def _standard(slug: str) -> Standard:
    """The standard as the organisation reads it; the draft of an own standard for who makes that."""
    organisation = current_user.organisation
    try:
        return standard_for(organisation, slug)
    except UnknownStandard:
        if not current_user.role_names & {RoleName.HR, RoleName.ADMINISTRATOR}:
            abort(404)
    try:
        return draft_with(organisation, slug)
    except UnknownStandard:
        abort(404)


def _profile(standard: Standard, code: str) -> Profile:
    try:
        return standard.profile(code)
    except UnknownProfile:
        abort(404)


def _status(standard: Standard, profile: Profile) -> Status | None:
    """The register status that the standard reads into a profile, an indication only."""
    indication = standard.status_indication
    return indication.profiles.get(profile.code) if indication else None


def _asked_by(standard: Standard, norms: Iterable[Profile], element: Element) -> Mapping[str, tuple[Profile, ...]]:
    """The profiles and norms per level that they ask of this element; those that add to another are left out."""
    return {
        level.code: tuple(
            profile
            for profile in (*standard.profiles, *norms)
            if profile.targets.get(element.code) == level.code and not profile.extends
        )
        for level in element.levels
    }
