"""Pages of objections: the person's own, those of the quality committee, and the new decision of the board."""

from __future__ import annotations

from functools import partial

from flask import Blueprint, Response, abort, flash, request, url_for
from flask.typing import ResponseReturnValue
from flask_security import current_user

from app.core import clock
from app.core.audit import record_look
from app.core.web.errors import refused_on
from app.core.web.htmx import go_to, render
from app.evidence.serving import as_download
from app.people.access import allow
from app.people.rules import RoleName
from app.register.decisions.pages import decide as decide_on
from app.register.decisions.queries import own_decision
from app.register.judges.forms import undeclared_in
from app.register.judges.operations import declare
from app.register.judges.queries import hindrances_of, who_else
from app.register.lists import onwards
from app.register.models import Decision, Objection
from app.register.objections import operations, queries
from app.register.objections.forms import AgainForm, ObjectionForm, OutcomeForm, SecondOutcomeForm
from app.register.objections.queries import ObjectionView
from app.register.outcomes.pages import content_of, outcome_of, outcome_page
from app.register.rules import ObjectionOutcome, ObjectionStatus
from app.register.settings.queries import terms_for_objection, until_when

blueprint = Blueprint("objections", __name__)


@blueprint.route("/mijn-register/bezwaar/<int:decision_id>/", methods=["GET", "POST"])
@allow(RoleName.PROFESSIONAL)
def own(decision_id: int) -> ResponseReturnValue:
    """My objection to a decision: write it, or see how far it is."""
    decision = own_decision(current_user, decision_id) or abort(404)
    form = ObjectionForm()
    if not form.validate_on_submit():
        return _own(decision, form, form.page_status)
    with refused_on(_own, decision, form):
        operations.file_objection(decision, current_user, form.grounds.data or "", clock.today())
    flash("Je bezwaar is ingediend.", "ok")
    return go_to(url_for("objections.own", decision_id=decision.id))


@blueprint.post("/mijn-register/bezwaar/<int:decision_id>/terugnemen")
@allow(RoleName.PROFESSIONAL)
def withdraw(decision_id: int) -> ResponseReturnValue:
    """Take my objection back."""
    decision = own_decision(current_user, decision_id) or abort(404)
    objection = queries.objection_to(decision) or abort(404)
    with refused_on(_own, decision, ObjectionForm()):
        operations.withdraw(objection, current_user, clock.today())
    flash("Je bezwaar is teruggenomen.", "ok")
    return go_to(url_for("objections.own", decision_id=decision.id))


@blueprint.get("/kwaliteit/bezwaar/")
@allow(RoleName.COMMITTEE, RoleName.BOARD)
def index() -> Response:
    """Every objection, those that wait first."""
    found = queries.objections()
    hindrances = hindrances_of(current_user, [one.decision for one in found], clock.today())
    views = queries.views_of(found, current_user, hindrances)
    return render("register/objections/index.html", views=views, handles=RoleName.COMMITTEE in current_user.role_names)


@blueprint.route("/kwaliteit/bezwaar/<int:objection_id>/", methods=["GET", "POST"])
@allow(RoleName.COMMITTEE, RoleName.BOARD)
def show(objection_id: int) -> ResponseReturnValue:
    """One objection with the file that it is about; the committee gives its outcome here. The board only reads."""
    objection = _objection(objection_id)
    form = _first(objection)
    if request.method == "POST":
        if RoleName.COMMITTEE not in current_user.role_names:
            abort(403)
        if not form.validate():
            return _now(objection, form, 422)
        with refused_on(_now, objection, form), undeclared_in(form, _now, objection, form):
            declare(current_user, objection, form.declares)
            operations.handle(
                objection, current_user, ObjectionOutcome(form.outcome.data), form.answer.data or "", clock.today()
            )
        flash("Je voorstel staat klaar voor een ander lid van de commissie.", "ok")
        return go_to(onwards(url_for("objections.show", objection_id=objection.id)))
    return _shown(_looked_at(objection), form)


@blueprint.post("/kwaliteit/bezwaar/<int:objection_id>/bevestigen")
@allow(RoleName.COMMITTEE)
def confirm(objection_id: int) -> ResponseReturnValue:
    """A second member of the committee agrees with the outcome."""
    return _answer(_objection(objection_id), agrees=True)


@blueprint.post("/kwaliteit/bezwaar/<int:objection_id>/afwijzen")
@allow(RoleName.COMMITTEE)
def reject(objection_id: int) -> ResponseReturnValue:
    """A second member does not agree with the outcome, or the first takes it back."""
    objection = _objection(objection_id)
    if objection.draft_by_id == current_user.id:
        with refused_on(_now, objection, _first(objection)):
            operations.take_back_outcome(objection, current_user)
        flash("Je voorstel is ingetrokken.", "ok")
        return go_to(url_for("objections.show", objection_id=objection.id))
    return _answer(objection, agrees=False)


def _answer(objection: Objection, *, agrees: bool) -> ResponseReturnValue:
    first, form = _first(objection), SecondOutcomeForm().about(objection, current_user)
    if objection.draft_by_id != current_user.id and not form.validate():
        return _now(objection, first, 422, second=form)
    with (
        refused_on(_anew, objection, first, second=form),
        undeclared_in(form, partial(_now, second=form), objection, first),
    ):
        declare(current_user, objection, form.declares)
        answer = operations.confirm if agrees else operations.reject
        answer(objection, current_user, form.answer.data or "", clock.today(), form.shown.data or "")
    flash(
        "De uitkomst staat vast. De persoon krijgt er een mail over." if agrees else "Het voorstel is vervallen.", "ok"
    )
    return go_to(onwards(url_for("objections.show", objection_id=objection.id)))


@blueprint.get("/kwaliteit/bezwaar/<int:objection_id>/bewijs/<int:evidence_id>")
@allow(RoleName.COMMITTEE, RoleName.BOARD)
def evidence(objection_id: int, evidence_id: int) -> Response:
    """A file of the dossier behind an objection, for who may look into it, as long as the objection is open."""
    objection = _objection(objection_id)
    view, dossier = _view(objection), objection.decision.dossier
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
    form = AgainForm(objection.decision).about(objection, current_user)
    if request.method == "GET":
        return _decide_page(_looked_at(objection), form)
    return decide_on(
        form,
        objection,
        lambda status: _decide_page(_view(objection), form, status),
        lambda ruling: operations.decide_again(objection, current_user, ruling),
    )


@blueprint.post("/kwaliteit/bezwaar/<int:objection_id>/ontvangen")
@allow(RoleName.COMMITTEE)
def receive(objection_id: int) -> ResponseReturnValue:
    """Confirm that it was received."""
    objection = _objection(objection_id)
    with refused_on(_now, objection, _first(objection)):
        operations.receive(objection, current_user, clock.today())
    flash("De ontvangst is bevestigd. De persoon krijgt er een mail over.", "ok")
    return go_to(url_for("objections.show", objection_id=objection.id))


def _own(decision: Decision, form: ObjectionForm, status: int, refusal: str = "") -> Response:
    objection = queries.objection_to(decision)
    return render(
        "register/objections/own.html",
        status=status,
        decision=decision,
        objection=objection,
        form=form,
        refusal=refusal,
        steps=ObjectionStatus,
        until=until_when(decision, terms_for_objection()),
        today=clock.today(),
    )


def _first(objection: Objection) -> OutcomeForm:
    """The form of the outcome; it asks no declaration while an outcome waits for a second member."""
    form = OutcomeForm()
    return form if objection.waits_for_second else form.about(objection, current_user)


def _second(objection: Objection) -> SecondOutcomeForm:
    shown = {"shown": objection.draft_mark}
    return SecondOutcomeForm(formdata=None, data=shown).about(objection, current_user)


def _anew(objection: Objection, form: OutcomeForm, status: int, refusal: str, second: SecondOutcomeForm) -> Response:
    """After a refusal the page shows the outcome as it is now, so that the next answer is about that one."""
    second.shown.data = objection.draft_mark
    return _now(objection, form, status, refusal, second)


def _now(
    objection: Objection, form: OutcomeForm, status: int, refusal: str = "", second: SecondOutcomeForm | None = None
) -> Response:
    """The objection as it is after what was tried."""
    return _shown(_view(objection), form, status, refusal, second)


def _shown(
    view: ObjectionView,
    form: OutcomeForm,
    status: int = 200,
    refusal: str = "",
    second: SecondOutcomeForm | None = None,
) -> Response:
    objection, decision = view.objection, view.objection.decision
    handles = RoleName.COMMITTEE in current_user.role_names
    is_mine = objection.waits_for_second and objection.draft_by_id == current_user.id
    stuck = handles and view.is_open and (is_mine or view.hindrance is not None)
    others = who_else(RoleName.COMMITTEE, current_user, decision.person, clock.today(), decision) if stuck else ()
    return render(
        "register/objections/show.html",
        status=status,
        view=view,
        objection=view.objection,
        form=form,
        refusal=refusal,
        handles=handles,
        second=second or (_second(objection) if objection.waits_for_second else None),
        is_mine=is_mine,
        who=[one for one in others if one.id != objection.draft_by_id],
        decides=RoleName.BOARD in current_user.role_names,
        rules_say=outcome_of(decision),
        content=content_of(decision.dossier) if decision.dossier else None,
    )


def _decide_page(view: ObjectionView, form: AgainForm, status: int = 200) -> Response:
    decision = view.objection.decision
    then, now = outcome_of(decision), operations.outcome_again(decision)
    form.warn(now)
    changed = now is not None and (then is None or not now.says_the_same(then.outcome))
    return render(
        "register/objections/decide.html",
        status=status,
        view=view,
        objection=view.objection,
        form=form,
        rules_say=then,
        rules_now=outcome_page(now) if now is not None and changed else None,
        who=who_else(RoleName.BOARD, current_user, decision.person, clock.today(), decision) if view.hindrance else (),
        content=content_of(decision.dossier) if decision.dossier else None,
    )


def _view(objection: Objection) -> ObjectionView:
    return queries.view_of(objection, current_user, clock.today())


def _looked_at(objection: Objection) -> ObjectionView:
    """The objection for this viewer; who may look into it is written down."""
    view = _view(objection)
    if not view.hindrance:
        record_look(current_user.id, objection.decision.person_id, "je bezwaar")
    return view


def _objection(objection_id: int) -> Objection:
    return queries.objection_called(objection_id) or abort(404)
