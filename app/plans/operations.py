"""Writes of plans. Each takes what was found for the person who is signed in, and flushes; the request commits."""

from __future__ import annotations

import secrets
from collections.abc import Collection, Sequence
from datetime import date
from decimal import Decimal
from functools import partial

from app.assessments.models import Assessment
from app.assessments.rules import Answer, check_on_scale
from app.core import clock
from app.core.db import db, find_or_add, lock, only_once
from app.core.problems import DomainError
from app.core.saving import save_row
from app.evidence import operations as evidence_operations
from app.evidence.models import Evidence
from app.people.models import User
from app.people.queries import leads_of, managers_of
from app.plans.models import Action, Goal, Plan, PlanShare
from app.plans.queries import bare_plan_of, open_goal_on, open_shares_of
from app.plans.rules import ActionKind, ActionStatus
from app.standards.library import get_standard


class GoalExists(DomainError):
    """There is an open goal on this element already; `goal` is the one to go on with."""

    def __init__(self, goal: Goal) -> None:
        """The goal that is there."""
        super().__init__("Je hebt voor dit onderdeel al een doel dat open staat.")
        self.goal = goal


def plan_for(person: User) -> Plan:
    """The plan of this person; it is made at the first write, by whichever of two requests comes first."""
    return find_or_add(lambda: bare_plan_of(person), lambda: Plan(person_id=person.id))


def add_goal(
    person: User,
    *,
    standard: str,
    element: str,
    from_answer: Answer,
    to_level: str,
    title: str,
    by_when: date,
    indicators: Sequence[str] = (),
    how_noticed: str = "",
    source: Assessment | None = None,
) -> Goal:
    """A new open goal on an element; raises `GoalExists`.

    Raises a `LookupError` when the standard has no such element, level or indicator, `WrongAnswer` when the element's
    scale has no such answer.
    """
    known = get_standard(standard).element(element)
    known.level(to_level)
    check_on_scale(from_answer, known.top_rank)
    plan = plan_for(person)
    lock(plan)
    refused = partial(_open_goal_refused, plan, standard, element)
    existing = refused()
    if existing is not None:
        raise existing
    with only_once(refused):
        goal = Goal(
            plan_id=plan.id,
            standard=standard,
            element=element,
            from_answer=from_answer.code,
            to_level=to_level,
            title=title,
            indicators=[known.indicator(code).code for code in indicators],
            by_when=by_when,
            how_noticed=how_noticed,
            source_id=source.id if source else None,
        )
        db.session.add(goal)
    db.session.expire(plan, ["goals"])
    return goal


def _open_goal_refused(plan: Plan, standard: str, element: str) -> GoalExists | None:
    goal = open_goal_on(plan, standard, element)
    return None if goal is None else GoalExists(goal)


def change_goal(
    goal: Goal, *, title: str, indicators: Sequence[str], by_when: date, how_noticed: str, based_on: int
) -> None:
    """Other words, another choice of indicators or another day, based on the version of the goal that was shown.

    Raises `ChangedMeanwhile`, and a `LookupError` for an unknown indicator.
    """
    known = get_standard(goal.standard).element(goal.element)
    codes = [known.indicator(code).code for code in indicators]
    _lock_goal(goal)
    save_row(goal, based_on, title=title, indicators=codes, by_when=by_when, how_noticed=how_noticed)


def reach_goal(goal: Goal) -> None:
    """The goal is reached today; raises `WrongStep`. Actions that are open stay as they are."""
    _lock_goal(goal)
    goal.status, goal.closed_on = goal.status.reach(), clock.today()
    db.session.flush()


def drop_goal(goal: Goal) -> None:
    """The person stops with the goal; raises `WrongStep`."""
    _lock_goal(goal)
    goal.status, goal.closed_on = goal.status.drop(), clock.today()
    db.session.flush()


def reopen_goal(goal: Goal) -> None:
    """Back to open; raises `WrongStep`, or `GoalExists` when there is a newer open goal on the element."""
    _lock_goal(goal)
    status = goal.status.reopen()
    refused = _open_goal_refused(goal.plan, goal.standard, goal.element)
    if refused is not None:
        raise refused
    goal.status, goal.closed_on = status, None
    db.session.flush()


def delete_goal(goal: Goal) -> None:
    """Take a goal away with its actions, and the evidence that nothing else uses."""
    _lock_goal(goal)
    for action in list(goal.actions):
        _delete_action(action)
    db.session.delete(goal)
    db.session.flush()


def add_action(
    goal: Goal, *, kind: ActionKind, title: str, due: date, helper: str = "", hours: Decimal | None = None
) -> Action:
    """A new open action under a goal."""
    _lock_goal(goal)
    action = Action(goal=goal, kind=kind, title=title, due=due, helper=helper, hours=hours)
    db.session.add(action)
    db.session.flush()
    return action


def change_action(
    action: Action, *, kind: ActionKind, title: str, due: date, helper: str, hours: Decimal | None, based_on: int
) -> None:
    """Another description, day, helper or number of hours, based on the version that was shown.

    Raises `ChangedMeanwhile`.
    """
    _lock_action(action)
    save_row(action, based_on, kind=kind, title=title, due=due, helper=helper, hours=hours)


def finish_action(action: Action, done_on: date | None = None, note: str = "") -> None:
    """The action is done, by default today; raises `WrongStep`. Without a note the one that was there stays."""
    _lock_action(action)
    action.status = action.status.finish()
    action.done_on = done_on or clock.today()
    action.note = note or action.note
    db.session.flush()


def write_note(action: Action, note: str, done_on: date, based_on: int) -> None:
    """The day on which an action was done and what the person wants to remember; one that was open is done now.

    It is based on the version that was shown. Raises `ChangedMeanwhile`, and `WrongStep` for one that will not happen.
    """
    _lock_action(action)
    status = action.status if action.status is ActionStatus.DONE else action.status.finish()
    save_row(action, based_on, status=status, done_on=done_on, note=note)


def reopen_action(action: Action) -> None:
    """Back to open; raises `WrongStep`. The note stays."""
    _lock_action(action)
    action.status, action.done_on = action.status.reopen(), None
    db.session.flush()


def drop_action(action: Action) -> None:
    """The action will not happen; raises `WrongStep`."""
    _lock_action(action)
    action.status = action.status.drop()
    db.session.flush()


def delete_action(action: Action) -> None:
    """Take an action away, with the evidence that nothing else uses."""
    _lock_action(action)
    _delete_action(action)


def _delete_action(action: Action) -> None:
    for evidence in list(action.evidence):
        evidence_operations.hide(action.evidence, evidence)
    action.goal.actions.remove(action)
    db.session.flush()


def add_evidence(action: Action, evidence: Evidence) -> None:
    """Let an action show this evidence; once is enough."""
    _lock_action(action, evidence)
    evidence_operations.show(action.evidence, evidence)


def remove_evidence(action: Action, evidence: Evidence) -> None:
    """Take evidence from an action, and away altogether when nothing else shows it."""
    _lock_action(action)
    evidence_operations.hide(action.evidence, evidence)


def _lock_goal(goal: Goal) -> None:
    """Wait for all that is done at this moment in the plan."""
    lock(goal.plan, goal)


def _lock_action(action: Action, *evidence: Evidence) -> None:
    """Wait for all that is done at this moment in the plan."""
    lock(action.goal.plan, action.goal, action, *evidence)


def share(person: User, named: Collection[int] | None = None) -> set[int]:
    """Let the managers of this moment see the plan, each written down; gives the ids of who sees it from now on.

    With `named` only those of them whom the page named: who became the manager since is nobody that the person meant.
    """
    today = clock.today()
    meant = {one.id for one in managers_of(person, today) if named is None or one.id in named}
    leads, plan = [one for one in leads_of(person, today) if one[0] in meant], plan_for(person)
    lock(plan)
    known = {(one.led_id, one.member_id) for one in open_shares_of(plan)}
    new = [one for one in leads if one[1:] not in known]
    db.session.add_all(
        PlanShare(plan_id=plan.id, manager_id=manager, led_id=led, member_id=member, shared_at=clock.now())
        for manager, led, member in new
    )
    db.session.flush()
    return {manager for manager, _, _ in new}


def stop_sharing(person: User) -> None:
    """Nobody else sees the plan any more, from the next request on."""
    plan = bare_plan_of(person)
    if plan is not None:
        lock(plan)
        for one in open_shares_of(plan):
            one.ended_at = clock.now()
        db.session.flush()


def renew_feed(person: User) -> str:
    """Switch the feed on, or give it a new address; the old one leads nowhere from now on. Answers the secret."""
    token = secrets.token_urlsafe(32)
    plan_for(person).feed_token = token
    db.session.flush()
    return token


def stop_feed(person: User) -> None:
    """Switch the feed off; its address leads nowhere from now on."""
    plan = bare_plan_of(person)
    if plan is not None:
        plan.feed_token = None
        db.session.flush()
