"""Pages of a person about themselves: the demo sign-in, the keeper of a session, my account."""

from __future__ import annotations

from flask import Blueprint, Response, abort, current_app, flash, jsonify, redirect, request, session, url_for
from flask.typing import ResponseReturnValue
from flask_security import current_user, login_user
from flask_wtf.csrf import generate_csrf

from app.core import audit, clock, htmx
from app.core.db import db
from app.people import operations, queries
from app.people.access import Door, allow
from app.people.forms import ShortcutsForm
from app.people.models import User
from app.people.rules import RoleName

blueprint = Blueprint("people", __name__)


@blueprint.before_app_request
def keep_session() -> None:
    """A session lasts a working day, also when the browser is closed in between. A visitor has none, and no cookie."""
    if session:
        session.permanent = True


@blueprint.after_app_request
def forget_pictures(response: Response) -> Response:
    """At sign-out the browser forgets the pictures that it kept: the next person may sit at the same desk."""
    if request.endpoint == "security.logout":
        response.headers["Clear-Site-Data"] = '"cache"'
    return response


@blueprint.post("/inloggen/demo/<int:person_id>")
@allow(Door.PUBLIC)
def demo_sign_in(person_id: int) -> ResponseReturnValue:
    """Sign in as one of the invented people; only where the demo is on, which production never is."""
    if not current_app.extensions["vakspiegel"].demo:
        abort(404)
    person = db.session.get(User, person_id)
    if person is None or not person.active:
        abort(404)
    login_user(person)
    return redirect(url_for("overview.home"), 303)


@blueprint.get("/sessie")
@allow(Door.SIGNED_IN)
def session_token() -> ResponseReturnValue:
    """A fresh CSRF token for a page that stayed open while its session ended and began again (docs/architecture.md)."""
    return jsonify(csrf_token=generate_csrf())


@blueprint.route("/mijn-account/", methods=["GET", "POST"])
@allow(Door.SIGNED_IN)
def account() -> Response:
    """Who I am here, my teams, who leads me, and my settings."""
    form = ShortcutsForm(obj=current_user)
    if form.validate_on_submit():
        operations.set_shortcuts(current_user, form.shortcuts.data)
        flash("Je instelling is opgeslagen.", "success")
        return htmx.go_to(url_for("people.account"))
    return htmx.render(
        "people/account.html",
        status=422 if form.errors else 200,
        form=form,
        memberships=queries.memberships_of(current_user),
        managers=queries.managers_of(current_user, clock.today()),
        roles=[role.dutch for role in RoleName if role in current_user.role_names],
        scores=RoleName.PROFESSIONAL in current_user.role_names,
        today=clock.today(),
    )


@blueprint.get("/mijn-account/wie-keek")
@allow(Door.SIGNED_IN)
def looks() -> Response:
    """Who looked at my things, newest first."""
    found = audit.looks_at(current_user.id)
    names = queries.names_of({actor for actor, _, _ in found})
    return htmx.render("people/looks.html", looks=[(names.get(actor, ""), what, at) for actor, what, at in found])
