"""Pages of the plan as a whole: the plan itself, who sees it, and its dates in a calendar."""

from __future__ import annotations

from flask import Blueprint, Response, abort, current_app, flash, request, url_for
from flask.typing import ResponseReturnValue
from flask_security import current_user

from app.core import clock
from app.core.audit import record_look
from app.core.web.htmx import go_to, render
from app.core.web.sending import send
from app.core.worded import series
from app.people.access import Door, allow
from app.people.queries import managers_of
from app.people.rules import RoleName
from app.plans import operations, queries
from app.plans.pages import PlanPage
from app.plans.plan.calendar import write_calendar
from app.plans.plan.page import LOOKED_AT, plan_page
from app.plans.rules import write_hours

blueprint = Blueprint("plan", __name__)
blueprint.add_app_template_filter(write_hours, "hours")


@blueprint.get("/plan/")
@allow(RoleName.PROFESSIONAL)
def show() -> ResponseReturnValue:
    """My plan: what is due first, goals with their actions, and a form for a new goal."""
    return plan_page(done=request.args.get("gedaan", type=int), closed=request.args.get("afgesloten", type=int))


@blueprint.route("/plan/delen", methods=["GET", "POST"])
@allow(RoleName.PROFESSIONAL)
def sharing() -> ResponseReturnValue:
    """Say who sees my plan, and change it."""
    if request.method == "POST":
        if request.form.get("delen") == "aan":
            managers = managers_of(current_user, clock.today())
            if not managers:
                abort(409)
            new = operations.share(current_user, request.form.getlist("wie", type=int))
            names = [one.name for one in managers if one.id in new]
            if names:
                sees = "ziet" if len(names) == 1 else "zien"
                flash(f"{series(names)} {sees} je plan vanaf nu. Je kunt hier altijd mee stoppen.", "success")
        else:
            operations.stop_sharing(current_user)
            flash("Je deelt je plan niet meer. Alleen jij ziet het.", "success")
        return go_to(url_for("plan.sharing"))
    today = clock.today()
    found = queries.sharing_of(current_user, managers_of(current_user, today), today)
    return render("plans/plan/sharing.html", sharing=found)


@blueprint.get("/plan/delen/voorbeeld")
@allow(RoleName.PROFESSIONAL)
def preview() -> ResponseReturnValue:
    """My plan as a manager reads it when I share it."""
    plan = PlanPage(queries.plan_of(current_user), clock.today())
    return render("plans/plan/shared.html", person=current_user, plan=plan, preview=True)


@blueprint.get("/team/<int:person_id>/plan")
@allow(RoleName.MANAGER)
def shared(person_id: int) -> ResponseReturnValue:
    """The plan of somebody of my team who shares it with me. Each look is written down."""
    plan = queries.shared_plan(current_user, person_id, clock.today()) or abort(404)
    record_look(current_user.id, person_id, LOOKED_AT)
    return render("plans/plan/shared.html", person=plan.person, plan=PlanPage(plan, clock.today()))


@blueprint.get("/plan/agenda")
@allow(RoleName.PROFESSIONAL)
def calendar() -> ResponseReturnValue:
    """My dates in my own calendar: the secret address, and how to use it."""
    plan = queries.bare_plan_of(current_user)
    token = plan.feed_token if plan else None
    address = url_for("plan.calendar_feed", token=token, _external=True) if token else ""
    return render("plans/plan/calendar.html", address=address, webcal="webcal:" + address.partition(":")[2])


@blueprint.post("/plan/agenda/aan")
@allow(RoleName.PROFESSIONAL)
def renew_feed() -> ResponseReturnValue:
    """Switch the feed on, or give it a new address."""
    plan = queries.bare_plan_of(current_user)
    had_one = bool(plan and plan.feed_token)
    operations.renew_feed(current_user)
    if had_one:
        flash("Je hebt een nieuw adres. Het oude adres werkt niet meer. Zet het nieuwe in je agenda.", "success")
    return go_to(url_for("plan.calendar"))


@blueprint.post("/plan/agenda/uit")
@allow(RoleName.PROFESSIONAL)
def stop_feed() -> ResponseReturnValue:
    """Switch the feed off."""
    operations.stop_feed(current_user)
    flash("De koppeling met je agenda staat uit. Het adres werkt niet meer.", "success")
    return go_to(url_for("plan.calendar"))


@blueprint.get("/agenda/<token>.ics")
@allow(Door.PUBLIC)
def calendar_feed(token: str) -> Response:
    """The dates of the plan with this secret address, for a calendar that cannot sign in."""
    plan = queries.plan_by_token(token) or abort(404)
    others = current_app.extensions["dates_of_person"](plan.person, clock.today())
    content = write_calendar(plan, url_for("plan.show", _external=True), others)
    response = send(content, "text/calendar", "vakspiegel.ics", inline=True)
    response.headers["X-Robots-Tag"] = "noindex"
    response.headers["Cache-Control"] = "no-cache, private"
    response.add_etag()
    response.make_conditional(request)
    return response
