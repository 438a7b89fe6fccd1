"""Which earlier assessments an assessment can be held against, also over editions, and what they say there.

Nothing here writes or looks at the clock.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import partial

from app.assessments.editions.carrying import carried
from app.assessments.models import Assessment
from app.assessments.queries import answers_of, standard_of
from app.assessments.rules import Answer
from app.standards.library import standard_read_by
from app.standards.rules.editions import Crossing, Origins, crossing, editions_before
from app.standards.rules.standard import Standard


def earlier_than(assessment: Assessment, own: Sequence[Assessment]) -> list[Assessment]:
    """Those of `own` (newest first) that came before on its edition or an earlier one: what it can be compared with."""
    known = over_editions(standard_of(assessment), own)
    return known[known.index(assessment) + 1 :]


def over_editions(standard: Standard, own: Iterable[Assessment]) -> list[Assessment]:
    """Those of `own` that were made on this edition or on one that it grew from, in the same order."""
    own = list(own)
    if not own:
        return []
    slugs = {standard.slug, *(edition.slug for edition, _ in _editions_before(standard, own[0]))}
    return [one for one in own if one.standard in slugs]


def compared_with(standard: Standard, previous: Assessment) -> tuple[Mapping[str, Answer], Crossing | None]:
    """What an earlier assessment says of the elements of this edition, and the way to its edition when it is another.

    Over editions only an element that was kept or reworded has an answer: a level of what was split or merged says
    something else. Raises ValueError when this edition did not grow from that one.
    """
    if previous.standard == standard.slug:
        return answers_of(previous), None
    way = crossing(standard, previous.standard, _find(previous))
    if way is None:
        raise ValueError(f"{previous.standard} is no edition that {standard.slug} grew from.")
    same = {code: (old,) for code, old in way.same.items()}
    return carried(way.edition, answers_of(previous), standard, same), way


def answers_on(standard: Standard, assessment: Assessment) -> Mapping[str, Answer]:
    """The answers of an assessment on this edition or on one that it grew from; raises ValueError for another."""
    if assessment.standard == standard.slug:
        return answers_of(assessment)
    for edition, origins in _editions_before(standard, assessment):
        if edition.slug == assessment.standard:
            return carried(edition, answers_of(assessment), standard, origins)
    raise ValueError(f"{assessment.standard} is no edition that {standard.slug} grew from.")


def _editions_before(standard: Standard, assessment: Assessment) -> Iterator[tuple[Standard, Origins]]:
    return editions_before(standard, _find(assessment))


def _find(assessment: Assessment) -> Callable[[str], Standard]:
    return partial(standard_read_by, assessment.subject)
