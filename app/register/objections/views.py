"""Pages of objections: the person's own, those of the quality committee, and the new decision of the board."""

from __future__ import annotations

from flask import Blueprint, Response, abort, flash, request, url_for
from flask.typing import ResponseReturnValue
from flask_security import current_user

from app.core import clock
from app.core.audit import record_look
from app.core.problems import DomainError
from app.core.web.htmx import go_to, render
from app.evidence.serving import as_download
from app.people.access import allow
from app.people.rules import RoleName
from app.register.decisions import operations as decisions
from app.register.decisions.forms import AgainForm, refuse
from app.register.decisions.views import decided
from app.register.models import Decision, Objection
from app.register.objections import operations, queries
from app.register.objections.forms import ObjectionForm, OutcomeForm
from app.register.outcomes.pages import content_of, outcome_of, outcome_page
from app.register.rules import DecisionKind, ObjectionOutcome, ObjectionStatus

blueprint = Blueprint("objections", __name__)

_AGAIN = {
    (DecisionKind.GRANT, DecisionKind.GRANT): "Het besluit blijft, met een nieuwe uitleg",
    (DecisionKind.RENEW, DecisionKind.RENEW): "Het besluit blijft, met een nieuwe uitleg",
    (DecisionKind.RESTORE, DecisionKind.RESTORE): "Het besluit blijft, met een nieuwe uitleg",
    (DecisionKind.REFUSE, DecisionKind.GRANT): "Status alsnog verlenen",
    (DecisionKind.REFUSE, DecisionKind.REFUSE): "Opnieuw weigeren",
    (DecisionKind.REFUSE_RENEWAL, DecisionKind.RENEW): "Status herstellen en verlengen",
    (DecisionKind.REFUSE_RENEWAL, DecisionKind.REFUSE_RENEWAL): "Voorstellen om opnieuw niet te verlengen",
    (DecisionKind.WITHDRAW, DecisionKind.RESTORE): "Status herstellen",
    (DecisionKind.WITHDRAW, DecisionKind.WITHDRAW): "Voorstellen om opnieuw in te trekken",
}
_DAY_AGAIN = "Alleen als de status weg blijft: de dag van het eerste besluit, of een latere."
_DAY_WORDS = {
    DecisionKind.REFUSE: "Alleen bij verlenen: van de dag van de aanvraag tot en met vandaag.",
    DecisionKind.REFUSE_RENEWAL: _DAY_AGAIN,
    DecisionKind.WITHDRAW: _DAY_AGAIN,
}


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
    return render("register/objections/index.html", views=views, handles=RoleName.COMMITTEE in current_user.role_names)


@blueprint.route("/kwaliteit/bezwaar/<int:objection_id>/", methods=["GET", "POST"])
@allow(RoleName.COMMITTEE, RoleName.BOARD)
def show(objection_id: int) -> ResponseReturnValue:
    """One objection with the file that it is about; the committee gives its outcome here. The board only reads."""
    objection = _objection(objection_id)
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
    _record_look(objection)
    return _shown(objection, form, 200)


@blueprint.get("/kwaliteit/bezwaar/<int:objection_id>/bewijs/<int:evidence_id>")
@allow(RoleName.COMMITTEE, RoleName.BOARD)
def evidence(objection_id: int, evidence_id: int) -> Response:
    """A file of the dossier behind an objection, for who may look into it, as long as the objection is open."""
    objection = _objection(objection_id)
    view, dossier = queries.view_of(objection, current_user, clock.today()), objection.decision.dossier
    if view.hindrance is not None or not view.is_open or dossier is None:
        abort(404)
    response = as_download(next((one for one in dossier.evidence if one.id == evidence_id), None))
    record_look(current_user.id, objection.decision.person_id, "bewijs in je dossier, bij je bezwaar")
    return response


@blueprint.route("/kwaliteit/bezwaar/<int:objection_id>/besluit", methods=["GET", "POST"])
@allow(RoleName.BOARD)
def decide(objection_id: int) -> ResponseReturnValue:
    """The board decides once more after an objection that was upheld."""
    objection = _objection(objection_id)
    form = _again_form(objection.decision)
    if request.method == "GET":
        _record_look(objection)
        return _decide_page(objection, form)
    if not form.validate():
        return _decide_page(objection, form, 422)
    try:
        decision = decisions.decide_again(objection, current_user, form.verdict)
    except DomainError as refused:
        return _decide_page(objection, form, refuse(form, refused))
    return decided(decision)


@blueprint.post("/kwaliteit/bezwaar/<int:objection_id>/ontvangen")
@allow(RoleName.COMMITTEE)
def receive(objection_id: int) -> ResponseReturnValue:
    """Confirm that it was received."""
    objection = _objection(objection_id)
    try:
        operations.receive(objection, current_user, clock.today())
    except DomainError as error:
        return _shown(objection, OutcomeForm(), 409, str(error))
    flash("De ontvangst is bevestigd. De persoon krijgt er een mail over.", "ok")
    return go_to(url_for("objections.show", objection_id=objection.id))


def _own(decision: Decision, form: ObjectionForm, status: int, problem: str = "") -> Response:
    objection = queries.objection_to(decision)
    return render(
        "register/objections/own.html", status=status, decision=decision, objection=objection, form=form, problem=problem,
        steps=ObjectionStatus,
    )  # fmt: skip


def _shown(objection: Objection, form: OutcomeForm, status: int, problem: str = "") -> Response:
    view, decision = queries.view_of(objection, current_user, clock.today()), objection.decision
    return render(
        "register/objections/show.html", status=status, view=view, objection=objection, form=form, problem=problem,
        handles=RoleName.COMMITTEE in current_user.role_names, decides=RoleName.BOARD in current_user.role_names,
        rules_say=outcome_of(decision), content=content_of(decision.dossier) if decision.dossier else None,
    )  # fmt: skip


def _again_form(first: Decision) -> AgainForm:
    outcome = decisions.outcome_again(first)
    return AgainForm(
        first.kind.after_objection, {kind: _AGAIN[first.kind, kind] for kind in first.kind.after_objection},
        outcome.overall if outcome else None,
        first.decided_on if first.kind is DecisionKind.REFUSE else first.effective_on, _DAY_WORDS.get(first.kind, ""),
    )  # fmt: skip


def _decide_page(objection: Objection, form: AgainForm, status: int = 200) -> Response:
    view, decision = queries.view_of(objection, current_user, clock.today()), objection.decision
    then, now = outcome_of(decision), decisions.outcome_again(decision)
    changed = now is not None and (then is None or now.requirements != then.outcome.requirements)
    return render(
        "register/objections/decide.html", status=status, view=view, objection=objection, form=form,
        rules_say=then, rules_now=outcome_page(now) if now is not None and changed else None,
        content=content_of(decision.dossier) if decision.dossier else None,
    )  # fmt: skip


def _record_look(objection: Objection) -> None:
    if not queries.view_of(objection, current_user, clock.today()).hindrance:
        record_look(current_user.id, objection.decision.person_id, "je bezwaar")


def _objection(objection_id: int) -> Objection:
    return queries.objection_called(objection_id) or abort(404)
