"""The checking client: every page that a test fetches is looked over, whatever the test is about."""

from __future__ import annotations

import os
import re
from hashlib import sha256
from pathlib import Path
from typing import Any
from xml.etree.ElementTree import Element

import html5lib
from flask import g, has_app_context
from flask.testing import FlaskClient
from html5lib.html5parser import ParseError
from itsdangerous import URLSafeTimedSerializer
from werkzeug.test import TestResponse

PAGES = os.environ.get("PAGES_FOLDER", "")
"""Where script/check-pages wants the pages."""
NS = "{http://www.w3.org/1999/xhtml}"
LABELLED = {"input", "select", "textarea"}
WITHOUT_TOKEN = {"/register/controle"}
"""Forms that change nothing for anybody; without a token their page needs no cookie."""
TOKEN = re.compile(r'[\w-]{9,}\.[\w-]{6}\.[\w-]{27}|(?<=name="operation" value=")[\w-]+')
"""The token of a form, which is another one each second."""
_checked: set[tuple[bool, bytes]] = set()
INLINE = re.compile(r"\s(style|on[a-z]+|hx-on[^=]*)=", re.IGNORECASE)


class CheckingClient(FlaskClient):
    """A test client that fails on a page that is not valid, not labelled or not Dutch."""

    def post(self, *args: Any, csrf: bool = True, **kwargs: Any) -> TestResponse:
        """Post with the CSRF token of the session, as a form of ours would; `csrf=False` leaves it out."""
        if csrf:
            with self.session_transaction() as session:
                raw = session.setdefault("csrf_token", "0" * 40)
            token = URLSafeTimedSerializer(self.application.secret_key or "", salt="wtf-csrf-token").dumps(raw)
            kwargs["headers"] = {**dict(kwargs.get("headers") or {}), "X-CSRFToken": token}
        return super().post(*args, **kwargs)

    def open(self, *args: Any, **kwargs: Any) -> TestResponse:
        """Fetch and check. What the request before left in `g` (who is signed in, for one) is gone, as on a server."""
        for name in list(g) if has_app_context() else ():
            if not name.startswith("_sqlalchemy"):
                g.pop(name)
        response = super().open(*args, **kwargs)
        self.application.extensions["waker"].wait()
        if response.mimetype == "text/html" and response.data and not 300 <= response.status_code < 400:
            sent = response.request.headers
            fragment = bool(sent.get("HX-Request") or sent.get("X-Autosave"))
            _check_once(TOKEN.sub("", response.text), fragment)
            if PAGES and not fragment:
                _keep_page(PAGES, response)
        return response


def _keep_page(folder: str, response: TestResponse) -> None:
    """Write a page down for another checker: two of each address with each answer."""
    address = re.sub(r"[^a-z]+", "-", re.sub(r"[0-9]+", "n", response.request.path.lower())).strip("-") or "start"
    for number in (1, 2):
        path = Path(folder) / f"{address}-{response.status_code}-{number}.html"
        if not path.exists():
            path.write_text(response.text, "utf-8")
            return


def _check_once(text: str, fragment: bool) -> None:
    """The same page over and over, such as a refusal, is looked over once."""
    seen = (fragment, sha256(text.encode()).digest())
    if seen not in _checked:
        check_fragment(text) if fragment else check_page(text)
        _checked.add(seen)


def _parse(parser: html5lib.HTMLParser, text: str, whole: bool) -> Element:
    try:
        tree = parser.parse(text) if whole else parser.parseFragment(text)
    except ParseError as error:
        line, column = parser.errors[-1][0] if parser.errors else (0, 0)
        shown = text.splitlines()[max(0, line - 2) : line + 1]
        raise AssertionError(f"Invalid HTML at line {line}, column {column}: {error}\n" + "\n".join(shown)) from error
    return tree


def check_page(text: str) -> None:
    """A whole page: valid, Dutch, one h1 that the title starts with, unique ids, labels, a CSRF token in each form."""
    tree = _parse(html5lib.HTMLParser(strict=True), text, whole=True)
    assert tree.get("lang") == "nl", "The page does not say that it is Dutch."
    headings = list(tree.iter(f"{NS}h1"))
    assert len(headings) == 1, f"The page has {len(headings)} h1 headings."
    title = _words(next(tree.iter(f"{NS}title")))
    assert title.startswith(_words(headings[0])), f"The title {title!r} does not start with the h1."
    _check_parts(tree)


def check_fragment(text: str) -> None:
    """A fragment: valid, one root element with an id, and the same rules inside."""
    tree = _parse(html5lib.HTMLParser(strict=True), text, whole=False)
    roots = list(tree)
    assert len(roots) == 1, f"A fragment has one root element, this one has {len(roots)}."
    assert roots[0].get("id"), "The root of a fragment has an id."
    _check_parts(tree)


def _check_parts(tree: Element) -> None:
    elements = [element for element in tree.iter() if isinstance(element.tag, str)]
    ids = [element.get("id") for element in elements if element.get("id")]
    double = {id_ for id_ in ids if ids.count(id_) > 1}
    assert not double, f"Ids that occur more than once: {double}"
    labelled = {element.get("for") for element in tree.iter(f"{NS}label")}
    inside = {id(child) for label in tree.iter(f"{NS}label") for child in label.iter()}
    for element in elements:
        name = element.tag.removeprefix(NS)
        for attribute in list(element.attrib):
            assert not INLINE.match(f" {attribute}="), f"<{name}> has an inline {attribute}."
        if name in LABELLED and element.get("type") not in ("hidden", "submit", "button"):
            named = element.get("aria-label") or element.get("aria-labelledby")
            assert named or id(element) in inside or element.get("id") in labelled, f"No label: {element.attrib}"
        if name == "form" and (element.get("method") or "get").lower() == "post":
            tokens = [field for field in element.iter(f"{NS}input") if field.get("name") == "csrf_token"]
            expected = 0 if element.get("action") in WITHOUT_TOKEN else 1
            assert len(tokens) == expected, f"The form to {element.get('action')} has {len(tokens)} CSRF tokens."
        if name == "img":
            assert element.get("alt") is not None, f"A picture without text: {element.get('src')}"
        for reference in ("aria-describedby", "aria-labelledby", "aria-controls"):
            for id_ in (element.get(reference) or "").split():
                assert id_ in ids, f"{reference} of <{name}> points to {id_}, which is not there."


def _words(element: Element) -> str:
    return " ".join("".join(element.itertext()).split())
