"""Pages of a person about themselves: my account, and who looked at my things."""

from __future__ import annotations

from flask import Blueprint, Response, abort, flash, url_for
from flask_security import current_user, logout_user

from app.config import VERSION
from app.core import audit, clock
from app.core.web import htmx
from app.people import queries
from app.people.access import Door, allow
from app.people.account.forms import OwnEmailForm, ShortcutsForm
from app.people.account.operations import set_own_email, set_shortcuts
from app.people.addresses.queries import asked_for, last_change
from app.people.rules import RoleName, TryKind
from app.people.sessions import keeping
from app.people.sessions.operations import end_session, end_sessions
from app.people.sessions.queries import session_of, sessions_of
from app.people.sign_in.brake import braked

blueprint = Blueprint("account", __name__)


@blueprint.route("/mijn-account/", methods=["GET", "POST"])
@allow(Door.SIGNED_IN)
def show() -> Response:
    """Who I am here, my teams, who leads me, my settings, and where I am signed in."""
    form = ShortcutsForm(obj=current_user)
    if form.validate_on_submit():
        set_shortcuts(current_user, form.shortcuts.data)
        flash("Je instelling is opgeslagen.", "success")
        return htmx.go_to(url_for("account.show"))
    return htmx.render(
        "people/account/account.html",
        status=422 if form.errors else 200,
        form=form,
        memberships=queries.memberships_of(current_user),
        managers=queries.managers_of(current_user, clock.today()),
        roles=[role.dutch for role in RoleName if role in current_user.role_names],
        scores=RoleName.PROFESSIONAL in current_user.role_names,
        today=clock.today(),
        sessions=sessions_of(current_user.id, clock.now(), keeping.lasting()),
        this_session=keeping.here(),
        version=VERSION,
        address_asked=asked_for(current_user, clock.now()),
        address_before=last_change(current_user),
    )


@blueprint.route("/mijn-account/eigen-adres", methods=["GET", "POST"])
@allow(RoleName.PROFESSIONAL)
@braked(TryKind.CHANGE)
def own_email() -> Response:
    """My own address, for when my employer closes my account."""
    form = OwnEmailForm(obj=current_user)
    if form.validate_on_submit():
        set_own_email(current_user, form.own_email.data or "")
        flash("Je eigen e-mailadres is opgeslagen.", "success")
        return htmx.go_to(url_for("account.show"))
    return htmx.render("people/account/own_email.html", status=form.page_status, form=form)


@blueprint.post("/mijn-account/ingelogd/<session_id>/uitloggen")
@allow(Door.SIGNED_IN)
def sign_out_there(session_id: str) -> Response:
    """Sign out on another device of mine."""
    there = session_of(current_user.id, session_id)
    if there is None:
        abort(404)
    end_session(there.id, clock.now())
    flash(f"Je bent uitgelogd in {there.device}.", "success")
    return htmx.go_to(url_for("account.show", _anchor="sessions"))


@blueprint.post("/mijn-account/ingelogd/overal-uitloggen")
@allow(Door.SIGNED_IN)
def sign_out_everywhere() -> Response:
    """Sign out on every device of mine, also on this one."""
    end_sessions(current_user.id, clock.now())
    logout_user()
    flash("Je bent overal uitgelogd.", "success")
    return htmx.go_to(url_for("overview.home"))


@blueprint.get("/mijn-account/wie-keek")
@allow(Door.SIGNED_IN)
def looks() -> Response:
    """Who looked at my things, newest first."""
    found = audit.looks_at(current_user.id)
    names = queries.names_of({actor for actor, _, _ in found})
    return htmx.render(
        "people/account/looks.html", looks=[(names.get(actor, ""), what, at) for actor, what, at in found]
    )
