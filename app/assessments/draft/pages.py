"""The page of one question of a draft, and where it is."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from flask import abort, request, session, url_for
from flask.typing import ResponseReturnValue
from flask_security import current_user

from app.assessments import queries
from app.assessments.draft import operations
from app.assessments.draft.forms import ScoreForm
from app.assessments.draft.places import value_of
from app.assessments.draft.scoring import ScoringPage
from app.assessments.models import DOUBT, PURPOSES, Assessment
from app.assessments.rules import Answer
from app.assessments.words import level_name
from app.core.saving import SaveConflict
from app.core.web.fields import version_in
from app.core.web.filters import moment
from app.core.web.htmx import render
from app.evidence.forms import EvidenceChoiceForm
from app.standards.cards import scoring_bodies

FIELDS = ("level", *PURPOSES)
DOUBTS = ("Ik twijfel niet", "Ik twijfel")
READING = "reading"
"""In the session: whether the level cards show all (`full`), only what is added (`short`), or what fits (`auto`)."""


def own_assessment(assessment_id: int) -> Assessment:
    """My own assessment; anybody else's does not exist for me."""
    return queries.own_assessment(current_user, assessment_id) or abort(404)


def own_draft(assessment_id: int) -> Assessment:
    """My own draft; raises `AlreadyHandedIn` for what I handed in."""
    assessment = own_assessment(assessment_id)
    if not assessment.status.can_change:
        raise operations.AlreadyHandedIn
    return assessment


def address(assessment: Assessment, element: str, aspect: str = "", anchor: str | None = None) -> str:
    """The address of the page of an element or aspect, and of a place on it."""
    if aspect:
        return url_for(
            "draft.score_aspect", assessment_id=assessment.id, element=element, aspect=aspect, _anchor=anchor
        )
    return url_for("draft.score", assessment_id=assessment.id, element=element, _anchor=anchor)


def question_page(
    page: ScoringPage,
    form: ScoreForm,
    status: int = 200,
    conflicts: Mapping[str, SaveConflict[Any]] | None = None,
    evidence: EvidenceChoiceForm | None = None,
) -> ResponseReturnValue:
    """The page of one question; `conflicts` per field, and `evidence` a form that was not right."""
    before, after = page.neighbours
    scan = page.scan
    rows = {"level": page.rating} | {purpose: scan.note(page.element.code, purpose) for purpose in PURPOSES}
    versions = {name: row.version if row else 0 for name, row in rows.items()}
    conflicts = conflicts or {}
    if status == 422:
        versions = {name: version(f"{name}_version", versions[name]) for name in FIELDS}
    shown = scan.evidence(page.element.code)
    return render(
        "assessments/draft/score.html",
        status=status,
        question=page,
        scan=scan,
        form=form,
        cards=scoring_bodies(page.element, page.aspect_code),
        reading=session.get(READING, "auto"),
        shown=shown,
        evidence_form=evidence or EvidenceChoiceForm.beside(current_user, shown, fresh=True),
        versions=versions | {name: conflict.version for name, conflict in conflicts.items()},
        conflicts={name: both(page, form, name, conflict) for name, conflict in conflicts.items()},
        before=before and (before[0], address(scan.assessment, *before[1:])),
        after="de tussenstand" if page.ends_group is not None else after and after[0],
    )


def both(page: ScoringPage, form: ScoreForm, field: str, conflict: SaveConflict[Any]) -> dict[str, str]:
    """Both values of a conflict, in words, and the stored one as a form sends it."""
    if isinstance(conflict.stored, Answer):
        stored_value = value_of(page.element, conflict.stored)
        stored, yours = level_name(page.element, conflict.stored), level_name(page.element, form.answer)
    elif field == DOUBT:
        stored_value = conflict.stored
        stored, yours = (DOUBTS[bool(value)] for value in (conflict.stored, form.doubt.data))
    else:
        stored_value = stored = conflict.stored
        yours = str(form[field].data or "")
    return {"value": stored_value, "stored": stored or "(leeg)", "yours": yours or "(leeg)", "at": moment(conflict.at)}


def version(name: str, default: int = 0) -> int:
    """A version that was sent; what is no number is an old one."""
    return version_in(request.form.get(name, str(default)))


def refuse(page: ScoringPage, *typed: str | None) -> ResponseReturnValue:
    """It was handed in meanwhile: say so, and show what was typed so that nothing is lost."""
    return render("assessments/draft/handed_in.html", status=409, question=page, sent=[text for text in typed if text])
