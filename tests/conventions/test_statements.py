"""No page asks the database the same thing twice: what is read is handed on."""

from __future__ import annotations

import pytest
from flask import Flask, url_for

from tests.conventions.policy import PERSONAS, POLICY
from tests.conventions.world import World
from tests.counting import questions, repeated

PAGES = sorted(endpoint for endpoint, method in POLICY if method == "GET")


@pytest.mark.parametrize("endpoint", PAGES)
def test_a_page_asks_nothing_twice(app: Flask, client_for, world: World, endpoint: str):
    inside = [name for name in PERSONAS if POLICY[endpoint, "GET"][name] == "in" and name != "anonymous"]
    with app.test_request_context():
        rule = next(app.url_map.iter_rules(endpoint))
        address = world.address(endpoint, url_for, frozenset(rule.arguments))
    for name in inside:
        client = client_for(world.people[name])
        with questions() as sent:
            client.get(address)
        assert not repeated(sent), name
