"""A visit to a page: whose it is, where it is, and what is done there first."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from playwright.sync_api import Page

Steps = Callable[[Page], object]
TOO_LONG = "x" * 5000


@dataclass(frozen=True)
class State:
    """A page of somebody of the town (None is signed out); `{names}` in the path are ids of the town."""

    who: str | None
    path: str
    what: str = ""
    steps: Steps | None = None

    def __str__(self) -> str:
        return f"{self.path} {self.who or 'uitgelogd'} {self.what}".replace("/", "·").strip()


def sent(form: str, refused: bool = True, **fields: str) -> Steps:
    """The form at this address (or with this selector) sent with these values, past the checks of the browser."""
    selector = form if form.startswith("form") else f"form[method=post][action*='{form}']"

    def steps(page: Page) -> None:
        page.locator(selector).first.wait_for(state="attached")
        with page.expect_navigation() as answered:
            page.evaluate(
                """([selector, fields]) => { const form = document.querySelector(selector);
                for (const [name, value] of Object.entries(fields)) {
                  const controls = [...form.elements].filter((one) => one.name === name);
                  for (const one of controls) {
                    if (['radio', 'checkbox'].includes(one.type)) one.checked = one.value === value;
                    else one.value = value;
                  }
                }
                HTMLFormElement.prototype.submit.call(form); }""",
                [selector, fields],
            )
        assert answered.value is not None
        assert not refused or answered.value.status in (400, 409, 422), answered.value.status

    return steps


def opened(selector: str) -> Steps:
    """What is folded is opened."""
    return lambda page: page.evaluate(
        "selector => document.querySelectorAll(selector).forEach(one => { one.open = true })", selector
    )


def clicked(name: str, shows: str) -> Steps:
    """A button is clicked, and what comes of it is there."""

    def steps(page: Page) -> None:
        page.get_by_role("button", name=name).first.click()
        page.locator(shows).first.wait_for()

    return steps
