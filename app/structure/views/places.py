"""Pages of who is in a team: somebody enters it, goes on to another, or leaves."""

from __future__ import annotations

from collections.abc import Iterable

from flask import abort, flash, request, url_for
from flask.typing import ResponseReturnValue
from flask_security import current_user

from app.core import clock
from app.core.problems import DomainError
from app.core.web.htmx import go_to, render
from app.core.worded import series
from app.people.access import Door, allow
from app.people.models import Team, TeamMembership, User
from app.people.operations import leave_team
from app.people.queries import teams_of
from app.people.rules import LeadKind, RoleName, may_keep
from app.people.tree.operations import enter_team, move_on
from app.people.tree.queries import Found, found_person, owners_of, people_found
from app.structure.forms import EnterForm, PlaceForm
from app.structure.queries import place_in
from app.structure.views.ground import blueprint, open_team, own_team

MOST_FOUND = 20
MOST_AT_ONCE = 100
_ROLE_TOO = "Krijgt ook de rol leidinggevende."
HINTS = {
    LeadKind.HIERARCHICAL.value: _ROLE_TOO,
    LeadKind.FUNCTIONAL.value: _ROLE_TOO,
    LeadKind.ACTING.value: f"Tot en met een dag. {_ROLE_TOO}",
}


@blueprint.route("/mensen/teams/<int:team_id>/erbij", methods=["GET", "POST"])
@allow(Door.KEEPER)
def enter(team_id: int) -> ResponseReturnValue:
    """Find people (`q`; without it those without a team) and put them in this one; `people` were chosen before."""
    team = open_team(team_id)
    search, keys = request.args.get("q", "").strip()[:100], request.values.getlist("people")[:MOST_AT_ONCE]
    chosen = [found_person(one, clock.today()) for one in _people(keys)]
    found = people_found(
        team.organisation_id,
        search,
        clock.today(),
        MOST_FOUND,
        without_role=None if RoleName.ADMINISTRATOR in current_user.role_names else RoleName.ADMINISTRATOR,
        without_team=not search,
    )
    form = EnterForm(data={"starts_on": clock.today(), "people": [one.key for one in chosen]})
    rows: list[Found] = list(dict.fromkeys((*chosen, *found.rows)))
    form.offer(rows)
    status = 422 if form.is_submitted() else 200
    if form.validate_on_submit():
        people = _people(form.people.data or ())
        try:
            enter_team(team, people, form.lead, form.period, moves=bool(form.moves.data))
        except DomainError as refused:
            form.people.errors, status = [str(refused)], 409
        else:
            flash(f"{series([one.name for one in people])}: opgeslagen.", "success")
            return go_to(url_for("structure.team", team_id=team.id))
    return render(
        "structure/enter.html",
        fragment="structure/_found.html",
        status=status,
        team=team,
        form=form,
        rows=rows,
        found=found,
        search=search,
        hints=HINTS,
    )


def _people(keys: Iterable[str]) -> list[User]:
    """The open accounts of the own organisation with these keys, that who looks may change."""
    owners = owners_of(current_user.organisation_id, [key for key in keys if key.startswith("person-")])
    return [
        one
        for one in owners
        if isinstance(one, User) and one.active and may_keep(current_user.role_names, one.role_names)
    ]


@blueprint.route("/mensen/teams/<int:team_id>/plek/<int:membership_id>/", methods=["GET", "POST"])
@allow(Door.KEEPER)
def place(team_id: int, membership_id: int) -> ResponseReturnValue:
    """The last day of somebody in a team, and in which team they go on after it; who comes later does not come."""
    team = own_team(team_id)
    membership = place_in(team, membership_id) or abort(404)
    if request.method == "POST" and not may_keep(current_user.role_names, membership.user.role_names):
        abort(403)
    person, today = membership.user, clock.today()
    if membership.starts_on > today:
        return _later_place(team, membership)
    form = PlaceForm(data={"last_day": membership.ends_on or today})
    others = [] if membership.is_manager else [one for one in teams_of(team.organisation_id) if one.id != team.id]
    form.offer(membership.starts_on, others)
    if membership.may_go_on:
        form.allow_none()
    status = 422 if form.is_submitted() else 200
    if form.validate_on_submit():
        last_day, then = form.last_day.data, form.next_team
        try:
            if then is not None and last_day is not None:
                move_on(membership, last_day, then, current_user)
            else:
                leave_team(membership, last_day, current_user)
        except DomainError as refused:
            form.last_day.errors, status = [str(refused)], 409
        else:
            where = f" en gaat verder in {then.name}" if then else ""
            flash(f"De laatste dag van {person.name} in {team.name} is opgeslagen{where}.", "success")
            return go_to(url_for("structure.team", team_id=team.id))
    return render(
        "structure/place.html", status=status, team=team, membership=membership, form=form, others=others, today=today
    )


def _later_place(team: Team, membership: TeamMembership) -> ResponseReturnValue:
    """A place that has not begun: it is taken away, after a question."""
    if request.method == "GET":
        return render("structure/later_place.html", team=team, membership=membership)
    name = membership.user.name
    leave_team(membership, clock.today(), current_user)
    flash(f"{name} komt niet in {team.name}.", "success")
    return go_to(url_for("structure.team", team_id=team.id))
