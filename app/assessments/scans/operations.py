"""The beginning of a draft: empty, with the answers of an earlier one, or with what other scores point to."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from functools import partial

from sqlalchemy import insert

from app.assessments.editions.proposals import Proposed
from app.assessments.models import Assessment, ElementEvidence, Proposal, Rating
from app.assessments.queries import answers_of, aspect_answers_of, draft_on
from app.assessments.rules import Mode, check_on_scale
from app.core import clock
from app.core.db import db, only_once
from app.core.problems import DomainError
from app.core.web.filters import weekday
from app.people.models import User
from app.standards.rules.standard import Standard


class DraftExists(DomainError):
    """This person has a draft on this standard already; `draft` is the one to go on with."""

    def __init__(self, draft: Assessment) -> None:
        """The draft that is there."""
        super().__init__("Je hebt al een zelfscan die nog niet af is. Ga daarmee verder, of gooi die eerst weg.")
        self.draft = draft


class NotYet(DomainError):
    """The organisation lets its people begin on a later day."""

    def __init__(self, first: date) -> None:
        """The day on which they may."""
        super().__init__(f"Een zelfscan beginnen kan vanaf {weekday(first)}.")


def start_draft(
    person: User,
    standard: Standard,
    profile: str,
    mode: Mode,
    copy_from: Assessment | None = None,
    proposed: Sequence[Proposed] = (),
) -> Assessment:
    """A new draft for this person, empty or with the answers of an earlier one; raises `DraftExists` and `NotYet`.

    What is proposed is kept beside the answers, as it is now: a score that changes later does not change it.
    Two starts at the same moment give one draft: the unique index decides.
    """
    first = person.organisation.opens_on(clock.today())
    if first is not None:
        raise NotYet(first)
    refused = partial(_draft_refused, person, standard)
    existing = refused()
    if existing is not None:
        raise existing
    with only_once(refused):
        draft = Assessment(
            subject_id=person.id,
            author_id=person.id,
            standard=standard.slug,
            profile=standard.profile(profile).code,
            mode=mode,
            started_at=clock.now(),
        )
        db.session.add(draft)
    if copy_from is not None:
        _copy_answers(copy_from, draft)
    _keep_proposals(proposed, draft, standard)
    return draft


def _draft_refused(person: User, standard: Standard) -> DraftExists | None:
    draft = draft_on(person, standard.slug)
    return None if draft is None else DraftExists(draft)


def _keep_proposals(proposed: Sequence[Proposed], draft: Assessment, standard: Standard) -> None:
    rows = []
    for one in proposed:
        check_on_scale(one.answer, standard.element(one.element).top_rank)
        sources = [source.sentence for source in one.sources]
        rows.append({"assessment_id": draft.id, "element": one.element, "answer": one.answer.code, "sources": sources})
    if rows:
        db.session.execute(insert(Proposal), rows)


def _copy_answers(source: Assessment, draft: Assessment) -> None:
    """Give a draft the answers of a handed-in assessment of the same person and standard, marked as copied.

    The evidence of what was answered comes along.
    """
    if source.subject_id != draft.subject_id or source.standard != draft.standard or source.status.can_change:
        raise ValueError("Answers are copied from a handed-in assessment of the same person on the same standard.")
    answers = {(code, ""): answer for code, answer in answers_of(source).items()}
    if draft.mode is Mode.THOROUGH:
        answers |= {_split(key): answer for key, answer in aspect_answers_of(source).items()}
    rows = [
        {
            "assessment_id": draft.id,
            "element": element,
            "aspect": aspect,
            "answer": answer.code,
            "copied": True,
            "version": 1,
            "updated_at": draft.started_at,
        }
        for (element, aspect), answer in answers.items()
        if answer.is_answered
    ]
    if rows:
        db.session.execute(insert(Rating), rows)
    shown = [
        {"assessment_id": draft.id, "element": row.element, "evidence_id": row.evidence_id}
        for row in source.evidence
        if (row.element, "") in answers and answers[row.element, ""].is_answered
    ]
    if shown:
        db.session.execute(insert(ElementEvidence), shown)


def _split(key: str) -> tuple[str, str]:
    element, _, aspect = key.partition(":")
    return element, aspect
