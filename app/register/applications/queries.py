"""Reads of applications: of the person themselves, or of somebody who may judge them, and what the rules say of one."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date
from typing import Any

from pydantic import TypeAdapter
from sqlalchemy import Select, select
from sqlalchemy.orm import joinedload, selectinload

from app.core import clock
from app.core.db import db
from app.dossiers.holding.position import position_of
from app.dossiers.holding.queries import functions_of as functions_now
from app.dossiers.holding.queries import held, registrant_of
from app.dossiers.holding.rules import Function
from app.dossiers.models import Registrant, Registration
from app.dossiers.standing.case import case_of
from app.people.models import User
from app.register.applications.rules import Ask, asks_for
from app.register.judges.queries import Judge, for_judge
from app.register.models import Application, Audit, Decision
from app.register.outcomes.rules import KeptOutcome, keep
from app.register.rules import ApplicationStatus, DecisionStatus
from app.regulation.case import Case
from app.regulation.dossier_file.reading import stored_case
from app.regulation.editions import rules_of, rules_on
from app.regulation.judging import judge
from app.regulation.terms import RequirementKey

_FUNCTIONS = TypeAdapter(tuple[Function, ...])


def _applications() -> Select[Application]:
    return select(Application).options(selectinload(Application.audits).joinedload(Audit.auditor))


def own_application(person: User, application_id: int) -> Application | None:
    """An application of this person; None for anybody else's."""
    return db.session.scalar(
        _applications().where(Application.id == application_id, Application.person_id == person.id)
    )


def applications_of(person: User) -> Sequence[Application]:
    """What this person asked for, newest first."""
    return db.session.scalars(
        _applications()
        .where(Application.person_id == person.id)
        .order_by(Application.submitted_at.desc(), Application.id.desc())
    ).all()


def open_application_of(person: User) -> Application | None:
    """The application of this person that waits; there is at most one."""
    return db.session.scalar(
        _applications().where(Application.person_id == person.id, Application.status == ApplicationStatus.SUBMITTED)
    )


def waiting_applications() -> Sequence[Application]:
    """All applications that wait with who asked, oldest first."""
    return db.session.scalars(
        _applications()
        .where(Application.status == ApplicationStatus.SUBMITTED)
        .options(joinedload(Application.person))
        .order_by(Application.submitted_at, Application.id)
    ).all()


def application_for(viewer: User, application_id: int, day: date) -> tuple[Application, Judge] | None:
    """An application that the viewer may judge on this day, with the proof of it; also one that is decided."""
    return for_judge(db.session.scalar(_applications().where(Application.id == application_id)), viewer, day)


def decision_about(application: Application) -> Decision | None:
    """The decision about an application that holds, when there is one: the last, after an objection."""
    return db.session.scalars(
        select(Decision)
        .where(Decision.application_id == application.id, Decision.status == DecisionStatus.TAKEN)
        .order_by(Decision.id.desc())
    ).first()


def proposal_for(application: Application) -> Decision | None:
    """What a member of the board proposed about an application that nobody decided yet; at most one."""
    return db.session.scalar(
        select(Decision).where(
            Decision.status == DecisionStatus.PROPOSED,
            Decision.application_id == application.id,
            Decision.replaces_id.is_(None),
        )
    )


def asks_to(person: User) -> tuple[Ask, ...]:
    """What this person can ask now."""
    return asks_beside(held(person, clock.today()), person)


def asks_beside(registration: Registration | None, person: User) -> tuple[Ask, ...]:
    """What this person, who holds this, can ask now."""
    registrant = registrant_of(person)
    has_leergang = registrant is not None and registrant.leergang_kind is registrant.register
    return asks_for(registration.status if registration else None, has_leergang, rules_on(clock.today()))


def fits(application: Application) -> bool:
    """Whether what was asked can still be given: the person holds what they held when they asked."""
    return Ask(application.kind, application.route, application.status_sought) in asks_to(application.person)


def case_for(person: User, ask: Ask, day: date) -> Case:
    """The case of this person for what they want to ask, as it stands on this day."""
    return case_of(position_of(person, day), action=ask.action, sought=ask.status, route=ask.route)


def content_of(registrant: Registrant | None) -> dict[str, Any]:
    """What is kept of an application beside its case, for a reader: the functions with their days."""
    return {"functions": _FUNCTIONS.dump_python(functions_now(registrant), mode="json")}


def functions_of(application: Application) -> tuple[Function, ...]:
    """The functions that stood in an application when it was asked."""
    kept: Mapping[str, Any] = application.content or {}
    return _FUNCTIONS.validate_python(kept.get("functions", ()))


def judged(application: Application, case: Case | None = None) -> KeptOutcome:
    """What the rules of its edition say of an application: its own facts, with the newest audit laid over them.

    `case` is its kept case, from who has it already.
    """
    case, audit = case or stored_case(application.case), application.newest_audit
    if audit is not None:
        case = replace(
            case,
            audit_done=audit.passed,
            function_content=audit.function_content,
            function_fits_register=audit.function_fits,
            not_said=case.not_said - {RequirementKey.FUNCTION_CONTENT},
        )
    return keep(judge(case, rules_of(application.rules_edition)))
