"""Security headers on every answer, also on what never reaches Flask, such as static files."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any

from flask import Flask, Response
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
        .script_src_attr("'none'")
        .style_src("'self'")
        .img_src("'self'", "data:")
        .font_src("'self'")
        .connect_src("'self'")
        .object_src("'none'")
        .frame_src("'none'")
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
        hsts=StrictTransportSecurity().max_age(31536000).include_subdomains() if config.mode == "production" else None,
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


def init_app(app: Flask) -> None:
    """Pages of a person are not kept by the browser or a proxy."""

    @app.after_request
    def keep_nothing(response: Response) -> Response:
        response.headers.setdefault("Cache-Control", "no-store, private")
        return response


def on_every_answer(application: Callable[..., Iterable[bytes]], config: Config) -> Callable[..., Iterable[bytes]]:
    """The application with these headers on all that it answers, where the answer has none of that name itself."""
    fixed = security_headers(config)

    def answer(environ: dict[str, Any], start_response: Callable[..., Any]) -> Iterable[bytes]:
        def start(status: str, headers: list[tuple[str, str]], *failed: Any) -> Any:
            named = {name.lower() for name, _ in headers}
            missing = [(name, value) for name, value in fixed.items() if name.lower() not in named]
            return start_response(status, [*headers, *missing], *failed)

        return application(environ, start)

    return answer
