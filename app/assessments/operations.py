"""Writes of assessments. A save follows the protocol of `core.saving`, and holds against two at the same moment.

Every save shares a lock on its assessment, handing in takes it alone; so nothing is saved behind a hand-in.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from sqlalchemy import delete, insert, select, update

from app.assessments.models import Assessment, ElementEvidence, Note, Proposal, Rating
from app.assessments.proposals import Proposed
from app.assessments.queries import answers_of as answers_in
from app.assessments.queries import aspect_answers_of, aspect_order, draft_on, element_order
from app.assessments.rules import (
    UNANSWERED,
    Answer,
    Mode,
    Status,
    Step,
    WrongAnswer,
    check_on_scale,
    fold,
    step_of,
)
from app.core import clock
from app.core.db import db, insert_once, only_once
from app.core.fields import clean
from app.core.problems import DomainError, WrongStep
from app.core.saving import Saved, Versioned, save_value
from app.evidence import operations as evidence_operations
from app.evidence.models import Evidence
from app.people.models import User
from app.standards.library import current_profile, get_standard
from app.standards.rules.standard import Standard

NOTE = "note"
REASON = "reason"
PURPOSES = (NOTE, REASON)
NOTE_LENGTH = 4000
_ANSWER = Versioned(
    Rating.answer, Rating.version, Rating.updated_at, empty=UNANSWERED, read=Answer, write=lambda answer: answer.code
)
_NOTE = Versioned(Note.text, Note.version, Note.updated_at, empty="")


class DraftExists(DomainError):
    """This person has a draft on this standard already; `draft` is the one to go on with."""

    def __init__(self, draft: Assessment) -> None:
        """The draft that is there."""
        super().__init__("Je hebt al een zelfscan die nog niet af is. Ga daarmee verder, of gooi die eerst weg.")
        self.draft = draft


class AlreadyHandedIn(WrongStep):
    """The assessment is frozen, or was thrown away."""

    def __init__(self) -> None:
        """The sentence says what to do."""
        super().__init__("Deze zelfscan is al ingeleverd. Je kunt er niets meer in veranderen.")


class NothingAnswered(DomainError):
    """An assessment without any answer says nothing."""

    def __init__(self) -> None:
        """The sentence goes on top of the form."""
        super().__init__("Je hebt nog niets ingevuld. Vul minstens één onderdeel in.")


class StillOpen(DomainError):
    """Some elements are open and the person did not say that this is fine."""

    def __init__(self, count: int) -> None:
        """`count` elements are open."""
        super().__init__("Zet een vinkje als je zonder deze onderdelen wilt inleveren.")
        self.count = count


class TooLong(DomainError):
    """The text is longer than what we keep."""

    def __init__(self, length: int) -> None:
        """`length` is what it has now."""
        super().__init__(f"Je tekst is te lang: {length} tekens. Maak hem korter dan {NOTE_LENGTH} tekens.")


def start(
    person: User,
    standard: Standard,
    profile: str,
    mode: Mode,
    copy_from: Assessment | None = None,
    proposed: Sequence[Proposed] = (),
) -> Assessment:
    """A new draft for this person, empty or with the answers of an earlier one; raises `DraftExists`.

    What is proposed is kept beside the answers, as it is now: a score that changes later does not change it.
    Two starts at the same moment give one draft: the unique index decides.
    """
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
    answers = {(code, ""): answer for code, answer in answers_in(source).items()}
    if draft.mode is Mode.THOROUGH:
        answers |= {_split(key): answer for key, answer in aspect_answers_of(source).items()}
    rows = [
        {
            "assessment_id": draft.id, "element": element, "aspect": aspect, "answer": answer.code,
            "copied": True, "version": 1, "updated_at": draft.started_at,
        }
        for (element, aspect), answer in answers.items()
        if answer.is_answered
    ]  # fmt: skip
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


def save_answer(assessment: Assessment, element: str, aspect: str, answer: Answer, based_on: int) -> Saved[Answer]:
    """Save one answer, to an element or (with `aspect`) to an aspect of it, based on a version (0: nothing was there).

    The same value again is a success. Raises `SaveConflict`, `AlreadyHandedIn`, `WrongAnswer` for an answer that the
    scale does not have, and `UnknownElement`.
    """
    known = get_standard(assessment.standard).element(element)
    if aspect and aspect not in {one.code for one in known.aspects}:
        raise WrongAnswer(f"Element {element} has no aspect {aspect}.")
    if not answer.is_answered:
        raise WrongAnswer("An answer cannot be taken back, only changed.")
    check_on_scale(answer, known.top_rank)
    _share_lock(assessment)
    key = {"assessment_id": assessment.id, "element": element, "aspect": aspect}
    saved = save_value(_ANSWER, key, answer, based_on)
    db.session.execute(
        update(Rating).filter_by(**key, copied=True).values(copied=False).execution_options(synchronize_session=False)
    )
    db.session.expire(assessment, ["ratings"])
    return saved


def save_note(assessment: Assessment, element: str, purpose: str, text: str, based_on: int) -> Saved[str]:
    """Save what was written at an element (`purpose` is `note` or `reason`), cleaned, based on a version.

    Raises `TooLong`, `SaveConflict`, `AlreadyHandedIn` and `UnknownElement`.
    """
    if purpose not in PURPOSES:
        raise ValueError(f"Notes are for {PURPOSES}, not for {purpose}.")
    get_standard(assessment.standard).element(element)
    text = clean(text)
    if len(text) > NOTE_LENGTH:
        raise TooLong(len(text))
    _share_lock(assessment)
    key = {"assessment_id": assessment.id, "element": element, "purpose": purpose}
    saved = save_value(_NOTE, key, text, based_on)
    db.session.expire(assessment, ["notes"])
    return saved


def add_evidence(assessment: Assessment, element: str, evidence: Evidence) -> None:
    """Let the answer to an element show this evidence; once is enough. Raises `AlreadyHandedIn`, `UnknownElement`."""
    get_standard(assessment.standard).element(element)
    _share_lock(assessment)
    insert_once(ElementEvidence, {"assessment_id": assessment.id, "element": element, "evidence_id": evidence.id})
    db.session.expire(assessment, ["evidence"])


def remove_evidence(assessment: Assessment, element: str, evidence: Evidence) -> None:
    """Take evidence from an element, and away altogether when nothing else shows it; raises `AlreadyHandedIn`."""
    _share_lock(assessment)
    db.session.execute(
        delete(ElementEvidence).filter_by(assessment_id=assessment.id, element=element, evidence_id=evidence.id)
    )
    db.session.expire(assessment, ["evidence"])
    evidence_operations.remove_unused(evidence)


def _share_lock(assessment: Assessment) -> None:
    """Hold off a hand-in until this save is committed; refuse when it came first."""
    status = db.session.scalar(
        select(Assessment.status).where(Assessment.id == assessment.id).with_for_update(read=True)
    )
    if status is None or not status.can_change:
        raise AlreadyHandedIn


def change_mode(assessment: Assessment, mode: Mode) -> None:
    """Go on quick or thorough; the answers that are there stay. Raises `AlreadyHandedIn`."""
    _take_alone(assessment)
    assessment.mode = mode
    db.session.flush()


def submit(assessment: Assessment, *, accept_open: bool = False) -> None:
    """Hand in: fold the answers into the assessment and freeze it, with what is asked now; notes stay as rows.

    Raises `StillOpen` when elements are open and `accept_open` is false, `NothingAnswered` and `AlreadyHandedIn`.
    """
    _take_alone(assessment)
    standard = get_standard(assessment.standard)
    rows = db.session.execute(
        select(Rating.element, Rating.aspect, Rating.answer).where(Rating.assessment_id == assessment.id)
    )
    given = {(element, aspect): Answer(answer) for element, aspect, answer in rows}
    reasons = set(
        db.session.scalars(
            select(Note.element).where(Note.assessment_id == assessment.id, Note.purpose == REASON, Note.text != "")
        )
    )
    answers: dict[str, Answer] = {}
    for element in standard.elements:
        aspects = element.aspects if assessment.mode is Mode.THOROUGH else ()
        answer = given.get((element.code, ""), UNANSWERED)
        on_aspects = [given.get((element.code, aspect.code), UNANSWERED) for aspect in aspects]
        if step_of(answer, on_aspects, element.code in reasons) is Step.DONE:
            answers[element.code] = answer
    if not answers:
        raise NothingAnswered
    if len(answers) < len(standard.elements) and not accept_open:
        raise StillOpen(len(standard.elements) - len(answers))
    assessment.levels = fold(answers, element_order(standard))
    per_aspect = {f"{element}:{aspect}": answer for (element, aspect), answer in given.items() if aspect}
    assessment.aspect_levels = fold(per_aspect, aspect_order(standard)) if per_aspect else None
    assessment.profile = current_profile(assessment.profile)
    assessment.status, assessment.submitted_at = Status.SUBMITTED, clock.now()
    db.session.flush()
    db.session.execute(delete(Rating).where(Rating.assessment_id == assessment.id))
    db.session.execute(delete(Proposal).where(Proposal.assessment_id == assessment.id))
    db.session.execute(delete(Note).where(Note.assessment_id == assessment.id, Note.text == ""))
    db.session.expire(assessment, ["ratings", "notes", "proposals"])


def discard(assessment: Assessment) -> None:
    """Throw a draft away with its answers, notes, and evidence that nothing else shows; raises `AlreadyHandedIn`."""
    _take_alone(assessment)
    shown = dict.fromkeys(row.evidence for row in assessment.evidence)
    db.session.expunge(assessment)
    db.session.execute(delete(Assessment).where(Assessment.id == assessment.id))
    for evidence in shown:
        evidence_operations.remove_unused(evidence)


def _take_alone(assessment: Assessment) -> None:
    """Wait for the saves that are under way and keep new ones out until this is committed."""
    status = db.session.scalar(select(Assessment.status).where(Assessment.id == assessment.id).with_for_update())
    if status is None or not status.can_change:
        raise AlreadyHandedIn
