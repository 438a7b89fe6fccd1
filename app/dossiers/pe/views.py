"""Pages of PE activities: the list of a PE year, one activity, done or planned, and throwing it away."""

from __future__ import annotations

from datetime import date

from flask import Blueprint, abort, flash, request, url_for
from flask.typing import ResponseReturnValue
from flask_security import current_user

from app.core import clock
from app.core.htmx import go_to, render
from app.core.problems import DomainError
from app.dossiers.models import PEActivity
from app.dossiers.pe import operations, queries
from app.dossiers.pe.forms import FinishForm, PlanAgainForm, day_in
from app.dossiers.pe.kinds import asked_by
from app.dossiers.pe.operations import ClosedYear
from app.dossiers.pe.pages import Line, Place, place_of
from app.dossiers.pe.rules import WrongDay
from app.dossiers.rules import ActivityStatus
from app.evidence.forms import EvidenceChoiceForm
from app.evidence.queries import evidence_of
from app.people.access import allow
from app.people.rules import RoleName
from app.plans.rules import write_hours
from app.regulation.editions import rules_on

blueprint = Blueprint("pe", __name__, url_prefix="/mijn-register/pe")


@blueprint.get("/")
@allow(RoleName.PROFESSIONAL)
def show() -> ResponseReturnValue:
    """My activities of the open PE year, or (with `jaar`, its first day) those of another year."""
    place = place_of(current_user)
    if place is None:
        return not_registered()
    start = request.args.get("jaar", type=date.fromisoformat)
    year = place.open_year if start is None else place.year_of(start)
    if year is None:
        abort(404)
    others = [one for one in {place.open_year.start: place.open_year, **_years(place)}.values() if one != year]
    return render("dossiers/pe/show.html", place=place, year=place.page(year), others=others)


def _years(place: Place) -> dict[date, object]:
    return {one.start: one for one in queries.years_of(place.person, place.registrations)}


def not_registered(status: int = 200) -> ResponseReturnValue:
    """The page that says that PE is for who is in the register."""
    return render("dossiers/pe/not_registered.html", status=status)


def own_activity(activity_id: int) -> PEActivity:
    """My own activity; anybody else's does not exist for me."""
    return queries.own_activity(current_user, activity_id) or abort(404)


@blueprint.get("/<int:activity_id>/")
@allow(RoleName.PROFESSIONAL)
def activity(activity_id: int) -> ResponseReturnValue:
    """One activity: what it is worth and why, what shows it, and whether it has been approved."""
    return activity_page(own_activity(activity_id))


def activity_page(
    activity: PEActivity, status: int = 200, *, evidence: EvidenceChoiceForm | None = None, refusal: str = ""
) -> ResponseReturnValue:
    """The page of one activity; `evidence` is a form that was not right, `refusal` why something was not done."""
    place = place_of(current_user)
    year = place.year_of(activity.held_on) if place else None
    page = place.page(year) if place and year else None
    rules = place.rules if place else rules_on(clock.today())
    line = next((one for one in page.lines if one.activity is activity), None) if page else None
    form = evidence or evidence_form(activity, fresh=True)
    return render(
        "dossiers/pe/activity.html",
        status=status,
        activity=activity,
        line=line or Line(activity, None),
        year=page,
        row=rules.row(activity.kind),
        rules=rules,
        closed=why_closed(activity),
        evidence_form=form,
        today=clock.today(),
        refusal=refusal,
    )


def evidence_form(activity: PEActivity, *, fresh: bool = False) -> EvidenceChoiceForm:
    """The form to add evidence, with what this person keeps and the activity does not show yet."""
    form = EvidenceChoiceForm(formdata=None) if fresh else EvidenceChoiceForm()
    form.offer([one for one in evidence_of(current_user) if one not in activity.evidence])
    return form


def why_closed(activity: PEActivity) -> str:
    """Why nothing of this activity can be changed; empty when it can."""
    try:
        operations.check_day(activity.person, activity.held_on)
    except DomainError as closed:
        return str(closed)
    return ""


@blueprint.route("/<int:activity_id>/gedaan", methods=["GET", "POST"])
@allow(RoleName.PROFESSIONAL)
def finish(activity_id: int) -> ResponseReturnValue:
    """It took place: the real day and hours, and what shows it."""
    activity = own_activity(activity_id)
    if activity.status is ActivityStatus.DONE and request.method == "GET":
        return go_to(url_for("pe.activity", activity_id=activity.id))
    asked = asked_by(rules_on(clock.today()).row(activity.kind))
    today = clock.today()
    form = FinishForm(data={"held_on": min(activity.held_on, today), "hours": write_hours(activity.hours)})
    form.offer([one for one in evidence_of(current_user) if one not in activity.evidence])
    form.hours_needed = asked.hours_needed
    form.needed = bool(why_closed(activity)) and not activity.evidence
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
    status = 422 if form.is_submitted() else 200
    return render("dossiers/pe/finish.html", status=status, activity=activity, form=form, asked=asked)


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
    status = 422 if form.is_submitted() else 200
    return render("dossiers/pe/plan_again.html", status=status, activity=activity, form=form)


@blueprint.route("/<int:activity_id>/weggooien", methods=["GET", "POST"])
@allow(RoleName.PROFESSIONAL)
def delete(activity_id: int) -> ResponseReturnValue:
    """Throw an activity away, after asking."""
    activity = own_activity(activity_id)
    if request.method == "POST":
        try:
            operations.delete(activity)
        except DomainError as refused:
            return activity_page(activity, 409, refusal=str(refused))
        flash("Je activiteit is weggegooid.", "success")
        return go_to(url_for("pe.show"))
    return render("dossiers/pe/delete.html", activity=activity)
