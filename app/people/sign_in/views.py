"""The demo sign-in, the keeper of a session and what happens at its end."""

from __future__ import annotations

from flask import Blueprint, Response, abort, current_app, jsonify, redirect, request, session, url_for
from flask.typing import ResponseReturnValue
from flask_security import current_user, login_user
from flask_wtf.csrf import generate_csrf

from app.core.db import db
from app.people.access import Door, allow
from app.people.models import User

blueprint = Blueprint("sign_in", __name__)


@blueprint.before_app_request
def keep_session() -> None:
    """A session lasts a working day, also when the browser is closed in between. A visitor has none, and no cookie."""
    if session:
        session.permanent = True


@blueprint.after_app_request
def forget_pictures(response: Response) -> Response:
    """At sign-out the browser forgets the pictures that it kept: the next person may sit at the same desk."""
    if request.endpoint in ("security.logout", "account.sign_out_everywhere"):
        response.headers["Clear-Site-Data"] = '"cache"'
    return response


@blueprint.post("/inloggen/demo/<int:person_id>")
@allow(Door.PUBLIC)
def demo(person_id: int) -> ResponseReturnValue:
    """Sign in as one of the invented people; only where the demo is on, which production never is."""
    if not current_app.extensions["vakspiegel"].demo:
        abort(404)
    person = db.session.get(User, person_id)
    if person is None or not person.is_active:
        abort(404)
    login_user(person)
    return redirect(url_for("overview.home"), 303)


@blueprint.get("/sessie")
@allow(Door.SIGNED_IN)
def token() -> ResponseReturnValue:
    """Whose session it is and a fresh token, for a page that stayed open over its end (docs/architecture.md)."""
    return jsonify(csrf_token=generate_csrf(), person=current_user.id)
