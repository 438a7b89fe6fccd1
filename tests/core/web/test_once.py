"""Pressed twice, or sent again because the answer got lost: one row, and the same answer."""

from __future__ import annotations

from datetime import timedelta
from io import BytesIO

import pytest
from flask import Flask, flash, request
from sqlalchemy import func, select

from app.core import clock
from app.core.db import db
from app.core.mail import OutboxMail
from app.core.web.htmx import go_to
from app.core.web.once import SentForm
from app.people.access import Door, allow
from tests.conftest import NOW
from tests.factories.people import make_person
from tests.races import at_the_same_moment

PRESS = {"operation": "een-nummer", "name": "Nieuw"}


@pytest.fixture
def adding(app: Flask) -> Flask:
    """An application with a page that adds what was sent, and one that refuses it the second time."""

    @app.post("/voeg-toe")
    @allow(Door.PUBLIC)
    def add():
        db.session.add(OutboxMail(recipient="", subject=request.form["name"], body="", created_at=clock.now()))
        flash("Het staat erbij.", "success")
        return go_to("/hulp#nieuw")

    @app.post("/een-keer")
    @allow(Door.PUBLIC)
    def once():
        if rows():
            return ("", 409)
        return add()

    return app


def rows() -> int:
    return db.session.scalar(select(func.count()).select_from(OutboxMail)) or 0


def test_the_same_form_twice_is_one_row_with_the_same_answer(adding, client_for):
    client = client_for(make_person())
    for _ in range(2):
        answer = client.post("/voeg-toe", data=PRESS)
        assert (answer.status_code, answer.location) == (303, "/hulp#nieuw")
        assert client.get("/mijn-account/").text.count("Het staat erbij.") == 1
    assert rows() == 1


def test_a_fragment_gets_its_answer_in_its_own_way(adding, client_for):
    client = client_for(make_person())
    client.post("/voeg-toe", data=PRESS)
    assert client.post("/voeg-toe", data=PRESS, headers={"HX-Request": "true"}).headers["HX-Redirect"] == "/hulp#nieuw"


@pytest.mark.parametrize(
    "other",
    [
        {**PRESS, "operation": "een-ander-nummer"},
        {**PRESS, "note": "iets anders erin"},
        {**PRESS, "file": (BytesIO(b"anders"), "bewijs.txt")},
    ],
    ids=["een andere pagina", "een ander veld", "een bestand erbij"],
)
def test_another_form_is_another_row(adding, client_for, other):
    client = client_for(make_person())
    client.post("/voeg-toe", data=PRESS)
    client.post("/voeg-toe", data=other)
    assert rows() == 2


def test_the_form_of_somebody_else_is_another_row(adding, client_for):
    for person in (make_person(), make_person()):
        client_for(person).post("/voeg-toe", data=PRESS)
    assert rows() == 2


def test_what_the_second_press_would_be_refused_for_was_done_by_the_first(adding, client_for):
    client = client_for(make_person())
    answers = [client.post("/een-keer", data=PRESS).status_code for _ in range(2)]
    assert answers == [303, 303]
    assert client.post("/een-keer", data={**PRESS, "operation": "later"}).status_code == 409


def test_three_presses_at_the_same_moment_are_one_row(adding, client_for):
    person = make_person()
    clients = [client_for(person) for _ in range(3)]
    answers = at_the_same_moment(
        adding, *(lambda one=one: one.post("/voeg-toe", data=PRESS).location for one in clients)
    )
    assert answers == ["/hulp#nieuw"] * 3
    assert rows() == 1
    assert [one.get("/mijn-account/").text.count("Het staat erbij.") for one in clients] == [1, 1, 1]


def test_after_a_day_it_is_forgotten(adding, client_for):
    client = client_for(make_person())
    client.post("/voeg-toe", data=PRESS)
    with clock.fixed(NOW + timedelta(days=1, minutes=1)):
        client.post("/voeg-toe", data={**PRESS, "operation": "later"})
    assert db.session.scalar(select(func.count()).select_from(SentForm)) == 1


def test_every_form_that_posts_has_a_number(client_for):
    page = client_for(make_person()).get("/mijn-account/").text
    assert page.count('name="csrf_token"') == page.count('name="operation"') > 0
