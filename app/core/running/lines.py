"""The log of real use: one line of JSON for each request and for whatever else is said, without a person in it.

A request is known by its rule and numbers (`app/core/web/logged.py`), how it ended and how long it took: no name, no
token, no query, and not where it came from. Whatever else is said, also by a library, loses addresses and links.
"""

from __future__ import annotations

import logging
import re
import sys
from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress
from time import perf_counter
from typing import Any
from uuid import uuid4

from pythonjsonlogger.json import JsonFormatter

from app.core.web.logged import IN_ENVIRON, NUMBER

Application = Callable[..., Iterable[bytes]]
Told = Callable[[dict[str, Any], int, int, float], None]
"""Called with the environment of a request, its status, bytes of its body and seconds, once it was answered."""

METHODS = frozenset({"GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"})
STATIC = "/static/"
_GIVEN = re.compile(r"[A-Za-z0-9-]{8,64}")
_MASKS = (
    (re.compile(r"[^\s\"'<>(=,\\]+@[^\s\"'<>),\\]+"), "*@*"),
    (re.compile(r"https?://[^\s\"'<>\\]+"), "https://*"),
    (re.compile(r"(DETAIL: ).*?(?=\\n|\"|$)"), r"\1*"),
    (re.compile(r"(?<=request )/[^\s\"\\]*"), "*"),
    (re.compile(r"(?<=ip=)[^\s\"\\:]+"), "*"),
)
"""What is left out wherever it stands: an address, a link, what PostgreSQL quotes, what gunicorn says of who asks."""

requests = logging.getLogger("vakspiegel.requests")


def masked(text: str) -> str:
    """The text without what may be of a person."""
    for pattern, instead in _MASKS:
        text = pattern.sub(instead, text)
    return text


class _Line(JsonFormatter):
    def format(self, record: logging.LogRecord) -> str:
        return masked(super().format(record))


class _RequestLine(_Line):
    def process_log_record(self, log_data: dict[str, Any]) -> dict[str, Any]:
        """Without a sentence: all that is known stands in fields."""
        log_data.pop("message", None)
        return log_data


def set_up() -> None:
    """Let all that this process says be lines of JSON: requests on stdout, the rest on stderr. Again is no harm."""
    names = {"levelname": "level", "name": "by", "message": "said"}
    line = _Line("{levelname}{name}{message}", style="{", rename_fields=names, timestamp="at", json_ensure_ascii=False)
    rest = logging.StreamHandler(sys.stderr)
    rest.setFormatter(line)
    logging.getLogger().handlers[:] = [rest]
    of_requests = logging.StreamHandler(sys.stdout)
    of_requests.setFormatter(_RequestLine("", timestamp="at", json_ensure_ascii=False))
    requests.handlers[:] = [of_requests]
    requests.setLevel(logging.INFO)
    requests.propagate = False


def write_down(environ: dict[str, Any], status: int, size: int, seconds: float) -> None:
    """The line of a request."""
    method = environ.get("REQUEST_METHOD", "")
    requests.info(
        "",
        extra={
            "id": environ[NUMBER],
            "method": method if method in METHODS else "-",
            "address": environ.get(IN_ENVIRON, "-"),
            "status": status,
            "ms": round(seconds * 1000, 1),
            "bytes": size,
        },
    )


def on_every_request(application: Application, tell: Iterable[Told]) -> Application:
    """The application that tells of each request, once it was answered, and gives it a number."""
    told = tuple(tell)

    def answer(environ: dict[str, Any], start_response: Callable[..., Any]) -> Iterable[bytes]:
        began, number, found = perf_counter(), _number_of(environ), [0]
        environ[NUMBER] = number
        if environ.get("PATH_INFO", "").startswith(STATIC):
            environ[IN_ENVIRON] = f"{STATIC}*"

        def start(status: str, headers: list[tuple[str, str]], *failed: Any) -> Any:
            found[0] = int(status[:3])
            return start_response(status, [*headers, ("X-Request-ID", number)], *failed)

        return _Answer(
            application(environ, start), lambda size: _all(told, environ, found[0], size, perf_counter() - began)
        )

    return answer


def _all(told: Iterable[Told], environ: dict[str, Any], status: int, size: int, seconds: float) -> None:
    for one in told:
        with suppress(OSError):  # whoever reads the log went away
            one(environ, status, size, seconds)


def _number_of(environ: dict[str, Any]) -> str:
    """That of the proxy, when it looks like one, or a new one."""
    given = environ.get("HTTP_X_REQUEST_ID", "")
    return given if _GIVEN.fullmatch(given) else uuid4().hex[:16]


class _Answer:
    """The body of an answer, which is counted on its way, and told of when it is closed."""

    def __init__(self, body: Iterable[bytes], tell: Callable[[int], None]) -> None:
        self._body, self._tell, self._size = body, tell, 0

    def __iter__(self) -> Iterator[bytes]:
        for part in self._body:
            self._size += len(part)
            yield part

    def close(self) -> None:
        """By the server, whatever happened."""
        try:
            if (close := getattr(self._body, "close", None)) is not None:
                close()
        finally:
            self._tell(self._size)
