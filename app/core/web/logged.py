"""What a log may know of an address: which page it is and the numbers in it, no name, no token and no query."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import partial
from typing import Any

from flask import Flask, request

IN_ENVIRON = "vakspiegel.address"
"""Where the server finds it (`app/gunicorn.py`)."""
_PART = re.compile(r"<(?:(\w+)(?:\([^>]*\))?:)?(\w+)>")


def init_app(app: Flask) -> None:
    """Say it of each request, before anything else happens with it, and of each failure."""
    app.before_request(_tell)
    app.log_exception = partial(_log_exception, app)  # type: ignore[method-assign]


def logged(rule: str, values: Mapping[str, Any]) -> str:
    """The rule of an address with its numbers filled in, and `*` for every other part."""
    return _PART.sub(lambda part: str(values[part[2]]) if part[1] == "int" else "*", rule)


def _tell() -> None:
    if request.url_rule is not None:
        request.environ[IN_ENVIRON] = logged(request.url_rule.rule, request.view_args or {})


def _log_exception(app: Flask, exc_info: Any) -> None:
    address = request.environ.get(IN_ENVIRON, "-")
    app.logger.error("Dit ging mis: %s %s", request.method, address, exc_info=exc_info)
