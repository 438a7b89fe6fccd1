"""The tree of departments and teams, and a new part of it."""

from __future__ import annotations

from flask import flash, request, url_for
from flask.typing import ResponseReturnValue
from flask_security import current_user

from app.core import clock
from app.core.web.htmx import go_to, render
from app.people.access import Door, allow
from app.people.operations import TeamNameTaken, add_team
from app.people.queries import departments_of
from app.people.tree.operations import DepartmentNameTaken, TooDeep, add_department
from app.structure.forms import TEAM, NewPartForm
from app.structure.queries import tree_of
from app.structure.views.ground import blueprint


@blueprint.get("/mensen/teams/")
@allow(Door.KEEPER)
def index() -> ResponseReturnValue:
    """The departments and teams of the organisation, with who leads them."""
    return render(
        "structure/index.html", tree=tree_of(current_user.organisation_id, clock.today()), today=clock.today()
    )


@blueprint.route("/mensen/teams/nieuw", methods=["GET", "POST"])
@allow(Door.KEEPER)
def add() -> ResponseReturnValue:
    """A new team or department, under the department that it was asked at (`onder`)."""
    form = NewPartForm(data={"kind": TEAM, "under": request.args.get("onder", "")})
    form.offer(departments_of(current_user.organisation_id))
    if form.validate_on_submit():
        organisation, name = current_user.organisation, form.name.data or ""
        try:
            if form.kind.data == TEAM:
                made = url_for("structure.team", team_id=add_team(organisation, name, form.department).id)
            else:
                department = add_department(organisation, name, form.department)
                made = url_for("structure.department", department_id=department.id)
        except (TeamNameTaken, DepartmentNameTaken) as taken:
            form.name.errors = [str(taken)]
        except TooDeep as deep:
            form.under.errors = [str(deep)]
        else:
            flash(f"{name} is toegevoegd.", "success")
            return go_to(made)
    return render("structure/add.html", status=422 if form.errors else 200, form=form)
