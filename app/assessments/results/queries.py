"""Makes a result: from one handed-in assessment, one profile (what is asked) and, if there is one, an earlier one."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from app.assessments.editions.earlier import compared_with
from app.assessments.models import Assessment
from app.assessments.queries import answers_of, aspect_answers_of, standard_of
from app.assessments.results.content import Part, Result
from app.assessments.results.rows import AspectLevel, Row
from app.assessments.rules import Answer, Standing, StatusHint, hint_status, standings_of
from app.assessments.words import OTHER_EDITION, level_name, moment_label
from app.standards.rules.standard import Standard


def result_of(assessment: Assessment, previous: Assessment | None = None, profile: str | None = None) -> Result:
    """The result of an assessment against a profile (default: the one that it was made with).

    `previous` is an earlier one on the same edition or on one before it. Raises `UnknownStandard` or `UnknownProfile`,
    and ValueError for an assessment that was not handed in or a previous one on another standard.
    """
    if assessment.submitted_at is None:
        raise ValueError("Only a handed-in assessment has a result.")
    standard = standard_of(assessment)
    chosen = standard.profile(profile or assessment.profile)
    before, way = compared_with(standard, previous) if previous else (None, None)
    standings = standings_of(standard, chosen.code, answers_of(assessment), before)
    aspects = _aspect_levels(standard, aspect_answers_of(assessment))
    rows = {s.element: Row(standard.element(s.element), s, aspects.get(s.element, ())) for s in standings}
    previous_at = previous.submitted_at if previous else None
    before_name = moment_label(previous_at) if previous_at else ""
    if way is not None:
        before_name = f"{before_name}, {OTHER_EDITION}"
    return Result(
        standard=standard,
        profile=chosen,
        parts=tuple(
            Part(group, tuple(rows[one.code] for one in group.elements), chosen.title, before_name)
            for group in standard.groups
        ),
        handed_in=assessment.submitted_at,
        previous_at=previous_at,
        hint=_hint(standard, [row.standing for row in rows.values()]),
        crossing=way,
    )


def _aspect_levels(standard: Standard, answers: Mapping[str, Answer]) -> Mapping[str, tuple[AspectLevel, ...]]:
    if not answers:
        return {}
    return {
        element.code: tuple(
            AspectLevel(aspect.code, aspect.name, answer, level_name(element, answer))
            for aspect in element.aspects
            for answer in [answers[f"{element.code}:{aspect.code}"]]
            if answer.is_answered
        )
        for element in standard.elements
    }


def _hint(standard: Standard, standings: Sequence[Standing]) -> StatusHint | None:
    """The indication of a register status, if the standard carries one (reading A-61)."""
    indication = standard.status_indication
    if indication is None or not indication.statuses:
        return None
    steps = {
        element.code: [
            (indication.statuses[level.code], level.rank)
            for level in element.levels
            if level.code in indication.statuses
        ]
        for element in standard.elements
    }
    return hint_status([(s.answer, steps[s.element]) for s in standings])
