"""Writes of decisions: the board decides, with a reason and a day; the program never does (regeling 1.8, reading A-38).

What takes a status away is proposed by one member and holds when another confirms it, both independent. A decision that
is taken changes what the person holds and ends what it was about (`decision_effects`); `letters` and `notices` tell the
person. After an objection that was upheld the board decides once more, by members who had no part in it before.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date

from sqlalchemy import func, select
from sqlalchemy.exc import IntegrityError

from app.core import clock
from app.core.db import db
from app.core.problems import Conflict, DomainError, WrongStep
from app.dossiers.holding.position import position_of
from app.dossiers.models import Dossier, Registration
from app.dossiers.standing.case import case_of
from app.people.models import User
from app.register.applications.operations import fits, judged
from app.register.decisions.effects import take
from app.register.decisions.queries import finding_by, handed_in_of, proposal_about
from app.register.judges.queries import HadAPart, Part, part_of
from app.register.judges.rules import check_independent
from app.register.locking import lock
from app.register.models import Application, Decision, DossierFinding, Objection
from app.register.objections.queries import view_of
from app.register.outcomes.rules import KeptOutcome, from_json, goes_against, keep, to_json
from app.register.rules import Advice, DecisionKind, DecisionStatus
from app.regulation.case import CaseAction
from app.regulation.editions import rules_on
from app.regulation.judging import judge

ATTEMPTS = 5


class WrongDecision(DomainError):
    """A decision that lacks something or cannot be taken so; `field` is what is at fault."""

    def __init__(self, field: str, message: str) -> None:
        super().__init__(message)
        self.field = field


class SamePerson(DomainError):
    """Whoever proposed to take a status away does not confirm it."""

    def __init__(self) -> None:
        super().__init__("Jij deed dit voorstel. Een ander bestuurslid geeft het tweede oordeel.")


class HeldTheAudit(DomainError):
    """Whoever held the audit does not decide about the application."""

    def __init__(self) -> None:
        super().__init__("Je mag dit dossier niet beoordelen: jij hield de audit.")


class ProposedAlready(Conflict):
    """A proposal about the same waits for a second person."""

    def __init__(self) -> None:
        super().__init__("Hierover ligt al een voorstel dat op een tweede oordeel wacht.")


@dataclass(frozen=True, slots=True)
class Verdict:
    """What a member of the board fills in. `deviation` is why they decide otherwise than the rules point to."""

    kind: DecisionKind
    effective_on: date
    reason: str
    deviation: str = ""


def find(dossier: Dossier, by: User, advice: Advice, findings: str) -> DossierFinding:
    """What a member of the committee finds of a dossier that was handed in; writing again replaces it.

    Raises `NotIndependent`, and `WrongStep` when the board has decided already.
    """
    check_independent(by, dossier.person, clock.today())
    dossier.status.judge()
    finding = finding_by(by, dossier)
    if finding is None:
        finding = DossierFinding(dossier_id=dossier.id, author_id=by.id)
        db.session.add(finding)
    finding.advice, finding.findings, finding.recorded_at = advice, findings, clock.now()
    db.session.flush()
    return finding


def outcome_of_dossier(dossier: Dossier) -> KeptOutcome:
    """What the rules say today of the year of a dossier: what was done after handing in counts too (A-14)."""
    return _outcome_of_renewal(dossier.person)


def outcome_of_registration(registration: Registration) -> KeptOutcome | None:
    """What the rules say today of the year that is judged of a status that is held.

    None as long as that year runs and its dossier was not handed in: until then it is the person's own.
    """
    if registration.renewal_date > clock.today() and not handed_in_of(registration):
        return None
    return _outcome_of_renewal(registration.person)


def decide_application(application: Application, by: User, verdict: Verdict) -> Decision:
    """Grant or refuse what was asked.

    Raises `NotIndependent`, `HeldTheAudit`, `WrongDecision`, and `WrongStep` when it was decided or taken back.
    """
    check_independent(by, application.person, clock.today())
    lock(application)
    if any(audit.auditor_id == by.id for audit in application.audits):
        raise HeldTheAudit
    if verdict.kind not in (DecisionKind.GRANT, DecisionKind.REFUSE):
        raise WrongDecision("kind", "Kies verlenen of weigeren.")
    if verdict.kind is DecisionKind.GRANT:
        _check_grant(application, verdict)
    outcome = judged(application)
    _check_reason(verdict, outcome)
    application.status, application.closed_at = application.status.decide(), clock.now()
    decision = _add(
        Decision(
            person_id=application.person_id, application_id=application.id, register=application.register,
            register_status=application.status_sought, rules_edition=application.rules_edition,
        ),
        by, verdict, outcome, DecisionStatus.TAKEN,
    )  # fmt: skip
    take(decision)
    return decision


def decide_dossier(dossier: Dossier, by: User, verdict: Verdict) -> Decision:
    """Renew, from the renewal date on, or propose not to: that takes the status away and waits for a second member.

    Raises `NotIndependent`, `HadAPart`, `WrongDecision`, `ProposedAlready`, and `WrongStep` when it was decided.
    """
    check_independent(by, dossier.person, clock.today())
    lock(dossier)
    dossier.status.judge()
    if finding_by(by, dossier) is not None:
        raise HadAPart(Part.ADVISED)
    _refuse_second_proposal(dossier.registration)
    if verdict.kind not in (DecisionKind.RENEW, DecisionKind.REFUSE_RENEWAL):
        raise WrongDecision("kind", "Kies verlengen of niet verlengen.")
    if verdict.kind is DecisionKind.REFUSE_RENEWAL:
        _check_end(verdict, dossier.registration)
    else:
        verdict = replace(verdict, effective_on=dossier.renewal_date)
    outcome = outcome_of_dossier(dossier)
    _check_reason(verdict, outcome)
    return _about_registration(dossier.registration, by, verdict, outcome, dossier)


def kinds_for(registration: Registration) -> tuple[DecisionKind, ...]:
    """What can be decided about a status itself: once its renewal date is over and no dossier waits, the renewal too.

    A C-status asks for no dossier (A-20), and somebody else may never hand one in.
    """
    if registration.renewal_date > clock.today() or handed_in_of(registration):
        return (DecisionKind.WITHDRAW,)
    return DecisionKind.RENEW, DecisionKind.REFUSE_RENEWAL, DecisionKind.WITHDRAW


def decide_registration(registration: Registration, by: User, verdict: Verdict) -> Decision:
    """Renew a status without a dossier, or propose to take it away; that holds when a second member confirms it.

    Raises `NotIndependent`, `WrongDecision` and `ProposedAlready`.
    """
    check_independent(by, registration.person, clock.today())
    if verdict.kind not in kinds_for(registration):
        raise WrongDecision("kind", "Dit kun je nu niet over deze status besluiten.")
    if registration.ended_on is not None:
        raise WrongDecision("effective_on", "Deze status is al beëindigd.")
    _refuse_second_proposal(registration)
    if verdict.kind is DecisionKind.RENEW:
        verdict = replace(verdict, effective_on=registration.renewal_date)
    else:
        _check_end(verdict, registration)
    outcome = outcome_of_registration(registration)
    _check_reason(verdict, outcome)
    return _about_registration(registration, by, verdict, outcome)


def decide_again(objection: Objection, by: User, verdict: Verdict) -> Decision:
    """Decide once more about the same, after an objection that was upheld: it comes in the place of the first decision.

    A status that was wrongly taken away is restored as if it never ended. To take it away once more needs two members,
    like the first time. Raises `NotIndependent`, `HadAPart`, `WrongDecision`, `ProposedAlready`, and `WrongStep` when
    there is nothing to decide (any more).
    """
    first = objection.decision
    check_independent(by, first.person, clock.today())
    lock(objection)
    lock(first)
    part = view_of(objection, by, clock.today()).hindrance
    if isinstance(part, Part):
        raise HadAPart(part)
    if not objection.asks_decision:
        raise WrongStep("Hierover hoeft het bestuur nu niet opnieuw te besluiten.")
    if first.replacement is not None:
        raise ProposedAlready
    if verdict.kind not in first.kind.after_objection:
        raise WrongDecision("kind", "Dit kun je na dit bezwaar niet besluiten.")
    verdict = replace(verdict, effective_on=_day_again(first, verdict))
    outcome = outcome_again(first)
    _check_reason(verdict, outcome)
    decision = _add(
        Decision(
            person_id=first.person_id, application_id=first.application_id, dossier_id=first.dossier_id,
            registration_id=first.registration_id, replaces_id=first.id, register=first.register,
            register_status=first.register_status,
            rules_edition=outcome.edition if outcome else rules_on(clock.today()).slug,
        ),
        by, verdict, outcome, DecisionStatus.PROPOSED if verdict.kind.takes_away else DecisionStatus.TAKEN,
    )  # fmt: skip
    db.session.expire(first, ["replacements"])
    if decision.status is DecisionStatus.TAKEN:
        take(decision)
    return decision


def outcome_again(first: Decision) -> KeptOutcome | None:
    """What the rules say today of what a decision was about; None for a withdrawal, which has grounds of its own."""
    if first.application is not None:
        return judged(first.application)
    if first.registration is None or first.kind not in (DecisionKind.RENEW, DecisionKind.REFUSE_RENEWAL):
        return None
    if first.kind is DecisionKind.RENEW:
        return from_json(first.outcome) if first.outcome else None
    return _outcome_of_renewal(first.person, first.registration)


def confirm(decision: Decision, by: User) -> None:
    """A second member agrees: from now on the decision holds, from its own day or, when that is over, from today.

    One after an objection keeps its own day: the status is gone since the first decision. Raises `NotIndependent`,
    `SamePerson`, `HadAPart` and `WrongStep`.
    """
    _check_second(decision, by)
    today = clock.today()
    decision.status, decision.second_by_id, decision.confirmed_at = decision.status.confirm(), by.id, clock.now()
    decision.decided_on = today
    if decision.replaces is None:
        decision.effective_on = max(decision.effective_on, today)
    take(decision)


def drop(decision: Decision, by: User) -> None:
    """A second member does not agree: nothing changes for the person. The dossier waits for another decision.

    Raises `NotIndependent`, `SamePerson`, `HadAPart` and `WrongStep`.
    """
    _check_second(decision, by)
    decision.status, decision.second_by_id, decision.confirmed_at = decision.status.drop(), by.id, clock.now()
    db.session.flush()


def take_back(decision: Decision, by: User) -> None:
    """The one who proposed it takes it back; raises `WrongStep`, and `SamePerson` for anybody else."""
    if decision.decided_by_id != by.id:
        raise SamePerson
    lock(decision)
    decision.status = decision.status.drop()
    db.session.flush()


def _outcome_of_renewal(person: User, about: Registration | None = None) -> KeptOutcome:
    position = position_of(person, clock.today())
    position = position.about(about) if about else position
    return keep(judge(case_of(position, action=CaseAction.RENEWAL), position.rules))


def _day_again(first: Decision, verdict: Verdict) -> date:
    """From when a decision after an objection holds: as the first one, unless there is a day to choose."""
    if verdict.kind is first.kind and not first.kind.takes_away:
        return first.effective_on
    if verdict.kind is DecisionKind.GRANT and first.application is not None:
        _check_grant(first.application, verdict)
        return verdict.effective_on
    if verdict.kind is DecisionKind.RENEW and first.registration is not None:
        return first.registration.renewal_date
    if verdict.kind.takes_away and first.registration is not None:
        latest = max(first.registration.valid_until, first.registration.renewal_date, first.effective_on)
        if not first.effective_on <= verdict.effective_on <= latest:
            raise WrongDecision(
                "effective_on",
                "Kies de dag van het eerste besluit of een latere, en niet na de geldigheid van de status.",
            )
        return verdict.effective_on
    return first.effective_on


def _about_registration(
    registration: Registration, by: User, verdict: Verdict, outcome: KeptOutcome | None, dossier: Dossier | None = None
) -> Decision:
    status = DecisionStatus.PROPOSED if verdict.kind.takes_away else DecisionStatus.TAKEN
    decision = _add(
        Decision(
            person_id=registration.person_id, dossier_id=dossier.id if dossier else None,
            registration_id=registration.id, register=registration.register, register_status=registration.status,
            rules_edition=outcome.edition if outcome else rules_on(clock.today()).slug,
        ),
        by, verdict, outcome, status,
    )  # fmt: skip
    if status is DecisionStatus.TAKEN:
        take(decision)
    return decision


def _add(
    decision: Decision, by: User, verdict: Verdict, outcome: KeptOutcome | None, status: DecisionStatus
) -> Decision:
    """Give the decision its number and keep it. Two members who decide at once get numbers that differ."""
    today = clock.today()
    decision.kind, decision.status, decision.decided_by_id = verdict.kind, status, by.id
    decision.decided_on, decision.effective_on, decision.recorded_at = today, verdict.effective_on, clock.now()
    decision.reason, decision.outcome = verdict.reason, to_json(outcome) if outcome else None
    against = outcome is not None and goes_against(verdict.kind, outcome.overall)
    decision.deviation = verdict.deviation if against else ""
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


def _check_reason(verdict: Verdict, outcome: KeptOutcome | None) -> None:
    if not verdict.reason.strip():
        raise WrongDecision("reason", "Schrijf op waarom het bestuur dit besluit.")
    if outcome and goes_against(verdict.kind, outcome.overall) and not verdict.deviation.strip():
        raise WrongDecision(
            "deviation",
            "Dit besluit wijkt af van wat de regels aangeven. Schrijf op waarom het bestuur toch zo besluit.",
        )


def _check_grant(application: Application, verdict: Verdict) -> None:
    """A status begins between the application and today, and fits what the person holds."""
    if not clock.local(application.submitted_at).date() <= verdict.effective_on <= clock.today():
        raise WrongDecision("effective_on", "Kies een dag vanaf de aanvraag tot en met vandaag.")
    if not fits(application):
        raise WrongDecision("kind", "Verlenen kan niet meer: deze persoon heeft nu een andere status.")


def _check_end(verdict: Verdict, registration: Registration) -> None:
    """A status is not taken away in the past, nor further ahead than its certificate is valid."""
    latest = max(registration.valid_until, registration.renewal_date, clock.today())
    if not clock.today() <= verdict.effective_on <= latest:
        raise WrongDecision("effective_on", "Kies een dag vanaf vandaag, en niet na de geldigheid van de status.")


def _check_second(decision: Decision, by: User) -> None:
    check_independent(by, decision.person, clock.today())
    lock(decision)
    if decision.decided_by_id == by.id:
        raise SamePerson
    part = part_of(by, decision)
    if part is not None:
        raise HadAPart(part)


def _refuse_second_proposal(registration: Registration) -> None:
    """One proposal at a time about what somebody holds; two members who propose at once wait for each other here."""
    db.session.execute(select(Registration.id).where(Registration.id == registration.id).with_for_update())
    if proposal_about(registration=registration) is not None:
        raise ProposedAlready
