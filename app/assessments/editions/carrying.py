"""Answers of an earlier edition as answers on a later one."""

from __future__ import annotations

from collections.abc import Mapping

from app.assessments.rules import UNANSWERED, Answer, propose
from app.standards.rules.editions import Origins
from app.standards.rules.element import Element
from app.standards.rules.standard import Standard


def carried(before: Standard, answers: Mapping[str, Answer], after: Standard, origins: Origins) -> dict[str, Answer]:
    """What was answered on `before`, for each element of `after` that came from there: the lowest of what it was."""
    found = {}
    for code, some in origins.items():
        element = after.element(code)
        answer = propose(_on(element, before.element(old), answers.get(old, UNANSWERED)) for old in some)
        if answer.is_answered:
            found[code] = answer
    return found


def _on(element: Element, old: Element, answer: Answer) -> Answer:
    """The answer with the level of the same code; unanswered when nobody can choose that here."""
    if not answer.rank:
        return answer
    code = old.level_by_rank(answer.rank).code
    choice = next((level for level in element.choices if level.code == code), None)
    return Answer.level(choice.rank) if choice else UNANSWERED
