"""Mail to committee and board: what waits for each of them, and the last day of their term that comes near."""

from __future__ import annotations

from datetime import date

from app.core import clock
from app.core.db import db, insert_once, lock
from app.core.web.filters import until, weekday
from app.dossiers.models import Reminder
from app.dossiers.reminders.operations import sent_leads
from app.dossiers.reminders.rules import due_lead
from app.people.models import User
from app.register.digests.queries import overview_of
from app.register.digests.rules import is_due
from app.register.mail import tell
from app.register.members.queries import Seat
from app.register.members.rules import place_of
from app.register.models import Digest

TERM = "seat"
"""What a reminder of the last day of a term is kept as."""


def send_overview(person: User, today: date) -> bool:
    """Queue an overview of what waits for this member, when one is due; whether it was. Twice a day is once."""
    overview = overview_of(person, today)
    if not overview.keys:
        return False
    lock(person)
    last = db.session.get(Digest, person.id)
    told_on = clock.local(last.sent_at).date() if last else None
    if not is_due(overview.keys, last.tasks if last else (), told_on, today):
        return False
    if last is None:
        last = Digest(person_id=person.id)
        db.session.add(last)
    last.sent_at, last.tasks = clock.now(), list(overview.keys)
    count = "Er wacht 1 ding" if overview.total == 1 else f"Er wachten {overview.total} dingen"
    tell(person, f"{count} op je bij het beroepsregister", "digests/overview", "desk.index", {}, overview=overview)
    db.session.flush()
    return True


def remind_of_term(seat: Seat, today: date) -> bool:
    """Queue a reminder of the last day of a seat, at the moments of every reminder; whether there was one."""
    person, day = seat.person, seat.last_day
    lead = due_lead(day, today, sent_leads(person, TERM, day)) if day else None
    if lead is None or day is None:
        return False
    values = {"what": TERM, "day": day, "lead": lead.value, "sent_at": clock.now()}
    if not insert_once(Reminder, {"person_id": person.id, **values}):
        return False
    place = place_of(seat.role)
    tell(
        person,
        f"Je termijn in {place} loopt tot en met {weekday(day)}",
        "digests/term",
        "desk.index",
        {},
        place=place,
        last_day=weekday(day),
        when=until(day),
    )
    db.session.flush()
    return True
