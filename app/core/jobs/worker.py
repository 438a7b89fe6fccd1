"""Whoever does the work: a process of its own, or threads of the server that somebody tries this out with.

Huey's threads wait for calls. Beside them one thread looks each minute what is due, and one says that we live.
"""

from __future__ import annotations

import logging
from collections.abc import Callable
from datetime import timedelta
from threading import Event, Thread
from time import monotonic

from flask import Flask
from huey.consumer import Consumer
from sqlalchemy.exc import SQLAlchemyError

from app.core import clock
from app.core.jobs import operations, queries
from app.core.jobs.doing import in_hand
from app.core.jobs.kinds import kinds
from app.core.jobs.rules import BEAT
from app.core.jobs.wake import Waker, waker

log = logging.getLogger(__name__)

LOOK_AGAIN = timedelta(minutes=1)
THREADS = 4
"""How many jobs one worker does beside each other, so that a long one holds up no mail."""
LONGEST_NAP = 2.0
"""Seconds between two looks for a call, where the queue is a table."""


class _Within(Consumer):
    """The threads of huey in a process that has other things to do, and keeps its own signals."""

    def _set_signal_handlers(self) -> None:
        pass


class Worker:
    """The threads that do the work of one application."""

    def __init__(self, app: Flask, *, threads: int = THREADS, within: bool = False) -> None:
        """`within` another process, such as the server, or as the whole of this one."""
        self._app, self._stop = app, Event()
        with app.app_context():
            self._waker: Waker = waker()
        options = {"workers": threads, "periodic": False, "scheduler_interval": 60, "max_delay": LONGEST_NAP}
        kind = _Within if within else Consumer
        self._consumer = kind(self._waker.huey, graceful_signal="TERM", **options)

    def start(self) -> None:
        """Begin, and come back: for within another process."""
        self._begin()
        self._consumer.start()

    def stop(self) -> None:
        """Begin nothing new, and be here when what was begun is done."""
        self._stop.set()
        self._consumer.stop(graceful=True)

    def run(self) -> None:
        """Work until this process is told to stop (SIGTERM or Ctrl+C), and end what was begun."""
        self._begin()
        self._consumer.run()
        self._stop.set()

    def _begin(self) -> None:
        logging.getLogger("huey").setLevel(logging.ERROR)
        for every, task in ((LOOK_AGAIN, look), (BEAT, live)):
            Thread(target=self._again, args=(every, task), daemon=True, name=task.__name__).start()

    def _again(self, every: timedelta, task: Callable[[Waker], None]) -> None:
        while not self._stop.is_set():
            began = monotonic()
            try:
                with self._app.app_context():
                    task(self._waker)
            except SQLAlchemyError as error:
                log.warning("De klussen zijn niet te lezen: %s", type(error).__name__)
            self._stop.wait(max(0.1, every.total_seconds() - (monotonic() - began)))


def look(waker: Waker) -> None:
    """Plan what is to come, and let somebody do what is due."""
    now = clock.now()
    operations.plan(kinds().values(), now)
    for key in queries.due_kinds(now):
        if key in kinds():
            waker.spread(key)


def live(waker: Waker) -> None:
    """Say of all that this process is busy with that it lives."""
    if claims := in_hand():
        operations.give_sign(claims, clock.now())
