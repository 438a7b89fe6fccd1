"""Addresses: what may stand in one, and that they are compiled late makes no difference."""

from __future__ import annotations

import pytest
from flask import Flask, url_for
from werkzeug.routing import BuildError, Rule

from app.core.web import addresses
from app.core.web.addresses import LARGEST_ID, id_in


@pytest.fixture
def site() -> Flask:
    site = Flask("site")
    addresses.init_app(site)

    @site.get("/lijst/", defaults={"page": 1})
    @site.get("/lijst/<int:page>")
    def pages(page: int):
        return f"lijst {page}"

    site.add_url_rule("/mens/<int:self>/<any(wijzig, sluit):what>/", "person", lambda self, what: f"{self} {what}")
    site.add_url_rule("/zoek/<name>", "search", lambda name: name, methods=["POST"])
    return site


@pytest.mark.parametrize(
    ("endpoint", "values", "address"),
    [
        ("pages", {}, "/lijst/"),
        ("pages", {"page": 1}, "/lijst/"),
        ("pages", {"page": 2, "q": "a b", "leeg": None}, "/lijst/2?q=a+b"),
        ("person", {"self": 7, "what": "wijzig"}, "/mens/7/wijzig/"),
        ("search", {"name": "é 1", "_anchor": "hier"}, "/zoek/%C3%A9%201#hier"),
    ],
)
def test_an_address_is_made_twice_the_same(site: Flask, endpoint: str, values: dict[str, object], address: str):
    with site.test_request_context():
        assert [url_for(endpoint, **values), url_for(endpoint, **values)] == [address, address]


@pytest.mark.parametrize(
    ("endpoint", "values"),
    [("person", {"self": 7}), ("person", {"self": 7, "what": "anders"}), ("person", {"self": "x", "what": "sluit"})],
)
def test_an_address_that_cannot_be_made_is_a_mistake(site: Flask, endpoint: str, values: dict[str, object]):
    with site.test_request_context(), pytest.raises((BuildError, ValueError)):
        url_for(endpoint, **values)


@pytest.mark.parametrize(
    ("method", "address", "status", "text"),
    [
        ("GET", "/lijst/3", 200, "lijst 3"),
        ("GET", "/lijst/", 200, "lijst 1"),
        ("GET", "/lijst/1", 308, ""),
        ("GET", "/lijst", 308, ""),
        ("GET", f"/lijst/{LARGEST_ID + 1}", 404, ""),
        ("GET", "/lijst/drie", 404, ""),
        ("GET", "/mens/7/open/", 404, ""),
        ("POST", "/zoek/a%0ab", 404, ""),
        ("GET", "/zoek/a", 405, ""),
        ("POST", "/zoek/a?q=%00", 400, ""),
    ],
)
def test_an_address_leads_where_it_says_or_nowhere(site: Flask, method: str, address: str, status: int, text: str):
    answer = site.test_client().open(address, method=method)
    assert answer.status_code == status
    assert text in answer.text


@pytest.mark.parametrize("unknown", [True, False])
def test_every_address_of_ours_is_the_one_that_werkzeug_makes(app: Flask, unknown: bool):
    for rule in app.url_map.iter_rules():
        values = {name: min(getattr(one, "items", {"3"})) for name, one in rule._converters.items()} | {"vraag": "a&b"}
        at_once = Rule._compile_builder(rule, unknown)
        assert rule.build(values, unknown) == at_once(rule, **values), rule


@pytest.mark.parametrize("text", ["-1", str(LARGEST_ID + 1), "x", ""])
def test_what_no_id_can_be_is_refused(text: str):
    with pytest.raises(ValueError, match=r"is no id|invalid literal"):
        id_in(text)
