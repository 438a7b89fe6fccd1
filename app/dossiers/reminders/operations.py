"""Reminders of the dates of the register: by mail, each once, and on the start page."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import cast

from flask import current_app, url_for
from sqlalchemy import select

from app.config import Config
from app.core import clock, mail
from app.core.db import db, insert_once
from app.core.web.filters import until, weekday
from app.dossiers.holding.position import OwnYear, Position, own_year
from app.dossiers.models import Registration, Reminder
from app.dossiers.reminders.rules import DateThatMatters, Lead, What, dates_that_matter, due_lead, is_near
from app.dossiers.standing.case import case_of
from app.people.models import User
from app.plans.plan.calendar import Dated
from app.regulation.case import CaseAction
from app.regulation.judging import judge
from app.regulation.kept import KeptRequirement, kept_requirements
from app.regulation.terms import RequirementKey


def dates_of(own: OwnYear) -> list[DateThatMatters]:
    """The dates that matter for what somebody holds, first due first."""
    return dates_that_matter(
        deadline=None if own.is_handed_in else own.deadline,
        renewal=own.year.end,
        valid_until=own.registration.valid_until,
    )


def near_dates(position: Position) -> list[DateThatMatters]:
    """The dates that stand on the start page of a person on a day; none for a status that is about to end."""
    own = position.own_year
    if own is None or not own.registration.goes_on:
        return []
    return [one for one in dates_of(own) if is_near(one.day, own.today)]


def calendar_dates(person: User, day: date) -> list[Dated]:
    """The dates of the register that stand in somebody's own calendar; none for a status that is about to end."""
    own = own_year(person, day)
    if own is None or not own.registration.goes_on:
        return []
    return [
        Dated(
            f"register-{one.what}-{own.year.start}",
            one.day,
            f"Register: {one.title[0].lower()}{one.title[1:]}",
            url_for("dossier.show" if one.what is What.DOSSIER else "standing.show", _external=True),
        )
        for one in dates_of(own)
    ]


def holders() -> Sequence[User]:
    """Everybody with an open account whose status goes on."""
    return db.session.scalars(
        select(User)
        .join(Registration, Registration.person_id == User.id)
        .where(Registration.goes_on, User.active)
        .order_by(User.id)
    ).all()


def remind(person: User) -> bool:
    """Queue one mail with every reminder that is due for this person today; whether there was one."""
    own = own_year(person, clock.today())
    if own is None:
        return False
    due = [one for one in dates_of(own) if _claim(person, one, own.today)]
    if not due:
        return False
    mail.queue(person.email, _subject(due), _body(person, own, due))
    db.session.flush()
    return True


def _claim(person: User, one: DateThatMatters, today: date) -> bool:
    """Write down that the reminder of a date is sent; False when none is due or another run was first."""
    lead = due_lead(one.day, today, sent_leads(person, one.what.value, one.day))
    if lead is None:
        return False
    values = {"what": one.what.value, "day": one.day, "lead": lead.value, "sent_at": clock.now()}
    return insert_once(Reminder, {"person_id": person.id, **values})


def sent_leads(person: User, what: str, day: date) -> set[Lead]:
    """The reminders of a date that somebody got."""
    rows = db.session.scalars(
        select(Reminder.lead).where(Reminder.person_id == person.id, Reminder.what == what, Reminder.day == day)
    )
    return {Lead(lead) for lead in rows}


def _subject(due: Sequence[DateThatMatters]) -> str:
    return due[0].sentence(weekday(due[0].day))


def _body(person: User, own: OwnYear, due: Sequence[DateThatMatters]) -> str:
    lines = [f"Dag {person.first_name},", ""]
    lines += [f"{one.sentence(weekday(one.day))}. Dat is {until(one.day)}." for one in due]
    missing = _missing(own)
    if own.is_handed_in:
        lines += ["", "Je dossier is ingeleverd. Wat je nog gepland hebt, telt mee als je het vóór die dag doet."]
    elif missing:
        lines += ["", "Dit ontbreekt nog:", *(f"- {one.title}: {' '.join(one.missing)}" for one in missing)]
    else:
        lines += ["", "Er ontbreekt niets. Je kunt je dossier inleveren."]
    if any(one.what is What.VALIDITY for one in due):
        lines += ["", "Na die dag geldt je certificaat niet meer, tenzij het bestuur het verlengt."]
    address = cast(Config, current_app.extensions["vakspiegel"]).address
    lines += ["", f"Log in op {address or 'Vakspiegel'} en kies Register om te zien waar je staat."]
    return "\n".join(lines) + "\n"


def _missing(own: OwnYear) -> list[KeptRequirement]:
    """What is missing, without the handing in itself."""
    checks = kept_requirements(judge(case_of(own.position, action=CaseAction.RENEWAL), own.rules))
    return [one for one in checks if one.missing and one.key != RequirementKey.DOSSIER]
