"""Pages about another e-mail address: asking for it, and the two that the mails lead to."""

from __future__ import annotations

from flask import Blueprint, Response, abort, flash, url_for
from flask_security import current_user, logout_user

from app.core import clock
from app.core.problems import DomainError
from app.core.web import htmx
from app.people.access import Door, allow
from app.people.addresses import operations
from app.people.addresses.forms import KeeperAddressForm, OwnAddressForm
from app.people.addresses.links import Use, change_of
from app.people.addresses.queries import is_stoppable, never_signed_in, open_change
from app.people.addresses.rules import LinkIsOver, may_be_confirmed
from app.people.models import EmailChange
from app.people.operations import EmailTaken
from app.people.rules import AddressStatus, TryKind
from app.people.sign_in.brake import braked
from app.people.who import person_to_change

blueprint = Blueprint("addresses", __name__)


@blueprint.route("/mijn-account/e-mailadres", methods=["GET", "POST"])
@allow(Door.SIGNED_IN)
@braked(TryKind.CHANGE)
def own() -> Response:
    """Another address for me."""
    form = OwnAddressForm()
    if form.validate_on_submit():
        try:
            operations.ask_own(current_user, form.email.data or "", clock.now())
        except DomainError as error:
            form.email.errors = [str(error)]
        else:
            flash(f"We stuurden een mail naar {form.email.data}. Open de link daarin.", "success")
            return htmx.go_to(url_for("account.show"))
    return htmx.render("people/addresses/own.html", status=form.page_status, form=form)


@blueprint.post("/mijn-account/e-mailadres/intrekken")
@allow(Door.SIGNED_IN)
def take_back_own() -> Response:
    """I keep my address after all."""
    change = open_change(current_user)
    if change is not None:
        operations.take_back(change, clock.now())
    flash("Je houdt je e-mailadres.", "success")
    return htmx.go_to(url_for("account.show"))


@blueprint.route("/mensen/<int:person_id>/e-mailadres", methods=["GET", "POST"])
@allow(Door.KEEPER)
def keeper(person_id: int) -> Response:
    """Another address for somebody of the organisation."""
    found = person_to_change(person_id)
    at_once = never_signed_in(found)
    form = KeeperAddressForm()
    if at_once:
        del form.reason
    if form.validate_on_submit():
        reason = "" if at_once else form.reason.data or ""
        try:
            change = operations.ask_for(found, form.email.data or "", current_user, reason, clock.now())
        except DomainError as error:
            form.email.errors = [str(error)]
        else:
            flash(
                f"{found.first_name} krijgt een mail op {form.email.data}."
                + (" Tot de link daarin is geopend, werkt het oude adres." if change else ""),
                "success",
            )
            return htmx.go_to(url_for("administration.person", person_id=found.id))
    return htmx.render(
        "people/addresses/keeper.html", status=form.page_status, form=form, person=found, at_once=at_once
    )


@blueprint.post("/mensen/<int:person_id>/e-mailadres/intrekken")
@allow(Door.KEEPER)
def take_back(person_id: int) -> Response:
    """Somebody keeps their address after all."""
    found = person_to_change(person_id)
    change = open_change(found)
    if change is not None:
        operations.take_back(change, clock.now())
    flash(f"{found.first_name} houdt dit e-mailadres.", "success")
    return htmx.go_to(url_for("administration.person", person_id=found.id))


@blueprint.route("/e-mailadres/<token>", methods=["GET"])
@allow(Door.PUBLIC)
def confirm(token: str) -> Response:
    """What the mail to the new address leads to; opening it changes nothing, because programs open links too."""
    change = _change(token, Use.CONFIRM)
    if not may_be_confirmed(change.status, change.asked_at, clock.now()):
        return _over(LinkIsOver())
    return htmx.render("people/addresses/confirm.html", change=change, token=token)


@blueprint.post("/e-mailadres/<token>")
@allow(Door.PUBLIC)
def take(token: str) -> Response:
    """The new address is in use."""
    change = _change(token, Use.CONFIRM)
    try:
        operations.confirm(change, clock.now())
    except DomainError as error:
        return _over(error)
    _sign_out_here(change)
    flash(f"Je e-mailadres is veranderd. Log voortaan in met {change.new_email}.", "success")
    return htmx.go_to(url_for("overview.home"))


@blueprint.get("/e-mailadres/<token>/niet-ik")
@allow(Door.PUBLIC)
def stop(token: str) -> Response:
    """What the mail to the old address leads to."""
    change = _change(token, Use.STOP)
    if not is_stoppable(change, clock.now()):
        return _over(LinkIsOver())
    in_use = change.status is AddressStatus.CONFIRMED
    return htmx.render("people/addresses/stop.html", change=change, token=token, in_use=in_use)


@blueprint.post("/e-mailadres/<token>/niet-ik")
@allow(Door.PUBLIC)
def undo(token: str) -> Response:
    """The old address stays, or is back."""
    change = _change(token, Use.STOP)
    try:
        put_back = operations.stop(change, clock.now())
    except DomainError as error:
        return _over(error)
    if put_back:
        _sign_out_here(change)
        flash(f"{change.old_email} is weer je e-mailadres. Kies voor de zekerheid een nieuw wachtwoord.", "success")
        return htmx.go_to(url_for("security.forgot_password"))
    flash(f"Het is gestopt. Je e-mailadres blijft {change.old_email}.", "success")
    return htmx.go_to(url_for("overview.home"))


def _change(token: str, use: Use) -> EmailChange:
    return change_of(token, use) or abort(404)


def _over(error: DomainError) -> Response:
    sentence = "Dit e-mailadres hoort al bij een ander account." if isinstance(error, EmailTaken) else str(error)
    return htmx.render("people/addresses/over.html", status=409, sentence=sentence)


def _sign_out_here(change: EmailChange) -> None:
    if current_user.is_authenticated and current_user.id == change.person_id:
        logout_user()
