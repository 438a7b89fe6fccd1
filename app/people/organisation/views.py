"""The page of the organisation, its forms, and what every page of its people takes from it: logo and colours."""

from __future__ import annotations

from flask import Blueprint, Response, abort, flash, url_for
from flask.typing import ResponseReturnValue
from flask_security import current_user

from app.core import clock
from app.core.web.headers import KeptResponse
from app.core.web.htmx import go_to, render
from app.people.access import Door, allow
from app.people.models import Organisation
from app.people.organisation import operations
from app.people.organisation.forms import BeginForm, LookForm, ReachForm, look_data
from app.people.organisation.queries import house_of, logo_of
from app.people.queries import contact_of, officer_of
from app.people.rules import RoleName

blueprint = Blueprint("organisation", __name__, url_prefix="/organisatie")


@blueprint.get("/")
@allow(RoleName.HR, RoleName.ADMINISTRATOR)
def show() -> ResponseReturnValue:
    """What the organisation says of itself, and the way to change each part."""
    organisation = current_user.organisation
    return render(
        "people/organisation/show.html",
        organisation=organisation,
        contacts=contact_of(organisation),
        officer=officer_of(organisation),
        has_own_contact=bool(organisation.contact_name or organisation.contact_email),
        may_change=current_user.keeps_people,
        is_administrator=RoleName.ADMINISTRATOR in current_user.role_names,
        later=organisation.opens_on(clock.today()),
    )


@blueprint.route("/huisstijl", methods=["GET", "POST"])
@allow(Door.KEEPER)
def look() -> ResponseReturnValue:
    """Name, logo and colours."""
    organisation = current_user.organisation
    form = LookForm(data=look_data(organisation))
    if form.validate_on_submit():
        try:
            operations.change_look(organisation, form.look, form.png)
        except operations.NameTaken as taken:
            form.name.errors = [str(taken)]
            return _look(organisation, form, 409)
        return _saved("Naam, logo en kleuren zijn opgeslagen.")
    return _look(organisation, form, form.page_status)


def _look(organisation: Organisation, form: LookForm, status: int) -> Response:
    return render("people/organisation/look.html", status=status, organisation=organisation, form=form)


@blueprint.route("/contact", methods=["GET", "POST"])
@allow(Door.KEEPER)
def contact() -> ResponseReturnValue:
    """The sender of mail, and whom people can ask."""
    organisation = current_user.organisation
    form = ReachForm(obj=organisation)
    if form.validate_on_submit():
        operations.change_reach(organisation, form.reach)
        return _saved("Mail en contact zijn opgeslagen.")
    return render("people/organisation/contact.html", status=form.page_status, form=form)


@blueprint.route("/begin", methods=["GET", "POST"])
@allow(Door.KEEPER)
def begin() -> ResponseReturnValue:
    """The day from which people may begin a zelfscan."""
    organisation = current_user.organisation
    form = BeginForm(obj=organisation)
    if form.validate_on_submit():
        operations.let_begin(organisation, form.starts_on.data)
        return _saved("De eerste dag is opgeslagen.")
    return render("people/organisation/begin.html", status=form.page_status, form=form)


@blueprint.post("/hr/<any(wel, niet):answer>")
@allow(RoleName.ADMINISTRATOR)
def hr(answer: str) -> ResponseReturnValue:
    """Whether HR may keep people, teams and this page."""
    allowed = answer == "wel"
    operations.let_hr_keep(current_user.organisation, allowed)
    return _saved(f"HR mag mensen en teams {'beheren' if allowed else 'niet meer beheren'}.")


@blueprint.get("/logo/<mark>.png")
@allow(Door.SIGNED_IN)
def logo(mark: str) -> Response:
    """The logo, for who works here; another logo has another address."""
    png = logo_of(current_user.organisation) if current_user.organisation.logo == mark else None
    return _kept(png, "image/png") if png else abort(404)


@blueprint.get("/kleuren/<mark>.css")
@allow(Door.SIGNED_IN)
def colours(mark: str) -> Response:
    """The house colours as a style sheet, for who works here; other colours have another address."""
    style = house_of(current_user.organisation)
    return _kept(style.sheet.encode(), "text/css") if style.mark == mark else abort(404)


def _kept(content: bytes, mimetype: str) -> Response:
    response = KeptResponse(content, mimetype=mimetype)
    response.headers["Cache-Control"] = "private, max-age=31536000, immutable"
    return response


def _saved(sentence: str) -> Response:
    flash(sentence, "success")
    return go_to(url_for("organisation.show"))
