"""Sending invitations, to one person or to all who never signed in."""

from __future__ import annotations

from flask import Blueprint, Response, flash, request, url_for
from flask_security import current_user

from app.core import clock
from app.core.web import htmx
from app.people.access import Door, allow
from app.people.administration.forms import FindForm
from app.people.administration.rules import Account
from app.people.invitations import operations
from app.people.queries import teams_of
from app.people.who import person_to_change

blueprint = Blueprint("invitations", __name__)


@blueprint.post("/mensen/<int:person_id>/uitnodigen")
@allow(Door.KEEPER)
def one(person_id: int) -> Response:
    """The mail to choose a password, for the first time or once more."""
    found = person_to_change(person_id)
    left = operations.invite_again(found, clock.now())
    if left.count:
        flash(f"De {'uitnodiging is' if left.first else 'mail is opnieuw'} verstuurd naar {found.email}.", "success")
    else:
        flash(f"Er ging geen mail: {found.first_name} kreeg er net een, of logde al in.", "warning")
    return htmx.go_to(url_for("administration.person", person_id=found.id))


@blueprint.post("/mensen/uitnodigen")
@allow(Door.KEEPER)
def everybody() -> Response:
    """The same to all who are listed and never signed in."""
    wanted = FindForm(teams_of(current_user.organisation_id), request.args).wanted
    left = operations.invite_all(current_user.organisation_id, wanted, clock.today(), clock.now())
    if left.count:
        what = "een uitnodiging" if left.first == left.count else "de mail" if left.first else "de mail opnieuw"
        flash(f"{left.count} {'persoon krijgt' if left.count == 1 else 'mensen krijgen'} {what}.", "success")
    else:
        flash("Er ging geen mail. Iedereen kreeg er het afgelopen uur al een, of logde al in.", "warning")
    return htmx.go_to(url_for("administration.index", **wanted.address(account=Account.WAITING)))
