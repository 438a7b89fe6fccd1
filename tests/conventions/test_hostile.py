"""Whatever stands in an address or is sent: an answer in words, never a failure of ours."""

from __future__ import annotations

import pytest
from flask import Flask, url_for
from werkzeug.routing import AnyConverter, IntegerConverter, Rule

from app.core.db import db
from tests.conventions.policy import PERSONAS, POLICY
from tests.conventions.world import World

HUGE = 10**30
ODD_TEXTS = ("\x00", "%", "../../etc/passwd", "x" * 3000)
ASKED_IN_THE_ADDRESS = (
    ("pe.new", "activiteit"),
    ("pe.new", "actie"),
    ("goals.new", "zelfscan"),
    ("plan.show", "gedaan"),
    ("own.new", "volgt"),
    ("administration.index", "pagina"),
    ("desk.decisions", "pagina"),
    ("fees.index", "jaar"),
    ("public.index", "pagina"),
)


def _insider(world: World, endpoint: str, method: str):
    """Somebody who is let in; None when there is nobody or anybody is."""
    row = POLICY.get((endpoint, method), {})
    name = next((name for name in PERSONAS if row.get(name) == "in" and name != "anonymous"), None)
    return None if name is None else world.people[name]


def _odd_addresses(app: Flask, world: World, rule: Rule) -> list[str]:
    """The address of a rule about `self`, with each part of it in turn replaced by something odd."""
    known = {name: world.ids.get(f"{rule.endpoint}.{name}", world.ids.get(name)) for name in rule.arguments}
    found = []
    with app.test_request_context():
        for name in sorted(rule.arguments):
            converter = rule._converters[name]
            if not isinstance(converter, AnyConverter):
                odd = (HUGE,) if isinstance(converter, IntegerConverter) else ODD_TEXTS
                found += [url_for(rule.endpoint, **{**known, name: one}) for one in odd]
    return found


@pytest.mark.parametrize("method", ["GET", "POST"])
def test_an_odd_address_is_answered_in_words(app: Flask, client_for, world: World, method: str):
    for rule in app.url_map.iter_rules():
        insider = _insider(world, rule.endpoint, method)
        if insider is not None:
            for address in _odd_addresses(app, world, rule):
                client = client_for(insider)
                answer = client.get(address) if method == "GET" else client.post(address)
                assert answer.status_code < 500, address
                db.session.rollback()


@pytest.mark.parametrize(("endpoint", "name"), ASKED_IN_THE_ADDRESS)
def test_an_odd_number_in_the_address_is_answered_in_words(app: Flask, client_for, world: World, endpoint, name):
    with app.test_request_context():
        addresses = [url_for(endpoint, **{name: one}) for one in (HUGE, -1, 0, "x")]
    client = client_for(_insider(world, endpoint, "GET"))
    assert all(client.get(address).status_code < 500 for address in addresses)


@pytest.mark.parametrize("address", ["/mensen/?q=a%00b", "/kwaliteit/ingeschreven/?q=%00", "/register/?q=%00"])
def test_a_search_for_what_no_database_can_hold_is_refused(client_for, world: World, address: str):
    person = world.people["administrator" if "mensen" in address else "board"]
    assert client_for(person).get(address).status_code == 400


def test_somebody_who_cannot_exist_is_not_added_to_a_meeting(client_for, world: World):
    page = client_for(world.people["self"]).post(
        f"/mijn-register/intervisie/{world.ids['meeting_id']}/uitnodigen", data={"person": str(HUGE)}
    )
    assert page.status_code == 409


def test_without_the_token_of_the_session_nothing_is_changed(app: Flask, client_for, world: World):
    taken = set()
    for endpoint, method in POLICY:
        insider = _insider(world, endpoint, method)
        if method == "POST" and insider is not None:
            with app.test_request_context():
                arguments = next(rule.arguments for rule in app.url_map.iter_rules(endpoint))
                address = world.address(endpoint, url_for, frozenset(arguments))
            if client_for(insider).post(address, csrf=False).status_code != 400:
                taken.add(endpoint)
            db.session.rollback()
    assert taken == {"badges.check"}
