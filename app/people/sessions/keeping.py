"""Puts sessions to work: whom a request comes from, and what begins and ends with signing in and out.

The cookie holds the token; Flask signs it. Without its row in the database the token opens nothing (docs/decisions,
0026).
"""

from __future__ import annotations

from datetime import timedelta
from typing import Any, cast

from flask import Flask, Response, current_app, g, request, session
from flask_login import user_logged_out
from flask_security import password_changed, password_reset, user_authenticated
from flask_security.utils import set_request_attr

from app.config import Config
from app.core import clock
from app.people.models import User
from app.people.sessions import operations, queries
from app.people.sessions.rules import SEEN_AGAIN, Lasting, device_of

TOKEN = "token"  # noqa: S105


def lasting() -> Lasting:
    """How long a session lasts in this installation."""
    config = cast(Config, current_app.extensions["vakspiegel"])
    return Lasting(idle=timedelta(hours=config.session_hours), longest=timedelta(days=config.session_days))


def here() -> str:
    """The id of the session that this request came with; empty when it has none."""
    return queries.key_of(session[TOKEN]) if TOKEN in session else ""


def init_app(app: Flask) -> None:
    """Let people in by their session alone, and begin and end it when they sign in and out."""
    app.login_manager.user_loader(_person_of_session)  # type: ignore[attr-defined]
    # Flask-Security hands out tokens that never end, and takes them from an address too.
    app.login_manager.request_loader(lambda request: None)  # type: ignore[attr-defined]
    user_authenticated.connect(_begin, app)
    user_logged_out.connect(_end, app)
    password_changed.connect(_end_others, app)
    password_reset.connect(_end_others, app)
    app.after_request(_note_use)


def _person_of_session(uniquifier: str) -> User | None:
    """Whom Flask-Login asks for: the person of the session, in one question to the database."""
    found = queries.signed_in_with(session.get(TOKEN, ""), uniquifier, clock.now(), lasting())
    if found is None:
        return None
    person, seen_at = found
    g.session_seen_at = seen_at
    set_request_attr("fs_authn_via", "session")
    set_request_attr("fs_paa", session.get("fs_paa", 0))
    return person


def _begin(app: Flask, user: User, **_: Any) -> None:
    """A new token at each sign-in; the one of before in this browser, of whomever, ends."""
    _end(app)
    device = device_of(request.headers.get("User-Agent", ""))
    session[TOKEN] = operations.begin_session(user.id, device, clock.now())


def _end(app: Flask, **_: Any) -> None:
    if TOKEN in session:
        operations.end_session(queries.key_of(session.pop(TOKEN)), clock.now())


def _end_others(app: Flask, user: User, **_: Any) -> None:
    """Who has a new password stays signed in where they chose it, and nowhere else."""
    operations.end_sessions(user.id, clock.now(), besides=here())


def _note_use(response: Response) -> Response:
    """After the answer was sent, so that nobody waits for it and no transaction of the request is open."""
    seen_at, now = g.pop("session_seen_at", None), clock.now()
    if seen_at is not None and seen_at <= now - SEEN_AGAIN and TOKEN in session:
        real, token = current_app._get_current_object(), session[TOKEN]  # type: ignore[attr-defined]

        @response.call_on_close
        def note() -> None:
            with real.app_context():
                operations.note_use(token, now)

    return response
