"""Every page in every state, as axe sees it: wide, on a phone, and without sideways scrolling down to 320 pixels."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any

import pytest
from flask import Flask, abort
from playwright.sync_api import Browser, Page, ViewportSize
from werkzeug.exceptions import NotFound

from app import create_app
from app.core import clock
from app.core.db import db
from app.people.access import Door, allow
from tests.browser.axe import SCRIPT, Looks, open_folds, too_wide
from tests.browser.conftest import PATIENCE, Server, session_cookie
from tests.browser.states.all import ERRORS, STATES, State
from tests.browser.town.town import make_town
from tests.conftest import NOW
from tests.databases import Empty, config_for

NO_PAGE = {
    "evidence.download",
    "overview.robots",
    "overview.security_contact",
    "texts.workbook",
    "imports.example",
    "imports.everybody",
    "organisation.colours",
    "organisation.logo",
    "own.empty_workbook",
    "own.workbook",
    "own.yaml",
    "sign_in.token",
    "plan.calendar_feed",
    "results.growth",
    "results.pdf",
    "results.picture",
    "sharing.picture",
    "overview.example",
    "security.static",
    "badges.png",
    "badges.svg",
    "badges.token",
    "badges.issuer",
    "badges.achievement",
    "badges.keys",
    "badges.key",
    "badges.status_list",
    "badges.logo",
    "public.as_json",
    "public.as_csv",
    "samples.report",
    "samples.evidence",
    "objections.evidence",
    "applications.appointment",
    "decisions.appointment",
    "decisions.application_evidence",
    "decisions.letter",
    "desk.next_one",
    "approvals.activity_evidence",
    "decisions.dossier_evidence",
    "decisions.own_letter",
    "fees.workbook",
    "pe.import_workbook",
    "standing.points_bar",
    "dossier.pdf",
    "dossier.package",
    "dossier.earlier_pdf",
    "dossier.earlier_package",
}
"""What answers a file, a picture or data; so does everything of `case`, which other programs read."""

WINDOW: ViewportSize = {"width": 1280, "height": 900}
Visit = Callable[[State], Page]


@pytest.fixture(scope="module")
def visit(empty_database: Empty, browser: Browser, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Visit]:
    """Opens a page of the town in its state, in the tab of who looks; all visits share one town, server and browser."""
    with empty_database.copy() as url, clock.fixed(NOW):
        app = create_app(config_for(url, tmp_path_factory.mktemp("town"), demo=True))
        app.add_url_rule("/fout/<int:code>", "wrong", allow(Door.PUBLIC)(lambda code: abort(code)))
        with app.app_context():
            people, ids = make_town()
            cookies = {name: session_cookie(app, person, "http://127.0.0.1") for name, person in people.items()}
            db.session.close()
        server = Server(app)
        server.start()
        tabs: dict[str | None, Page] = {}

        def visit(state: State) -> Page:
            if state.who not in tabs:
                context = browser.new_context(base_url=server.url, locale="nl-NL")
                context.set_default_timeout(PATIENCE)
                context.add_init_script(SCRIPT)
                if state.who:
                    context.add_cookies([cookies[state.who]])
                tabs[state.who] = context.new_page()
                tabs[state.who].on("dialog", lambda question: question.accept())
            page = tabs[state.who]
            page.unroute_all()
            page.set_viewport_size(WINDOW)
            path = state.path.format(**ids)
            if "#" in path:
                page.goto("about:blank")  # else a place on the page that is there already is no visit
            answer = page.goto(path)
            assert answer is not None
            assert answer.ok or state in ERRORS, f"{path} answers {answer.status}"
            assert page.url == server.url + path, f"{path} leads to {page.url}"
            if state.steps:
                state.steps(page)
            return page

        yield visit
        for tab in tabs.values():
            tab.context.close()
        server.stop()
        with app.app_context():
            db.engine.dispose()


LANES = 2


def in_lanes(states: Sequence[State]) -> list[Any]:
    """The states in lanes of about as many visits, with everything of one person in one: a lane has its own town."""
    lanes: list[set[str | None]] = [set() for _ in range(LANES)]
    visits = Counter(state.who for state in states)
    for who, _ in visits.most_common():
        min(lanes, key=lambda lane: sum(visits[one] for one in lane)).add(who)
    return [
        pytest.param(state, id=str(state), marks=pytest.mark.xdist_group(f"axe {number}"))
        for state in states
        for number, lane in enumerate(lanes)
        if state.who in lane
    ]


@pytest.fixture(scope="module")
def looks() -> Looks:
    """What one visit found to be good of looks is not looked at again in the next."""
    return Looks()


def unfold(page: Page, width: int) -> None:
    """A window as high as the page: what can be scrolled from under the bar at the bottom is not covered by it."""
    assert page.viewport_size is not None
    page.set_viewport_size({"width": width, "height": page.viewport_size["height"]})
    page.set_viewport_size({"width": width, "height": page.evaluate("document.documentElement.scrollHeight")})


@pytest.mark.parametrize("state", in_lanes(STATES))
def test_axe_finds_nothing_and_nothing_sticks_out(visit: Visit, looks: Looks, state: State):
    page = visit(state)
    found = {}
    for width in (1280, 360):
        unfold(page, width)
        found[width] = looks.findings(page, layout=width == 360) + too_wide(page)
    page.set_viewport_size({"width": 320, "height": 900})
    found[320] = too_wide(page)
    open_folds(page)
    found[320] += [f"with all folds open: {line}" for line in too_wide(page)]
    wrong = [f"{width}: {line}" for width, lines in found.items() for line in lines]
    assert not wrong, "\n".join(wrong)


def test_every_page_has_its_visit():
    app = create_app(config_for("sqlite://", Path("/nonexistent")))
    pages = {
        rule.endpoint
        for rule in app.url_map.iter_rules()
        if "GET" in (rule.methods or ()) and rule.endpoint.split(".")[0] != "case_exchange"
    }
    assert pages - NO_PAGE - {_endpoint(app, state) for state in STATES} == set()


def _endpoint(app: Flask, state: State) -> str:
    """The endpoint that answers the path of a state; nothing for a page that does not exist."""
    path = state.path.split("?")[0].replace("{reset}", "x")
    for name in set(path.split("/")):
        path = path.replace(name, "1") if name.startswith("{") else path
    try:
        return app.url_map.bind("localhost").match(path)[0]
    except NotFound:
        return ""
