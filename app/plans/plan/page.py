"""The page of the plan, which an action that is ticked off answers as well."""

from __future__ import annotations

from flask.typing import ResponseReturnValue
from flask_security import current_user

from app.assessments.queries import submitted_of
from app.core import clock
from app.core.audit import last_looks
from app.core.web.htmx import render
from app.people.queries import managers_of
from app.plans import queries
from app.plans.goals.again import again_addresses
from app.plans.pages import PlanPage, all_starts, goals_in, latest_of_each_standard
from app.plans.places import covered_by

LOOKED_AT = "Ontwikkelplan"
"""What somebody looks at who reads a plan that is shared with them."""


def plan_page(
    status: int = 200, *, done: int | None = None, closed: int | None = None, refusal: str = ""
) -> ResponseReturnValue:
    """The page of the plan, or under HTMX its part with the goals.

    `done` is the action and `closed` the goal that was just closed; `refusal` says why something was not done.
    """
    page = PlanPage(queries.plan_of(current_user), clock.today())
    handed_in = submitted_of(current_user)
    starts = all_starts(latest_of_each_standard(handed_in), covered_by(current_user, goals_in(page)))
    just_closed = page.card(closed)
    sharing = queries.sharing_of(current_user, managers_of(current_user, clock.today()), clock.today())
    looked = last_looks(current_user.id, LOOKED_AT) if sharing.viewers else {}
    return render(
        "plans/plan/show.html",
        fragment="plans/plan/_plan.html",
        status=status,
        plan=page,
        sharing=sharing,
        looks=[(one, looked[one.id]) for one in sharing.viewers if one.id in looked],
        start=starts[0] if starts else None,
        has_result=bool(handed_in),
        just_done=page.action(done),
        just_closed=just_closed if just_closed and not just_closed.goal.is_open else None,
        score_again=again_addresses(page.closed_cards, handed_in),
        refusal=refusal,
    )
