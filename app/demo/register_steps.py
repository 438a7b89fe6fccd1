"""The steps that the invented people take at the register, each through the operations that people use."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from datetime import UTC, date, datetime, time, timedelta

from app.core import clock
from app.core.db import db
from app.dossiers.details import operations as details
from app.dossiers.holding import operations as dossiers
from app.dossiers.holding.queries import held
from app.dossiers.holding.rules import Function
from app.dossiers.meetings import operations as meetings
from app.dossiers.models import Registration
from app.people.models import User
from app.register.applications import operations as applications
from app.register.applications.operations import AuditFacts
from app.register.applications.rules import Ask
from app.register.decisions import operations as decisions
from app.register.decisions.rulings import Ruling
from app.register.judges.operations import declare
from app.register.judges.queries import Judge, Matter, judge_of
from app.register.rules import ApplicationKind, DecisionKind, DecisionStatus
from app.regulation.terms import Route, Status, WorkingLevel

_AM = "Accountmanager bedrijven"


@contextmanager
def on_day(day: date) -> Iterator[None]:
    """Let it be ten o'clock on a day of the past."""
    with clock.fixed(datetime.combine(day, time(9), UTC)):
        yield


def as_judge(member: User, about: Matter) -> Judge:
    """A member of committee or board, as judge today of the person whom this is about, with whom they have no tie."""
    declare(member, about)
    return judge_of(member, about.person, clock.today())


def make_registrant(person: User, level: WorkingLevel, since: date, function: str = _AM) -> None:
    """What somebody says of themselves, with one function in the field since a day."""
    registrant = dossiers.registrant_for(person)
    registrant.working_level, registrant.deelnemer = level, True
    details.add_function(person, Function(function, person.organisation.name, True, since, None))


def grant(everybody: Mapping[str, User], name: str, status: Status, day: date) -> Registration:
    """Somebody asks, an audit is held, and the board grants it, on the days before."""
    person = everybody[name]
    asked = held(person, clock.today())
    kind = ApplicationKind.UPGRADE if asked else ApplicationKind.ENTRY
    route = Route.UPGRADE if asked else Route.ENTRY_AUDIT
    with on_day(day - timedelta(days=30)):
        application = applications.apply(person, Ask(kind, route, status), "Ik voldoe aan de voorwaarden.")
    with on_day(day - timedelta(days=12)):
        facts = AuditFacts(clock.today(), True, status, True, "Goed gesprek, met duidelijke voorbeelden uit het werk.")
        applications.record_audit(application, as_judge(everybody["Els Rijnders"], application), facts)
    with on_day(day):
        ruling = Ruling(
            DecisionKind.GRANT,
            day,
            "De audit is goed verlopen. De functie en de ervaring passen bij deze status.",
            "De commissie zag genoeg om de status te geven.",
        )
        decision = decisions.decide_application(
            application, as_judge(everybody["Marijke van Vliet"], application), ruling
        )
        if decision.status is DecisionStatus.PROPOSED:
            decisions.confirm(decision, as_judge(everybody["Ahmed Bouzid"], decision), "De commissie zag genoeg.")
    assert decision.registration is not None
    return decision.registration


def renew_until_now(registration: Registration) -> None:
    """Years that went by before the register was kept here: renewed, without a file of it."""
    while registration.renewal_date <= clock.today():
        dossiers.renew(registration)


def hold_meeting(person: User, other: User, day: date) -> None:
    """A peer meeting of two, at which the first presented and the other confirmed it."""
    meeting = meetings.make_meeting(other, held_on=day, group="Intervisiegroep Economie Oost", place="Voorbeeldstad")
    attendance = meetings.add_attendee(meeting, person)
    db.session.refresh(meeting)
    meetings.confirm(meeting, other, [attendance.id], [attendance.id])
    meetings.write_reflection(attendance, "De vraag van de groep over het tempo neem ik mee.")
