"""Pages of one department: what is under it, its name and place, and its end."""

from __future__ import annotations

from flask import flash, request, url_for
from flask.typing import ResponseReturnValue

from app.core import clock
from app.core.problems import DomainError
from app.core.web.htmx import go_to, render
from app.people.access import Door, allow
from app.people.models import Department
from app.people.queries import departments_of
from app.people.tree.operations import DepartmentNameTaken, TooDeep, change_department
from app.people.tree.queries import changes_of
from app.standards.models import Norm
from app.standards.norms.queries import given_to
from app.structure import operations
from app.structure.forms import MergeForm, PartForm
from app.structure.queries import tree_of, under
from app.structure.views.ground import blueprint, open_department, own_department


@blueprint.get("/mensen/afdelingen/<int:department_id>/")
@allow(Door.KEEPER)
def department(department_id: int) -> ResponseReturnValue:
    """What is under a department, and which kaders hold for all of it."""
    found = own_department(department_id)
    return render(
        "structure/department.html",
        department=found,
        branch=tree_of(found.organisation_id, clock.today()).branch_of(found.id),
        given=given_to(found, clock.today()),
        changes=changes_of(found),
        today=clock.today(),
    )


@blueprint.route("/mensen/afdelingen/<int:department_id>/wijzig", methods=["GET", "POST"])
@allow(Door.KEEPER)
def change_part(department_id: int) -> ResponseReturnValue:
    """Another name or place for a department."""
    found = open_department(department_id)
    form = PartForm(data={"name": found.name, "under": str(found.parent_id or "")})
    form.offer([one for one in departments_of(found.organisation_id) if one.parent_id is None and one.id != found.id])
    if form.validate_on_submit():
        try:
            change_department(found, form.name.data or "", form.department)
        except DepartmentNameTaken as taken:
            form.name.errors = [str(taken)]
        except TooDeep as deep:
            form.under.errors = [str(deep)]
        else:
            flash(f"De afdeling {found.name} is opgeslagen.", "success")
            return go_to(url_for("structure.department", department_id=found.id))
    back = url_for("structure.department", department_id=found.id)
    return render("structure/change.html", status=422 if form.errors else 200, form=form, part=found, back=back)


@blueprint.route("/mensen/afdelingen/<int:department_id>/samenvoegen", methods=["GET", "POST"])
@allow(Door.KEEPER)
def merge_part(department_id: int) -> ResponseReturnValue:
    """Let a department go into another today, with the kaders that go along."""
    found = open_department(department_id)
    others = [one for one in departments_of(found.organisation_id) if one.id != found.id]
    norms = _norms_of(found)
    form = MergeForm(data={"norms": [str(one.id) for one in norms]})
    form.offer(others, norms)
    status = 422 if form.is_submitted() else 200
    if form.validate_on_submit():
        into = form.chosen
        try:
            operations.merge_departments(found, into, form.norm_ids)
        except DomainError as refused:
            form.into.errors, status = [str(refused)], 409
        else:
            flash(f"Wat onder {found.name} stond, staat nu onder {into.name}.", "success")
            return go_to(url_for("structure.department", department_id=into.id))
    return render(
        "structure/merge_department.html", status=status, form=form, department=found, others=others, norms=norms
    )


@blueprint.route("/mensen/afdelingen/<int:department_id>/stoppen", methods=["GET", "POST"])
@allow(Door.KEEPER)
def stop_part(department_id: int) -> ResponseReturnValue:
    """Stop with a department, after a question."""
    found = open_department(department_id)
    if request.method == "POST":
        operations.stop_department(found)
        flash(f"De afdeling {found.name} is gestopt.", "success")
        return go_to(url_for("structure.index"))
    departments, teams = under(found, clock.today())
    return render("structure/stop_department.html", department=found, departments=departments, teams=teams)


def _norms_of(found: Department) -> list[Norm]:
    """The kaders that the department itself has, each once."""
    given = given_to(found, clock.today())
    return list(dict.fromkeys(one.norm for one in given if one.department_id == found.id))
