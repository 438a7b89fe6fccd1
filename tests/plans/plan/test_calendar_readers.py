"""The feed of the calendar, as three readers of other makers read it."""

from datetime import date

import icalendar
import ics
import pytest
import vobject

from app.core.db import db
from app.plans import operations
from tests.factories.people import make_person
from tests.factories.plans import make_action, make_goal

LONG = "Meelopen bij een gesprek, en daarna nabespreken; met “vragen”, komma's en één heel lange naam erbij"


@pytest.fixture
def feed(app, client):
    person = make_person()
    make_action(make_goal(person, title="Rustig blijven"), title=LONG, due=date(2027, 1, 12))
    token = operations.renew_feed(person)
    db.session.commit()
    return client.get(f"/agenda/{token}.ics").text


def test_three_readers_find_the_same_days_and_the_same_words(feed):
    by_icalendar = {
        str(one["summary"]): one.decoded("dtstart") for one in icalendar.Calendar.from_ical(feed).walk("VEVENT")
    }
    by_ics = {one.name: one.begin.date() for one in ics.Calendar(feed).events}
    by_vobject = {one.summary.value: one.dtstart.value for one in vobject.readOne(feed).vevent_list}
    assert by_icalendar == by_ics == by_vobject
    assert by_icalendar[LONG] == date(2027, 1, 12)


def test_no_line_is_longer_than_a_reader_must_take(feed):
    assert all(len(line.encode()) <= 75 for line in feed.split("\r\n"))
    assert "\n" not in feed.replace("\r\n", "")
