"""Pages of one action: add, change, tick off, write down what you learnt, show evidence."""

from __future__ import annotations

from flask import Blueprint, abort, flash, request, url_for
from flask.typing import ResponseReturnValue
from flask_security import current_user

from app.core import clock
from app.core.problems import DomainError
from app.core.saving import ChangedMeanwhile
from app.core.web.errors import refused_on
from app.core.web.fields import day_in
from app.core.web.htmx import go_to, render, wants_fragment
from app.evidence.forms import EvidenceChoiceForm
from app.people.access import allow
from app.people.rules import RoleName
from app.plans import operations
from app.plans.actions.forms import ActionForm, DoneForm
from app.plans.models import Action
from app.plans.own import keeps_stored, own_action, own_goal
from app.plans.pages import GoalCard
from app.plans.plan.page import plan_page
from app.plans.rules import ActionStatus
from app.plans.steps.queries import steps_for

blueprint = Blueprint("actions", __name__)


@blueprint.route("/plan/doel/<int:goal_id>/actie/nieuw", methods=["GET", "POST"])
@allow(RoleName.PROFESSIONAL)
def new(goal_id: int) -> ResponseReturnValue:
    """One more thing to do for a goal; `stap` in the address is a step that is offered, to begin the form with."""
    goal = own_goal(goal_id)
    steps = steps_for(current_user.organisation, goal.standard, goal.element, goal.to_level)
    taken = next((one for one in steps if one.title == request.args.get("stap")), None)
    form = ActionForm(data={"title": taken.title, "kind": taken.kind} if taken else None)
    if form.validate_on_submit():
        operations.add_action(goal, **form.filled_in)
        flash("Je actie staat in je plan.", "success")
        return go_to(url_for("plan.show", _anchor=f"doel-{goal.id}"))
    return render(
        "plans/actions/new_action.html",
        status=form.page_status,
        card=GoalCard(goal, clock.today()),
        form=form,
        steps=[] if taken else steps,
    )


@blueprint.get("/plan/actie/<int:action_id>/")
@allow(RoleName.PROFESSIONAL)
def show(action_id: int) -> ResponseReturnValue:
    """One action with its note and evidence."""
    return _action_page(own_action(action_id))


def _action_page(
    action: Action,
    status: int = 200,
    *,
    done: DoneForm | None = None,
    evidence: EvidenceChoiceForm | None = None,
    refusal: str = "",
    conflict: dict[str, str] | None = None,
) -> ResponseReturnValue:
    return render(
        "plans/actions/action.html",
        status=status,
        action=action,
        card=GoalCard(action.goal, clock.today()),
        done=done or DoneForm.of(action),
        conflict=conflict,
        evidence_form=evidence or EvidenceChoiceForm.beside(current_user, action.evidence, fresh=True),
        refusal=refusal,
    )


@blueprint.route("/plan/actie/<int:action_id>/wijzigen", methods=["GET", "POST"])
@allow(RoleName.PROFESSIONAL)
def change(action_id: int) -> ResponseReturnValue:
    """Another description or another day."""
    action = own_action(action_id)
    form = ActionForm.of(action)
    card = GoalCard(action.goal, clock.today())
    if form.is_submitted() and keeps_stored():
        return go_to(url_for("actions.show", action_id=action.id))
    if not form.validate_on_submit():
        return render("plans/actions/change_action.html", status=form.page_status, action=action, card=card, form=form)
    try:
        operations.change_action(action, **form.filled_in, based_on=form.seen)
    except ChangedMeanwhile:
        both = form.beside(ActionForm.of(action, fresh=True))
        return render(
            "plans/actions/change_action.html", status=409, action=action, card=card, form=form, conflict=both
        )
    flash("Je actie is gewijzigd.", "success")
    return go_to(url_for("plan.show", _anchor=f"doel-{action.goal_id}"))


@blueprint.post("/plan/actie/<int:action_id>/gedaan")
@allow(RoleName.PROFESSIONAL)
def finish(action_id: int) -> ResponseReturnValue:
    """Tick off, as done today. A second click finds it done already."""
    action = own_action(action_id)
    if action.status is not ActionStatus.DONE:
        with refused_on(_action_page, action):
            operations.finish_action(action)
    if wants_fragment():
        return plan_page(done=action.id)
    return go_to(url_for("plan.show", gedaan=action.id))


@blueprint.post("/plan/actie/<int:action_id>/notitie")
@allow(RoleName.PROFESSIONAL)
def write_note(action_id: int) -> ResponseReturnValue:
    """Write down what to remember, and for what is done the day; an open action becomes done."""
    action = own_action(action_id)
    form = DoneForm()
    if keeps_stored():
        return go_to(url_for("actions.show", action_id=action.id))
    if not form.validate_on_submit():
        return _action_page(action, 422, done=form)
    try:
        operations.write_note(action, form.note.data or "", day_in(form.done_on), form.seen)
    except ChangedMeanwhile:
        return _action_page(action, 409, done=form, conflict=form.beside(DoneForm.of(action)))
    except DomainError as refused:
        return _action_page(action, 409, done=form, refusal=str(refused))
    flash("Het is bewaard.", "success")
    return go_to(url_for("plan.show", _anchor=f"actie-{action.id}"))


@blueprint.post("/plan/actie/<int:action_id>/open")
@allow(RoleName.PROFESSIONAL)
def reopen(action_id: int) -> ResponseReturnValue:
    """Take ticking off, or dropping, back."""
    action = own_action(action_id)
    if not action.is_open:
        operations.reopen_action(action)
    if wants_fragment():
        return plan_page()
    return go_to(url_for("plan.show", _anchor=f"actie-{action.id}"))


@blueprint.post("/plan/actie/<int:action_id>/stoppen")
@allow(RoleName.PROFESSIONAL)
def drop(action_id: int) -> ResponseReturnValue:
    """The action will not happen."""
    action = own_action(action_id)
    if action.status is not ActionStatus.DROPPED:
        with refused_on(_action_page, action):
            operations.drop_action(action)
    flash("Deze actie gaat niet door.", "success")
    return go_to(url_for("plan.show", _anchor=f"doel-{action.goal_id}"))


@blueprint.route("/plan/actie/<int:action_id>/weggooien", methods=["GET", "POST"])
@allow(RoleName.PROFESSIONAL)
def delete(action_id: int) -> ResponseReturnValue:
    """Throw an action away, after asking."""
    action = own_action(action_id)
    if request.method == "POST":
        goal_id = action.goal_id
        operations.delete_action(action)
        flash("Je actie is weggegooid.", "success")
        return go_to(url_for("plan.show", _anchor=f"doel-{goal_id}"))
    return render("plans/actions/delete_action.html", action=action)


@blueprint.post("/plan/actie/<int:action_id>/bewijs")
@allow(RoleName.PROFESSIONAL)
def add_evidence(action_id: int) -> ResponseReturnValue:
    """Show with a file or a link what came of an action."""
    action = own_action(action_id)
    form = EvidenceChoiceForm.beside(current_user, action.evidence)
    if not form.validate_on_submit():
        return _action_page(action, 422, evidence=form)
    operations.add_evidence(action, form.keep(current_user))
    flash("Je bewijs is bewaard.", "success")
    return go_to(url_for("actions.show", action_id=action.id, _anchor="bewijs"))


@blueprint.post("/plan/actie/<int:action_id>/bewijs/<int:evidence_id>/weghalen")
@allow(RoleName.PROFESSIONAL)
def remove_evidence(action_id: int, evidence_id: int) -> ResponseReturnValue:
    """Take evidence from an action."""
    action = own_action(action_id)
    evidence = next((one for one in action.evidence if one.id == evidence_id), None) or abort(404)
    operations.remove_evidence(action, evidence)
    flash("Je bewijs is weggehaald.", "success")
    return go_to(url_for("actions.show", action_id=action.id, _anchor="bewijs"))
