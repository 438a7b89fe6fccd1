"""Writes of assessments. A save follows the protocol of `core.saving`, and holds against two at the same moment.

Every save shares a lock on its assessment, handing in takes it alone; so nothing is saved behind a hand-in.
"""

from __future__ import annotations

from sqlalchemy import delete, select, update

from app.assessments.aspects import held_by_all
from app.assessments.models import PURPOSES, REASON, Assessment, ElementEvidence, Note, Proposal, Rating
from app.assessments.rules import (
    DOES,
    UNANSWERED,
    Answer,
    Mode,
    Status,
    Step,
    WrongAnswer,
    aspect_order,
    check_on_scale,
    element_order,
    fold,
    step_of,
)
from app.core import clock
from app.core.db import db, insert_once, lock
from app.core.problems import DomainError, WrongStep
from app.core.saving import Saved, Versioned, save_value
from app.core.worded import clean
from app.evidence import operations as evidence_operations
from app.evidence.models import Evidence
from app.standards.library import get_standard
from app.standards.norms.queries import current_profile
from app.standards.rules.differences import is_same_on_all

NOTE_LENGTH = 4000
_ANSWER = Versioned(
    Rating.answer, Rating.version, Rating.updated_at, empty=UNANSWERED, read=Answer, write=lambda answer: answer.code
)
_NOTE = Versioned(Note.text, Note.version, Note.updated_at, empty="")


class AlreadyHandedIn(WrongStep):
    """The assessment is frozen, or was thrown away."""

    sentence = "Deze zelfscan is al ingeleverd. Je kunt er niets meer in veranderen."


class NothingAnswered(DomainError):
    """An assessment without any answer says nothing."""

    sentence = "Je hebt nog niets ingevuld. Vul minstens één onderdeel in."


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


def save_answer(assessment: Assessment, element: str, aspect: str, answer: Answer, based_on: int) -> Saved[Answer]:
    """Save one answer, to an element or (with `aspect`) to an aspect of it, based on a version (0: nothing was there).

    The same value again is a success. Raises `SaveConflict`, `AlreadyHandedIn`, `WrongAnswer` for an answer that the
    scale does not have, and `UnknownElement`.
    """
    known = get_standard(assessment.standard).element(element)
    if aspect and aspect not in {one.code for one in known.aspects}:
        raise WrongAnswer(f"Element {element} has no aspect {aspect}.")
    if answer == DOES and not (aspect and is_same_on_all(known, aspect)):
        raise WrongAnswer(f"{element} {aspect} asks for a level.")
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
    """Save what was written at an element (`purpose` is one of `PURPOSES`), cleaned, based on a version.

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
    lock(evidence)
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
        answer = given.get((element.code, ""), UNANSWERED)
        on_aspects = {aspect: one for (code, aspect), one in given.items() if code == element.code and aspect}
        held = held_by_all(element, on_aspects) if assessment.mode is Mode.THOROUGH else ()
        if step_of(answer, held, element.code in reasons) is Step.DONE:
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
    db.session.expire_all()
