"""What the board rules: what makes a decision complete, and how it is kept under a number of its own."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from sqlalchemy import func, select
from sqlalchemy.exc import IntegrityError

from app.core import clock
from app.core.db import db
from app.core.problems import Conflict, DomainError, WrongField
from app.people.models import User
from app.register.applications.queries import fits
from app.register.decisions.effects import take
from app.register.models import Application, Decision
from app.register.outcomes.rules import KeptOutcome, goes_against, needs_two, to_json
from app.register.rules import DecisionKind, DecisionStatus
from app.regulation.editions import rules_on

ATTEMPTS = 5


class WrongDecision(WrongField):
    """A decision that lacks something or cannot be taken so."""


class SamePerson(DomainError):
    """Whoever proposed a decision does not confirm it."""

    sentence = "Jij deed dit voorstel. Een ander bestuurslid geeft het tweede oordeel."


class HeldTheAudit(DomainError):
    """Whoever held the audit does not decide about the application."""

    sentence = "Je mag dit dossier niet beoordelen: jij hield de audit."


class DecidedMeanwhile(Conflict):
    """Another member renewed the status while this one wrote."""

    sentence = "Een ander bestuurslid verlengde deze status net. Kijk opnieuw."


class ProposedAlready(Conflict):
    """A proposal about the same waits for a second person."""

    sentence = "Hierover ligt al een voorstel dat op een tweede oordeel wacht."


@dataclass(frozen=True, slots=True)
class Ruling:
    """What a member of the board fills in. `deviation` is why they decide otherwise than the rules point to.

    `shown` is the renewal date that the page showed, so that they renew the year that they looked at and no other.
    """

    kind: DecisionKind
    effective_on: date
    reason: str
    deviation: str = ""
    shown: date | None = None


class AnswerMissing(WrongField):
    """Who gives the second judgement says why, in a sentence."""

    def __init__(self) -> None:
        """The sentence goes beside the field of the answer."""
        super().__init__("answer", "Schrijf in een zin waarom je dit vindt.")


def keep_decision(
    decision: Decision, by: User, ruling: Ruling, outcome: KeptOutcome | None, *, against_findings: bool = False
) -> Decision:
    """Give the decision its number and keep it, with what the rules say; then let it hold, or wait for a second member.

    `against_findings` is that the committee found otherwise. Two members who decide at once get numbers that differ.
    """
    today = clock.today()
    two = needs_two(ruling.kind, outcome, against_findings)
    status = DecisionStatus.PROPOSED if two else DecisionStatus.TAKEN
    decision.kind, decision.status, decision.decided_by_id = ruling.kind, status, by.id
    decision.decided_on, decision.effective_on, decision.recorded_at = today, ruling.effective_on, clock.now()
    decision.reason, decision.outcome = ruling.reason, to_json(outcome) if outcome else None
    against = outcome is not None and goes_against(ruling.kind, outcome.overall)
    decision.deviation = ruling.deviation if against else ""
    decision.rules_edition = outcome.edition if outcome else rules_on(today).slug
    for attempt in range(ATTEMPTS):
        decision.number = _next_number(today.year, attempt)
        try:
            with db.session.begin_nested():
                db.session.add(decision)
        except IntegrityError:
            if attempt == ATTEMPTS - 1:
                raise
        else:
            break
    if status is DecisionStatus.TAKEN:
        take(decision)
    return decision


def _next_number(year: int, attempt: int) -> str:
    """One above the highest of the year; a second attempt goes one further, past who came first."""
    highest = db.session.scalars(
        select(Decision.number)
        .where(Decision.number.startswith(f"{year}-"))
        .order_by(func.length(Decision.number).desc(), Decision.number.desc())
    ).first()
    last = highest.partition("-")[2] if highest else ""
    return f"{year}-{(int(last) if last.isdigit() else 0) + 1 + attempt:04}"


def check_reason(ruling: Ruling, outcome: KeptOutcome | None) -> None:
    """A decision has its reason, and one against what the rules point to says why; raises `WrongDecision`."""
    if not ruling.reason.strip():
        raise WrongDecision("reason", "Schrijf op waarom het bestuur dit besluit.")
    if outcome and goes_against(ruling.kind, outcome.overall) and not ruling.deviation.strip():
        raise WrongDecision(
            "deviation",
            "Dit besluit wijkt af van wat de regels aangeven. Schrijf op waarom het bestuur toch zo besluit.",
        )


def against_audit(kind: DecisionKind, application: Application | None) -> bool:
    """Whether a status is granted without the audit that belongs to it, whatever the rules of the register say."""
    return kind is DecisionKind.GRANT and application is not None and application.lacks_audit


def check_grant(application: Application, day: date) -> None:
    """A status begins between the application and today, and fits what the person holds; raises `WrongDecision`."""
    if not clock.local(application.submitted_at).date() <= day <= clock.today():
        raise WrongDecision("effective_on", "Kies een dag vanaf de aanvraag tot en met vandaag.")
    if not fits(application):
        raise WrongDecision("kind", "Toekennen kan niet meer: deze persoon heeft nu een andere status.")
