"""Pages of the administrator: people and teams of the own organisation. Nothing here shows a score or a plan."""

from __future__ import annotations

from flask import Blueprint, Response, abort, flash, request, url_for
from flask_security import current_user

from app.core import clock
from app.core.problems import DomainError
from app.core.web import htmx
from app.people import operations, queries
from app.people.access import Door, allow
from app.people.addresses.queries import asked_for
from app.people.administration.forms import MEMBER, ROLE_HINTS, AddPersonForm, EndForm, FindForm, JoinForm, PersonForm
from app.people.administration.queries import people_page, roles_in, waiting_again
from app.people.administration.rules import Account
from app.people.models import Team, TeamMembership, User
from app.people.moving.queries import moves_to_answer
from app.people.rules import REGISTER_ROLES, RoleName, may_be_sent_again, may_keep
from app.people.who import person_here, person_to_change

blueprint = Blueprint("administration", __name__)


@blueprint.get("/mensen/")
@allow(Door.KEEPER)
def index() -> Response:
    """Everybody of the organisation, or who of them is asked for."""
    here = current_user.organisation_id
    form = FindForm(queries.teams_of(here), request.args, roles_in(here))
    people = people_page(here, form.wanted, request.args.get("pagina", 1, type=int), clock.today())
    waits = form.wanted.account is Account.WAITING
    again, first = waiting_again(here, form.wanted, clock.today(), clock.now()) if waits else (0, 0)
    return htmx.render(
        "people/administration/index.html",
        people=people,
        moves=moves_to_answer(here),
        form=form,
        wanted=form.wanted,
        states=Account,
        again=again,
        first=first,
    )


@blueprint.route("/mensen/nieuw", methods=["GET", "POST"])
@allow(Door.KEEPER)
def add() -> Response:
    """A new person, who gets a mail to choose a password."""
    form = AddPersonForm(
        current_user.role_names,
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
            return htmx.go_to(url_for("administration.person", person_id=person.id, nieuw=1))
    return htmx.render(
        "people/administration/add.html", status=422 if form.errors else 200, form=form, role_hints=ROLE_HINTS
    )


@blueprint.route("/mensen/<int:person_id>/", methods=["GET", "POST"])
@allow(Door.KEEPER)
def person(person_id: int) -> Response:
    """One person: name, job title and roles to change, teams, and the account."""
    found = person_here(person_id) if request.method == "GET" else person_to_change(person_id)
    form = PersonForm(current_user.role_names, data=_data_of(found))
    if found.role_names & REGISTER_ROLES:
        form.ask_no_role()
    if form.validate_on_submit() and not _unsure(found, form):
        try:
            operations.change_person(
                found,
                name=form.name.data or "",
                job_title=form.job_title.data or "",
                roles=form.role_names,
                by=current_user,
            )
        except (operations.LastAdministrator, operations.NotTheirs) as error:
            form.roles.errors = [str(error)]
        else:
            flash(f"De gegevens van {found.name} zijn opgeslagen.", "success")
            return htmx.go_to(_after(found))
    return _person_page(found, form, _empty_join_form(found))


@blueprint.post("/mensen/<int:person_id>/team")
@allow(Door.KEEPER)
def join(person_id: int) -> Response:
    """Put a person in a team."""
    found = person_to_change(person_id)
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
    return _person_page(found, PersonForm(current_user.role_names, formdata=None, data=_data_of(found)), form)


@blueprint.route("/mensen/<int:person_id>/team/<int:membership_id>/", methods=["GET", "POST"])
@allow(Door.KEEPER)
def leave(person_id: int, membership_id: int) -> Response:
    """The last day of a person in a team."""
    found = person_to_change(person_id)
    membership = _membership(found, membership_id)
    form = EndForm(membership.starts_on, data={"last_day": membership.ends_on or clock.today()})
    if membership.may_go_on:
        form.allow_none()
    if form.validate_on_submit():
        try:
            operations.leave_team(membership, form.last_day.data, current_user)
        except DomainError as error:
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
@allow(Door.KEEPER)
def remove(person_id: int, membership_id: int) -> Response:
    """Take away a membership that has not begun yet."""
    found = person_to_change(person_id)
    membership = _membership(found, membership_id)
    if membership.starts_on <= clock.today():
        abort(409)
    operations.leave_team(membership, clock.today(), current_user)
    flash(f"{found.name} komt niet in het team {membership.team.name}.", "success")
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
        just_added="nieuw" in request.args,
        address_asked=asked_for(found, clock.now()),
        may_change=may_keep(current_user.role_names, found.role_names),
        may_invite=may_be_sent_again(found.invited_at, clock.now()),
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


def _unsure(found: User, form: PersonForm) -> bool:
    """Whether somebody has to say first that they mean it; the last administrator cannot mean it."""
    if found.id != current_user.id:
        return False
    last = RoleName.ADMINISTRATOR in found.role_names - form.role_names and not queries.has_other_administrator(found)
    return not last and form.refuse_unsure(found.role_names)


def _after(found: User) -> str:
    """Back to the person, unless the administrator just took away their own right to be there."""
    if found.id == current_user.id and not (found.active and found.keeps_people):
        return url_for("overview.home")
    return url_for("administration.person", person_id=found.id)


def _team(team_id: int) -> Team:
    return queries.team_of(current_user.organisation_id, team_id) or abort(404)


def _membership(found: User, membership_id: int) -> TeamMembership:
    return queries.membership_of(found, membership_id) or abort(404)
