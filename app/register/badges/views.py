"""The badge: the registrant takes it along, anybody can check one, and what a checker elsewhere needs is published.

A check keeps nothing and fetches nothing from elsewhere: not who asked, not which badge.
"""

from __future__ import annotations

import json
from typing import Any

from flask import Blueprint, Response, abort, flash, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_security import current_user

from app.core import clock
from app.core.problems import DomainError
from app.core.web.headers import KeptResponse
from app.core.web.htmx import go_to, render
from app.core.web.sending import send
from app.dossiers.holding.queries import held
from app.people.access import Door, allow
from app.people.rules import RoleName
from app.register.badges import operations, signing
from app.register.badges import queries as badges
from app.register.badges import rules as credentials
from app.register.badges.baking import bake_png, bake_svg
from app.register.badges.forms import CheckForm
from app.register.badges.picture import badge_png, badge_svg
from app.register.badges.queries import Check
from app.register.badges.rules import CONTEXTS, BadgeState, Holder, file_name
from app.register.models import Badge
from app.register.public.pages import kept, no_visitor
from app.register.public.rules import TITLES
from app.regulation.editions import rules_on
from app.regulation.terms import RegisterName, Status

blueprint = Blueprint("badges", __name__)

LOGO_SECONDS = 86_400


@blueprint.get("/mijn-register/badge/")
@allow(RoleName.PROFESSIONAL)
def own() -> Response:
    """My badge: what it says, whether it still holds, and how to take it along."""
    registration = held(current_user, clock.today())
    badge = badges.badge_of(registration) if registration else None
    valid = registration is not None and registration.started_on <= clock.today() <= registration.valid_until
    rules = rules_on(clock.today())
    return render(
        "register/badges/own.html",
        registration=registration,
        title_where=rules.clause(rules.public.title_where),
        valid=valid,
        badge=badge,
        current=badge is not None and badges.is_current(badge),
        titles=TITLES,
    )


@blueprint.post("/mijn-register/badge/")
@allow(RoleName.PROFESSIONAL)
def give() -> ResponseReturnValue:
    """Make the badge, or a new one when the register says something else by now."""
    try:
        operations.give_badge(current_user, clock.today())
    except DomainError as error:
        flash(str(error), "error")
        return go_to(url_for("badges.own"))
    flash("Je badge staat klaar.", "ok")
    return go_to(url_for("badges.own"))


@blueprint.get("/mijn-register/badge/badge.png")
@allow(RoleName.PROFESSIONAL)
def png() -> Response:
    """The picture with the credential in it, as PNG."""
    badge, holder = _own_badge()
    return send(bake_png(badge_png(holder.register, holder.status), badge.token), "image/png", file_name(holder, "png"))


@blueprint.get("/mijn-register/badge/badge.svg")
@allow(RoleName.PROFESSIONAL)
def svg() -> Response:
    """The picture with the credential in it, as SVG."""
    badge, holder = _own_badge()
    picture = bake_svg(badge_svg(holder.register, holder.status), badge.token)
    return send(picture.encode(), "image/svg+xml", file_name(holder, "svg"))


@blueprint.get("/mijn-register/badge/badge.jwt")
@allow(RoleName.PROFESSIONAL)
def token() -> Response:
    """The credential alone, for a wallet."""
    badge, holder = _own_badge()
    return send(badge.token.encode(), "text/plain", file_name(holder, "jwt"))


@blueprint.route("/register/controle", methods=["GET", "POST"])
@allow(Door.PUBLIC)
def check() -> Response:
    """Check a badge by its code or its file. By POST, so that a code stands in no history or log; without a cookie."""
    form = CheckForm()
    outcome: Check | None = None
    if request.method == "POST" and form.validate():
        outcome = badges.check_token(form.token) if form.token else _check_code(form.tidy_code)
    page = render_template(
        "register/badges/check.html", **no_visitor(), form=form, outcome=outcome, titles=TITLES, checked=clock.now()
    )
    response = KeptResponse(page, 422 if form.errors else 200, {"Referrer-Policy": "no-referrer"})
    response.headers["Cache-Control"] = "no-store"
    return response


@blueprint.get("/register/badge/<code>")
@allow(Door.PUBLIC)
def badge(code: str) -> Response:
    """The address that a badge carries: what holds of it now."""
    found = badges.badge_with(code) or abort(404)
    response = kept(
        render_template(
            "register/badges/badge.html",
            **no_visitor(),
            outcome=badges.check(found),
            titles=TITLES,
            today=clock.today(),
        )
    )
    response.headers["X-Robots-Tag"] = "noindex, noarchive"
    return response


@blueprint.get("/register/badge/uitgever")
@allow(Door.PUBLIC)
def issuer() -> Response:
    """The register as a profile of Open Badges."""
    return _json(
        {
            "@context": CONTEXTS,
            "id": url_for("badges.issuer", _external=True),
            "type": ["Profile"],
            "name": "Beroepsregister",
            "url": url_for("public.index", _external=True),
            "jwks": url_for("badges.keys", _external=True),
        }
    )


@blueprint.get("/register/badge/titel/<register>/<status>")
@allow(Door.PUBLIC)
def achievement(register: str, status: str) -> Response:
    """What a status means, as an achievement of Open Badges."""
    title, level = _named(register, status)
    return _json(
        {
            "@context": CONTEXTS,
            **credentials.achievement(title, level, request.base_url),
            "image": {"id": url_for("badges.logo", register=title, status=level, _external=True), "type": "Image"},
        }
    )


@blueprint.get("/register/badge/sleutels")
@allow(Door.PUBLIC)
def keys() -> Response:
    """The public keys, as a JWK set."""
    return _json({"keys": [signing.public_half(key, badges.key_address(key)) for key in signing.published_keys()]})


@blueprint.get("/register/badge/sleutel/<kid>")
@allow(Door.PUBLIC)
def key(kid: str) -> Response:
    """One public key, at the address that a badge names."""
    found = signing.key_called(kid) or abort(404)
    return _json(signing.public_half(found, badges.key_address(found)))


@blueprint.get("/register/badge/intrekkingen")
@allow(Door.PUBLIC)
def status_list() -> Response:
    """The list of withdrawn badges as a signed credential: whole, so that nobody sees whose badge was checked."""
    return _for_everybody(kept(badges.signed_status_list(signing.key_to_publish()), "application/vc+jwt"))


@blueprint.get("/register/badge/logo/<register>-<status>.svg")
@allow(Door.PUBLIC)
def logo(register: str, status: str) -> Response:
    """The logo of a status, without anybody's credential."""
    response = KeptResponse(badge_svg(*_named(register, status)), mimetype="image/svg+xml")
    response.cache_control.public, response.cache_control.max_age = True, LOGO_SECONDS
    return _for_everybody(response)


def _check_code(code: str) -> Check:
    found = badges.badge_with(code)
    return Check(BadgeState.FORGED) if found is None else badges.check(found)


def _own_badge() -> tuple[Badge, Holder]:
    registration = held(current_user, clock.today())
    found = (badges.badge_of(registration) if registration else None) or abort(404)
    return found, badges.holder_of(found.registration)


def _named(register: str, status: str) -> tuple[RegisterName, Status]:
    """The register and the status of an address."""
    if register not in set(RegisterName) or status not in set(Status):
        abort(404)
    return RegisterName(register), Status(status)


def _json(data: dict[str, Any]) -> Response:
    return _for_everybody(kept(json.dumps(data, ensure_ascii=False, indent=1), "application/json"))


def _for_everybody(response: Response) -> Response:
    """Let a checker or a wallet on another site read it: there is nothing about anybody in it."""
    response.headers["Access-Control-Allow-Origin"] = "*"
    response.headers["Cross-Origin-Resource-Policy"] = "cross-origin"
    return response
