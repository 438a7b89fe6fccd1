"""What a log may know of an address: which page it is and the numbers in it, no name, no token and no query."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import partial
from typing import Any

from flask import Flask, request

IN_ENVIRON, RULE, NUMBER = "vakspiegel.address", "vakspiegel.rule", "vakspiegel.request"
"""Where in the environment of a request stand its address, the rule of that, and the number of the request."""
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
        request.environ[RULE] = request.url_rule.rule
        request.environ[IN_ENVIRON] = logged(request.url_rule.rule, request.view_args or {})


def _log_exception(app: Flask, exc_info: Any) -> None:
    address = request.environ.get(IN_ENVIRON, "-")
    number = request.environ.get(NUMBER, "-")
    app.logger.error("Dit ging mis: %s %s (%s)", request.method, address, number, exc_info=exc_info)
