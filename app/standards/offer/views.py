"""Pages on which an organisation says what its people may choose, and where those of a team begin."""

from __future__ import annotations

from flask import Blueprint, flash, request, url_for
from flask.typing import ResponseReturnValue
from flask_security import current_user

from app.core import clock
from app.core.problems import DomainError
from app.core.web.htmx import go_to, render
from app.people.access import allow
from app.people.rules import RoleName
from app.standards.library import standards_for, standards_on_offer
from app.standards.offer import operations, queries
from app.standards.offer.forms import OfferForm, TeamsForm, place_of
from app.standards.rules.editions import newest_editions

blueprint = Blueprint("offer", __name__, url_prefix="/organisatie/standaarden")


@blueprint.route("/", methods=["GET", "POST"])
@allow(RoleName.HR, RoleName.ADMINISTRATOR)
def show() -> ResponseReturnValue:
    """What people may choose, and where each team begins."""
    organisation = current_user.organisation
    standards = newest_editions(standards_for(organisation))
    form = OfferForm(data={"standards": [one.slug for one in newest_editions(standards_on_offer(organisation))]})
    form.offer(standards)
    status = form.page_status
    if form.validate_on_submit():
        try:
            operations.offer(organisation, form.standards.data or ())
        except DomainError as refused:
            form.standards.errors, status = [str(refused)], 409
        else:
            flash("Opgeslagen waaruit mensen kunnen kiezen.", "success")
            return go_to(url_for("offer.show"))
    return render(
        "standards/offer/show.html",
        status=status,
        form=form,
        standards=standards,
        teams=queries.beginnings_of(organisation, clock.today()),
    )


@blueprint.route("/teams", methods=["GET", "POST"])
@allow(RoleName.HR, RoleName.ADMINISTRATOR)
def teams() -> ResponseReturnValue:
    """Where some teams begin; `?team=` is the one that somebody came for."""
    organisation = current_user.organisation
    known = queries.beginnings_of(organisation, clock.today())
    form = TeamsForm(data=_of_team(known, request.args.get("team", "")))
    form.offer(queries.places_to_begin(organisation, clock.today()), [team for team, _ in known])
    status = form.page_status
    if form.validate_on_submit():
        chosen = [team for team, _ in known if str(team.id) in (form.teams.data or ())]
        try:
            for team in chosen:
                operations.begin_team_at(team, *form.chosen)
        except DomainError as refused:
            form.place.errors, status = [str(refused)], 409
        else:
            how_many = "1 team begint" if len(chosen) == 1 else f"{len(chosen)} teams beginnen"
            flash(f"Opgeslagen waar {how_many}.", "success")
            return go_to(url_for("offer.show"))
    return render("standards/offer/teams.html", status=status, form=form)


def _of_team(known: queries.Beginnings, team_id: str) -> dict[str, object]:
    for team, beginning in known:
        if str(team.id) == team_id:
            profile = beginning.profile.code if beginning and beginning.profile else ""
            return {"teams": [team_id], "place": place_of(beginning.standard, profile) if beginning else ""}
    return {}
