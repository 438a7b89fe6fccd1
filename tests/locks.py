"""How long SQLite's write lock is held, for each route, while the tests run: others who save wait for that long."""

from __future__ import annotations

import gc
from time import perf_counter, thread_time

import pytest
from flask import Flask, has_request_context, request, request_started
from sqlalchemy import Connection, Engine, event

LIMIT = 0.05
"""Seconds of computing on a quiet machine: what is above it is marked."""
UNBEARABLE = 5.0
"""Seconds at which the run fails, however busy the machine is: for so long nobody else could save."""

_swept = [0.0, 0.0]
"""Seconds that the garbage collector took until now, and when it began: in a process of many tests it takes long."""

held: dict[str, tuple[float, float]] = {}
"""The longest that each route held the lock: seconds of computing, and seconds on the clock."""


@gc.callbacks.append
def _sweep(phase: str, _: object) -> None:
    if phase == "start":
        _swept[1] = thread_time()
    else:
        _swept[0] += thread_time() - _swept[1]


@request_started.connect
def _begun(app: Flask, **_: object) -> None:
    """Tell a real request from a context that a test made by hand."""
    request.environ["tests.locks"] = True


def _in_request() -> bool:
    """Whether the program is answering, and not a test that writes beforehand."""
    return has_request_context() and "tests.locks" in request.environ


@event.listens_for(Engine, "after_cursor_execute")
def _taken(connection: Connection, cursor: object, statement: str, *_: object) -> None:
    if statement == "BEGIN IMMEDIATE" and _in_request():
        connection.info["taken"] = request.environ, thread_time() - _swept[0], perf_counter() - _swept[0]


@event.listens_for(Engine, "commit")
@event.listens_for(Engine, "rollback")
def _given_back(connection: Connection) -> None:
    taken = connection.info.pop("taken", None)
    if taken is not None and _in_request() and request.environ is taken[0]:
        computing, waiting = thread_time() - _swept[0] - taken[1], perf_counter() - _swept[0] - taken[2]
        _note(f"{request.method} {request.endpoint}", computing, waiting)


@pytest.hookimpl(trylast=True)
def pytest_sessionfinish(session: pytest.Session) -> None:
    """Hand what a worker saw to who gathers it; a route that held the lock too long makes the whole run fail."""
    if (out := getattr(session.config, "workeroutput", None)) is not None:
        out["held"] = held
    elif longer_than(UNBEARABLE) and session.exitstatus == pytest.ExitCode.OK:
        session.exitstatus = pytest.ExitCode.TESTS_FAILED


@pytest.hookimpl(optionalhook=True)
def pytest_testnodedown(node: object) -> None:
    """Gather what a worker saw."""
    for route, seen in getattr(node, "workeroutput", {}).get("held", {}).items():
        _note(route, *seen)


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Print the ten routes that held it longest."""
    if held:
        terminalreporter.section("SQLite's write lock, longest held (ms of computing, ms on the clock)")
        for route, (computing, waiting) in sorted(held.items(), key=lambda one: one[1], reverse=True)[:10]:
            mark = "  TOO LONG on a quiet machine" if route in longer_than(LIMIT) else ""
            terminalreporter.line(f"{computing * 1000:6.1f} {waiting * 1000:7.1f}  {route}{mark}")


def longer_than(limit: float) -> list[str]:
    """The routes that held the lock for longer than this, computing, or ten times as long on the clock."""
    return [route for route, (computing, waiting) in held.items() if computing > limit or waiting > 10 * limit]


def _note(route: str, computing: float, waiting: float) -> None:
    before = held.get(route, (0.0, 0.0))
    held[route] = max(before[0], computing), max(before[1], waiting)
