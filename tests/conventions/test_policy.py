from pathlib import Path

import pytest
from flask import Flask, url_for
from werkzeug.test import TestResponse

from app import create_app
from app.core.db import db
from tests.conventions.policy import PERSONAS, POLICY
from tests.conventions.world import World
from tests.databases import config_for

PLAIN = create_app(config_for("sqlite://", Path("/nonexistent")))
WALKED = sorted(
    {
        (rule.endpoint, method)
        for rule in PLAIN.url_map.iter_rules()
        for method in (rule.methods or set()) - {"HEAD", "OPTIONS"}
    }
)
LEADS_TO_SIGN_IN_ITSELF = {"security.login", "security.logout", "security.forgot_password", "security.reset_password"}


def outcome(answer: TestResponse, endpoint: str) -> str:
    to_sign_in = answer.headers.get("Location", "").startswith("/inloggen")
    if to_sign_in and endpoint not in LEADS_TO_SIGN_IN_ITSELF:
        return "sign_in"
    special = {403: "refused", 404: "hidden"}
    return special.get(answer.status_code, "in" if answer.status_code < 500 else f"broken ({answer.status_code})")


def test_every_route_and_method_is_decided_and_nothing_more():
    assert set(WALKED) == set(POLICY)


@pytest.mark.parametrize(("endpoint", "method"), WALKED)
def test_a_page_lets_in_whom_the_policy_names(app: Flask, client_for, world: World, endpoint: str, method: str):
    arguments = next(r.arguments for r in app.url_map.iter_rules(endpoint))
    with app.test_request_context():
        address = world.address(endpoint, url_for, frozenset(arguments))
    found = {}
    for persona in sorted(PERSONAS, key=lambda name: POLICY[endpoint, method][name] == "in"):
        client = client_for(world.people[persona])
        answer = client.open(address, method=method) if method == "GET" else client.post(address)
        found[persona] = outcome(answer, endpoint)
        db.session.rollback()
    assert found == dict(POLICY[endpoint, method])


def test_a_session_of_a_closed_account_is_over_at_once(client_for, world):
    assert world.people["closed"] is not None
    assert client_for(world.people["closed"]).get("/").status_code == 303
