"""The one place where a request is let in: every view says who may use it, and a view that says nothing is refused.

What a person sees *inside* a view is decided by the queries, which are scoped to the viewer: another's id is a 404.
"""

from __future__ import annotations

from collections.abc import Callable
from enum import StrEnum
from typing import Any, TypeVar
from urllib.parse import urlsplit, urlunsplit

from flask import Flask, Response, abort, current_app, flash, make_response, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_security import current_user

from app.core.db import SAFE_METHODS
from app.core.web.htmx import wants_fragment
from app.core.web.sent import stays_on_page, what_was_sent
from app.people.rules import RoleName

View = TypeVar("View", bound=Callable[..., Any])


class Door(StrEnum):
    """Who passes otherwise than by a role; `KEEPER` is who keeps the people of their organisation."""

    PUBLIC = "public"
    SIGNED_IN = "signed_in"
    KEEPER = "keeper"


Rule = frozenset[Door | RoleName]

NOT_SAVED = "Je was niet meer ingelogd. Wat je net verstuurde is NIET opgeslagen. Log in en doe het opnieuw."

THIRD_PARTY: dict[str, Rule] = {
    "security.login": frozenset({Door.PUBLIC}),
    "security.logout": frozenset({Door.PUBLIC}),
    "security.verify": frozenset({Door.SIGNED_IN}),
    "security.forgot_password": frozenset({Door.PUBLIC}),
    "security.reset_password": frozenset({Door.PUBLIC}),
    "security.change_password": frozenset({Door.SIGNED_IN}),
}
"""Endpoints of Flask-Security, which cannot carry our decorator. One that is not named here is refused."""


def allow(*who: Door | RoleName) -> Callable[[View], View]:
    """Say who may use a view: one of the doors, or any of the roles named."""
    if not who:
        raise ValueError("Name at least one door or role.")

    def mark(view: View) -> View:
        view.allowed = frozenset(who)  # type: ignore[attr-defined]
        return view

    return mark


def rule_of(app: Flask, endpoint: str) -> Rule | None:
    """Who may use an endpoint; None when nobody decided."""
    rule = getattr(app.view_functions.get(endpoint), "allowed", None)
    return rule if rule is not None else THIRD_PARTY.get(endpoint)


def may_pass(rule: Rule, signed_in: bool, roles: frozenset[RoleName], keeps_people: bool = False) -> bool:
    """Whether somebody with these roles, who may keep the people of their organisation, passes a rule."""
    if Door.PUBLIC in rule:
        return True
    doors = {Door.SIGNED_IN, Door.KEEPER} if keeps_people else {Door.SIGNED_IN}
    return signed_in and bool(rule & doors or rule & roles)


def init_app(app: Flask) -> None:
    """Check each request before anything else looks at it, also before the CSRF token."""
    app.before_request(_check)


def _check() -> ResponseReturnValue | None:
    if request.endpoint is None:
        return None
    rule = rule_of(current_app, request.endpoint)
    if rule is None:
        abort(403)
    signed_in = bool(current_user.is_authenticated)
    if may_pass(rule, signed_in, *_held(signed_in)):
        return None
    if not signed_in:
        return ask_to_sign_in()
    abort(403)


def _held(signed_in: bool) -> tuple[frozenset[RoleName], bool]:
    return (current_user.role_names, current_user.keeps_people) if signed_in else (frozenset(), False)


def ask_to_sign_in(*_: Any, **__: Any) -> Response:
    """Send an anonymous visitor to the sign-in page and back.

    A script that keeps its page gets a bare 401, so that what was typed stays on the screen and nothing is swapped.
    Who wrote something gets it back on a page, to send it again.
    """
    if stays_on_page() and not wants_fragment():
        return make_response("", 401)
    target = url_for("security.login", next=_way_back())
    if request.method not in SAFE_METHODS:
        sent = what_was_sent()
        if sent.is_written and not wants_fragment():
            return make_response(render_template("errors/signed_out.html", sent=sent, target=target), 401)
        flash(NOT_SAVED, "warning")
    if wants_fragment():
        response = make_response("", 401)
        response.headers["HX-Redirect"] = target
        return response
    return make_response(redirect(target, 303))


def _way_back() -> str | None:
    """The page to return to after signing in: this one, or the one that the form or fragment was on."""
    if request.method in SAFE_METHODS and not wants_fragment():
        return request.full_path.rstrip("?")
    page = urlsplit(request.headers.get("HX-Current-URL") or request.referrer or "")
    if page.netloc != request.host:
        return None
    return urlunsplit(("", "", page.path, page.query, ""))
