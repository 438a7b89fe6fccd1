"""The only place that asks what time it is. Rules get their dates as arguments; tests set the clock.

A request asks once: all that it reads, writes and shows is of the moment at which it first asked, so that no page is of
two days.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

from flask import has_request_context, request

AMSTERDAM = ZoneInfo("Europe/Amsterdam")
_KEPT = "vakspiegel.now"


def _real() -> datetime:
    return datetime.now(UTC)


_source: Callable[[], datetime] = _real


def now() -> datetime:
    """This moment, aware, in UTC; in a request the moment at which it first asked."""
    if not has_request_context():
        return _source()
    moment: datetime = request.environ.get(_KEPT) or _source()
    request.environ[_KEPT] = moment
    return moment


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
