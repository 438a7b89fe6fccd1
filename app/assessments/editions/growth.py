"""How somebody grew: all handed-in assessments on one standard, each measured against the same profile.

Nothing here writes or looks at the clock.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from app.assessments.editions.earlier import answers_on
from app.assessments.models import Assessment
from app.assessments.queries import standard_of
from app.assessments.rules import UNANSWERED, Answer, standings_of
from app.assessments.words import NEW_EDITION, level_name, moment_label
from app.core.charts import Trend, TrendPoint
from app.standards.rules.element import Element
from app.standards.rules.standard import Standard


@dataclass(frozen=True, slots=True)
class GrowthRow:
    """One element over all assessments, oldest first."""

    element: Element
    answers: tuple[Answer, ...]

    @property
    def cells(self) -> list[tuple[Answer, str]]:
        """Each answer with its words."""
        return [(answer, level_name(self.element, answer)) for answer in self.answers]


@dataclass(frozen=True, slots=True)
class Growth:
    """All handed-in assessments on one standard, oldest first, each measured against the same profile."""

    moments: tuple[datetime, ...]
    counts: tuple[tuple[int, int], ...]
    """Per assessment: on how many elements the level is reached, and how many can be compared."""
    rows: tuple[GrowthRow, ...]
    new_edition: tuple[bool, ...]
    """Per assessment: whether it was made on another edition than the one before it."""

    @property
    def labels(self) -> tuple[str, ...]:
        """`mrt 2026` per assessment."""
        return tuple(moment_label(at) for at in self.moments)

    @property
    def trend(self) -> Trend | None:
        """The number of elements on the level that is asked, per assessment; None for a single one."""
        if len(self.moments) < 2:
            return None
        points = tuple(
            TrendPoint(label, on_level if counting else None, mark=NEW_EDITION if is_new else "")
            for label, (on_level, counting), is_new in zip(self.labels, self.counts, self.new_edition, strict=True)
        )
        return Trend(points, maximum=max(1, max(counting for _, counting in self.counts)))


def growth_of(assessments: Sequence[Assessment], profile: str, standard: Standard | None = None) -> Growth:
    """How somebody grew over these assessments on one standard, whatever their order; raises ValueError for none.

    All of them are on this edition or on one before it (default: the edition of the first one given). What was answered
    on an earlier edition counts where this one has a place for it.
    """
    if not assessments:
        raise ValueError("There is no growth without an assessment.")
    ordered = [a for _, _, a in sorted((a.submitted_at, a.id, a) for a in assessments if a.submitted_at is not None)]
    standard = standard or standard_of(assessments[0])
    slugs = [assessment.standard for assessment in ordered]
    answers = [answers_on(standard, assessment) for assessment in ordered]
    standings = [standings_of(standard, profile, given) for given in answers]
    return Growth(
        moments=tuple(a.submitted_at for a in ordered if a.submitted_at is not None),
        counts=tuple((sum(s.on_level for s in row), sum(s.gap is not None for s in row)) for row in standings),
        rows=tuple(
            GrowthRow(one, tuple(given.get(one.code, UNANSWERED) for given in answers)) for one in standard.elements
        ),
        new_edition=tuple(index > 0 and slug != slugs[index - 1] for index, slug in enumerate(slugs)),
    )
