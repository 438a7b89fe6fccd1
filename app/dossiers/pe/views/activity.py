"""The list of a PE year, one activity, done or planned, and throwing it away."""

from __future__ import annotations

from datetime import date

from flask import abort, flash, request, url_for
from flask.typing import ResponseReturnValue
from flask_security import current_user

from app.core import clock
from app.core.problems import DomainError
from app.core.web.errors import refused_on
from app.core.web.fields import day_in
from app.core.web.htmx import go_to, render
from app.dossiers.pe import operations
from app.dossiers.pe.forms import FinishForm, PlanAgainForm
from app.dossiers.pe.kinds import asked_by
from app.dossiers.pe.operations import ClosedYear
from app.dossiers.pe.rules import WrongDay
from app.dossiers.pe.views.ground import activity_page, blueprint, own_activity, own_position, own_years, why_closed
from app.dossiers.rules import ActivityStatus
from app.people.access import allow
from app.people.rules import RoleName
from app.plans.rules import write_hours
from app.regulation.editions import rules_on


@blueprint.get("/")
@allow(RoleName.PROFESSIONAL)
def show() -> ResponseReturnValue:
    """My activities of the open PE year, or (with `jaar`, its first day) those of another year."""
    years = own_years()
    start = request.args.get("jaar", type=date.fromisoformat)
    year = years.open_year if start is None else years.year_of(start) or abort(404)
    others = [one for one in {years.open_year.start: years.open_year, **years.others}.values() if one != year]
    return render("dossiers/pe/show.html", years=years, year=years.page(year), others=others)


@blueprint.get("/<int:activity_id>/")
@allow(RoleName.PROFESSIONAL)
def activity(activity_id: int) -> ResponseReturnValue:
    """One activity: what it is worth and why, what shows it, and whether it has been approved."""
    return activity_page(own_activity(activity_id))


@blueprint.route("/<int:activity_id>/gedaan", methods=["GET", "POST"])
@allow(RoleName.PROFESSIONAL)
def finish(activity_id: int) -> ResponseReturnValue:
    """It took place: the real day and hours, and what shows it."""
    activity = own_activity(activity_id)
    if activity.status is ActivityStatus.DONE and request.method == "GET":
        return go_to(url_for("pe.activity", activity_id=activity.id))
    asked = asked_by(rules_on(clock.today()).row(activity.kind))
    today = clock.today()
    held_on, written = min(activity.held_on, today), write_hours(activity.hours)
    form = FinishForm.beside(current_user, activity.evidence, held_on=held_on, hours=written)
    form.hours_needed = asked.hours_needed
    form.needed = bool(why_closed(own_position(), activity)) and not activity.evidence
    if form.validate_on_submit():
        try:
            shown = [] if form.is_empty else [form.keep(current_user)]
            hours = form.amount if asked.hours else activity.hours
            operations.finish(activity, day_in(form.held_on), hours, shown)
        except (ClosedYear, WrongDay) as wrong:
            form.held_on.errors = [str(wrong)]
        except DomainError as refused:
            return activity_page(activity, 409, refusal=str(refused))
        else:
            flash("Deze activiteit staat op gedaan.", "success")
            return go_to(url_for("pe.activity", activity_id=activity.id))
    return render("dossiers/pe/finish.html", status=form.page_status, activity=activity, form=form, asked=asked)


@blueprint.route("/<int:activity_id>/gepland", methods=["GET", "POST"])
@allow(RoleName.PROFESSIONAL)
def plan_again(activity_id: int) -> ResponseReturnValue:
    """It did not take place after all: the day on which it will."""
    activity = own_activity(activity_id)
    form = PlanAgainForm()
    if form.validate_on_submit():
        try:
            operations.plan_again(activity, day_in(form.held_on))
        except (ClosedYear, WrongDay) as wrong:
            form.held_on.errors = [str(wrong)]
        except DomainError as refused:
            return activity_page(activity, 409, refusal=str(refused))
        else:
            flash("Deze activiteit staat weer op gepland.", "success")
            return go_to(url_for("pe.activity", activity_id=activity.id))
    return render("dossiers/pe/plan_again.html", status=form.page_status, activity=activity, form=form)


@blueprint.route("/<int:activity_id>/weggooien", methods=["GET", "POST"])
@allow(RoleName.PROFESSIONAL)
def delete(activity_id: int) -> ResponseReturnValue:
    """Throw an activity away, after asking."""
    activity = own_activity(activity_id)
    if request.method == "POST":
        with refused_on(activity_page, activity):
            operations.delete(activity)
        flash("Je activiteit is weggegooid.", "success")
        return go_to(url_for("pe.show"))
    return render("dossiers/pe/delete.html", activity=activity)
