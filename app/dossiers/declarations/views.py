"""The page of the declaration of employment ("Verklaring nog in functie")."""

from __future__ import annotations

from typing import Any

from flask import Blueprint, flash, url_for
from flask.typing import ResponseReturnValue
from flask_security import current_user

from app.core import clock
from app.core.web.errors import refused_on
from app.core.web.htmx import go_to, render
from app.dossiers.declarations import operations, queries
from app.dossiers.declarations.forms import DeclarationForm
from app.dossiers.holding.position import OwnYear, own_year
from app.dossiers.models import EmploymentDeclaration
from app.people.access import allow
from app.people.rules import RoleName

blueprint = Blueprint("declarations", __name__, url_prefix="/mijn-register/verklaring")


@blueprint.get("/")
@allow(RoleName.PROFESSIONAL)
def show() -> ResponseReturnValue:
    """The declaration of this PE year: to sign, to read, or to sign again when something changed."""
    own = own_year(current_user, clock.today())
    if own is None:
        return render("dossiers/declarations/not_yet.html")
    signed = queries.declaration_of(current_user, own.year.start)
    return _page(own, signed, DeclarationForm(formdata=None, data=_begin(signed)))


@blueprint.post("/")
@allow(RoleName.PROFESSIONAL)
def sign() -> ResponseReturnValue:
    """Sign it."""
    own = own_year(current_user, clock.today())
    if own is None:
        return render("dossiers/declarations/not_yet.html", status=409)
    signed = queries.declaration_of(current_user, own.year.start)
    form = DeclarationForm()
    if not form.validate():
        return _page(own, signed, form, 422)
    with refused_on(_page, own, signed, form):
        operations.declare(
            own,
            still_in_function=form.still_in_function.data == "yes",
            function=form.function.data or "",
            employer=form.employer.data or "",
            changes=form.changes.data or "",
        )
    flash("Je verklaring is ondertekend en gaat mee in je dossier.", "success")
    return go_to(url_for("declarations.show"))


def _page(
    own: OwnYear, signed: EmploymentDeclaration | None, form: DeclarationForm, status: int = 200, refusal: str = ""
) -> ResponseReturnValue:
    return render("dossiers/declarations/show.html", status=status, own=own, signed=signed, form=form, refusal=refusal)


def _begin(signed: EmploymentDeclaration | None) -> dict[str, Any]:
    """What the form starts with: what was signed this year, else last year's function, else what we know."""
    last = signed or queries.last_declaration(current_user)
    known = {
        "function": last.function if last else current_user.job_title,
        "employer": last.employer if last else current_user.organisation.name,
    }
    if signed is None:
        return known
    return known | {"still_in_function": "yes" if signed.still_in_function else "no", "changes": signed.changes}
