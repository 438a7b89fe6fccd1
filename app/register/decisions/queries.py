"""Reads of applications and decisions: of the person themselves, or of somebody who may judge them.

`…_for` takes the viewer and finds nothing of somebody whom the viewer may not judge, so that such a file is a 404.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from sqlalchemy import Select, func, or_, select
from sqlalchemy.orm import selectinload

from app.core.db import db
from app.dossiers.models import Dossier, PEActivity, PracticeReport, Registration
from app.dossiers.rules import ApprovalStatus, DossierStatus, ReportStatus
from app.people.models import User
from app.register.judges.rules import may_judge
from app.register.models import Application, Audit, Decision, DossierFinding
from app.register.rules import ApplicationStatus, DecisionKind, DecisionStatus
from app.regulation.terms import Status

PAGE = 50


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
        _applications().where(
            Application.person_id == person.id, Application.status == ApplicationStatus.SUBMITTED
        )
    )  # fmt: skip


def waiting_applications() -> Sequence[Application]:
    """All applications that wait, oldest first."""
    return db.session.scalars(
        _applications()
        .where(Application.status == ApplicationStatus.SUBMITTED)
        .order_by(Application.submitted_at, Application.id)
    ).all()


def application_for(viewer: User, application_id: int, day: date) -> Application | None:
    """An application that the viewer may judge on this day; also one that is decided."""
    found = db.session.scalar(_applications().where(Application.id == application_id))
    return found if found is not None and may_judge(viewer, found.person, day) else None


def activity_for(viewer: User, activity_id: int, day: date) -> PEActivity | None:
    """A PE activity that asks approval, of somebody whom the viewer may judge."""
    found = db.session.scalar(
        select(PEActivity)
        .where(PEActivity.id == activity_id, PEActivity.approval == ApprovalStatus.ASKED)
        .options(selectinload(PEActivity.evidence), selectinload(PEActivity.person))
    )
    return found if found is not None and may_judge(viewer, found.person, day) else None


def proposed_subjects() -> Sequence[PracticeReport]:
    """The practice activities that wait for the committee, oldest first."""
    return db.session.scalars(
        select(PracticeReport)
        .where(PracticeReport.status == ReportStatus.PROPOSED)
        .options(selectinload(PracticeReport.person))
        .order_by(PracticeReport.submitted_on, PracticeReport.id)
    ).all()


def subject_for(viewer: User, report_id: int, day: date) -> PracticeReport | None:
    """A practice activity that waits for the committee, of somebody whom the viewer may judge."""
    found = db.session.scalar(
        select(PracticeReport)
        .where(PracticeReport.id == report_id, PracticeReport.status == ReportStatus.PROPOSED)
        .options(selectinload(PracticeReport.person))
    )
    return found if found is not None and may_judge(viewer, found.person, day) else None


def dossiers_handed_in() -> Sequence[Dossier]:
    """The dossiers that wait for a decision, by the day that they are judged for."""
    return db.session.scalars(
        select(Dossier)
        .where(Dossier.status == DossierStatus.HANDED_IN)
        .options(selectinload(Dossier.registration))
        .order_by(Dossier.renewal_date, Dossier.handed_in_at, Dossier.id)
    ).all()


def dossier_for(viewer: User, dossier_id: int, day: date) -> Dossier | None:
    """A dossier that was handed in and not yet decided about, of somebody whom the viewer may judge.

    After the decision nobody of the register reads it any more, except through a sample or an objection.
    """
    found = db.session.scalar(
        select(Dossier)
        .where(Dossier.id == dossier_id, Dossier.status == DossierStatus.HANDED_IN)
        .options(selectinload(Dossier.registration))
    )
    return found if found is not None and may_judge(viewer, found.person, day) else None


def handed_in_of(registration: Registration) -> Sequence[Dossier]:
    """The dossiers of a status that wait for a decision."""
    return db.session.scalars(
        select(Dossier).where(Dossier.registration_id == registration.id, Dossier.status == DossierStatus.HANDED_IN)
    ).all()


def closed_unjudged(registration: Registration) -> Sequence[Dossier]:
    """The dossiers of the year that is still to be judged which were closed because the status ended."""
    return db.session.scalars(
        select(Dossier).where(
            Dossier.registration_id == registration.id, Dossier.status == DossierStatus.JUDGED,
            Dossier.renewal_date == registration.renewal_date,
        )
    ).all()  # fmt: skip


def findings_of(dossier: Dossier) -> Sequence[DossierFinding]:
    """What members of the committee found of a dossier, oldest first."""
    return db.session.scalars(
        select(DossierFinding)
        .where(DossierFinding.dossier_id == dossier.id)
        .options(selectinload(DossierFinding.author))
        .order_by(DossierFinding.recorded_at, DossierFinding.id)
    ).all()


def finding_by(author: User, dossier: Dossier) -> DossierFinding | None:
    """What this member found of a dossier, or None."""
    return db.session.scalar(
        select(DossierFinding).where(DossierFinding.dossier_id == dossier.id, DossierFinding.author_id == author.id)
    )


def dossiers_found_by(author: User) -> frozenset[int]:
    """The ids of the dossiers about which this member wrote a finding."""
    return frozenset(
        id_
        for id_ in db.session.scalars(select(DossierFinding.dossier_id).where(DossierFinding.author_id == author.id))
    )


def held_registrations(day: date, search: str = "", status: Status | None = None) -> Sequence[Registration]:
    """The statuses that are held on a day, by renewal date; narrowed to a name or employer and to one status."""
    query = select(Registration).where(or_(Registration.ended_on.is_(None), Registration.ended_on > day))
    if search:
        words = [f for f in search.split() if f]
        for word in words:
            query = query.where(
                Registration.name.icontains(word, autoescape=True)
                | Registration.employer.icontains(word, autoescape=True)
            )
    if status is not None:
        query = query.where(Registration.status == status)
    return db.session.scalars(query.order_by(Registration.renewal_date, Registration.name, Registration.id)).all()


def registration_on(person: User, day: date) -> Registration | None:
    """The status that somebody held on a day."""
    return db.session.scalars(
        select(Registration)
        .where(
            Registration.person_id == person.id, Registration.started_on <= day,
            or_(Registration.ended_on.is_(None), Registration.ended_on > day),
        )
        .order_by(Registration.started_on.desc())
    ).first()  # fmt: skip


def past_renewal(day: date) -> Sequence[Registration]:
    """The statuses whose renewal date is over while no dossier for it was handed in: the board looks at each."""
    handed_in = select(Dossier.registration_id).where(Dossier.status == DossierStatus.HANDED_IN)
    return db.session.scalars(
        select(Registration)
        .where(
            Registration.ended_on.is_(None), Registration.renewal_date < day, Registration.id.not_in(handed_in)
        )
        .order_by(Registration.renewal_date, Registration.id)
    ).all()  # fmt: skip


def registration_for(viewer: User, registration_id: int, day: date) -> Registration | None:
    """A status that is held now, of somebody whom the viewer may judge."""
    found = db.session.scalar(
        select(Registration).where(Registration.id == registration_id, Registration.ended_on.is_(None))
    )
    return found if found is not None and may_judge(viewer, found.person, day) else None


def own_decisions(person: User) -> Sequence[Decision]:
    """What the board decided about this person, newest first; a proposal is not a decision yet."""
    return db.session.scalars(
        select(Decision)
        .where(Decision.person_id == person.id, Decision.status == DecisionStatus.TAKEN)
        .options(selectinload(Decision.replaces), selectinload(Decision.replacements))
        .order_by(Decision.decided_on.desc(), Decision.id.desc())
    ).all()


def own_decision(person: User, decision_id: int) -> Decision | None:
    """A decision about this person that was taken; None for anybody else's."""
    return db.session.scalar(
        select(Decision).where(
            Decision.id == decision_id, Decision.person_id == person.id, Decision.status == DecisionStatus.TAKEN
        )
    )


def decision_about(application: Application) -> Decision | None:
    """The decision about an application that holds, when there is one: the last, after an objection."""
    return db.session.scalars(
        select(Decision)
        .where(Decision.application_id == application.id, Decision.status == DecisionStatus.TAKEN)
        .order_by(Decision.id.desc())
    ).first()


def decision_for(viewer: User, decision_id: int, day: date) -> Decision | None:
    """A decision or a proposal about somebody whom the viewer may judge."""
    found = db.session.scalar(
        select(Decision)
        .where(Decision.id == decision_id)
        .options(selectinload(Decision.decided_by), selectinload(Decision.second_by))
    )
    return found if found is not None and may_judge(viewer, found.person, day) else None


def proposals() -> Sequence[Decision]:
    """The decisions that wait for a second person, oldest first."""
    return db.session.scalars(
        select(Decision)
        .where(Decision.status == DecisionStatus.PROPOSED)
        .options(selectinload(Decision.decided_by))
        .order_by(Decision.recorded_at, Decision.id)
    ).all()


def decisions(
    number: int = 1, kind: DecisionKind | None = None, year: int | None = None
) -> tuple[Sequence[Decision], int]:
    """A page of the decisions that were taken, newest first, with the number of pages."""
    query = select(Decision).where(Decision.status == DecisionStatus.TAKEN)
    if kind is not None:
        query = query.where(Decision.kind == kind)
    if year is not None:
        query = query.where(Decision.decided_on >= date(year, 1, 1), Decision.decided_on < date(year + 1, 1, 1))
    count = db.session.scalar(select(func.count()).select_from(query.subquery())) or 0
    pages = max(1, -(-count // PAGE))
    found = db.session.scalars(
        query.options(
            selectinload(Decision.decided_by), selectinload(Decision.second_by), selectinload(Decision.replacements)
        )
        .order_by(Decision.decided_on.desc(), Decision.id.desc())
        .limit(PAGE)
        .offset((min(max(1, number), pages) - 1) * PAGE)
    ).all()
    return found, pages


def proposal_about(registration: Registration) -> Decision | None:
    """The proposal that waits about a status that is held (also when it is about its dossier); at most one."""
    return db.session.scalar(
        select(Decision).where(
            Decision.status == DecisionStatus.PROPOSED, Decision.registration_id == registration.id
        )
    )  # fmt: skip
