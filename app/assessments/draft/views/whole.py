"""Pages of a whole draft: all of its elements, half way, handing in, throwing away."""

from __future__ import annotations

from collections.abc import Mapping

from flask import abort, flash, request, url_for
from flask.typing import ResponseReturnValue
from flask_security import current_user

from app.assessments import queries
from app.assessments.draft import operations
from app.assessments.draft.forms import HandInForm
from app.assessments.draft.operations import NothingAnswered, StillOpen
from app.assessments.draft.pages import own_draft
from app.assessments.draft.scan import Scan
from app.assessments.draft.views.ground import blueprint
from app.assessments.editions.earlier import compared_with, over_editions
from app.assessments.rules import Answer, Standing
from app.assessments.words import level_name
from app.core.web.htmx import go_to, render
from app.people.access import allow
from app.people.rules import RoleName
from app.standards.library import standards_for
from app.standards.rules.editions import newer_edition


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


@blueprint.get("/zelfscan/<int:assessment_id>/tussenstand/<int:number>")
@allow(RoleName.PROFESSIONAL)
def halfway(assessment_id: int, number: int) -> ResponseReturnValue:
    """After the last element of a group: how far somebody is, and what comes next."""
    scan = Scan(own_draft(assessment_id))
    if not 0 < number < len(scan.groups):
        abort(404)
    group, following = scan.groups[number - 1 : number + 1]
    return render("assessments/draft/halfway.html", scan=scan, group=group, following=following)


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
