"""The only place that asks what time it is. Rules get their dates as arguments; tests set the clock.

A request asks once: all that it reads, writes and shows is of the moment at which it first asked, so that no page is of
two days.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import UTC, date, datetime
from typing import Any
from zoneinfo import ZoneInfo

AMSTERDAM = ZoneInfo("Europe/Amsterdam")


def _real() -> datetime:
    return datetime.now(UTC)


_source: Callable[[], datetime] = _real


_asked: ContextVar[list[datetime] | None] = ContextVar("asked", default=None)


def now() -> datetime:
    """This moment, aware, in UTC; inside `one_moment` the moment at which that first asked."""
    asked = _asked.get()
    if asked is None:
        return _source()
    if not asked:
        asked.append(_source())
    return asked[0]


def today() -> date:
    """The date on a Dutch calendar."""
    return local(now()).date()


def local(moment: datetime) -> datetime:
    """The moment as a Dutch clock shows it."""
    return moment.astimezone(AMSTERDAM)


@contextmanager
def fixed(moment: datetime) -> Iterator[None]:
    """Let the whole process believe that it is `moment`: for tests and screenshots."""
    global _source
    before = _source
    _source = lambda: moment  # noqa: E731
    try:
        yield
    finally:
        _source = before


@contextmanager
def one_moment() -> Iterator[None]:
    """All that asks in this block gets the same answer."""
    token = _asked.set([])
    try:
        yield
    finally:
        _asked.reset(token)


def once_a_request(application: Callable[..., Iterable[bytes]]) -> Callable[..., Iterable[bytes]]:
    """A WSGI application in which each request is of one moment."""

    def answer(environ: dict[str, Any], start_response: Callable[..., Any]) -> Iterable[bytes]:
        with one_moment():
            return application(environ, start_response)

    return answer
