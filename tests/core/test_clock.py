"""The clock: asked once a request, and the Dutch day."""

from datetime import UTC, date, datetime, timedelta

from flask import Flask

from app.core import clock
from app.people.access import Door, allow
from tests.conftest import NOW


def test_a_request_is_of_one_moment_and_the_next_of_another(app: Flask):
    asked = []

    @allow(Door.PUBLIC)
    def slow() -> str:
        asked.append(clock.now())
        with clock.fixed(NOW + timedelta(days=1)):
            asked.append(clock.now())
        return "<!doctype html><html lang=nl><title>Traag</title><h1>Traag</h1>"

    app.add_url_rule("/traag", "slow", slow)
    app.test_client().open("/traag")
    with clock.fixed(NOW + timedelta(days=2)):
        app.test_client().open("/traag")
    assert asked == [NOW, NOW, NOW + timedelta(days=2), NOW + timedelta(days=2)]


def test_outside_a_request_each_question_is_asked_anew():
    for moment in (NOW, NOW + timedelta(days=1)):
        with clock.fixed(moment):
            assert clock.now() == moment


def test_the_day_begins_at_midnight_in_amsterdam():
    with clock.fixed(datetime(2026, 11, 20, 23, 30, tzinfo=UTC)):
        assert clock.today() == date(2026, 11, 21)
