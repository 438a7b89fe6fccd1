"""The dates of a plan as a calendar (RFC 5545): days of open goals and actions, with titles and nothing else."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta
from typing import NamedTuple

from icalendar import Calendar, Event

from app.core import clock
from app.plans.models import Plan

_UID_END = "vakspiegel"


class Dated(NamedTuple):
    """A day of a person that is not of the plan, with the page that it links to."""

    name: str
    day: date
    title: str
    address: str


def write_calendar(plan: Plan, address: str, others: Iterable[Dated] = ()) -> bytes:
    """The calendar of a plan; `address` is the page that each event links to, and `others` are more days of its person.

    An event keeps its UID for as long as its goal or action exists, so that a calendar moves it instead of adding one.
    Notes, levels and names of helpers stay out: a feed can be read by whoever has its address.
    """
    calendar = Calendar()
    calendar.add("prodid", "-//Vakspiegel//Ontwikkelplan//NL")
    calendar.add("version", "2.0")
    calendar.add("method", "PUBLISH")
    calendar.add("name", "Mijn ontwikkelplan")
    calendar.add("x-wr-calname", "Mijn ontwikkelplan")
    calendar.add("x-wr-timezone", clock.AMSTERDAM.key)
    for goal in plan.goals:
        if not goal.is_open:
            continue
        calendar.add_component(_event(f"goal-{goal.id}", goal.by_when, f"Doel: {goal.title}", address))
        for action in goal.actions:
            if action.is_open:
                calendar.add_component(_event(f"action-{action.id}", action.due, action.title, address))
    for one in others:
        calendar.add_component(_event(one.name, one.day, one.title, one.address))
    return bytes(calendar.to_ical())


def _event(name: str, day: date, title: str, address: str) -> Event:
    """A whole day that does not make its person busy."""
    event = Event()
    event.add("uid", f"{name}@{_UID_END}")
    event.add("dtstamp", clock.now())
    event.add("dtstart", day)
    event.add("dtend", day + timedelta(days=1))
    event.add("summary", title)
    event.add("transp", "TRANSPARENT")
    event.add("url", address)
    return event
