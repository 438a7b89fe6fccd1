"""Who is in the committee and on the board: the board appoints and dismisses, by e-mail address."""

from __future__ import annotations

from flask import Blueprint, Response, abort, flash, request, url_for
from flask.typing import ResponseReturnValue
from flask_security import current_user

from app.core.problems import DomainError
from app.core.web.htmx import go_to, render
from app.people.access import allow
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


def _page(form: MemberForm, status: int) -> Response:
    return render("register/members/index.html", status=status, form=form, members=operations.members())
