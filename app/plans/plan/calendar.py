"""The dates of a plan as a calendar (RFC 5545): days of open goals and actions, with titles and nothing else."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, date, datetime, time, timedelta
from typing import NamedTuple
from uuid import NAMESPACE_URL, uuid5

from icalendar import Calendar, Event

from app.core import clock
from app.plans.models import Plan

ASK_AGAIN = timedelta(hours=12)


class Dated(NamedTuple):
    """A day of a person that is not of the plan, with the page that it links to."""

    name: str
    day: date
    title: str
    address: str


def write_calendar(plan: Plan, address: str, others: Iterable[Dated] = ()) -> bytes:
    """The calendar of a plan; `address` is the page that each event links to, and `others` are more days of its person.

    An event keeps its UID for as long as its goal or action exists, so that a calendar moves it instead of adding one;
    no other installation has the same. What did not change gives the same bytes. Notes, levels and names of helpers
    stay out: a feed can be read by whoever has its address.
    """
    calendar = Calendar()
    calendar.add("prodid", "-//Vakspiegel//Ontwikkelplan//NL")
    calendar.add("version", "2.0")
    calendar.add("name", "Mijn ontwikkelplan")
    calendar.add("x-wr-calname", "Mijn ontwikkelplan")
    calendar.add("x-wr-timezone", clock.AMSTERDAM.key)
    calendar.add("refresh-interval", ASK_AGAIN, parameters={"VALUE": "DURATION"})
    calendar.add("x-published-ttl", ASK_AGAIN)
    for goal in plan.goals:
        if not goal.is_open:
            continue
        title = f"Doel: {goal.title}"
        calendar.add_component(_event(f"goal-{goal.id}", goal.by_when, title, address, goal.changed_at))
        for action in goal.actions:
            if action.is_open:
                name = f"action-{action.id}"
                calendar.add_component(_event(name, action.due, action.title, address, action.changed_at))
    for one in others:
        # Nobody wrote down when this date changed. A year before it is the same each time, and later when it is.
        changed_at = datetime.combine(one.day, time.min, UTC) - timedelta(days=365)
        calendar.add_component(_event(one.name, one.day, one.title, one.address, changed_at))
    return bytes(calendar.to_ical())


def _event(name: str, day: date, title: str, address: str, changed_at: datetime) -> Event:
    """A whole day that does not make its person busy; `address` also says which installation it is of."""
    event = Event()
    event.add("uid", str(uuid5(NAMESPACE_URL, f"{address}#{name}")))
    event.add("dtstamp", changed_at)
    event.add("last-modified", changed_at)
    event.add("dtstart", day)
    event.add("dtend", day + timedelta(days=1))
    event.add("summary", title)
    event.add("transp", "TRANSPARENT")
    event.add("url", address)
    return event
