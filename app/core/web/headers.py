"""Security headers on every answer, also on the static files that never reach Flask."""

from __future__ import annotations

from typing import Any

from flask import Flask, Response, request
from secure import Secure
from secure.headers import (
    ContentSecurityPolicy,
    CrossOriginOpenerPolicy,
    CrossOriginResourcePolicy,
    PermissionsPolicy,
    ReferrerPolicy,
    StrictTransportSecurity,
    XContentTypeOptions,
    XFrameOptions,
)

from app.config import Config


def security_headers(config: Config) -> dict[str, str]:
    """The headers by name. Nothing inline is allowed: scripts, styles, fonts and pictures come from ourselves."""
    policy = (
        ContentSecurityPolicy()
        .default_src("'self'")
        .script_src("'self'")
        .style_src("'self'")
        .img_src("'self'", "data:")
        .font_src("'self'")
        .connect_src("'self'")
        .object_src("'none'")
        .base_uri("'none'")
        .form_action("'self'")
        .frame_ancestors("'none'")
    )
    secure = Secure(
        csp=policy,
        xcto=XContentTypeOptions().nosniff(),
        xfo=XFrameOptions().deny(),
        referrer=ReferrerPolicy().same_origin(),
        permissions=PermissionsPolicy().camera().geolocation().microphone(),
        coop=CrossOriginOpenerPolicy().same_origin(),
        corp=CrossOriginResourcePolicy().same_origin(),
        hsts=StrictTransportSecurity().max_age(31536000) if config.mode == "production" else None,
    )
    return dict(secure.headers)


class KeptResponse(Response):
    """An answer that is the same for every visitor and may be kept: without the cookie that each page renews."""

    def get_wsgi_headers(self, environ: Any) -> Any:
        """The headers without those of the session."""
        headers = super().get_wsgi_headers(environ)
        headers.remove("Set-Cookie")
        headers.remove("Vary")
        return headers


def init_app(app: Flask, config: Config) -> None:
    """Add the headers to each answer. Pages of a person are not kept by the browser or a proxy."""
    fixed = security_headers(config)

    @app.after_request
    def add_headers(response: Response) -> Response:
        for name, value in fixed.items():
            response.headers.setdefault(name, value)
        if "Cache-Control" not in response.headers and request.endpoint != "static":
            response.headers["Cache-Control"] = "no-store, private"
        return response
