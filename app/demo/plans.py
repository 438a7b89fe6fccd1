"""The plans of the invented people: goals from their gaps, with actions that are done, late or still to come."""

from __future__ import annotations

import random
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal

from app.assessments.models import Assessment
from app.assessments.rules import Standing
from app.demo.notes import GOAL_TITLES
from app.evidence.operations import keep_link
from app.people.models import User
from app.plans import operations
from app.plans.models import Goal
from app.plans.rules import ActionKind
from app.standards.rules.standard import Standard


@dataclass(frozen=True, slots=True)
class Idea:
    """An action that fits any goal, and what somebody wrote after it."""

    kind: ActionKind
    title: str
    helper: str = ""
    hours: str = "1"
    note: str = ""


IDEAS = (
    Idea(
        ActionKind.SHADOWING,
        "Meelopen bij een gesprek van Joke",
        "Joke Terpstra",
        "2",
        "Joke laat stiltes vallen. Dat ga ik ook proberen.",
    ),
    Idea(
        ActionKind.PEER_MEETING,
        "Casus inbrengen bij intervisie",
        "Intervisiegroep",
        "2,5",
        "De groep zag dat ik te snel met een oplossing kwam.",
    ),
    Idea(ActionKind.PRACTICE, "Drie gesprekken anders voorbereiden", "", "3", "Twee van de drie liepen rustiger."),
    Idea(
        ActionKind.TRAINING,
        "Training gesprekstechniek, eerste dag",
        "Opleidingshuis Voorbeeldstad",
        "7",
        "Veel geoefend met lastige vragen.",
    ),
    Idea(ActionKind.READING, "Handreiking over dit onderwerp lezen", "", "1,5", "De checklist achterin is handig."),
    Idea(
        ActionKind.COACHING,
        "Gesprek met mijn werkbegeleider",
        "Ria Groeneveld",
        "1",
        "Afgesproken dat ik elke maand één voorbeeld meeneem.",
    ),
    Idea(ActionKind.PRACTICE, "Een collega laten meekijken bij een gesprek", "Bilal Yildirim", "1,5", ""),
)


def write_plan(
    person: User,
    standard: Standard,
    source: Assessment,
    gaps: Sequence[Standing],
    today: date,
    chance: random.Random,
    *,
    shared: bool,
) -> None:
    """A plan with a goal for each gap; the first goal of a shared plan has a late action and evidence."""
    for number, gap in enumerate(gaps):
        element = standard.element(gap.element)
        next_level = element.next_choice(gap.answer.rank or 0)
        if next_level is None:
            continue
        goal = operations.add_goal(
            person,
            standard=standard.slug,
            element=gap.element,
            from_answer=gap.answer,
            to_level=next_level.code,
            title=GOAL_TITLES.get(gap.element, element.title),
            by_when=today + timedelta(days=120 + 45 * number),
            indicators=[indicator.code for indicator in element.asks(next_level.code)[:2]],
            how_noticed="Mijn werkbegeleider ziet het terug in twee gesprekken.",
            source=source,
        )
        _add_actions(person, goal, today, chance, late=number == 1)
    if len(gaps) > 1 and not shared and chance.random() < 0.3:
        operations.reach_goal(operations.plan_for(person).goals[0])
    if shared or chance.random() < 0.4:
        operations.share(person)


def _add_actions(person: User, goal: Goal, today: date, chance: random.Random, *, late: bool) -> None:
    days = [-40, -12, 7, 48]
    for idea, days_from_now in zip(chance.sample(IDEAS, len(days)), days, strict=True):
        due = today + timedelta(days=days_from_now + chance.randrange(-4, 5))
        action = operations.add_action(
            goal,
            kind=idea.kind,
            title=idea.title,
            due=due,
            helper=idea.helper,
            hours=Decimal(idea.hours.replace(",", ".")),
        )
        if days_from_now == days[0] or (days_from_now == days[1] and not late):
            operations.finish_action(action, due, idea.note)
        if days_from_now == days[0] and idea.kind is ActionKind.READING:
            link = keep_link(person, "https://www.voorbeeldstad.example/handreiking", "Handreiking")
            operations.add_evidence(action, link)
