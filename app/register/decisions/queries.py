"""Reads of decisions and of what is decided about: of the person themselves, or of somebody who may judge them.

`…_for` takes the viewer, and gives what it finds with the proof that they may judge it; of somebody whom they may not
judge it finds nothing, so that such a file is a 404.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from sqlalchemy import Select, func, select
from sqlalchemy.orm import joinedload, selectinload

from app.core import clock
from app.core.db import db
from app.dossiers.holding.position import position_of
from app.dossiers.models import Dossier, Registration
from app.dossiers.rules import DossierStatus
from app.dossiers.standing.case import case_of
from app.people.models import User
from app.register.judges.queries import Judge, for_judge
from app.register.models import Application, Decision, DossierFinding
from app.register.outcomes.rules import KeptOutcome, keep
from app.register.rules import DecisionKind, DecisionStatus
from app.regulation.case import CaseAction
from app.regulation.judging import judge
from app.regulation.terms import Status

PAGE = 50


def dossiers_handed_in(to_advise: User | None = None) -> Sequence[Dossier]:
    """The dossiers that wait for a decision, by the day that they are judged for.

    With `to_advise` only those about which this member of the committee did not write yet what they find.
    """
    query = select(Dossier).where(Dossier.status == DossierStatus.HANDED_IN)
    if to_advise is not None:
        found = select(DossierFinding.dossier_id).where(DossierFinding.author_id == to_advise.id)
        query = query.where(Dossier.id.not_in(found))
    return db.session.scalars(
        query.options(joinedload(Dossier.registration), joinedload(Dossier.person)).order_by(
            Dossier.renewal_date, Dossier.handed_in_at, Dossier.id
        )
    ).all()


def dossier_for(viewer: User, dossier_id: int, day: date) -> tuple[Dossier, Judge] | None:
    """A dossier that was handed in and not yet decided about, of somebody whom the viewer may judge.

    After the decision nobody of the register reads it any more, except through a sample or an objection.
    """
    found = db.session.scalar(
        select(Dossier)
        .where(Dossier.id == dossier_id, Dossier.status == DossierStatus.HANDED_IN)
        .options(joinedload(Dossier.registration))
    )
    return for_judge(found, viewer, day)


def handed_in_of(registration: Registration) -> Sequence[Dossier]:
    """The dossiers of a status that wait for a decision."""
    return db.session.scalars(
        select(Dossier).filter_by(registration_id=registration.id, status=DossierStatus.HANDED_IN)
    ).all()


def closed_unjudged(registration: Registration) -> Sequence[Dossier]:
    """The dossiers of the year that is still to be judged which were closed because the status ended."""
    year = {"registration_id": registration.id, "renewal_date": registration.renewal_date}
    return db.session.scalars(select(Dossier).filter_by(status=DossierStatus.JUDGED, **year)).all()


def findings_of(dossier: Dossier) -> Sequence[DossierFinding]:
    """What members of the committee found of a dossier, oldest first."""
    return db.session.scalars(
        select(DossierFinding)
        .where(DossierFinding.dossier_id == dossier.id)
        .options(joinedload(DossierFinding.author))
        .order_by(DossierFinding.recorded_at, DossierFinding.id)
    ).all()


def finding_by(author: User, dossier: Dossier) -> DossierFinding | None:
    """What this member found of a dossier, or None."""
    return db.session.scalar(
        select(DossierFinding).where(DossierFinding.dossier_id == dossier.id, DossierFinding.author_id == author.id)
    )


def held_registrations(day: date, search: str = "", status: Status | None = None) -> Sequence[Registration]:
    """The statuses that are held on a day, by renewal date; narrowed to a name or employer and to one status."""
    query = select(Registration).where(Registration.held_on(day))
    for word in search.split():
        query = query.where(
            Registration.name.icontains(word, autoescape=True) | Registration.employer.icontains(word, autoescape=True)
        )
    if status is not None:
        query = query.where(Registration.status == status)
    return db.session.scalars(
        query.options(joinedload(Registration.person)).order_by(
            Registration.renewal_date, Registration.name, Registration.id
        )
    ).all()


def past_renewal(day: date) -> Sequence[Registration]:
    """The statuses that go on past their renewal date without a dossier that was handed in: the board looks at each."""
    handed_in = select(Dossier.registration_id).where(Dossier.status == DossierStatus.HANDED_IN)
    return db.session.scalars(
        select(Registration)
        .where(Registration.goes_on, Registration.renewal_date < day, Registration.id.not_in(handed_in))
        .options(joinedload(Registration.person))
        .order_by(Registration.renewal_date, Registration.id)
    ).all()


def registration_for(viewer: User, registration_id: int, day: date) -> tuple[Registration, Judge] | None:
    """A status that goes on, of somebody whom the viewer may judge."""
    found = db.session.scalar(select(Registration).where(Registration.id == registration_id, Registration.goes_on))
    return for_judge(found, viewer, day)


def _taken(person: User) -> Select[Decision]:
    return select(Decision).where(Decision.person_id == person.id, Decision.status == DecisionStatus.TAKEN)


def own_decisions(person: User) -> Sequence[Decision]:
    """What the board decided about this person, newest first; a proposal is not a decision yet."""
    return db.session.scalars(
        _taken(person)
        .options(*(selectinload(one) for one in (Decision.replaces, Decision.replacements, Decision.objection)))
        .order_by(Decision.decided_on.desc(), Decision.id.desc())
    ).all()


def unread_decisions(person: User) -> Sequence[Decision]:
    """What the board decided about this person and they did not read the letter of, newest first."""
    return db.session.scalars(
        _taken(person).where(Decision.letter_read_at.is_(None)).order_by(Decision.decided_on.desc(), Decision.id.desc())
    ).all()


def own_decision(person: User, decision_id: int) -> Decision | None:
    """A decision about this person that was taken; None for anybody else's."""
    return db.session.scalar(_taken(person).where(Decision.id == decision_id))


def decision_for(viewer: User, decision_id: int, day: date) -> tuple[Decision, Judge] | None:
    """A decision or a proposal about somebody whom the viewer may judge."""
    found = db.session.scalar(
        select(Decision)
        .where(Decision.id == decision_id)
        .options(joinedload(Decision.decided_by), joinedload(Decision.second_by))
    )
    return for_judge(found, viewer, day)


def proposals() -> Sequence[Decision]:
    """The decisions that wait for a second person, oldest first."""
    return db.session.scalars(
        select(Decision)
        .where(Decision.status == DecisionStatus.PROPOSED)
        .options(joinedload(Decision.person), joinedload(Decision.decided_by))
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
            joinedload(Decision.person),
            joinedload(Decision.decided_by),
            joinedload(Decision.second_by),
            selectinload(Decision.replacements),
        )
        .order_by(Decision.decided_on.desc(), Decision.id.desc())
        .limit(PAGE)
        .offset((min(max(1, number), pages) - 1) * PAGE)
    ).all()
    return found, pages


def proposal_about(registration: Registration) -> Decision | None:
    """The proposal that waits about a status that is held (also when it is about its dossier); at most one."""
    return db.session.scalar(
        select(Decision).where(Decision.status == DecisionStatus.PROPOSED, Decision.registration_id == registration.id)
    )


def rejected_before(**about: int) -> Sequence[Decision]:
    """The proposals about this that a second member rejected, newest first, with who did."""
    return db.session.scalars(
        select(Decision)
        .filter_by(status=DecisionStatus.DROPPED, **about)
        .where(Decision.second_by_id.is_not(None))
        .options(joinedload(Decision.second_by))
        .order_by(Decision.id.desc())
    ).all()


def kinds_of(application: Application) -> tuple[DecisionKind, ...]:
    """What can be decided about an application: it is not refused while its audit is still to come."""
    if application.needs_audit and not application.audits:
        return (DecisionKind.GRANT,)
    return DecisionKind.GRANT, DecisionKind.REFUSE


def outcome_of_registration(registration: Registration, waiting: Sequence[Dossier]) -> KeptOutcome | None:
    """What the rules say today of the year that is judged of a status that is held; `waiting` are its dossiers.

    None as long as that year runs and its dossier was not handed in: until then it is the person's own.
    """
    if registration.renewal_date > clock.today() and not waiting:
        return None
    return outcome_of_renewal(registration.person)


def outcome_of_renewal(person: User, about: Registration | None = None) -> KeptOutcome:
    """What the rules say today of the renewal of the status that somebody holds, or held (`about`).

    What was done after the dossier was handed in counts too (A-14).
    """
    position = position_of(person, clock.today())
    position = position.about(about) if about else position
    return keep(judge(case_of(position, action=CaseAction.RENEWAL), position.rules))


def kinds_for(registration: Registration, waiting: Sequence[Dossier]) -> tuple[DecisionKind, ...]:
    """What can be decided about a status itself: once its renewal date is over and no dossier waits, the renewal too.

    A C-status asks for no dossier (A-20), and somebody else may never hand one in.
    """
    if registration.renewal_date > clock.today() or waiting:
        return (DecisionKind.WITHDRAW,)
    return DecisionKind.RENEW, DecisionKind.REFUSE_RENEWAL, DecisionKind.WITHDRAW
