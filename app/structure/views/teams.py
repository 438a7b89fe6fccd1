"""Pages of one team: who is in it, its name and place, and its end."""

from __future__ import annotations

from flask import abort, flash, url_for
from flask.typing import ResponseReturnValue

from app.core import clock
from app.core.problems import DomainError
from app.core.web.fields import day_in
from app.core.web.filters import day
from app.core.web.htmx import go_to, render
from app.people.access import Door, allow
from app.people.models import Team
from app.people.operations import TeamNameTaken
from app.people.queries import departments_of, teams_of
from app.people.tree.operations import change_team
from app.people.tree.queries import changes_of, went_into_another
from app.standards.models import Norm
from app.standards.norms.queries import given_to
from app.standards.offer.queries import begins_at
from app.structure import operations
from app.structure.forms import MergeTeamForm, PartForm, StopTeamForm
from app.structure.queries import places_in
from app.structure.views.ground import blueprint, open_team, own_team


@blueprint.get("/mensen/teams/<int:team_id>/")
@allow(Door.KEEPER)
def team(team_id: int) -> ResponseReturnValue:
    """Who is in a team and who leads it, today and before, and which kaders hold for it."""
    found, today = own_team(team_id), clock.today()
    is_over = found.closed_on is not None and found.closed_on < today
    return render(
        "structure/team.html",
        team=found,
        places=places_in(found, today),
        given=() if is_over else given_to(found, today),
        changes=changes_of(found),
        can_go_on=found.closed_on is None or not (is_over or went_into_another(found)),
        is_over=is_over,
        today=today,
    )


@blueprint.route("/mensen/teams/<int:team_id>/wijzig", methods=["GET", "POST"])
@allow(Door.KEEPER)
def change(team_id: int) -> ResponseReturnValue:
    """Another name or place for a team."""
    found = open_team(team_id)
    form = PartForm(data={"name": found.name, "under": str(found.department_id or "")})
    form.offer(departments_of(found.organisation_id))
    if form.validate_on_submit():
        try:
            change_team(found, form.name.data or "", form.department)
        except TeamNameTaken as taken:
            form.name.errors = [str(taken)]
        else:
            flash(f"Het team {found.name} is opgeslagen.", "success")
            return go_to(url_for("structure.team", team_id=found.id))
    back = url_for("structure.team", team_id=found.id)
    return render("structure/change.html", status=422 if form.errors else 200, form=form, part=found, back=back)


@blueprint.route("/mensen/teams/<int:team_id>/samenvoegen", methods=["GET", "POST"])
@allow(Door.KEEPER)
def merge(team_id: int) -> ResponseReturnValue:
    """Let a team go on in another, from a day, with the kaders that go along."""
    found = open_team(team_id)
    if found.closed_on is not None:
        abort(409)
    others = [one for one in teams_of(found.organisation_id) if one.id != found.id and one.closed_on is None]
    norms = _norms_of(found)
    form = MergeTeamForm(data={"starts_on": clock.today(), "norms": [str(one.id) for one in norms]})
    form.offer(others, norms)
    status = 422 if form.is_submitted() else 200
    if form.validate_on_submit():
        into, first_day = form.chosen, day_in(form.starts_on)
        try:
            operations.merge_teams(found, into, first_day, form.norm_ids)
        except DomainError as refused:
            form.into.errors, status = [str(refused)], 409
        else:
            flash(f"Het team {found.name} gaat vanaf {day(first_day)} verder in {into.name}.", "success")
            return go_to(url_for("structure.team", team_id=into.id))
    return render(
        "structure/merge_team.html",
        status=status,
        form=form,
        team=found,
        others=others,
        norms=norms,
        begins=begins_at(found),
    )


@blueprint.route("/mensen/teams/<int:team_id>/stoppen", methods=["GET", "POST"])
@allow(Door.KEEPER)
def stop(team_id: int) -> ResponseReturnValue:
    """The last day of a team, or another one as long as it is not over."""
    found = _can_go_on(team_id)
    form = StopTeamForm(data={"last_day": found.closed_on or clock.today()})
    if form.validate_on_submit():
        operations.stop_team(found, day_in(form.last_day))
        flash(f"De laatste dag van het team {found.name} is {day(day_in(form.last_day))}.", "success")
        return go_to(url_for("structure.index"))
    places = places_in(found, clock.today())
    return render("structure/stop_team.html", status=422 if form.errors else 200, form=form, team=found, places=places)


@blueprint.post("/mensen/teams/<int:team_id>/toch-niet-stoppen")
@allow(Door.KEEPER)
def keep(team_id: int) -> ResponseReturnValue:
    """A team that stops goes on after all."""
    found = _can_go_on(team_id)
    operations.keep_team(found)
    flash(f"Het team {found.name} stopt niet.", "success")
    return go_to(url_for("structure.team", team_id=found.id))


def _can_go_on(team_id: int) -> Team:
    """A team that does not stop, or of which that can be undone."""
    found = open_team(team_id)
    return abort(409) if found.closed_on is not None and went_into_another(found) else found


def _norms_of(found: Team) -> list[Norm]:
    """The kaders that the team itself has, each once."""
    return list(dict.fromkeys(one.norm for one in given_to(found, clock.today()) if one.team_id == found.id))
