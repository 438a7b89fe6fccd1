"""Pages of the plan as a whole: the plan itself, who sees it, and its dates in a calendar."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence

from flask import Blueprint, Response, abort, flash, request, url_for
from flask.typing import ResponseReturnValue
from flask_security import current_user

from app.assessments.models import Assessment
from app.assessments.queries import drafts_of, submitted_of
from app.core import clock
from app.core.audit import record_look
from app.core.htmx import go_to, render
from app.people.access import Door, allow
from app.people.queries import managers_of
from app.people.rules import RoleName
from app.plans import operations, queries
from app.plans.calendar import write_calendar
from app.plans.forms import NewGoalForm
from app.plans.models import Action, Goal
from app.plans.pages import (
    GoalCard,
    PlanPage,
    Start,
    goals_in,
    latest_of_each_standard,
    starts_in,
    wants_new_score,
    without_goal,
)
from app.plans.places import Place, covered_by, editions_of
from app.plans.rules import write_hours

blueprint = Blueprint("plans", __name__)
blueprint.add_app_template_filter(write_hours, "hours")

LOOKED_AT = "Ontwikkelplan"


@blueprint.get("/plan/")
@allow(RoleName.PROFESSIONAL)
def show() -> ResponseReturnValue:
    """My plan: what is due first, goals with their actions, and a form for a new goal."""
    return plan_page(done=request.args.get("gedaan", type=int), closed=request.args.get("afgesloten", type=int))


def plan_page(
    status: int = 200, *, done: int | None = None, closed: int | None = None, refusal: str = ""
) -> ResponseReturnValue:
    """The page of the plan, or under HTMX its part with the goals.

    `done` is the action and `closed` the goal that was just closed; `refusal` says why something was not done.
    """
    page = PlanPage(queries.plan_of(current_user), clock.today())
    handed_in = submitted_of(current_user)
    starts = all_starts(latest_of_each_standard(handed_in), covered_by(current_user.organisation, goals_in(page)))
    just_closed = page.card(closed)
    return render(
        "plans/show.html",
        fragment="plans/_plan.html",
        status=status,
        plan=page,
        viewers=queries.viewers_of(current_user, clock.today()),
        starts=starts,
        start=starts[0] if starts else None,
        form=NewGoalForm.at(starts[0], fresh=True) if starts else None,
        has_result=bool(handed_in),
        just_done=page.action(done),
        just_closed=just_closed if just_closed and not just_closed.goal.is_open else None,
        score_again=again_addresses(page.closed_cards, handed_in),
        refusal=refusal,
    )


def all_starts(results: list[Assessment], goals: Collection[Place]) -> list[Start]:
    """Where a goal can start, in these results."""
    return [start for result in results for start in without_goal(starts_in(result), goals)]


def again_addresses(cards: Sequence[GoalCard], handed_in: Sequence[Assessment]) -> dict[int, str]:
    """For each reached goal (by its id) that was not scored again: where to do that."""
    wanted = [card for card in cards if wants_new_score(card, handed_in)]
    drafts = {draft.standard: draft for draft in drafts_of(current_user)} if wanted else {}
    return {card.goal.id: _again(card, drafts, handed_in) for card in wanted}


def _again(card: GoalCard, drafts: Mapping[str, Assessment], handed_in: Sequence[Assessment]) -> str:
    """The element in the draft that is there, else a new zelfscan that goes on from the last one."""
    goal, now = card.goal, card.now
    places = [(now.edition.slug, now.elements[0].code)] if now else []
    for slug, element in (*places, (goal.standard, goal.element)):
        if slug in drafts:
            return url_for("draft.score", assessment_id=drafts[slug].id, element=element)
    slugs = {one.slug for one in editions_of(current_user.organisation, goal.standard)}
    latest = next((one for one in handed_in if one.standard in slugs), None)
    slug, element = (*places, (goal.standard, goal.element))[0]
    return url_for("scans.start", standaard=slug, van=latest.id if latest else None, onderdeel=element)


def own_goal(goal_id: int) -> Goal:
    """My own goal; anybody else's does not exist for me."""
    return queries.own_goal(current_user, goal_id) or abort(404)


def own_action(action_id: int) -> Action:
    """My own action; anybody else's does not exist for me."""
    return queries.own_action(current_user, action_id) or abort(404)


def keeps_stored() -> bool:
    """Whether somebody who was asked which of two to keep chose what was there already."""
    return request.form.get("form_choice") == "stored"


@blueprint.route("/plan/delen", methods=["GET", "POST"])
@allow(RoleName.PROFESSIONAL)
def sharing() -> ResponseReturnValue:
    """Say who sees my plan, and change it."""
    if request.method == "POST":
        if request.form.get("delen") == "aan":
            if not managers_of(current_user, clock.today()):
                abort(409)
            operations.share(current_user)
            flash("Je deelt je plan. Je kunt hier altijd mee stoppen.", "success")
        else:
            operations.stop_sharing(current_user)
            flash("Je deelt je plan niet meer. Alleen jij ziet het.", "success")
        return go_to(url_for("plans.sharing"))
    today = clock.today()
    viewers = queries.viewers_of(current_user, today)
    others = [one for one in managers_of(current_user, today) if one not in viewers]
    return render("plans/sharing.html", viewers=viewers, others=others)


@blueprint.get("/team/<int:person_id>/plan")
@allow(RoleName.MANAGER)
def shared(person_id: int) -> ResponseReturnValue:
    """The plan of somebody of my team who shares it with me. Each look is written down."""
    plan = queries.shared_plan(current_user, person_id, clock.today())
    if plan is None:
        abort(404)
    record_look(current_user.id, person_id, LOOKED_AT)
    return render("plans/shared.html", person=plan.person, plan=PlanPage(plan, clock.today()))


@blueprint.get("/plan/agenda")
@allow(RoleName.PROFESSIONAL)
def calendar() -> ResponseReturnValue:
    """My dates in my own calendar: the secret address, and how to use it."""
    plan = queries.bare_plan_of(current_user)
    token = plan.feed_token if plan else None
    return render(
        "plans/calendar.html",
        address=url_for("plans.calendar_feed", token=token, _external=True) if token else "",
    )


@blueprint.post("/plan/agenda/aan")
@allow(RoleName.PROFESSIONAL)
def renew_feed() -> ResponseReturnValue:
    """Switch the feed on, or give it a new address."""
    plan = queries.bare_plan_of(current_user)
    had_one = bool(plan and plan.feed_token)
    operations.renew_feed(current_user)
    if had_one:
        flash("Je hebt een nieuw adres. Het oude adres werkt niet meer. Zet het nieuwe in je agenda.", "success")
    return go_to(url_for("plans.calendar"))


@blueprint.post("/plan/agenda/uit")
@allow(RoleName.PROFESSIONAL)
def stop_feed() -> ResponseReturnValue:
    """Switch the feed off."""
    operations.stop_feed(current_user)
    flash("De koppeling met je agenda staat uit. Het adres werkt niet meer.", "success")
    return go_to(url_for("plans.calendar"))


@blueprint.get("/agenda/<token>.ics")
@allow(Door.PUBLIC)
def calendar_feed(token: str) -> Response:
    """The dates of the plan with this secret address, for a calendar that cannot sign in."""
    plan = queries.plan_by_token(token)
    if plan is None:
        abort(404)
    response = Response(write_calendar(plan, url_for("plans.show", _external=True)), mimetype="text/calendar")
    response.headers["Content-Disposition"] = 'inline; filename="vakspiegel.ics"'
    response.headers["Cache-Control"] = "private, no-store"
    response.headers["X-Robots-Tag"] = "noindex"
    return response
