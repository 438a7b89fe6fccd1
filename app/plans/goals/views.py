"""Pages of one goal: make it from a gap, change it, close it, take that back, throw it away."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from flask import Blueprint, abort, flash, request, url_for
from flask.typing import ResponseReturnValue
from flask_security import current_user

from app.assessments.models import Assessment
from app.assessments.queries import submitted_of
from app.core import clock
from app.core.saving import ChangedMeanwhile
from app.core.web.errors import refused_on
from app.core.web.fields import day_in
from app.core.web.htmx import go_to, render
from app.people.access import allow
from app.people.rules import RoleName
from app.plans import operations
from app.plans.goals.again import again_addresses
from app.plans.goals.forms import GoalForm, NewGoalForm
from app.plans.models import Goal
from app.plans.operations import GoalExists
from app.plans.own import keeps_stored, own_goal
from app.plans.pages import GoalCard, Start, all_starts, latest_of_each_standard, starts_in
from app.plans.places import goal_on, planned_for
from app.plans.rules import GoalStatus
from app.plans.steps.queries import steps_for
from app.plans.steps.rules import Step

blueprint = Blueprint("goals", __name__)


@blueprint.route("/plan/doel/nieuw", methods=["GET", "POST"])
@allow(RoleName.PROFESSIONAL)
def new() -> ResponseReturnValue:
    """Make a goal: from the element in the address, or first choose one from my last results.

    Who chose another element in the form than it is on gets the form for that one: nothing is made before they saw it.
    """
    handed_in = submitted_of(current_user)
    wanted = request.args.get("zelfscan", type=int)
    results = [one for one in handed_in if one.id == wanted] if wanted else latest_of_each_standard(handed_in)
    if wanted and not results:
        abort(404)
    element = request.args.get("onderdeel", "")
    starts = all_starts(results, planned_for(current_user))
    if not element:
        return render("plans/goals/choose_element.html", starts=starts, has_result=bool(handed_in))
    start = _start_in(results, element)
    if start is None:
        return render(
            "plans/goals/choose_element.html", status=404, starts=starts, has_result=bool(handed_in), nothing=True
        )
    chosen = request.form.get("element", element)
    other = _start_in([start.source], chosen) if chosen != element else None
    if other is not None:
        asked = "kies" in request.form
        form = NewGoalForm.moved(other, start, starts, _steps(other), request.form)
        return _goal_form(other, form, 200 if asked else 422, instead=None if asked else start)
    form = NewGoalForm.at(start, starts, _steps(start))
    existing = goal_on(current_user, (start.source.standard, start.element.code))
    if existing is None and form.validate_on_submit():
        try:
            goal = _add(start, form)
        except GoalExists as exists:
            existing = exists.goal
        else:
            flash(f"Je doel staat in je plan: {goal.title}.", "success")
            return go_to(url_for("plan.show", _anchor=f"doel-{goal.id}"))
    refused = 409 if existing else 422
    return _goal_form(start, form, refused if request.method == "POST" else 200, existing)


def _start_in(results: Sequence[Assessment], element: str) -> Start | None:
    """Where a goal on this element can start, in the first of the results that has it."""
    return next((one for result in results for one in starts_in(result) if one.element.code == element), None)


def _steps(start: Start) -> Sequence[Step]:
    return steps_for(current_user.organisation, start.source.standard, start.element.code, start.target.code)


def _goal_form(
    start: Start, form: NewGoalForm, status: int, existing: Goal | None = None, instead: Start | None = None
) -> ResponseReturnValue:
    """The form for a goal on an element; `instead` is where it was on when another element was chosen and sent."""
    return render(
        "plans/goals/new_goal.html",
        fragment="plans/goals/_new_goal.html",
        status=status,
        start=start,
        form=form,
        instead=instead,
        existing=GoalCard(existing, clock.today()) if existing else None,
    )


def _add(start: Start, form: NewGoalForm) -> Goal:
    goal = operations.add_goal(
        current_user,
        standard=start.source.standard,
        element=start.element.code,
        from_answer=start.standing.answer,
        to_level=start.target.code,
        title=form.title.data or "",
        indicators=form.indicators.data or [],
        by_when=day_in(form.by_when),
        how_noticed=form.how_noticed.data or "",
        source=start.source,
    )
    if (step := form.first_step) is not None:
        operations.add_action(goal, kind=step.kind, title=step.title, due=day_in(form.first_due))
    return goal


@blueprint.get("/plan/doel/<int:goal_id>/")
@allow(RoleName.PROFESSIONAL)
def show(goal_id: int) -> ResponseReturnValue:
    """One goal with all that belongs to it."""
    return _goal_page(own_goal(goal_id))


def _goal_page(goal: Goal, status: int = 200, refusal: str = "") -> ResponseReturnValue:
    card = GoalCard(goal, clock.today())
    again = again_addresses([card], submitted_of(current_user)) if goal.status is GoalStatus.REACHED else {}
    return render("plans/goals/goal.html", status=status, card=card, score_again=again.get(goal.id), refusal=refusal)


@blueprint.route("/plan/doel/<int:goal_id>/wijzigen", methods=["GET", "POST"])
@allow(RoleName.PROFESSIONAL)
def change(goal_id: int) -> ResponseReturnValue:
    """Other words, another choice or another day."""
    goal = own_goal(goal_id)
    card = GoalCard(goal, clock.today())
    form = GoalForm.of(goal, card.element)
    if form.is_submitted() and keeps_stored():
        return go_to(url_for("goals.show", goal_id=goal.id))
    if not form.validate_on_submit():
        return render("plans/goals/change_goal.html", status=form.page_status, card=card, form=form)
    try:
        operations.change_goal(
            goal,
            title=form.title.data or "",
            indicators=form.indicators.data or [],
            by_when=day_in(form.by_when),
            how_noticed=form.how_noticed.data or "",
            based_on=form.seen,
        )
    except ChangedMeanwhile:
        both = form.beside(GoalForm.of(goal, card.element, fresh=True))
        return render("plans/goals/change_goal.html", status=409, card=card, form=form, conflict=both)
    flash("Je doel is gewijzigd.", "success")
    return go_to(url_for("goals.show", goal_id=goal.id))


@blueprint.post("/plan/doel/<int:goal_id>/gehaald")
@allow(RoleName.PROFESSIONAL)
def reach(goal_id: int) -> ResponseReturnValue:
    """The goal is reached; the plan then asks to score the element again."""
    return _close(own_goal(goal_id), operations.reach_goal, GoalStatus.REACHED)


@blueprint.post("/plan/doel/<int:goal_id>/stoppen")
@allow(RoleName.PROFESSIONAL)
def drop(goal_id: int) -> ResponseReturnValue:
    """I stop with the goal."""
    return _close(own_goal(goal_id), operations.drop_goal, GoalStatus.DROPPED)


def _close(goal: Goal, close: Callable[[Goal], None], wanted: GoalStatus) -> ResponseReturnValue:
    """Close a goal; a second click on the same button finds it done already."""
    if goal.status is not wanted:
        with refused_on(_goal_page, goal):
            close(goal)
    return go_to(url_for("plan.show", afgesloten=goal.id))


@blueprint.post("/plan/doel/<int:goal_id>/open")
@allow(RoleName.PROFESSIONAL)
def reopen(goal_id: int) -> ResponseReturnValue:
    """Take closing back."""
    goal = own_goal(goal_id)
    if not goal.is_open:
        with refused_on(_goal_page, goal):
            operations.reopen_goal(goal)
    return go_to(url_for("plan.show", _anchor=f"doel-{goal.id}"))


@blueprint.route("/plan/doel/<int:goal_id>/weggooien", methods=["GET", "POST"])
@allow(RoleName.PROFESSIONAL)
def delete(goal_id: int) -> ResponseReturnValue:
    """Throw a goal away with its actions, after asking."""
    goal = own_goal(goal_id)
    if request.method == "POST":
        operations.delete_goal(goal)
        flash("Je doel is weggegooid.", "success")
        return go_to(url_for("plan.show"))
    return render("plans/goals/delete_goal.html", card=GoalCard(goal, clock.today()))
