"""One plan in two windows at the same moment."""

from __future__ import annotations

from datetime import date

import pytest

from app.assessments.rules import Answer
from app.evidence.models import Evidence
from app.people.models import User
from app.plans import operations
from app.plans.models import Action, Goal
from app.plans.rules import ActionKind
from tests.factories.assessments import STANDARD
from tests.factories.evidence import make_link
from tests.factories.people import make_person
from tests.factories.plans import make_action, make_goal
from tests.pairs import Thing, check_pairs, the

ANOTHER = {"kind": ActionKind.TRAINING, "due": date(2027, 2, 1), "helper": "", "hours": None}


def an_open_goal():
    person = make_person()
    action, evidence = make_action(make_goal(person)), make_link(person)
    operations.add_evidence(action, evidence)
    return {"person": person.id, "goal": action.goal_id, "action": action.id, "evidence": evidence.id}


def a_closed_goal():
    ids = an_open_goal()
    operations.reach_goal(the(Goal, ids["goal"]))
    operations.finish_action(the(Action, ids["action"]))
    return ids


def on(model, operation, name, *given, **more):
    """Somebody who does this with the goal or the action."""

    def act(ids):
        found = the(model, ids[model.__name__.lower()])
        yield
        operation(found, *given, **more)

    act.__name__ = name
    return act


def add_goal(ids):
    person = the(User, ids["person"])
    yield
    operations.add_goal(
        person,
        standard=STANDARD,
        element="handhaven",
        from_answer=Answer.level(1),
        to_level="vakbekwaam",
        title="Weer rustig blijven",
        by_when=date(2027, 5, 1),
    )


def remove_evidence(ids):
    action, evidence = the(Action, ids["action"]), the(Evidence, ids["evidence"])
    list(action.evidence)
    yield
    operations.remove_evidence(action, evidence)


def add_evidence(ids):
    action, evidence = the(Action, ids["action"]), the(Evidence, ids["evidence"])
    list(action.evidence)
    yield
    operations.add_evidence(action, evidence)


GOAL = {"title": "Anders", "indicators": (), "by_when": date(2027, 6, 1), "how_noticed": "", "based_on": 1}
ACTS = (
    on(Goal, operations.change_goal, "change_goal", **GOAL),
    on(Goal, operations.delete_goal, "delete_goal"),
    on(Goal, operations.add_action, "add_action", title="Nog iets", **ANOTHER),
    on(Action, operations.change_action, "change_action", title="Anders", based_on=1, **ANOTHER),
    on(Action, operations.write_note, "write_note", "Geleerd.", date(2026, 11, 1), 1),
    on(Action, operations.delete_action, "delete_action"),
)
OPEN = (
    on(Goal, operations.reach_goal, "reach_goal"),
    on(Goal, operations.drop_goal, "drop_goal"),
    on(Action, operations.finish_action, "finish_action"),
    on(Action, operations.drop_action, "drop_action"),
    add_evidence,
    remove_evidence,
)
CLOSED = (
    on(Goal, operations.reopen_goal, "reopen_goal"),
    on(Action, operations.reopen_action, "reopen_action"),
    on(Goal, operations.delete_goal, "delete_goal"),
    on(Action, operations.delete_action, "delete_action"),
    add_goal,
)
THINGS = (Thing("open goal", an_open_goal, (*ACTS, *OPEN)), Thing("closed goal", a_closed_goal, CLOSED))


@pytest.mark.parametrize("thing", THINGS, ids=lambda thing: thing.name)
def test_two_windows_on_one_plan_are_as_one_after_the_other(app, thing, rounds):
    check_pairs(app, thing, rounds)
