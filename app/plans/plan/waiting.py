"""What waits in a plan: a first goal, actions of which the day is near, looking again, and plans of others to read."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date

from flask import url_for

from app.assessments.models import Assessment
from app.core.waiting.rules import Waiting, Weight
from app.core.web.filters import month
from app.core.worded import series
from app.people.models import User
from app.plans.models import Action
from app.plans.pages import GoalCard
from app.plans.plan.page import LOOKED_AT
from app.standards.rules.element import Element


def first_goal(assessment: Assessment, largest: Element) -> Waiting:
    """A result with gaps asks for a plan; `largest` is the element with the largest one."""
    return Waiting(
        "Maak een plan bij je resultaat",
        url_for("goals.new", zelfscan=assessment.id, onderdeel=largest.code),
        "Maak een doel",
        Weight.NEXT,
        fact=f"Je grootste stap ligt bij {largest.label}. Eén doel is genoeg om te beginnen.",
        icon="flag",
        remark="Je leidinggevende ziet je plan pas als jij het deelt.",
    )


def actions_waiting(actions: Sequence[Action]) -> list[Waiting]:
    """Actions of which the day is near or over."""
    return [
        Waiting(
            action.title,
            url_for("actions.show", action_id=action.id),
            "Ga naar deze actie",
            Weight.PLANNED,
            fact=f"Uit je plan: {action.goal.title}",
            icon="calendar",
            by=action.due,
        )
        for action in actions
    ]


def look_again(assessment: Assessment, handed_in: date, goals: Sequence[GoalCard]) -> Waiting:
    """Half a year ago somebody with goals last looked at where they stand; `goals` are those on the same standard."""
    elements = series(list(dict.fromkeys(card.element.title for card in goals)))
    part = "het onderdeel van je doel" if len(goals) == 1 else "de onderdelen van je doelen"
    again = f" Scoor alleen {part} opnieuw: {elements}. De rest neem je over." if goals else ""
    code = goals[0].element.code if goals else None
    return Waiting(
        "Kijk of je gegroeid bent",
        url_for("scans.start", standaard=assessment.standard, van=assessment.id, onderdeel=code),
        "Scoor opnieuw",
        Weight.PLANNED,
        fact=f"Je laatste zelfscan is van {month(handed_in)}.{again}",
        icon="repeat",
    )


def unread_plans(people: Iterable[User], looked: set[tuple[int, str]]) -> list[Waiting]:
    """The plans that these people share and that the viewer, their manager, never opened."""
    return [
        Waiting(
            f"Lees het plan van {one.name}",
            url_for("plan.shared", person_id=one.id),
            "Lees het plan",
            Weight.READ,
            icon="eye",
            whom="Met jou gedeeld",
        )
        for one in people
        if (one.id, LOOKED_AT) not in looked
    ]
