"""What may stand in an address: numbers that an id can have, and text that every database takes.

An address is also made of it only when it is asked for: Werkzeug compiles two functions for each route, which is most
of the time that an application takes to start, and a process uses few of them.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import cache, partial
from typing import Any
from urllib.parse import urlsplit

from flask import Flask, abort, request
from werkzeug.routing import IntegerConverter, Map, Rule, UnicodeConverter

_SAID = ("HTTP_REFERER", "HTTP_ORIGIN", "HTTP_HX_CURRENT_URL")
"""Where a browser says which page it comes from."""

LARGEST_ID = 2**31 - 1
"""The largest number of an integer column."""


def id_in(text: str) -> int:
    """An id from a query or a form, for `type=`; raises ValueError for what no id can be."""
    number = int(text)
    if not 0 <= number <= LARGEST_ID:
        raise ValueError(f"{number} is no id.")
    return number


def init_app(app: Flask) -> None:
    """Hold for the addresses of every blueprint that is added after this."""
    app.url_rule_class = _Rule
    app.url_map.converters |= {"int": _Number, "string": _Text, "default": _Text}
    app.before_request(_refuse_nul)
    app.before_request(_forget_no_addresses)


class _Rule(Rule):
    """A route whose address is compiled when it is first made."""

    def _compile_builder(self, append_unknown: bool = True) -> Callable[..., tuple[str, str]]:
        compiled = cache(partial(super()._compile_builder, append_unknown))
        return lambda rule, /, **values: compiled()(rule, **values)


class _Number(IntegerConverter):
    """A number that no id can be is not found, instead of a failure of the database."""

    def __init__(self, map: Map, *args: Any, **kwargs: Any) -> None:
        super().__init__(map, *args, **{"max": LARGEST_ID, **kwargs})


class _Text(UnicodeConverter):
    """No code, name or token of ours has a control character."""

    def __init__(self, map: Map, *args: Any, **kwargs: Any) -> None:
        super().__init__(map, *args, **kwargs)
        self.regex = self.regex.replace("[^/]", r"[^/\x00-\x1f]")


def _refuse_nul() -> None:
    """PostgreSQL refuses a NUL in a text, and no browser sends one. In a form the fields drop it themselves."""
    if b"%00" in request.query_string or b"\x00" in request.query_string:
        abort(400)


def _forget_no_addresses() -> None:
    """A page to come from that is no address is none; Python fails on it, wherever somebody reads it."""
    for name in _SAID:
        try:
            urlsplit(request.environ.get(name, ""))
        except ValueError:
            del request.environ[name]
