"""What was sent is read to its end before the first query: a slow phone holds up nobody but itself."""

from __future__ import annotations

from flask import Flask, request

from app.config import Config
from app.core.db import SAFE_METHODS


def init_app(app: Flask, config: Config) -> None:
    """Read the body of each request that writes first of all; a form without files may be as long as its fields may."""

    @app.before_request
    def read_all() -> None:
        if request.method in SAFE_METHODS:
            return
        if request.mimetype == "application/x-www-form-urlencoded":
            request.max_content_length = config.max_form_bytes
        _ = request.form, request.files
