"""The appointment for an audit as a file for a calendar (RFC 5545)."""

from __future__ import annotations

from datetime import timedelta

from flask import url_for
from icalendar import Alarm, Calendar, Event

from app.core import clock
from app.register.models import Application

MIMETYPE = "text/calendar"
LENGTH, BEFORE = timedelta(hours=1), timedelta(days=1)


def appointment_of(application: Application, title: str) -> bytes:
    """An hour at the moment of the audit, with a word a day before. It moves when the appointment does."""
    event, alarm, calendar = Event(), Alarm(), Calendar()
    start = clock.local(application.audit_at or application.submitted_at)
    event.add("uid", f"audit-{application.id}@{url_for('overview.home', _external=True)}")
    event.add("dtstamp", clock.now())
    event.add("dtstart", start)
    event.add("dtend", start + LENGTH)
    event.add("summary", title)
    event.add("location", application.audit_place)
    alarm.add("action", "DISPLAY")
    alarm.add("description", title)
    alarm.add("trigger", -BEFORE)
    event.add_component(alarm)
    calendar.add("prodid", "-//Vakspiegel//Audit//NL")
    calendar.add("version", "2.0")
    calendar.add_component(event)
    return bytes(calendar.to_ical())
