"""Writes of applications: ask, take back, and the audit that the committee holds. They flush; the request commits."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from sqlalchemy.exc import IntegrityError

from app.core import clock
from app.core.db import db
from app.core.problems import DomainError, WrongStep
from app.dossiers.holding.operations import record_finding
from app.dossiers.holding.queries import held, registrant_of
from app.dossiers.models import Registrant
from app.dossiers.standing.case import case_of
from app.people.models import User
from app.register.applications.rules import Offer, offers_for
from app.register.decisions.queries import open_application_of
from app.register.judges.rules import check_independent
from app.register.models import Application, Audit
from app.register.outcomes.rules import KeptOutcome, keep
from app.register.rules import ApplicationKind, ApplicationStatus
from app.regulation.case import Case, CaseAction
from app.regulation.dossier_file.reading import stored_case
from app.regulation.dossier_file.writing import case_as_data
from app.regulation.editions import rules_of, rules_on
from app.regulation.judging import judge
from app.regulation.terms import RegisterName, Status


class AppliedAlready(DomainError):
    """Somebody has an application that waits."""

    def __init__(self) -> None:
        super().__init__("Je hebt al een aanvraag die loopt. Trek die eerst in als je iets anders wilt vragen.")


class CannotAsk(DomainError):
    """What is asked does not fit what somebody holds."""

    def __init__(self) -> None:
        super().__init__("Dit kun je nu niet aanvragen. Kies opnieuw.")


class WrongAudit(DomainError):
    """An audit that lacks something or cannot have been held on that day; `field` is what is at fault."""

    def __init__(self, field: str, message: str) -> None:
        super().__init__(message)
        self.field = field


@dataclass(frozen=True, slots=True)
class AuditFacts:
    """What an audit found. `function_fits` is asked for C only (C-CHECK)."""

    held_on: date
    passed: bool
    function_content: Status | None
    function_fits: bool | None
    findings: str


def offers_to(person: User) -> tuple[Offer, ...]:
    """What this person can ask now."""
    registration, registrant = held(person), registrant_of(person)
    has_leergang = registrant is not None and registrant.leergang_kind is registrant.register
    return offers_for(registration.status if registration else None, has_leergang)


def case_for(person: User, offer: Offer, day: date) -> Case:
    """The case of this person for what they want to ask, as it stands on this day."""
    action = CaseAction.UPGRADE if offer.kind is ApplicationKind.UPGRADE else CaseAction.ENTRY
    return case_of(person, day, action=action, sought=offer.status, route=offer.route)


def apply(person: User, offer: Offer, motivation: str) -> Application:
    """Ask for a status; what the register knows of the person on this day is kept with it, and so are the rules.

    Raises `AppliedAlready` and `CannotAsk`. What the rules say does not stand in the way: the board decides.
    """
    if open_application_of(person) is not None:
        raise AppliedAlready
    if offer not in offers_to(person):
        raise CannotAsk
    day = clock.today()
    registrant = registrant_of(person)
    application = Application(
        person_id=person.id, register=registrant.register if registrant else RegisterName.AMB, kind=offer.kind,
        route=offer.route, status_sought=offer.status, motivation=motivation, submitted_at=clock.now(),
        rules_edition=rules_on(day).slug, case=case_as_data("aanvraag", case_for(person, offer, day)),
        content=_content_of(registrant),
    )  # fmt: skip
    try:
        with db.session.begin_nested():
            db.session.add(application)
    except IntegrityError as error:
        raise AppliedAlready from error
    return application


def withdraw(application: Application) -> None:
    """The person takes an application back; raises `WrongStep` when it was decided or taken back already."""
    application.status = application.status.withdraw()
    application.closed_at = clock.now()
    forget_audit(application.person)
    db.session.flush()


def record_audit(application: Application, by: User, facts: AuditFacts) -> Audit:
    """What a member of the committee found at the audit; the newest one counts.

    Raises `NotIndependent`, `WrongStep` when the application does not wait for an audit, and `WrongAudit`.
    The finding about the function is kept with the registrant, beside their own statement.
    """
    check_independent(by, application.person, clock.today())
    _check_audit(application, facts)
    fits = facts.function_fits if application.status_sought is Status.C else None
    audit = Audit(
        application_id=application.id, auditor_id=by.id, held_on=facts.held_on, passed=facts.passed,
        function_content=facts.function_content, function_fits=fits, findings=facts.findings,
        recorded_at=clock.now(),
    )  # fmt: skip
    application.audits.append(audit)
    db.session.flush()
    _keep_finding(application.person, audit)
    return audit


def judged(application: Application) -> KeptOutcome:
    """What the rules of its edition say of an application: its own facts, with the newest audit laid over them."""
    case = stored_case(application.case)
    audit = application.newest_audit
    if audit is not None:
        case = replace(
            case,
            audit_done=audit.passed,
            function_content=audit.function_content,
            function_fits_register=audit.function_fits,
        )
    return keep(judge(case, rules_of(application.rules_edition)))


def fits(application: Application) -> bool:
    """Whether what was asked can still be given: the person holds what they held when they asked."""
    return Offer(application.kind, application.route, application.status_sought) in offers_to(application.person)


def _check_audit(application: Application, facts: AuditFacts) -> None:
    if application.status is not ApplicationStatus.SUBMITTED:
        raise WrongStep("Deze aanvraag is al afgehandeld.")
    if not application.needs_audit:
        raise WrongStep("Bij deze aanvraag hoort geen audit.")
    if facts.held_on > clock.today():
        raise WrongAudit("held_on", "Deze dag moet nog komen. Vul vandaag in of een dag die voorbij is.")
    if facts.held_on < clock.local(application.submitted_at).date():
        raise WrongAudit("held_on", "Op deze dag was de aanvraag er nog niet.")
    if application.status_sought is Status.C and facts.function_fits is None:
        raise WrongAudit("function_fits", "Geef aan of de functie in dit register past.")


def _content_of(registrant: Registrant | None) -> dict[str, Any]:
    """What a reader needs beside the case: the functions with their days."""
    functions = registrant.experience if registrant else []
    return {
        "functions": [
            {
                "function": one.function, "employer": one.employer, "in_field": one.in_field,
                "starts_on": one.starts_on.isoformat(), "ends_on": one.ends_on.isoformat() if one.ends_on else None,
            }
            for one in functions
        ]
    }  # fmt: skip


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


def forget_audit(person: User) -> None:
    """A passed audit counts for the application that it was held for, and no longer when that is over."""
    registrant = registrant_of(person)
    if registrant is not None:
        registrant.audit_passed_for = None
