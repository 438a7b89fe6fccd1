"""Pages where an organisation decides, once, about the elements that a new edition of a standard left open."""

from __future__ import annotations

from dataclasses import replace

from flask import Blueprint, abort, flash, request, url_for
from flask.typing import ResponseReturnValue
from flask_security import current_user

from app.core.web.htmx import go_to, render
from app.people.access import allow
from app.people.rules import RoleName
from app.standards import library as queries
from app.standards.editions import operations
from app.standards.editions.forms import DecideForm
from app.standards.editions.operations import AlreadyDecided
from app.standards.models import Norm
from app.standards.norms import queries as norm_queries
from app.standards.rules import editions
from app.standards.rules.deciding import FATES, Choice, changes_from
from app.standards.rules.standard import Standard, UnknownStandard

blueprint = Blueprint("editions", __name__)

CONFIRM, CHANGE = "vastleggen", "veranderen"


@blueprint.route("/eigen/edities/<slug>/", methods=["GET", "POST"])
@allow(RoleName.HR, RoleName.ADMINISTRATOR)
def show(slug: str) -> ResponseReturnValue:
    """What became of each element of the edition before: what the edition says, what we decided, or the form."""
    after = _standard(slug)
    before = _standard(after.follows) if after.follows else None
    if before is None:
        return render("standards/editions/show.html", standard=after, status=_refused())
    difference = editions.difference(before, after)
    form = DecideForm.on(before, editions.as_published(after))
    if not difference.undecided:
        return _decided(difference, form.choices if form.is_submitted() else {}, _refused())
    step = request.form.get("stap", "")
    if not form.is_submitted() or step == CHANGE or not form.validate():
        status = 422 if form.is_submitted() and step != CHANGE else 200
        return render("standards/editions/decide.html", status=status, form=form, difference=difference, fates=FATES)
    if step != CONFIRM:
        return render(
            "standards/editions/review.html",
            form=form,
            difference=difference,
            changes=editions.fates_of(before, after, changes_from(before, after, form.choices)),
            fates=FATES,
        )
    try:
        operations.decide_edition(current_user, before, after, form.choices)
    except AlreadyDecided:
        return _decided(editions.difference(before, _standard(slug)), form.choices, 409)
    flash(f"Jullie besluit over editie {after.edition} is vastgelegd.", "success")
    return go_to(url_for("editions.show", slug=slug))


def _refused() -> int:
    """Nothing can be sent to a page where nothing is to be decided."""
    return 409 if request.method == "POST" else 200


def _decided(difference: editions.EditionDifference, refused: dict[str, Choice], status: int) -> ResponseReturnValue:
    """What holds; `refused` is what this person chose after somebody else had decided."""
    known = {element.code for element in difference.after.elements}
    refused = {
        code: replace(choice, targets=tuple(one for one in choice.targets if one in known))
        for code, choice in refused.items()
    }
    return render(
        "standards/editions/show.html",
        status=status,
        standard=difference.after,
        difference=difference,
        decision=queries.edition_decision(current_user.organisation_id, difference.after.slug),
        refused=refused,
        to_carry=_to_carry(difference.after),
        too_late=status == 409,
        fates=FATES,
    )


def _to_carry(edition: Standard) -> list[Norm]:
    """The kaders that can go on to this edition now."""
    norms = norm_queries.norms_of(current_user.organisation_id)
    later = norm_queries.later_editions(current_user.organisation, norms)
    return [norm for norm in norms if norm.id in later and later[norm.id][1].slug == edition.slug]


def _standard(slug: str) -> Standard:
    try:
        return queries.standard_for(current_user.organisation, slug)
    except UnknownStandard:
        abort(404)
