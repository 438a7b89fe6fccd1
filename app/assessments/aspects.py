"""What an answer to one aspect says about the level of its element: plain Python.

An aspect holds its element back only as far as the next level that asks something else of it. Where every level asks
the same, "dat doe ik" holds nothing back, and a level that was chosen there before means the same.
"""

from __future__ import annotations

from collections.abc import Mapping

from app.assessments.rules import DOES, NOT_YET, UNANSWERED, Answer
from app.standards.rules.differences import is_same_on_all, steps_of
from app.standards.rules.element import Element


def read_aspect(element: Element, aspect: str, answer: Answer) -> Answer:
    """The answer to an aspect as it is shown: a level where every level asks the same is "dat doe ik"."""
    return DOES if answer.rank and is_same_on_all(element, aspect) else answer


def held_by(element: Element, aspect: str, answer: Answer) -> Answer:
    """How high an element can be with this answer to one of its aspects.

    A level that asks the same as the one above it, or above which the source says nothing, is as good as that one.
    """
    shown = read_aspect(element, aspect, answer)
    rank = shown.rank
    if rank is None:
        return shown
    above = next((step for step in steps_of(element, aspect) if step > rank), element.top_rank + 1)
    reached = max((level.rank for level in element.choices if level.rank < above), default=0)
    return Answer.level(reached) if reached else NOT_YET


def held_by_all(element: Element, answers: Mapping[str, Answer]) -> list[Answer]:
    """The same for each aspect of the element; the answers are by the code of the aspect."""
    return [held_by(element, one.code, answers.get(one.code, UNANSWERED)) for one in element.aspects]
