"""Errors of the domain, and the pages that say what went wrong and how to go on."""

from __future__ import annotations

from flask import Flask, Response, make_response, render_template
from flask_wtf.csrf import CSRFError
from werkzeug.exceptions import HTTPException

PAGES = frozenset({400, 401, 403, 404, 405, 409, 413, 429, 500, 503})


class DomainError(Exception):
    """Something that the rules do not allow. The message is a Dutch sentence for the person who tried."""


class WrongStep(DomainError):
    """A status was asked to take a step that it cannot take."""


class Conflict(DomainError):
    """Somebody else, or the same person in another tab, changed it first."""


def init_app(app: Flask) -> None:
    """Answer every error with our own page, in Dutch, with a way on."""
    app.register_error_handler(CSRFError, _expired_form)
    app.register_error_handler(HTTPException, _http_error)


def _expired_form(error: CSRFError) -> Response:
    return make_response(render_template("errors/expired.html"), 400)


def _http_error(error: HTTPException) -> Response:
    """The page of the status; a redirect is not an error and passes as it is."""
    code = error.code or 500
    if code < 400:
        return make_response(error.get_response())
    page = f"errors/{code}.html" if code in PAGES else "errors/500.html"
    response = make_response(render_template(page), code)
    response.headers.extend(
        (name, value) for name, value in error.get_headers() if name.lower() in ("allow", "retry-after")
    )
    return response
