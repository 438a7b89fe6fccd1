"""Self-assessments: drafts and handed-in ones."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, datetime

from flask import current_app

from app.assessments.draft import operations
from app.assessments.models import NOTE, Assessment, ResultShare
from app.assessments.rules import NOT_APPLICABLE, NOT_YET, Answer, Mode
from app.assessments.scans.operations import start_draft
from app.assessments.sharing.operations import share_result
from app.core import clock
from app.core.db import db
from app.evidence.models import Evidence
from app.people.models import User
from app.standards.library import get_standard, standard_for

STANDARD = "vakvolwassenheid-2013"

Given = Answer | int | str
"""An answer: itself, its rank (0 is "nog niet"), or the code of a level, `not_yet` or `not_applicable`."""


def make_draft(
    person: User,
    levels: Mapping[str, Given] | None = None,
    *,
    aspects: Mapping[tuple[str, str], Given] | None = None,
    notes: Mapping[str, str] | None = None,
    evidence: Mapping[str, Sequence[Evidence]] | None = None,
    standard: str = STANDARD,
    profile: str | None = None,
    mode: Mode = Mode.QUICK,
    copy_from: Assessment | None = None,
) -> Assessment:
    """A draft with these answers per element and per (element, aspect), and notes and evidence per element."""
    edition = standard_for(person.organisation, standard)
    draft = start_draft(person, edition, profile or edition.profiles[0].code, mode, copy_from)
    for (element, aspect), given in (aspects or {}).items():
        operations.save_answer(draft, element, aspect, answer(standard, element, given), 0)
    for element, given in (levels or {}).items():
        operations.save_answer(draft, element, "", answer(standard, element, given), 0)
    for element, text in (notes or {}).items():
        operations.save_note(draft, element, NOTE, text, 0)
    for element, shown in (evidence or {}).items():
        for one in shown:
            operations.add_evidence(draft, element, one)
    db.session.commit()
    return draft


def make_submitted(
    person: User,
    levels: Mapping[str, Given] | None = None,
    *,
    aspects: Mapping[tuple[str, str], Given] | None = None,
    notes: Mapping[str, str] | None = None,
    evidence: Mapping[str, Sequence[Evidence]] | None = None,
    standard: str = STANDARD,
    profile: str | None = None,
    mode: Mode = Mode.QUICK,
    at: datetime | None = None,
) -> Assessment:
    """A handed-in assessment with these answers, by default the lowest level on every element, handed in `at`."""
    if levels is None:
        levels = {element.code: 1 for element in get_standard(standard).elements}
    with clock.fixed(at or clock.now()):
        assessment = make_draft(
            person,
            levels,
            aspects=aspects,
            notes=notes,
            evidence=evidence,
            standard=standard,
            profile=profile,
            mode=mode,
        )
        operations.submit(assessment, accept_open=True)
        db.session.commit()
    return assessment


def make_share(
    assessment: Assessment, viewer: User, elements: Sequence[str] = (), last_day: date = date(2027, 3, 1)
) -> ResultShare:
    """A result that somebody shares, by default the whole of it."""
    codes = elements or [element.code for element in get_standard(assessment.standard).elements]
    with current_app.test_request_context():
        share = share_result(assessment, viewer, codes, last_day)
    db.session.commit()
    return share


def answer(standard: str, element: str, given: Given) -> Answer:
    """The answer that a test means."""
    if isinstance(given, Answer):
        return given
    if isinstance(given, int):
        return Answer.level(given) if given else NOT_YET
    words = {"not_yet": NOT_YET, "not_applicable": NOT_APPLICABLE}
    return words.get(given) or Answer.level(get_standard(standard).element(element).level(given).rank)
