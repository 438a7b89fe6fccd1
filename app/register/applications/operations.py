"""Writes of applications: ask, take back, and the audit that the committee holds. They flush; the request commits."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from app.core import clock
from app.core.db import db, lock, only_once
from app.core.problems import Conflict, DomainError, WrongField, WrongStep
from app.dossiers.holding.operations import forget_audit, record_finding
from app.dossiers.holding.queries import registrant_of
from app.evidence.models import Evidence
from app.evidence.operations import hide, show
from app.people.models import User
from app.people.rules import RoleName
from app.register.applications.notices import tell_appointment, tell_audit, tell_second_auditor
from app.register.applications.queries import asks_to, case_for, content_of, open_application_of, proposal_for
from app.register.applications.rules import Ask
from app.register.judges.queries import Judge, check_declared, ties_of
from app.register.models import Application, Audit
from app.register.rules import ApplicationStatus
from app.regulation.dossier_file.writing import kept_case
from app.regulation.editions import rules_on
from app.regulation.terms import RegisterName, Status


class AppliedAlready(DomainError):
    """Somebody has an application that waits."""

    sentence = "Je hebt al een aanvraag die loopt. Trek die eerst in als je iets anders wilt vragen."


class CannotAsk(DomainError):
    """What is asked does not fit what somebody holds."""

    sentence = "Dit kun je nu niet aanvragen. Kies opnieuw."


class OtherAppointment(Conflict):
    """The appointment is another than the page showed."""

    sentence = "Een ander commissielid maakte of verzette de afspraak net. Kijk eerst of die goed is."


class WrongAudit(WrongField):
    """An audit that lacks something or cannot have been held on that day."""


@dataclass(frozen=True, slots=True)
class AuditFacts:
    """What an audit found. `function_fits` is asked for C only (C-CHECK); `second` was there too."""

    held_on: date
    passed: bool
    function_content: Status | None
    function_fits: bool | None
    findings: str
    second: User | None = None


def apply(person: User, ask: Ask, motivation: str) -> Application:
    """Ask for a status; what the register knows of the person on this day is kept with it, and so are the rules.

    Raises `AppliedAlready` and `CannotAsk`. What the rules say does not stand in the way: the board decides.
    """
    lock(person)
    if open_application_of(person) is not None:
        raise AppliedAlready
    if ask not in asks_to(person):
        raise CannotAsk
    day = clock.today()
    registrant = registrant_of(person)
    application = Application(
        person_id=person.id,
        register=registrant.register if registrant else RegisterName.AMB,
        kind=ask.kind,
        route=ask.route,
        status_sought=ask.status,
        motivation=motivation,
        submitted_at=clock.now(),
        rules_edition=rules_on(day).slug,
        case=kept_case("aanvraag", case_for(person, ask, day)),
        content=content_of(registrant),
    )
    with only_once(AppliedAlready):
        db.session.add(application)
    return application


def withdraw(application: Application) -> None:
    """The person takes an application back; raises `WrongStep` when it was decided or taken back already.

    What a member of the board proposed about it is off.
    """
    lock(application.person, application)
    application.status = application.status.withdraw()
    proposal = proposal_for(application)
    if proposal is not None:
        proposal.status = proposal.status.drop()
    application.closed_at = clock.now()
    forget_audit(application.person)
    db.session.flush()


def show_evidence(application: Application, evidence: Evidence) -> None:
    """The person shows something with an application that waits; raises `WrongStep`."""
    lock(application.person, application)
    _check_waits(application)
    lock(evidence)
    show(application.evidence, evidence)


def hide_evidence(application: Application, evidence: Evidence) -> None:
    """The person takes something away from an application that waits; raises `WrongStep`.

    While a proposal waits it stays: a second member of the board judges the same as the first.
    """
    lock(application.person, application)
    _check_waits(application)
    if proposal_for(application) is not None:
        raise WrongStep("Het bestuur beslist nu over deze aanvraag. Wat je liet zien, blijft erbij tot dat klaar is.")
    hide(application.evidence, evidence)


def plan_audit(
    application: Application, judge: Judge, moment: datetime, place: str, shown: datetime | None = None
) -> None:
    """A member of the committee says when and where they hold the audit; the person gets a mail.

    `shown` is the appointment that the page showed, if any. Raises `WrongAudit`, `OtherAppointment`, and `WrongStep`
    when the application does not wait for an audit.
    """
    by = judge.over(application.person_id)
    lock(application.person, application)
    _check_audit_comes(application)
    if application.audits:
        raise WrongStep("De audit is al vastgelegd. Een afspraak is niet meer nodig.")
    if application.audit_at != shown:
        raise OtherAppointment
    if moment < clock.now():
        raise WrongAudit("day", "Dit moment is al voorbij. Kies een dag en tijd die nog komen.")
    application.audit_at, application.audit_place, application.audit_by_id = moment, place, by.id
    db.session.flush()
    tell_appointment(application)


def record_audit(application: Application, judge: Judge, facts: AuditFacts, evidence: Evidence | None = None) -> Audit:
    """What a member of the committee found at the audit; the newest one counts, and the person gets a mail.

    Raises `WrongStep` when the application does not wait for an audit, `WrongAudit` and `NotDeclared`. The finding
    about the function is kept with the registrant, beside their own statement; `evidence` is a file with the audit.
    """
    by = judge.over(application.person_id)
    lock(application.person, application)
    _check_audit(application, facts)
    _check_second(application.person, facts.second, by)
    check_declared(by, application)
    fits = facts.function_fits if application.status_sought is Status.C else None
    audit = Audit(
        application_id=application.id,
        auditor_id=by.id,
        second_auditor_id=facts.second.id if facts.second else None,
        held_on=facts.held_on,
        passed=facts.passed,
        function_content=facts.function_content,
        function_fits=fits,
        findings=facts.findings,
        recorded_at=clock.now(),
        evidence=[evidence] if evidence else [],
    )
    application.audits.append(audit)
    db.session.flush()
    _keep_finding(application.person, audit)
    tell_audit(application)
    if facts.second is not None:
        tell_second_auditor(application, facts.second)
    return audit


def _check_waits(application: Application) -> None:
    if application.status is not ApplicationStatus.SUBMITTED:
        raise WrongStep("Deze aanvraag is al afgehandeld.")


def _check_second(person: User, second: User | None, by: User) -> None:
    """Who else was there is of the committee, and independent of the person as well."""
    if second is None:
        return
    if second.id == by.id or RoleName.COMMITTEE not in second.role_names:
        raise WrongAudit("second", "Kies een ander lid van de kwaliteitscommissie.")
    if person.id in ties_of(second, [person], clock.today()):
        raise WrongAudit("second", f"{second.name} mag dit dossier niet beoordelen.")


def _check_audit_comes(application: Application) -> None:
    _check_waits(application)
    if proposal_for(application) is not None:
        raise WrongStep("Er ligt al een voorstel voor een besluit. Een audit kan nu niet.")
    if not application.needs_audit:
        raise WrongStep("Bij deze aanvraag hoort geen audit.")


def _check_audit(application: Application, facts: AuditFacts) -> None:
    _check_audit_comes(application)
    if facts.held_on > clock.today():
        raise WrongAudit("held_on", "Deze dag moet nog komen. Vul vandaag in of een dag die voorbij is.")
    if facts.held_on < clock.local(application.submitted_at).date():
        raise WrongAudit("held_on", "Op deze dag was de aanvraag er nog niet.")
    if application.status_sought is Status.C and facts.function_fits is None:
        raise WrongAudit("function_fits", "Geef aan of de functie in dit register past.")


def _keep_finding(person: User, audit: Audit) -> None:
    """The committee's finding of the newest audit stands beside what the person says of themselves."""
    registrant = registrant_of(person)
    before = registrant.function_fits_finding if registrant else None
    record_finding(
        person,
        audit.held_on,
        content=audit.function_content,
        fits=before if audit.function_fits is None else audit.function_fits,
        passed_for=audit.application.status_sought if audit.passed else None,
    )
