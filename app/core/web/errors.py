"""The pages that say what went wrong and how to go on."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from typing import Any

from flask import Flask, Response, abort, current_app, make_response, render_template
from flask.typing import ResponseReturnValue
from flask_wtf.csrf import CSRFError, generate_csrf
from sqlalchemy.exc import InterfaceError, OperationalError, SQLAlchemyError
from werkzeug.exceptions import Conflict, HTTPException, SecurityError, ServiceUnavailable

from app.core import problems
from app.core.db import db
from app.core.web.sent import Sent, stays_on_page, what_was_sent

TRY_AGAIN = 30
"""Seconds after which a database that is away or full may be asked again."""
PAGES = frozenset({400, 401, 403, 404, 405, 409, 413, 429, 500, 503})


def init_app(app: Flask) -> None:
    """Answer every error with our own page, in Dutch, with a way on."""
    app.register_error_handler(CSRFError, _expired_form)
    app.register_error_handler(SecurityError, _unknown_host)
    app.register_error_handler(HTTPException, http_error)
    for failed in (OperationalError, InterfaceError):
        app.register_error_handler(failed, _no_database)
    app.register_error_handler(problems.NotNow, _no_database)
    for refused in (problems.WrongStep, problems.Conflict, problems.Gone):
        app.register_error_handler(refused, _came_too_late)


@contextmanager
def refused_on(page: Callable[..., ResponseReturnValue], *shown: Any, **more: Any) -> Iterator[None]:
    """What the rules refuse in this block is answered with a page of status 409 that says why.

    The page is called with what it shows, the status, and the sentence as `refusal`.
    """
    try:
        yield
    except problems.DomainError as refused:
        abort(make_response(page(*shown, 409, refusal=str(refused), **more)))


def _expired_form(error: CSRFError) -> Response:
    if stays_on_page():
        return make_response("", 400)
    sent = replace(what_was_sent(), token=generate_csrf())
    return make_response(render_template("errors/expired.html", sent=sent), 400)


def _unknown_host(error: SecurityError) -> Response:
    """A name that is not ours: no page with links can be made, because nobody knows where they would lead."""
    return make_response(render_template("errors/host.html"), 400)


def http_error(error: HTTPException, reason: str = "") -> Response:
    """The page of the status; a redirect is not an error and passes as it is."""
    code = error.code or 500
    if code < 400:
        return make_response(error.get_response())
    if isinstance(getattr(error, "original_exception", None), OperationalError | InterfaceError):
        return _no_database(error)
    response = make_response("" if stays_on_page() else _page(code if code in PAGES else 500, reason), code)
    response.headers.extend(
        (name, value) for name, value in error.get_headers() if name.lower() in ("allow", "retry-after")
    )
    return response


def _page(code: int, reason: str) -> str:
    """The page; from 500 on one that asks neither the database nor who is there, as that may be what is broken."""
    name, sent = f"errors/{code}.html", Sent() if code == 413 else what_was_sent()
    if code < 500:
        return render_template(name, sent=sent)
    try:
        db.session.rollback()
    except SQLAlchemyError:
        db.session.invalidate()
    return current_app.jinja_env.get_template(name).render(sent=sent, reason=reason)


def _no_database(error: Exception) -> Response:
    """The database is away, locked, full or cannot be written: nothing was kept, and it may go well in a while."""
    current_app.logger.error("De database antwoordt niet: %s", error.__cause__ or error)
    reason = str(error) if isinstance(error, problems.NotNow) else ""
    return http_error(ServiceUnavailable(retry_after=TRY_AGAIN), reason)


def _came_too_late(error: Exception) -> Response:
    """What the page would not have offered any more when it was asked, and no page says a sentence about."""
    return http_error(Conflict())
