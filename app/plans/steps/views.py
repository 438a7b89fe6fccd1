"""Pages where an organisation suggests first steps of its own."""

from __future__ import annotations

from flask import Blueprint, abort, flash, url_for
from flask.typing import ResponseReturnValue
from flask_security import current_user

from app.core.problems import DomainError
from app.core.web.htmx import go_to, render
from app.people.access import allow
from app.people.rules import RoleName
from app.plans.rules import ActionKind
from app.plans.steps import operations, queries
from app.plans.steps.forms import StepForm
from app.plans.steps.rules import MOST_OWN
from app.standards.library import standard_for
from app.standards.rules.standard import Standard, UnknownStandard

blueprint = Blueprint("steps", __name__)


@blueprint.route("/eigen/stappen/<slug>/", methods=["GET", "POST"])
@allow(RoleName.HR, RoleName.ADMINISTRATOR)
def show(slug: str) -> ResponseReturnValue:
    """The first steps of this organisation on a standard, and a form for one more."""
    standard = _standard(slug)
    form = StepForm.on(standard)
    status = form.page_status
    if form.validate_on_submit():
        element, level = form.element_and_level
        try:
            operations.add_step(
                current_user.organisation,
                slug,
                element,
                level,
                kind=ActionKind(form.kind.data),
                title=form.title.data or "",
            )
        except DomainError as refused:
            form.title.errors, status = [str(refused)], 409
        else:
            flash("Deze stap staat er vanaf nu bij voor wie een doel maakt.", "success")
            return go_to(url_for("steps.show", slug=slug))
    return render(
        "plans/steps/show.html",
        status=status,
        standard=standard,
        form=form,
        steps=queries.own_steps(current_user.organisation, slug),
        most=MOST_OWN,
    )


@blueprint.post("/eigen/stappen/<slug>/<int:step_id>/weghalen")
@allow(RoleName.HR, RoleName.ADMINISTRATOR)
def remove(slug: str, step_id: int) -> ResponseReturnValue:
    """Suggest one no longer. A second press finds it gone already."""
    _standard(slug)
    step = queries.own_step(current_user.organisation, step_id)
    if step is not None:
        operations.remove_step(current_user.organisation, step)
        flash("Deze stap staat er niet meer bij. In plannen waar hij al in staat, blijft hij staan.", "success")
    return go_to(url_for("steps.show", slug=slug))


def _standard(slug: str) -> Standard:
    try:
        return standard_for(current_user.organisation, slug)
    except UnknownStandard:
        abort(404)
