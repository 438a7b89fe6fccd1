"""Plans with goals and actions."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from app.assessments.models import Assessment
from app.assessments.rules import Answer
from app.core.db import db
from app.people.models import User
from app.plans import operations
from app.plans.models import Action, Goal
from app.plans.rules import ActionKind
from tests.factories.assessments import STANDARD


def make_goal(
    person: User,
    element: str = "handhaven",
    *,
    title: str = "Rustig blijven bij de regel",
    from_rank: int = 1,
    to_level: str = "vakbekwaam",
    by_when: date = date(2027, 5, 1),
    indicators: tuple[str, ...] = (),
    source: Assessment | None = None,
) -> Goal:
    """An open goal."""
    goal = operations.add_goal(
        person,
        standard=STANDARD,
        element=element,
        from_answer=Answer.level(from_rank),
        to_level=to_level,
        title=title,
        by_when=by_when,
        indicators=indicators,
        source=source,
    )
    db.session.commit()
    return goal


def make_action(
    goal: Goal,
    *,
    title: str = "Meelopen met Joke",
    kind: ActionKind = ActionKind.SHADOWING,
    due: date = date(2027, 1, 12),
    helper: str = "",
    hours: Decimal | None = None,
    done_on: date | None = None,
    note: str = "",
) -> Action:
    """An open action, or with `done_on` one that is done."""
    action = operations.add_action(goal, kind=kind, title=title, due=due, helper=helper, hours=hours)
    if done_on is not None:
        operations.finish_action(action, done_on, note)
    db.session.commit()
    return action
