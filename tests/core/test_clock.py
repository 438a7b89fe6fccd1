"""The clock: asked once a request, and the Dutch day."""

from datetime import UTC, date, datetime, timedelta

from flask import Flask

from app.core import clock


def test_a_request_is_of_one_moment(app: Flask):
    with app.test_request_context():
        first = clock.now()
        with clock.fixed(first + timedelta(days=1)):
            assert clock.now() == first


def test_the_next_request_asks_again(app: Flask):
    with app.test_request_context():
        first = clock.now()
    with clock.fixed(first + timedelta(days=1)), app.test_request_context():
        assert clock.now() == first + timedelta(days=1)


def test_the_day_begins_at_midnight_in_amsterdam():
    with clock.fixed(datetime(2026, 11, 20, 23, 30, tzinfo=UTC)):
        assert clock.today() == date(2026, 11, 21)
