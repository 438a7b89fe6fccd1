"""Pages of the administrator: people and teams of the own organisation. Nothing here shows a score or a plan."""

from __future__ import annotations

from flask import Blueprint, Response, abort, flash, request, url_for
from flask_security import current_user

from app.core import clock
from app.core.web import htmx
from app.people import operations, queries
from app.people.access import allow
from app.people.administration.forms import MEMBER, ROLE_HINTS, AddPersonForm, EndForm, JoinForm, PersonForm
from app.people.administration.queries import people_page
from app.people.models import Team, TeamMembership, User
from app.people.rules import REGISTER_ROLES, RoleName

blueprint = Blueprint("administration", __name__)


@blueprint.get("/mensen/")
@allow(RoleName.ADMINISTRATOR)
def index() -> Response:
    """Everybody of the organisation, with a search."""
    search = request.args.get("q", "").strip()[:100]
    people = people_page(current_user.organisation_id, search, request.args.get("pagina", 1, type=int), clock.today())
    return htmx.render("people/administration/index.html", people=people, search=search)


@blueprint.route("/mensen/nieuw", methods=["GET", "POST"])
@allow(RoleName.ADMINISTRATOR)
def add() -> Response:
    """A new person, who gets a mail to choose a password."""
    form = AddPersonForm(
        queries.teams_of(current_user.organisation_id),
        data={"roles": [RoleName.PROFESSIONAL.value], "place": MEMBER, "starts_on": clock.today()},
    )
    if form.validate_on_submit():
        try:
            person = operations.add_person(
                current_user.organisation,
                name=form.name.data or "",
                email=form.email.data or "",
                roles=form.role_names,
                job_title=form.job_title.data or "",
            )
        except operations.EmailTaken as error:
            form.email.errors = [str(error)]
        else:
            if form.team_id is not None:
                operations.join_team(person, _team(form.team_id), lead=form.lead, period=form.period)
            operations.invite(person)
            flash(f"{person.name} is toegevoegd en krijgt een mail op {person.email}.", "success")
            return htmx.go_to(url_for("administration.person", person_id=person.id))
    return htmx.render(
        "people/administration/add.html", status=422 if form.errors else 200, form=form, role_hints=ROLE_HINTS
    )


@blueprint.route("/mensen/<int:person_id>/", methods=["GET", "POST"])
@allow(RoleName.ADMINISTRATOR)
def person(person_id: int) -> Response:
    """One person: name, job title and roles to change, teams, and the account."""
    found = _person(person_id)
    form = PersonForm(data=_data_of(found))
    if found.role_names & REGISTER_ROLES:
        form.ask_no_role()
    if form.validate_on_submit():
        try:
            operations.change_person(
                found, name=form.name.data or "", job_title=form.job_title.data or "", roles=form.role_names
            )
        except operations.LastAdministrator as error:
            form.roles.errors = [str(error)]
        else:
            flash(f"De gegevens van {found.name} zijn opgeslagen.", "success")
            return htmx.go_to(_after(found))
    return _person_page(found, form, _empty_join_form(found))


@blueprint.post("/mensen/<int:person_id>/team")
@allow(RoleName.ADMINISTRATOR)
def join(person_id: int) -> Response:
    """Put a person in a team."""
    found = _person(person_id)
    form = JoinForm(queries.teams_of(found.organisation_id), found.role_names)
    if form.validate_on_submit() and form.team_id is not None:
        team = _team(form.team_id)
        try:
            operations.join_team(found, team, lead=form.lead, period=form.period)
        except (operations.AlreadyInTeam, operations.TeamClosed) as error:
            form.starts_on.errors = [str(error)]
        else:
            flash(f"{found.name} staat in het team {team.name}.", "success")
            return htmx.go_to(url_for("administration.person", person_id=found.id))
    return _person_page(found, PersonForm(formdata=None, data=_data_of(found)), form)


@blueprint.route("/mensen/<int:person_id>/team/<int:membership_id>/", methods=["GET", "POST"])
@allow(RoleName.ADMINISTRATOR)
def leave(person_id: int, membership_id: int) -> Response:
    """The last day of a person in a team."""
    found = _person(person_id)
    membership = _membership(found, membership_id)
    form = EndForm(membership.starts_on, data={"last_day": membership.ends_on or clock.today()})
    if form.validate_on_submit() and form.last_day.data is not None:
        try:
            operations.leave_team(membership, form.last_day.data)
        except (operations.AlreadyInTeam, operations.AlreadyLeft, operations.TeamClosed) as error:
            form.last_day.errors = [str(error)]
        else:
            flash(f"De laatste dag van {found.name} in het team {membership.team.name} is opgeslagen.", "success")
            return htmx.go_to(url_for("administration.person", person_id=found.id))
    return htmx.render(
        "people/administration/leave.html",
        status=422 if form.errors else 200,
        form=form,
        person=found,
        membership=membership,
    )


@blueprint.post("/mensen/<int:person_id>/team/<int:membership_id>/weghalen")
@allow(RoleName.ADMINISTRATOR)
def remove(person_id: int, membership_id: int) -> Response:
    """Take away a membership that has not begun yet."""
    found = _person(person_id)
    membership = _membership(found, membership_id)
    if membership.starts_on <= clock.today():
        abort(409)
    operations.leave_team(membership, clock.today())
    flash(f"{found.name} komt niet in het team {membership.team.name}.", "success")
    return htmx.go_to(url_for("administration.person", person_id=found.id))


@blueprint.post("/mensen/<int:person_id>/uitnodigen")
@allow(RoleName.ADMINISTRATOR)
def invite(person_id: int) -> Response:
    """Send the mail to choose a password once more."""
    found = _person(person_id)
    if not found.active or found.password is not None:
        abort(409)
    operations.invite(found)
    flash(f"De mail is opnieuw verstuurd naar {found.email}.", "success")
    return htmx.go_to(url_for("administration.person", person_id=found.id))


@blueprint.route("/mensen/<int:person_id>/sluiten", methods=["GET", "POST"])
@allow(RoleName.ADMINISTRATOR)
def close(person_id: int) -> Response:
    """Close an account, after a question."""
    found = _person(person_id)
    if not found.active:
        return htmx.go_to(url_for("administration.person", person_id=found.id))
    if request.method == "GET":
        return htmx.render("people/administration/close.html", person=found, refusal="")
    try:
        operations.close_account(found)
    except (operations.LastAdministrator, operations.LastOfTheBoard) as error:
        return htmx.render("people/administration/close.html", status=409, person=found, refusal=str(error))
    flash(f"Het account van {found.name} is gesloten.", "success")
    return htmx.go_to(_after(found))


@blueprint.route("/mensen/<int:person_id>/heropenen", methods=["GET", "POST"])
@allow(RoleName.ADMINISTRATOR)
def reopen(person_id: int) -> Response:
    """Open a closed account again, after a question."""
    found = _person(person_id)
    if not found.active and request.method == "GET":
        return htmx.render("people/administration/reopen.html", person=found)
    if not found.active:
        operations.reopen_account(found)
        flash(f"Het account van {found.name} is weer open.", "success")
    return htmx.go_to(url_for("administration.person", person_id=found.id))


def _person_page(found: User, form: PersonForm, join_form: JoinForm) -> Response:
    today = clock.today()
    return htmx.render(
        "people/administration/person.html",
        status=422 if form.errors or join_form.errors else 200,
        person=found,
        form=form,
        join_form=join_form,
        memberships=queries.memberships_of(found),
        leads_without_role=RoleName.MANAGER not in found.role_names
        and any(membership.is_manager and membership.period.holds(today) for membership in found.memberships),
        role_hints=ROLE_HINTS,
        today=today,
    )


def _empty_join_form(found: User) -> JoinForm:
    return JoinForm(
        queries.teams_of(found.organisation_id),
        found.role_names,
        formdata=None,
        data={"place": MEMBER, "starts_on": clock.today()},
    )


def _data_of(found: User) -> dict[str, object]:
    return {"name": found.name, "job_title": found.job_title, "roles": [role.value for role in found.role_names]}


def _after(found: User) -> str:
    """Back to the person, unless the administrator just took away their own right to be there."""
    if found.id == current_user.id and not (found.active and RoleName.ADMINISTRATOR in found.role_names):
        return url_for("overview.home")
    return url_for("administration.person", person_id=found.id)


def _person(person_id: int) -> User:
    return queries.person_of(current_user.organisation_id, person_id) or abort(404)


def _team(team_id: int) -> Team:
    return queries.team_of(current_user.organisation_id, team_id) or abort(404)


def _membership(found: User, membership_id: int) -> TeamMembership:
    return queries.membership_of(found, membership_id) or abort(404)
