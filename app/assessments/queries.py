"""Reads of assessments. A draft is found by its author only; whoever else asks finds nothing."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import Select, select
from sqlalchemy.orm import selectinload

from app.assessments.aspects import read_aspect
from app.assessments.models import Assessment
from app.assessments.rules import UNANSWERED, Answer, Kind, Status, aspect_order, element_order, unfold
from app.core.db import db
from app.people.models import User
from app.standards.library import get_standard, standard_read_by
from app.standards.norms.queries import current_profile
from app.standards.rules.standard import Standard


def _own(person: User) -> Select[Assessment]:
    """What this person wrote about themselves."""
    return select(Assessment).where(Assessment.subject_id == person.id, Assessment.author_id == person.id)


def own_assessment(person: User, assessment_id: int) -> Assessment | None:
    """A self-assessment of this person, draft or handed in; None for anybody else's."""
    return db.session.scalar(_own(person).where(Assessment.id == assessment_id))


def drafts_of(person: User) -> Sequence[Assessment]:
    """The drafts of this person's own self-assessments with their answers, newest first; one per standard."""
    return db.session.scalars(
        _own(person)
        .where(Assessment.kind == Kind.SELF, Assessment.status == Status.DRAFT)
        .options(selectinload(Assessment.ratings), selectinload(Assessment.proposals))
        .order_by(Assessment.started_at.desc(), Assessment.id.desc())
    ).all()


def draft_on(person: User, standard: str) -> Assessment | None:
    """This person's draft of a self-assessment on one standard; there is at most one."""
    return db.session.scalar(_own(person).where(Assessment.standard == standard, Assessment.status == Status.DRAFT))


def submitted_of(person: User, standard: str | None = None) -> Sequence[Assessment]:
    """This person's self-assessments that were handed in (on one standard, or on all), newest first."""
    query = _own(person).where(Assessment.kind == Kind.SELF, Assessment.status == Status.SUBMITTED)
    if standard is not None:
        query = query.where(Assessment.standard == standard)
    return db.session.scalars(query.order_by(Assessment.submitted_at.desc(), Assessment.id.desc())).all()


def standard_of(assessment: Assessment) -> Standard:
    """The edition that it was made on, as its person reads it: with the texts and norms of their organisation."""
    return standard_read_by(assessment.subject, assessment.standard, assessment.submitted_at)


def profile_of(assessment: Assessment) -> str:
    """The code of the profile that is asked: of a draft the norm as it is now, once handed in as it was then."""
    return current_profile(assessment.profile) if assessment.status.can_change else assessment.profile


def answers_of(assessment: Assessment) -> dict[str, Answer]:
    """The answer per element code: from the bytes when it was handed in, else from the rows of the draft."""
    standard = get_standard(assessment.standard)
    order = element_order(standard)
    if assessment.levels is not None:
        return unfold(assessment.levels, order)
    given = {rating.element: Answer(rating.answer) for rating in assessment.ratings if not rating.aspect}
    return {code: given.get(code, UNANSWERED) for code in order}


def aspect_answers_of(assessment: Assessment) -> dict[str, Answer]:
    """The answer per `element:aspect`: from the bytes when it was handed in, else from the rows of the draft.

    Empty when it was handed in without aspects.
    """
    standard = get_standard(assessment.standard)
    order = aspect_order(standard)
    if assessment.status.can_change:
        given = {f"{row.element}:{row.aspect}": Answer(row.answer) for row in assessment.ratings if row.aspect}
    elif assessment.aspect_levels is None:
        return {}
    else:
        given = unfold(assessment.aspect_levels, order)
    return {
        f"{one.code}:{aspect.code}": read_aspect(one, aspect.code, given.get(f"{one.code}:{aspect.code}", UNANSWERED))
        for one in standard.elements
        for aspect in one.aspects
    }
