"""Reads of shared results. The person finds what they share; another finds what is shared with them, while it holds."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from sqlalchemy import Select, and_, exists, or_, select
from sqlalchemy.orm import aliased, contains_eager

from app.assessments.models import Assessment, ResultShare
from app.assessments.results.content import Result
from app.assessments.results.queries import result_of
from app.core import clock
from app.core.db import db
from app.core.web.filters import day as day_words
from app.people.models import FormerPlace, Role, TeamMembership, User
from app.people.queries import find_by_email, leads
from app.people.rules import RoleName


def _holding(day: date) -> Select[ResultShare]:
    """What is shared on this day, with the result and both people.

    Both have an account in one organisation and neither moved since, the last day is not over, who shares it is a
    professional who can stop it, and who was shown it as a manager still is one.
    """
    subject, viewer = aliased(User), aliased(User)
    theirs, led = aliased(TeamMembership), aliased(TeamMembership)
    manages = and_(leads(led, theirs, day), viewer.roles.any(Role.name == RoleName.MANAGER.value))
    moved_since = exists().where(
        FormerPlace.person_id.in_([subject.id, viewer.id]), FormerPlace.moved_at >= ResultShare.shared_at
    )
    return (
        select(ResultShare)
        .join(ResultShare.assessment)
        .join(subject, Assessment.subject)
        .join(viewer, ResultShare.viewer)
        .outerjoin(led, led.id == ResultShare.led_id)
        .outerjoin(theirs, theirs.id == ResultShare.member_id)
        .where(
            ResultShare.ended_at.is_(None),
            ResultShare.last_day >= day,
            subject.active,
            subject.roles.any(Role.name == RoleName.PROFESSIONAL.value),
            viewer.active,
            subject.organisation_id == viewer.organisation_id,
            ~moved_since,
            or_(ResultShare.led_id.is_(None), manages),
        )
        .options(
            contains_eager(ResultShare.assessment).contains_eager(Assessment.subject.of_type(subject)),
            contains_eager(ResultShare.viewer.of_type(viewer)),
        )
        .order_by(ResultShare.shared_at.desc(), ResultShare.id.desc())
    )


def shares_of(assessment: Assessment, day: date) -> Sequence[ResultShare]:
    """Who reads this result on this day, the newest first; for its person."""
    return db.session.scalars(_holding(day).where(ResultShare.assessment_id == assessment.id)).all()


def readers_of(assessment: Assessment) -> list[str]:
    """The names of who reads this result today; for its own page."""
    return sorted(one.viewer.name for one in shares_of(assessment, clock.today()))


def shared_with(viewer: User, day: date) -> Sequence[ResultShare]:
    """What others share with somebody on this day, the newest first."""
    return db.session.scalars(_holding(day).where(ResultShare.viewer_id == viewer.id)).all()


def share_for(person: User, share_id: int, day: date) -> ResultShare | None:
    """What is shared with somebody on this day, or what they share themselves; None for anything else."""
    return db.session.scalar(
        _holding(day).where(
            ResultShare.id == share_id, or_(ResultShare.viewer_id == person.id, Assessment.subject_id == person.id)
        )
    )


def open_shares_of(assessment: Assessment) -> Sequence[ResultShare]:
    """The shares of a result that its person did not stop, also those that do not hold any more."""
    return db.session.scalars(
        select(ResultShare)
        .where(ResultShare.assessment_id == assessment.id, ResultShare.ended_at.is_(None))
        .order_by(ResultShare.id)
    ).all()


def colleague_at(person: User, email: str) -> User | None:
    """Somebody else of the same organisation, with an open account at this address."""
    found = find_by_email(email)
    if found is None or not found.active or found.id == person.id or not person.is_employed:
        return None
    return found if found.organisation_id == person.organisation_id else None


def shown_of(share: ResultShare) -> Result:
    """What is shared of a result: the chosen elements beside what was asked, without any other time."""
    result = result_of(share.assessment)
    parts = (
        replace(part, rows=tuple(row for row in part.rows if row.element.code in share.elements))
        for part in result.parts
    )
    return replace(result, parts=tuple(part for part in parts if part.rows), hint=None)


def looked_at(assessment: Assessment) -> str:
    """What somebody looks at who reads this result."""
    assert assessment.submitted_at is not None
    return f"Resultaat van {day_words(assessment.submitted_at)}"
