"""A real browser on a real server: waitress in a thread, on a fresh database, with Chromium."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path

import pytest
from flask import Flask
from playwright.sync_api import Browser, BrowserContext, Page, expect, sync_playwright
from waitress.server import create_server

from app.people.models import User
from tests.factories.people import make_session

CHROMIUM = os.environ.get("CHROMIUM") or next(
    filter(None, map(shutil.which, ("chromium-headless-shell", "chromium", "chromium-browser"))), None
)
"""The shell is the same browser without windows and menus of its own, and takes a quarter less of the machine."""
FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--disable-dev-shm-usage",
]
PATIENCE = 15_000
"""Milliseconds to wait for what should be there: much more than it takes, for a machine that is busy."""

PageFor = Callable[..., Page]


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Everything in this folder needs a browser, of which a worker makes one."""
    for item in items:
        if Path(__file__).parent in item.path.parents:
            item.add_marker(pytest.mark.browser)


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """Chromium. In CI its absence is a failure; elsewhere the browser tests say that they did not run."""
    if not CHROMIUM:
        if os.environ.get("CI"):
            pytest.fail("Chromium is missing: the browser tests cannot be skipped in CI.")
        pytest.skip("not run: the browser tests, because there is no Chromium on this machine")
    expect.set_options(timeout=PATIENCE)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        yield browser
        browser.close()


@dataclass
class Server:
    """A running server; with `stop` and `start` a test sees what happens when it is gone for a while."""

    app: Flask
    port: int = 0

    def start(self) -> None:
        """Listen, on the same port as before."""
        # Every browser context keeps some connections open, and a walk over many people has many contexts.
        self._server = create_server(
            self.app.wsgi_app, host="127.0.0.1", port=self.port, threads=4, connection_limit=1000
        )
        self.port = self._server.effective_port
        self._thread = ThreadPoolExecutor(1)
        self._running = self._thread.submit(self._server.run)

    def stop(self) -> None:
        """Be gone: nothing listens any more, and what was connected is cut off."""
        if self._running.done():
            return
        server = self._server
        server.trigger.pull_trigger(lambda: _close(server))
        self._running.result(timeout=5)
        self._thread.shutdown()

    @property
    def url(self) -> str:
        """Where it listens."""
        return f"http://127.0.0.1:{self.port}"


def _close(server: object) -> None:
    server.task_dispatcher.shutdown()  # type: ignore[attr-defined]
    for channel in list(server._map.values()):  # type: ignore[attr-defined]
        channel.close()


@pytest.fixture
def server(app: Flask) -> Iterator[Server]:
    """The application of this test, served; its clock stands still like that of every test."""
    server = Server(app)
    server.start()
    yield server
    server.stop()


@pytest.fixture
def page_for(browser: Browser, server: Server, app: Flask) -> Iterator[PageFor]:
    """A page of somebody who is signed in, or of nobody; every script error on it fails the test.

    `scripts=False` switches JavaScript off, `width` sets the width of the window.
    """
    contexts: list[BrowserContext] = []
    errors: list[str] = []

    def make(person: User | None = None, *, scripts: bool = True, width: int = 1280) -> Page:
        context = browser.new_context(
            base_url=server.url, java_script_enabled=scripts, viewport={"width": width, "height": 900}, locale="nl-NL"
        )
        context.set_default_timeout(PATIENCE)
        contexts.append(context)
        if person is not None:
            context.add_cookies([session_cookie(app, person, server.url)])
        page = context.new_page()
        page.on("pageerror", lambda error: errors.append(str(error)))
        return page

    yield make
    for context in contexts:
        context.close()
    assert not errors, errors


def session_cookie(app: Flask, person: User | None, url: str) -> dict[str, str]:
    """The cookie of a session of this person, as signing in would give it; of nobody without a person."""
    session = make_session(person) if person else {}
    serializer = app.session_interface.get_signing_serializer(app)  # type: ignore[attr-defined]
    return {"name": app.config["SESSION_COOKIE_NAME"], "value": serializer.dumps(session), "url": url}
