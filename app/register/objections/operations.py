"""Writes of objections (regeling 1.10): filed by the person, received and handled by who did not decide. All dated."""

from __future__ import annotations

from datetime import date

from flask import url_for
from sqlalchemy.exc import IntegrityError

from app.core import mail
from app.core.db import db
from app.core.problems import DomainError, WrongStep
from app.people.models import User
from app.register.locking import lock
from app.register.models import Decision, Objection
from app.register.objections import queries
from app.register.rules import ObjectionOutcome, ObjectionStatus


class Hindered(DomainError):
    """Who is too close, or had a part in the decision, does not handle the objection."""


class AlreadyObjected(DomainError):
    """There is one objection to a decision."""

    def __init__(self) -> None:
        super().__init__("Je hebt tegen dit besluit al bezwaar gemaakt.")


def file_objection(decision: Decision, by: User, grounds: str, day: date) -> Objection:
    """The person objects to a decision about themselves; raises `AlreadyObjected`."""
    if decision.person_id != by.id:
        raise ValueError("Only the person whom a decision is about can object.")
    if queries.objection_to(decision) is not None:
        raise AlreadyObjected
    objection = Objection(decision_id=decision.id, grounds=grounds, filed_on=day)
    try:
        with db.session.begin_nested():
            db.session.add(objection)
    except IntegrityError as error:
        raise AlreadyObjected from error
    db.session.expire(decision, ["objection"])
    return objection


def withdraw(objection: Objection, by: User, day: date) -> None:
    """The person takes the objection back; raises `WrongStep`."""
    if objection.decision.person_id != by.id:
        raise ValueError("Only who objected can take it back.")
    lock(objection)
    objection.status, objection.withdrawn_on = objection.status.withdraw(), day


def receive(objection: Objection, by: User, day: date) -> None:
    """Confirm that the committee has it; the person gets a mail. Raises `Hindered` or `WrongStep`."""
    _check(objection, by, day)
    objection.status = objection.status.receive()
    objection.received_on, objection.received_by_id = day, by.id
    _tell(objection, "De kwaliteitscommissie heeft je bezwaar ontvangen.")


def handle(objection: Objection, by: User, outcome: ObjectionOutcome, answer: str, day: date) -> None:
    """Give the outcome with its reasons; the person gets a mail. Raises `Hindered` or `WrongStep`.

    Nothing changes by itself: when the objection is upheld, the board has to decide once more (`decide_again`).
    """
    _check(objection, by, day)
    objection.status = objection.status.handle()
    objection.handled_on, objection.handled_by_id = day, by.id
    objection.outcome, objection.answer = outcome, answer
    _tell(objection, "De kwaliteitscommissie heeft je bezwaar behandeld.")


def _check(objection: Objection, by: User, day: date) -> None:
    lock(objection)
    hindered = queries.view_of(objection, by, day).reason
    if hindered:
        raise Hindered(hindered)
    if objection.status is ObjectionStatus.WITHDRAWN:
        raise WrongStep("De persoon heeft dit bezwaar teruggenomen.")


def _tell(objection: Objection, sentence: str) -> None:
    decision = objection.decision
    link = url_for("objections.own", decision_id=decision.id, _external=True)
    body = f"Beste {decision.person.first_name},\n\n{sentence}\nLees het hier: {link}\n\nVakspiegel\n"
    mail.queue(decision.person.email, f"Je bezwaar tegen besluit {decision.number}", body)
