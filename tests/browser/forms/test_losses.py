"""No form loses what was typed: whatever goes wrong, the page says so, keeps it all, and sends the same again."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass

import pytest
from flask import Flask
from playwright.sync_api import Browser, BrowserContext, Page, Request, Route, expect
from sqlalchemy import func, select

from app import create_app
from app.core import clock
from app.core.db import db
from app.register.rules import DecisionKind
from app.regulation.terms import Status
from tests.browser.conftest import PATIENCE, Server, session_cookie
from tests.browser.forms.losses import AT_THE_EDGE, FORMS, NO_ANSWER, NOT_SAVED, WrittenForm, answered, fill
from tests.conftest import NOW
from tests.databases import Empty, config_for
from tests.factories.assessments import make_submitted
from tests.factories.dossiers import make_registrant, make_registration
from tests.factories.people import make_person
from tests.factories.plans import make_action, make_goal
from tests.factories.register import make_application, make_audit, make_board_member, make_decision

OTHERS = {"noor": "sem", "sem": "noor", "petra": "noor", "lot": "rob"}
MARK = re.compile(r"-{4,}WebKitFormBoundary\w+")


@dataclass
class World:
    """A served application with people and what their forms are about."""

    app: Flask
    server: Server
    cookies: dict[str, dict[str, str]]
    ids: dict[str, int]

    def count(self, form: WrittenForm) -> int:
        """How many there are of what the form makes."""
        with self.app.app_context():
            return db.session.scalar(select(func.count()).select_from(form.makes)) or 0


def fill_world() -> tuple[dict[str, object], dict[str, int]]:
    noor, sem, petra = make_person(name="Noor"), make_person(name="Sem"), make_person(name="Petra")
    make_registrant(noor)
    make_registration(noor, Status.B)
    asked = make_application(make_person(), "C-entree_audit")
    make_audit(asked, content=Status.C)
    refused = make_decision(make_application(petra, "C-entree_audit"), kind=DecisionKind.REFUSE)
    goal = make_goal(noor)
    ids = {
        "result": make_submitted(noor, {"uitvoering": 1}, profile="vakbekwaam").id,
        "goal": goal.id,
        "action": make_action(goal).id,
        "decision": refused.id,
        "application": asked.id,
    }
    people = {"noor": noor, "sem": sem, "petra": petra, "lot": make_board_member(), "rob": make_board_member()}
    return people, ids


@pytest.fixture(scope="module")
def world(empty_database: Empty, tmp_path_factory: pytest.TempPathFactory) -> Iterator[World]:
    """One for all forms: each makes something else."""
    with empty_database.copy() as url, clock.fixed(NOW):
        app = create_app(config_for(url, tmp_path_factory.mktemp("losses")))
        with app.app_context():
            people, ids = fill_world()
            cookies = {name: session_cookie(app, person, "http://127.0.0.1") for name, person in people.items()}
            cookies[""] = session_cookie(app, None, "http://127.0.0.1")
            db.session.close()
        server = Server(app)
        server.start()
        yield World(app, server, cookies, ids)
        server.stop()
        with app.app_context():
            db.engine.dispose()


@pytest.fixture
def context(browser: Browser, world: World) -> Iterator[BrowserContext]:
    context = browser.new_context(base_url=world.server.url, locale="nl-NL", viewport={"width": 1280, "height": 2600})
    context.set_default_timeout(PATIENCE)
    yield context
    context.close()


class Desk:
    """A page with the form filled in; it counts what is sent, and checks that all that was written is still there."""

    def __init__(self, context: BrowserContext, world: World, form: WrittenForm) -> None:
        self.form, self.world, self.context = form, world, context
        self.sent: list[Request] = []
        self.questions: list[str] = []
        self.sign_in(form.who)
        self.page: Page = context.new_page()
        self.page.goto("/hulp")
        self.page.goto(form.path.format(**world.ids))
        if form.before:
            fill(self.page, form)
            self.page.get_by_role("button", name=form.before).click()
            expect(self.page.get_by_role("button", name=form.button, exact=True)).to_be_visible()
        self.page.on("dialog", lambda dialog: (self.questions.append(dialog.type), dialog.dismiss()))
        self.page.on(
            "request", lambda one: self.sent.append(one) if one.method == "POST" and self.is_ours(one.url) else 0
        )
        named = self.page.locator("main").get_by_role("button", name=form.button, exact=True)
        named.evaluate("one => one.dataset.pressed = ''")
        self.button = self.page.locator("[data-pressed]")
        self.bar = self.page.locator("#request-failure")
        self.action = self.button.evaluate("one => one.form.action")
        fill(self.page, form)

    def is_ours(self, url: str) -> bool:
        """Whether the form is sent to this address."""
        return url == self.action

    def sign_in(self, who: str) -> None:
        """Whose session the browser has from now on."""
        self.context.add_cookies([self.world.cookies[who]])

    def once(self, happens: Callable[[Route], None], press: Callable[[], None], times: int = 1) -> list[Request]:
        """Press while this happens at the edge; what was sent."""
        before = len(self.sent)
        self.page.route(self.is_ours, happens, times=times)
        press()
        expect(self.bar).to_be_visible()
        expect(self.page.locator("[aria-busy=true]")).to_have_count(0)
        return self.sent[before:]

    def hold(self, press: Callable[[], object]) -> Route:
        """Press, and keep what is sent waiting for its answer."""
        waiting: list[Route] = []
        self.page.route(self.is_ours, lambda route: waiting.append(route), times=1)
        press()
        while not waiting:
            self.page.wait_for_timeout(10)
        return waiting[0]

    def check_kept(self, says: str) -> None:
        """The bar says what happened and has the focus, the button works, and nothing that was written is gone."""
        expect(self.bar).to_contain_text(says)
        expect(self.bar).to_be_focused()
        expect(self.button).to_be_enabled()
        expect(self.bar.get_by_role("link")).to_have_count(1 if "logd" in says else 0)
        for name, text in self.form.fields.items():
            expect(self.page.locator(f"main form[method=post] [name={name}]").first).to_have_value(text)
        for name, value in self.form.choose.items():
            expect(self.page.locator(f"main [name={name}][value={value}]")).to_be_checked()
        if self.form.file:
            expect(self.bar).to_contain_text(self.form.file)
            assert self.page.locator("main [type=file]").evaluate("one => one.files[0].name") == self.form.file
        self.page.evaluate("document.getElementById('request-failure').hidden = true")


@pytest.mark.parametrize("form", FORMS, ids=str)
def test_whatever_goes_wrong_nothing_that_was_typed_is_lost(context: BrowserContext, world: World, form: WrittenForm):
    desk = Desk(context, world, form)
    before = world.count(form)
    for loss in AT_THE_EDGE:
        desk.once(loss.happens, desk.button.click)
        desk.check_kept(loss.says)
    check_sessions(desk)
    for hurried in (desk.button.dblclick, lambda: [desk.button.press("Enter") for _ in range(2)]):
        check_sent_once(desk, hurried)
    for away in ("history.back()", "location.reload()"):
        with desk.page.expect_event("dialog"):
            desk.page.evaluate(f"setTimeout(() => {away})")
    assert desk.questions == ["beforeunload"] * 2
    assert world.count(form) == before
    check_sent_again(desk)


def check_sessions(desk: Desk) -> None:
    """Signed out elsewhere, somebody else signed in, the session gone; then the own person is back."""
    for session, says in (("", "Je bent uitgelogd."), (OTHERS[desk.form.who], "iemand anders ingelogd")):
        desk.sign_in(session)
        desk.button.click()
        desk.check_kept(says)
    desk.context.clear_cookies()
    desk.button.click()
    desk.check_kept("Je bent uitgelogd.")
    desk.sign_in(desk.form.who)


def check_sent_once(desk: Desk, hurried: Callable[[], object]) -> None:
    """While the answer is slow the button says so, and pressing on sends nothing more."""
    count = len(desk.sent)
    slow = desk.hold(hurried)
    expect(desk.button).to_have_text("Bezig met versturen…")
    desk.button.click(force=True)
    answered(503)(slow)
    expect(desk.button).to_have_text(desk.form.button)
    desk.check_kept(NOT_SAVED)
    assert len(desk.sent) == count + 1


def check_sent_again(desk: Desk) -> None:
    """An old token is replaced by itself; after an answer that got lost the button of the bar sends the same."""
    desk.page.evaluate("document.querySelectorAll('[name=csrf_token]').forEach(one => { one.value = 'verlopen' })")
    before = desk.world.count(desk.form)
    stale, lost = desk.once(lose_what_is_accepted, desk.button.click, times=2)
    desk.check_kept(NO_ANSWER)
    assert desk.world.count(desk.form) == before + 1
    desk.page.evaluate("document.getElementById('request-failure').hidden = false")
    again = desk.hold(desk.bar.get_by_role("button", name="Verstuur opnieuw").click)
    assert body(stale) == body(lost) == body(again.request)
    again.continue_()
    expect(desk.button).to_have_count(0)
    expect(desk.bar).to_be_hidden()
    assert desk.world.count(desk.form) == before + 1


def lose_what_is_accepted(route: Route) -> None:
    """The answer gets lost after the server committed; a refusal comes through."""
    answer = route.fetch()
    route.abort() if answer.ok else route.fulfill(response=answer)


def body(request: Request) -> str:
    """What was sent, but for the token and the mark between the parts of a file."""
    return re.sub(r'(csrf_token(?:=|"\s+))[\w.-]+', r"\1", MARK.sub("", request.post_data or ""))
