"""Writes of decisions: the board decides, with a reason and a day; the program never does (regeling 1.8, reading A-38).

Who judges comes as a `Judge`, the proof that they are independent; the matter itself is locked and judged anew here, so
that of two members who decide at once the second finds what the first did. What needs two (`needs_two`) is proposed by
one and holds when another confirms it.
"""

from __future__ import annotations

from contextlib import suppress
from dataclasses import replace

from sqlalchemy import update
from sqlalchemy.exc import OperationalError

from app.core import clock
from app.core.db import db, lock
from app.dossiers.models import Dossier, Registration
from app.people.models import User
from app.register.applications.queries import judged, proposal_for
from app.register.decisions.effects import take
from app.register.decisions.queries import (
    finding_by,
    findings_of,
    handed_in_of,
    kinds_for,
    kinds_of,
    outcome_of_registration,
    outcome_of_renewal,
    proposal_about,
)
from app.register.decisions.rulings import (
    AnswerMissing,
    DecidedMeanwhile,
    HeldTheAudit,
    ProposedAlready,
    Ruling,
    SamePerson,
    WrongDecision,
    against_audit,
    check_grant,
    check_reason,
    keep_decision,
)
from app.register.judges.queries import Judge, check_declared, part_of
from app.register.judges.rules import HadAPart, Part
from app.register.models import Application, Decision, DossierFinding
from app.register.outcomes.rules import needs_two
from app.register.rules import Advice, DecisionKind


def find(dossier: Dossier, judge: Judge, advice: Advice, findings: str) -> DossierFinding:
    """What a member of the committee finds of a dossier that was handed in; writing again replaces it.

    Raises `NotDeclared`, and `WrongStep` when the board has decided already.
    """
    by = judge.over(dossier.person_id)
    lock(dossier.person, dossier)
    dossier.status.judge()
    check_declared(by, dossier)
    finding = finding_by(by, dossier)
    if finding is None:
        finding = DossierFinding(dossier_id=dossier.id, author_id=by.id)
        db.session.add(finding)
    finding.advice, finding.findings, finding.recorded_at = advice, findings, clock.now()
    db.session.flush()
    return finding


def decide_application(application: Application, judge: Judge, ruling: Ruling) -> Decision:
    """Grant or refuse what was asked; to refuse, and to grant against what was found, is proposed.

    Nothing is refused while the audit is still to come. Raises `HeldTheAudit`, `NotDeclared`, `WrongDecision`,
    `ProposedAlready`, and `WrongStep` when it was decided or taken back.
    """
    by = judge.over(application.person_id)
    lock(application.person, application)
    if any(audit.held_by(by) for audit in application.audits):
        raise HeldTheAudit
    check_declared(by, application)
    decided = application.status.decide()
    if proposal_for(application) is not None:
        raise ProposedAlready
    if ruling.kind not in kinds_of(application):
        raise WrongDecision("kind", "Er is nog geen audit gehouden. Weigeren kan pas daarna.")
    if ruling.kind is DecisionKind.GRANT:
        check_grant(application, ruling.effective_on)
    outcome = judged(application)
    check_reason(ruling, outcome)
    against = against_audit(ruling.kind, application)
    if not needs_two(ruling.kind, outcome, against):
        application.status, application.closed_at = decided, clock.now()
    about = Decision(
        person_id=application.person_id,
        application_id=application.id,
        register=application.register,
        register_status=application.status_sought,
    )
    return keep_decision(about, by, ruling, outcome, against_findings=against)


def decide_dossier(dossier: Dossier, judge: Judge, ruling: Ruling) -> Decision:
    """Renew, from the renewal date on, or propose not to. What takes the status away waits for a second member, and so
    does a renewal against the rules or against the advice of the committee.

    Raises `HadAPart`, `NotDeclared`, `WrongDecision`, `ProposedAlready`, and `WrongStep` when it was decided.
    """
    by = judge.over(dossier.person_id)
    lock(dossier.person, dossier)
    dossier.status.judge()
    if finding_by(by, dossier) is not None:
        raise HadAPart(Part.ADVISED)
    check_declared(by, dossier)
    _refuse_second_proposal(dossier.registration)
    if ruling.kind not in (DecisionKind.RENEW, DecisionKind.REFUSE_RENEWAL):
        raise WrongDecision("kind", "Kies verlengen of niet verlengen.")
    if ruling.kind is DecisionKind.REFUSE_RENEWAL:
        _check_end(ruling, dossier.registration)
    else:
        ruling = replace(ruling, effective_on=dossier.renewal_date)
    outcome = outcome_of_renewal(dossier.person)
    check_reason(ruling, outcome)
    against = ruling.kind is DecisionKind.RENEW and any(one.advice is Advice.REFUSE for one in findings_of(dossier))
    return keep_decision(_about(dossier.registration, dossier), by, ruling, outcome, against_findings=against)


def decide_registration(registration: Registration, judge: Judge, ruling: Ruling) -> Decision:
    """Renew a status without a dossier, or propose to take it away; that holds when a second member confirms it.

    Raises `DecidedMeanwhile`, `NotDeclared`, `WrongDecision` and `ProposedAlready`.
    """
    by = judge.over(registration.person_id)
    shown = ruling.shown or registration.renewal_date
    lock(registration.person, registration)
    check_declared(by, registration)
    if ruling.kind is not DecisionKind.WITHDRAW and registration.renewal_date != shown:
        raise DecidedMeanwhile
    waiting = handed_in_of(registration)
    if ruling.kind not in kinds_for(registration, waiting):
        raise WrongDecision("kind", "Dit kun je nu niet over deze status besluiten.")
    if not registration.goes_on:
        raise WrongDecision("effective_on", "Deze status is al beëindigd.")
    _refuse_second_proposal(registration)
    if ruling.kind is DecisionKind.RENEW:
        ruling = replace(ruling, effective_on=registration.renewal_date)
    else:
        _check_end(ruling, registration)
    outcome = outcome_of_registration(registration, waiting)
    check_reason(ruling, outcome)
    return keep_decision(_about(registration), by, ruling, outcome)


def confirm(decision: Decision, judge: Judge, answer: str) -> None:
    """A second member agrees and says why: from now on the decision holds.

    What takes a status away holds from its own day or, when that is over, from today; but after an objection from its
    own day, as the status is gone since the first decision. Raises `SamePerson`, `HadAPart`, `NotDeclared`,
    `AnswerMissing`, `WrongDecision`, `DecidedMeanwhile` and `WrongStep`.
    """
    by = _second(decision, judge, answer)
    today, application = clock.today(), decision.application
    status = decision.status.confirm()
    _check_still(decision)
    decision.status, decision.second_by_id, decision.confirmed_at = status, by.id, clock.now()
    decision.second_answer, decision.decided_on = answer.strip(), today
    if decision.replaces is None and decision.kind not in (DecisionKind.GRANT, DecisionKind.RENEW):
        decision.effective_on = max(decision.effective_on, today)
    if application is not None and decision.replaces is None:
        application.status, application.closed_at = application.status.decide(), clock.now()
    take(decision)


def drop(decision: Decision, judge: Judge, answer: str) -> None:
    """A second member does not agree and says why: nothing changes for the person, and another decision has to come.

    Raises `SamePerson`, `HadAPart`, `NotDeclared`, `AnswerMissing` and `WrongStep`.
    """
    by = _second(decision, judge, answer)
    decision.status, decision.second_by_id, decision.confirmed_at = decision.status.drop(), by.id, clock.now()
    decision.second_answer = answer.strip()
    db.session.flush()


def take_back(decision: Decision, by: User) -> None:
    """The one who proposed it takes it back; raises `WrongStep`, and `SamePerson` for anybody else."""
    if decision.decided_by_id != by.id:
        raise SamePerson
    lock(decision.person, decision)
    decision.status = decision.status.drop()
    db.session.flush()


def _about(registration: Registration, dossier: Dossier | None = None) -> Decision:
    return Decision(
        person_id=registration.person_id,
        dossier_id=dossier.id if dossier else None,
        registration_id=registration.id,
        register=registration.register,
        register_status=registration.status,
    )


def _check_end(ruling: Ruling, registration: Registration) -> None:
    """A status is not taken away in the past, nor further ahead than its certificate is valid."""
    latest = max(registration.valid_until, registration.renewal_date, clock.today())
    if not clock.today() <= ruling.effective_on <= latest:
        raise WrongDecision("effective_on", "Kies een dag vanaf vandaag, en niet na de geldigheid van de status.")


def _check_still(decision: Decision) -> None:
    """What was proposed can still be done; raises `WrongDecision` and `DecidedMeanwhile`."""
    if decision.kind is DecisionKind.GRANT and decision.application is not None:
        check_grant(decision.application, decision.effective_on)
    held = decision.registration
    if decision.kind is not DecisionKind.RENEW or decision.replaces is not None or held is None:
        return
    if held.renewal_date != decision.effective_on or not held.goes_on:
        raise DecidedMeanwhile


def _second(decision: Decision, judge: Judge, answer: str) -> User:
    """Who gives the second judgement: not who proposed it, nor anybody else who had a part in the matter."""
    by = judge.over(decision.person_id)
    lock(decision.person, *([decision.application] if decision.application else []), decision)
    if decision.decided_by_id == by.id:
        raise SamePerson
    part = part_of(by, decision)
    if part is not None:
        raise HadAPart(part)
    check_declared(by, decision)
    if not answer.strip():
        raise AnswerMissing
    return by


def _refuse_second_proposal(registration: Registration) -> None:
    """One proposal at a time about what somebody holds."""
    if proposal_about(registration=registration) is not None:
        raise ProposedAlready


def note_letter_read(decision_id: int) -> None:
    """The person opened the letter for the first time: a transaction by itself, as that is a GET.

    When the database takes nothing in, the letter stays one to read.
    """
    read = (
        update(Decision)
        .where(Decision.id == decision_id, Decision.letter_read_at.is_(None))
        .values(letter_read_at=clock.now())
    )
    with suppress(OperationalError), db.engine.begin() as connection:
        connection.execute(read)
