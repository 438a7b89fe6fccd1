"""One helper that decides between a whole page and a fragment of it."""

from __future__ import annotations

from typing import Any, cast

from flask import Flask, Response, make_response, redirect, render_template
from htmx_flask import Htmx
from htmx_flask import request as htmx_request
from htmx_flask.requests import HtmxHeaders


def init_app(app: Flask) -> None:
    """Let requests know whether HTMX sent them."""
    Htmx(app)


def headers() -> HtmxHeaders:
    """The HTMX headers of this request; false when HTMX did not send it."""
    return cast(HtmxHeaders, htmx_request.htmx)


def wants_fragment() -> bool:
    """Whether the browser can take a part of the page: not when it navigates or restores its history."""
    htmx = headers()
    return bool(htmx) and not htmx.boosted and not htmx.history_restore_request


def render(page: str, *, fragment: str | None = None, status: int = 200, **context: Any) -> Response:
    """Answer with `fragment` when HTMX asks for a part, else with the whole `page`; both get the same context.

    An invalid form is answered with status 422, a refused write with 409.
    """
    template = fragment if fragment is not None and wants_fragment() else page
    response = make_response(render_template(template, **context), status)
    response.vary.add("HX-Request")
    return response


def go_to(url: str) -> Response:
    """After a write: send the browser to `url`, by redirect or, under HTMX, by `HX-Redirect`."""
    if wants_fragment():
        response = make_response("", 204)
        response.headers["HX-Redirect"] = url
        return response
    return make_response(redirect(url, 303))
