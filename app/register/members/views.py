"""Who is in the committee and on the board: the board appoints and dismisses, and keeps what members cannot change."""

from __future__ import annotations

from flask import Blueprint, Response, abort, flash, request, url_for
from flask.typing import ResponseReturnValue
from flask_security import current_user

from app.core import clock
from app.core.audit import record_look
from app.core.problems import DomainError
from app.core.web.htmx import go_to, render
from app.dossiers.details import operations as details
from app.dossiers.details.forms import FunctionForm
from app.dossiers.details.queries import is_firm
from app.dossiers.holding.queries import own_experience, registrant_of
from app.dossiers.models import Experience
from app.people.access import allow
from app.people.models import User
from app.people.rules import REGISTER_ROLES, RoleName
from app.register.forms import refused_in
from app.register.members import operations
from app.register.members.forms import MemberForm

blueprint = Blueprint("members", __name__, url_prefix="/kwaliteit/leden")


@blueprint.route("/", methods=["GET", "POST"])
@allow(RoleName.BOARD)
def index() -> ResponseReturnValue:
    """The members of committee and board, and a new one."""
    form = MemberForm()
    if request.method == "GET" or not form.validate():
        return _page(form, form.page_status)
    with refused_in(form, _page, form, 422):
        person = operations.appoint(form.email.data or "", RoleName(form.role.data))
    flash(f"{person.name} is nu lid: {RoleName(form.role.data).dutch.lower()}.", "success")
    return go_to(url_for("members.index"))


@blueprint.route("/<int:person_id>/<role>/ontslag", methods=["GET", "POST"])
@allow(RoleName.BOARD)
def dismiss(person_id: int, role: str) -> ResponseReturnValue:
    """Somebody leaves the committee or the board, after a question."""
    if role not in {one.value for one in REGISTER_ROLES}:
        abort(404)
    name = RoleName(role)
    person = operations.member(person_id, name)
    if person is None:
        # A second click finds that it happened already.
        return go_to(url_for("members.index")) if operations.exists(person_id) else abort(404)
    if request.method == "GET":
        return render("register/members/dismiss.html", person=person, role=name, refusal="")
    try:
        operations.dismiss(person, name, current_user)
    except DomainError as refused:
        return render("register/members/dismiss.html", status=409, person=person, role=name, refusal=str(refused))
    flash(f"{person.name} is geen lid meer.", "success")
    return go_to(url_for("members.index"))


@blueprint.get("/<int:person_id>/functies/")
@allow(RoleName.BOARD)
def functions(person_id: int) -> Response:
    """The functions of the past year of another member, who cannot change them alone."""
    person = _another(person_id)
    registrant = registrant_of(person)
    firm = [one for one in registrant.experience if is_firm(person, one, clock.today())] if registrant else []
    record_look(current_user.id, person.id, "Functies van het afgelopen jaar")
    return render("register/members/functions.html", person=person, functions=firm)


@blueprint.route("/<int:person_id>/functies/<int:experience_id>/", methods=["GET", "POST"])
@allow(RoleName.BOARD)
def change_function(person_id: int, experience_id: int) -> ResponseReturnValue:
    """Other words or days for a function of another member."""
    person = _another(person_id)
    experience = _firm(person, experience_id)
    form = FunctionForm(obj=experience)
    if form.validate_on_submit():
        details.change_function(experience, form.filled_in, current_user)
        flash(f"Gewijzigd voor {person.name}: {experience.function}.", "success")
        return go_to(url_for("members.functions", person_id=person.id))
    return render(
        "register/members/function.html", status=form.page_status, person=person, experience=experience, form=form
    )


@blueprint.post("/<int:person_id>/functies/<int:experience_id>/weghalen")
@allow(RoleName.BOARD)
def remove_function(person_id: int, experience_id: int) -> ResponseReturnValue:
    """Take a function of another member away; the log keeps it. A second click finds that it happened already."""
    person = _another(person_id)
    if own_experience(person, experience_id) is not None:
        experience = _firm(person, experience_id)
        details.remove_function(experience, current_user)
        flash(f"Weggehaald bij {person.name}: {experience.function}.", "success")
    return go_to(url_for("members.functions", person_id=person.id))


def _another(person_id: int) -> User:
    return operations.another_member(person_id, current_user) or abort(404)


def _firm(person: User, experience_id: int) -> Experience:
    experience = own_experience(person, experience_id)
    if experience is None or not is_firm(person, experience, clock.today()):
        abort(404)
    return experience


def _page(form: MemberForm, status: int) -> Response:
    return render("register/members/index.html", status=status, form=form, members=operations.members())
