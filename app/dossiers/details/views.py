"""Pages of what somebody says of themselves: register, roles, level, Leergang, functions, content of the function."""

from __future__ import annotations

from flask import Blueprint, Response, abort, flash, request, url_for
from flask.typing import ResponseReturnValue
from flask_security import current_user

from app.core import clock
from app.core.web.htmx import go_to, render
from app.dossiers.details import operations
from app.dossiers.details.forms import DetailsForm, FunctionForm
from app.dossiers.details.queries import PROFILE_STANDARD, function_content_of, is_firm
from app.dossiers.holding.position import position_of
from app.dossiers.holding.queries import own_experience
from app.dossiers.models import Experience
from app.people.access import allow
from app.people.rules import RoleName

blueprint = Blueprint("details", __name__, url_prefix="/mijn-register/gegevens")


@blueprint.route("/", methods=["GET", "POST"])
@allow(RoleName.PROFESSIONAL)
def show() -> ResponseReturnValue:
    """What I say of myself, with my functions and how much experience they make."""
    position = position_of(current_user, clock.today())
    registrant, registration = position.registrant, position.registration
    functions = registrant.experience if registrant else []
    form = DetailsForm.of(registrant, registration.register if registration else None)
    if form.validate_on_submit():
        operations.keep_details(current_user, **form.filled_in)
        flash("Je gegevens zijn opgeslagen.", "success")
        return go_to(url_for("details.show"))
    return render(
        "dossiers/details/show.html",
        status=form.page_status,
        form=form,
        registrant=registrant,
        registration=registration,
        experience=position.case.experience_words if position.case.experience_periods else "",
        content=function_content_of(current_user, registrant),
        firm=[one.id for one in functions if is_firm(current_user, one, position.day)],
        profile_standard=PROFILE_STANDARD,
        rules=position.rules,
    )


@blueprint.route("/functie/nieuw", methods=["GET", "POST"])
@allow(RoleName.PROFESSIONAL)
def add_function() -> ResponseReturnValue:
    """Add a function."""
    form = FunctionForm()
    if form.validate_on_submit():
        added = operations.add_function(current_user, form.filled_in)
        flash(f"Toegevoegd: {added.function}.", "success")
        return go_to(url_for("details.show", _anchor="functies"))
    return render("dossiers/details/function.html", status=form.page_status, form=form, experience=None)


@blueprint.route("/functie/<int:experience_id>/wijzigen", methods=["GET", "POST"])
@allow(RoleName.PROFESSIONAL)
def change_function(experience_id: int) -> ResponseReturnValue:
    """Other words or days for a function."""
    experience = _own(experience_id)
    if is_firm(current_user, experience, clock.today()):
        return _firm(experience)
    form = FunctionForm(obj=experience)
    if form.validate_on_submit():
        operations.change_function(experience, form.filled_in, current_user)
        flash(f"Gewijzigd: {experience.function}.", "success")
        return go_to(url_for("details.show", _anchor="functies"))
    return render("dossiers/details/function.html", status=form.page_status, form=form, experience=experience)


@blueprint.route("/functie/<int:experience_id>/weghalen", methods=["GET", "POST"])
@allow(RoleName.PROFESSIONAL)
def remove_function(experience_id: int) -> ResponseReturnValue:
    """Take a function away, after asking."""
    experience = _own(experience_id)
    if is_firm(current_user, experience, clock.today()):
        return _firm(experience)
    if request.method == "POST":
        operations.remove_function(experience, current_user)
        flash(f"Weggehaald: {experience.function}.", "success")
        return go_to(url_for("details.show", _anchor="functies"))
    return render("dossiers/details/remove_function.html", experience=experience)


def _firm(experience: Experience) -> Response:
    status = 200 if request.method == "GET" else 409
    return render("dossiers/details/firm_function.html", status=status, experience=experience)


def _own(experience_id: int) -> Experience:
    return own_experience(current_user, experience_id) or abort(404)
