"""How a page that everybody may keep is sent: without a visitor in it, and without a cookie."""

from __future__ import annotations

from typing import Any

from flask import Response, request, url_for
from werkzeug.datastructures import Headers

from app.core.web.headers import KeptResponse


def kept(body: str | bytes, mimetype: str = "text/html", headers: Headers | None = None) -> Response:
    """An answer without cookies that a cache may keep, if it asks each time whether it is still right."""
    response = KeptResponse(body, mimetype=mimetype, headers=headers)
    response.cache_control.public = True
    response.cache_control.no_cache = True
    response.headers["X-Robots-Tag"] = "noarchive"
    response.headers["Referrer-Policy"] = "no-referrer"
    response.add_etag()
    return response.make_conditional(request)  # type: ignore[return-value]


def no_visitor() -> dict[str, Any]:
    """The page frame for everybody alike: it does not show who is signed in, and so can be kept for all."""
    return {"current_user": None, "nav": (), "account_nav": (), "public_home": url_for("public.index")}
