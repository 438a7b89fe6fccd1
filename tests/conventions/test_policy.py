import pytest
from flask import Flask, url_for
from werkzeug.test import TestResponse

from app.core.db import db
from tests.conventions.planted import READ_BY_THE_OWNER, Word, others_words, planted, readable
from tests.conventions.policy import PERSONAS, POLICY
from tests.conventions.world import World

LEADS_TO_SIGN_IN_ITSELF = {"security.login", "security.logout", "security.forgot_password", "security.reset_password"}


SENT = {"draft.switch_mode": {"mode": "thorough"}}
"""What a form needs to be taken for a form; every other one is sent empty, and its page says what is missing."""
WENT_IN = {200, 302, 303, 409, 422}
"""A page, what comes after it, or words on why it cannot be: not "what do you mean" (400, 405) and no failure."""


def outcome(answer: TestResponse, endpoint: str) -> str:
    to_sign_in = answer.headers.get("Location", "").startswith("/inloggen")
    if to_sign_in and endpoint not in LEADS_TO_SIGN_IN_ITSELF:
        return "sign_in"
    special = {403: "refused", 404: "hidden", **dict.fromkeys(WENT_IN, "in")}
    return special.get(answer.status_code, f"broken ({answer.status_code})")


def test_every_route_and_method_is_decided_and_nothing_more(app: Flask):
    assert set(POLICY) == {
        (rule.endpoint, method)
        for rule in app.url_map.iter_rules()
        for method in (rule.methods or set()) - {"HEAD", "OPTIONS"}
    }


@pytest.mark.parametrize(("endpoint", "method"), sorted(POLICY))
def test_a_page_lets_in_whom_the_policy_names(app: Flask, client_for, world: World, endpoint: str, method: str):
    arguments = next(r.arguments for r in app.url_map.iter_rules(endpoint))
    with app.test_request_context():
        address = world.address(endpoint, url_for, frozenset(arguments))
    found, read = {}, {}
    for persona in sorted(PERSONAS, key=lambda name: POLICY[endpoint, method][name] == "in"):
        client = client_for(world.people[persona])
        answer = client.get(address) if method == "GET" else client.post(address, data=SENT.get(endpoint))
        found[persona] = outcome(answer, endpoint)
        read[persona] = others_words(persona, answer.data)
        db.session.rollback()
    assert found == dict(POLICY[endpoint, method])
    may = {persona: readable(persona, endpoint) for persona in PERSONAS}
    assert all(read[persona] <= may[persona] for persona in PERSONAS), read
    assert method == "POST" or read == may


def test_a_session_of_a_closed_account_is_over_at_once(client_for, world):
    assert world.people["closed"] is not None
    assert client_for(world.people["closed"]).get("/").status_code == 303


@pytest.mark.parametrize("word", READ_BY_THE_OWNER)
def test_what_nobody_else_reads_is_there_for_its_owner(app: Flask, client_for, world: World, word: Word):
    owner, thing = word
    endpoint = READ_BY_THE_OWNER[word]
    arguments = next(rule.arguments for rule in app.url_map.iter_rules(endpoint))
    with app.test_request_context():
        address = world.address(endpoint, url_for, frozenset(arguments))
    assert planted(owner, thing) in client_for(world.people[owner]).get(address).text
