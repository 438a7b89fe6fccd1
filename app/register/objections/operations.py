"""Writes of objections (regeling 1.10): filed by the person, received by who did not decide, handled by two, all dated.

After one that was upheld the board decides once more, by members who had no part in it before.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from app.core import clock
from app.core.db import db, lock, only_once
from app.core.problems import Conflict, DomainError, WrongStep
from app.people.models import User
from app.register.applications.queries import judged
from app.register.decisions.queries import outcome_of_renewal
from app.register.decisions.rulings import (
    AnswerMissing,
    ProposedAlready,
    Ruling,
    WrongDecision,
    against_audit,
    check_grant,
    check_reason,
    keep_decision,
)
from app.register.judges.queries import check_declared
from app.register.judges.rules import refuse_hindered
from app.register.models import Decision, Objection
from app.register.objections import queries
from app.register.objections.notices import tell_handled, tell_received
from app.register.outcomes.rules import KeptOutcome, from_json
from app.register.rules import DecisionKind, ObjectionOutcome, ObjectionStatus
from app.register.settings.queries import terms_for_objection, until_when


class Hindered(DomainError):
    """Who is too close, or had a part in the decision, does not handle the objection."""


class TooLate(DomainError):
    """The term that the board set is over."""

    sentence = "De termijn voor bezwaar is voorbij. Je kunt tegen dit besluit geen bezwaar meer maken."


class SecondIsFirst(DomainError):
    """Whoever proposed the outcome does not confirm it."""

    sentence = "Jij deed dit voorstel. Een ander lid van de commissie geeft het tweede oordeel."


class NotTheFirst(DomainError):
    """Only who proposed the outcome takes it back."""

    sentence = "Een ander lid van de commissie deed dit voorstel."


class OtherOutcome(Conflict):
    """The outcome that waits is another than the page showed."""

    sentence = "De uitkomst is veranderd sinds je deze bladzijde opende. Lees hem opnieuw en antwoord dan."


class AlreadyObjected(DomainError):
    """There is one objection to a decision."""

    sentence = "Je hebt tegen dit besluit al bezwaar gemaakt."


def file_objection(decision: Decision, by: User, grounds: str, day: date) -> Objection:
    """The person objects to a decision about themselves; raises `AlreadyObjected`, and `TooLate` after the term."""
    if decision.person_id != by.id:
        raise ValueError("Only the person whom a decision is about can object.")
    if queries.objection_to(decision) is not None:
        raise AlreadyObjected
    last = until_when(decision, terms_for_objection())
    if last is not None and day > last:
        raise TooLate
    objection = Objection(decision_id=decision.id, grounds=grounds, filed_on=day)
    with only_once(AlreadyObjected):
        db.session.add(objection)
    db.session.expire(decision, ["objection"])
    return objection


def withdraw(objection: Objection, by: User, day: date) -> None:
    """The person takes the objection back; raises `WrongStep`."""
    if objection.decision.person_id != by.id:
        raise ValueError("Only who objected can take it back.")
    lock(objection.decision.person, objection)
    objection.status, objection.withdrawn_on = objection.status.withdraw(), day


def receive(objection: Objection, by: User, day: date) -> None:
    """Confirm that the committee has it; the person gets a mail. Raises `Hindered` or `WrongStep`."""
    _check(objection, by, day)
    objection.status = objection.status.receive()
    objection.received_on, objection.received_by_id = day, by.id
    tell_received(objection)


def handle(objection: Objection, by: User, outcome: ObjectionOutcome, answer: str, day: date) -> None:
    """Propose the outcome with its reasons; it holds when a second member of the committee confirms it.

    Raises `Hindered`, `NotDeclared`, `ProposedAlready` or `WrongStep`.
    """
    _check(objection, by, day)
    objection.status.handle()
    if objection.draft_outcome is not None:
        raise ProposedAlready
    check_declared(by, objection)
    objection.draft_outcome, objection.draft_answer = outcome, answer
    objection.draft_by_id, objection.draft_on = by.id, day
    objection.second_by_id, objection.second_answer = None, ""
    db.session.flush()


def confirm(objection: Objection, by: User, answer: str, day: date, shown: str) -> None:
    """A second member agrees with the outcome and says why; the person gets a mail.

    `shown` is the mark of the outcome that they read.

    Nothing changes by itself: when the objection is upheld, the board has to decide once more (`decide_again`).
    Raises `Hindered`, `SecondIsFirst`, `OtherOutcome`, `NotDeclared`, `AnswerMissing` or `WrongStep`.
    """
    _second(objection, by, answer, day, shown)
    objection.status = objection.status.handle()
    objection.handled_on, objection.handled_by_id = day, objection.draft_by_id
    objection.outcome, objection.answer = objection.draft_outcome, objection.draft_answer
    objection.second_by_id, objection.second_answer = by.id, answer.strip()
    db.session.flush()
    tell_handled(objection)


def reject(objection: Objection, by: User, answer: str, day: date, shown: str) -> None:
    """A second member does not agree with the outcome and says why: the committee goes on with the objection.

    Raises what `confirm` raises.
    """
    _second(objection, by, answer, day, shown)
    objection.draft_outcome = None
    objection.second_by_id, objection.second_answer = by.id, answer.strip()
    db.session.flush()


def take_back_outcome(objection: Objection, by: User) -> None:
    """The one who proposed the outcome takes it back; raises `NotTheFirst` and `WrongStep`."""
    lock(objection.decision.person, objection)
    if not objection.waits_for_second:
        raise WrongStep("Er ligt geen voorstel voor een uitkomst.")
    if objection.draft_by_id != by.id:
        raise NotTheFirst
    objection.draft_outcome = None
    db.session.flush()


def _second(objection: Objection, by: User, answer: str, day: date, shown: str) -> None:
    _check(objection, by, day)
    if not objection.waits_for_second:
        raise WrongStep("Er ligt geen voorstel voor een uitkomst.")
    if objection.draft_by_id == by.id:
        raise SecondIsFirst
    if shown != objection.draft_mark:
        raise OtherOutcome
    check_declared(by, objection)
    if not answer.strip():
        raise AnswerMissing


def _check(objection: Objection, by: User, day: date) -> None:
    lock(objection.decision.person, objection)
    hindered = queries.view_of(objection, by, day).reason
    if hindered:
        raise Hindered(hindered)
    if objection.status is ObjectionStatus.WITHDRAWN:
        raise WrongStep("De persoon heeft dit bezwaar teruggenomen.")


def decide_again(objection: Objection, by: User, ruling: Ruling) -> Decision:
    """Decide once more about the same, after an objection that was upheld: it comes in the place of the first decision.

    A status that was wrongly taken away is restored as if it never ended. To take it away once more needs two members,
    like the first time, and so does a grant without an audit that was passed. Raises `NotIndependent`, `HadAPart`,
    `NotDeclared`, `WrongDecision`, `ProposedAlready`, and `WrongStep` when there is nothing to decide (any more).
    """
    first = objection.decision
    lock(first.person, objection, first)
    refuse_hindered(queries.view_of(objection, by, clock.today()).hindrance)
    if not objection.asks_decision:
        raise WrongStep("Hierover hoeft het bestuur nu niet opnieuw te besluiten.")
    if first.replacement is not None:
        raise ProposedAlready
    check_declared(by, objection)
    if ruling.kind not in first.kind.after_objection:
        raise WrongDecision("kind", "Dit kun je na dit bezwaar niet besluiten.")
    ruling = replace(ruling, effective_on=_day_again(first, ruling))
    outcome = outcome_again(first)
    check_reason(ruling, outcome)
    about = Decision(
        person_id=first.person_id,
        application_id=first.application_id,
        dossier_id=first.dossier_id,
        registration_id=first.registration_id,
        replaces_id=first.id,
        register=first.register,
        register_status=first.register_status,
    )
    against = against_audit(ruling.kind, first.application)
    decision = keep_decision(about, by, ruling, outcome, against_findings=against)
    db.session.expire(first, ["replacements"])
    return decision


def outcome_again(first: Decision) -> KeptOutcome | None:
    """What the rules say today of what a decision was about; None for a withdrawal, which has grounds of its own."""
    if first.application is not None:
        return judged(first.application)
    if first.registration is None or first.kind not in (DecisionKind.RENEW, DecisionKind.REFUSE_RENEWAL):
        return None
    if first.kind is DecisionKind.RENEW:
        return from_json(first.outcome) if first.outcome else None
    return outcome_of_renewal(first.person, first.registration)


def _day_again(first: Decision, ruling: Ruling) -> date:
    """From when a decision after an objection holds: as the first one, unless there is a day to choose."""
    if ruling.kind is first.kind and not first.kind.takes_away:
        return first.effective_on
    if ruling.kind is DecisionKind.GRANT and first.application is not None:
        check_grant(first.application, ruling.effective_on)
        return ruling.effective_on
    if ruling.kind is DecisionKind.RENEW and first.registration is not None:
        return first.registration.renewal_date
    if ruling.kind.takes_away and first.registration is not None:
        latest = max(first.registration.valid_until, first.registration.renewal_date, first.effective_on)
        if not first.effective_on <= ruling.effective_on <= latest:
            raise WrongDecision(
                "effective_on",
                "Kies de dag van het eerste besluit of een latere, en niet na de geldigheid van de status.",
            )
        return ruling.effective_on
    return first.effective_on
