"""Pages of objections: the person's own, and those of the quality committee."""

from __future__ import annotations

from flask import Blueprint, Response, abort, flash, request, url_for
from flask.typing import ResponseReturnValue
from flask_security import current_user

from app.core import clock
from app.core.audit import record_look
from app.core.htmx import go_to, render
from app.core.problems import DomainError
from app.people.access import allow
from app.people.rules import RoleName
from app.register import objection_operations as operations
from app.register import objection_queries as queries
from app.register.models import Decision, Objection
from app.register.objection_forms import ObjectionForm, OutcomeForm
from app.register.steps import ObjectionOutcome, ObjectionStatus

blueprint = Blueprint("objections", __name__)


@blueprint.route("/mijn-register/bezwaar/<int:decision_id>/", methods=["GET", "POST"])
@allow(RoleName.PROFESSIONAL)
def own(decision_id: int) -> ResponseReturnValue:
    """My objection to a decision: write it, or see how far it is."""
    decision = queries.own_decision(current_user, decision_id) or abort(404)
    form = ObjectionForm()
    if request.method == "POST":
        if not form.validate():
            return _own(decision, form, 422)
        try:
            operations.file_objection(decision, current_user, form.grounds.data or "", clock.today())
        except DomainError as error:
            return _own(decision, form, 409, str(error))
        flash("Je bezwaar is ingediend.", "ok")
        return go_to(url_for("objections.own", decision_id=decision.id))
    return _own(decision, form, 200)


@blueprint.post("/mijn-register/bezwaar/<int:decision_id>/terugnemen")
@allow(RoleName.PROFESSIONAL)
def withdraw(decision_id: int) -> ResponseReturnValue:
    """Take my objection back."""
    decision = queries.own_decision(current_user, decision_id) or abort(404)
    objection = queries.objection_to(decision) or abort(404)
    try:
        operations.withdraw(objection, current_user, clock.today())
    except DomainError as error:
        return _own(decision, ObjectionForm(), 409, str(error))
    flash("Je bezwaar is teruggenomen.", "ok")
    return go_to(url_for("objections.own", decision_id=decision.id))


@blueprint.get("/kwaliteit/bezwaar/")
@allow(RoleName.COMMITTEE, RoleName.BOARD)
def index() -> Response:
    """Every objection, those that wait first."""
    views = queries.views_of(queries.objections(), current_user, clock.today())
    return render("objections/index.html", views=views, handles=RoleName.COMMITTEE in current_user.role_names)


@blueprint.route("/kwaliteit/bezwaar/<int:objection_id>/", methods=["GET", "POST"])
@allow(RoleName.COMMITTEE, RoleName.BOARD)
def show(objection_id: int) -> ResponseReturnValue:
    """One objection; the committee gives its outcome here. The board only reads."""
    objection = queries.objection_called(objection_id) or abort(404)
    form = OutcomeForm()
    if request.method == "POST":
        if RoleName.COMMITTEE not in current_user.role_names:
            abort(403)
        if not form.validate():
            return _shown(objection, form, 422)
        try:
            operations.handle(
                objection, current_user, ObjectionOutcome(form.outcome.data), form.answer.data or "", clock.today()
            )
        except DomainError as error:
            return _shown(objection, form, 409, str(error))
        flash("De uitkomst is vastgelegd. De persoon krijgt er een mail over.", "ok")
        return go_to(url_for("objections.show", objection_id=objection.id))
    if not queries.view_of(objection, current_user, clock.today()).hindrance:
        record_look(current_user.id, objection.decision.person_id, "je bezwaar")
    return _shown(objection, form, 200)


@blueprint.post("/kwaliteit/bezwaar/<int:objection_id>/ontvangen")
@allow(RoleName.COMMITTEE)
def receive(objection_id: int) -> ResponseReturnValue:
    """Confirm that it was received."""
    objection = queries.objection_called(objection_id) or abort(404)
    try:
        operations.receive(objection, current_user, clock.today())
    except DomainError as error:
        return _shown(objection, OutcomeForm(), 409, str(error))
    flash("De ontvangst is bevestigd. De persoon krijgt er een mail over.", "ok")
    return go_to(url_for("objections.show", objection_id=objection.id))


def _own(decision: Decision, form: ObjectionForm, status: int, problem: str = "") -> Response:
    objection = queries.objection_to(decision)
    return render(
        "objections/own.html", status=status, decision=decision, objection=objection, form=form, problem=problem,
        steps=ObjectionStatus,
    )  # fmt: skip


def _shown(objection: Objection, form: OutcomeForm, status: int, problem: str = "") -> Response:
    view = queries.view_of(objection, current_user, clock.today())
    return render(
        "objections/show.html", status=status, view=view, objection=objection, form=form, problem=problem,
        handles=RoleName.COMMITTEE in current_user.role_names,
    )  # fmt: skip
