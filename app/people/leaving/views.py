"""Pages about leaving, closing an account, and coming back."""

from __future__ import annotations

from flask import Blueprint, Response, flash, request, url_for
from flask_security import current_user

from app.core import clock
from app.core.problems import DomainError
from app.core.web import htmx
from app.core.web.filters import weekday
from app.core.worded import series
from app.people import operations
from app.people.access import Door, allow
from app.people.leaving import notices, queries
from app.people.leaving import operations as leaving
from app.people.leaving.forms import close_form, leave_form, successors_in
from app.people.models import User
from app.people.who import person_to_change

blueprint = Blueprint("leaving", __name__)


@blueprint.route("/mensen/<int:person_id>/vertrek", methods=["GET", "POST"])
@allow(Door.KEEPER)
def leave(person_id: int) -> Response:
    """The last day of somebody, and who takes over."""
    found = person_to_change(person_id)
    teams, leaders = queries.teams_without_another_leader(found, clock.today()), queries.who_can_lead(found)
    form = leave_form(teams, leaders, data={"last_day": found.leaves_on or clock.today()})
    if form.validate_on_submit() and form.last_day.data is not None:
        day = form.last_day.data
        try:
            leaving.leave_on(found, day, successors_in(form, teams, leaders), current_user)
        except DomainError as error:
            form.form_errors.append(str(error))
        else:
            closed = "is gesloten" if not found.active else f"sluit na {weekday(day)}"
            flash(f"Het account van {found.name} {closed}.", "success")
            return htmx.go_to(_after(found))
    return htmx.render(
        "people/leaving/leave.html",
        status=form.page_status,
        form=form,
        person=found,
        choices=[form[f"team_{one.id}"] for one in teams],
    )


@blueprint.post("/mensen/<int:person_id>/blijft")
@allow(Door.KEEPER)
def stay(person_id: int) -> Response:
    """Somebody does not leave after all."""
    found = person_to_change(person_id)
    teams = series([one.name for one in leaving.stay(found, current_user)])
    in_teams = f"{found.name} blijft, ook in {teams}." if teams else f"{found.name} blijft."
    flash(f"{in_teams} Kijk na of de teams nog kloppen.", "success")
    return htmx.go_to(url_for("administration.person", person_id=found.id))


@blueprint.route("/mensen/<int:person_id>/sluiten", methods=["GET", "POST"])
@allow(Door.KEEPER)
def close(person_id: int) -> Response:
    """Close an account at once, after a question."""
    found = person_to_change(person_id)
    if not found.active:
        return htmx.go_to(url_for("administration.person", person_id=found.id))
    teams, leaders = queries.teams_without_another_leader(found, clock.today()), queries.who_can_lead(found)
    form = close_form(teams, leaders)
    status, refusal = form.page_status, ""
    if form.validate_on_submit():
        try:
            leaving.close_now(found, successors_in(form, teams, leaders), current_user)
        except DomainError as error:
            status, refusal = 409, str(error)
        else:
            flash(f"Het account van {found.name} is gesloten.", "success")
            return htmx.go_to(_after(found))
    return htmx.render(
        "people/leaving/close.html",
        status=status,
        person=found,
        form=form,
        choices=[form[f"team_{one.id}"] for one in teams],
        refusal=refusal,
    )


@blueprint.route("/mensen/<int:person_id>/heropenen", methods=["GET", "POST"])
@allow(Door.KEEPER)
def reopen(person_id: int) -> Response:
    """Open a closed account again, after a question."""
    found = person_to_change(person_id)
    if not found.active and request.method == "GET":
        return htmx.render("people/leaving/reopen.html", person=found)
    if not found.active:
        operations.reopen_account(found, current_user)
        notices.tell_back(found)
        flash(f"Het account van {found.name} is weer open.", "success")
    return htmx.go_to(url_for("administration.person", person_id=found.id))


def _after(found: User) -> str:
    """Back to the person; who closed the own account is out."""
    if found.id == current_user.id and not found.active:
        return url_for("overview.home")
    return url_for("administration.person", person_id=found.id)
