"""Reads of plans. A person finds their own; a manager finds what is shared with them; a secret address finds dates."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from sqlalchemy import Select, select
from sqlalchemy.orm import aliased, contains_eager, joinedload, selectinload

from app.core import clock
from app.core.db import db
from app.people.models import TeamMembership, User
from app.people.queries import leads, people_managed_by
from app.plans.models import Action, Goal, Plan
from app.plans.rules import ActionStatus, GoalStatus


def _whole() -> Select[Plan]:
    """Plans with goals, actions and evidence: four queries, however much there is."""
    return select(Plan).options(selectinload(Plan.goals).selectinload(Goal.actions).selectinload(Action.evidence))


def plan_of(person: User) -> Plan | None:
    """The plan of this person with goals, actions and evidence; None before the first goal."""
    return db.session.scalar(_whole().where(Plan.person_id == person.id))


def bare_plan_of(person: User) -> Plan | None:
    """The plan of this person without what is in it."""
    return db.session.scalar(select(Plan).where(Plan.person_id == person.id))


def own_goal(person: User, goal_id: int) -> Goal | None:
    """A goal of this person with its actions and their evidence; None for anybody else's."""
    return db.session.scalar(
        select(Goal)
        .join(Goal.plan)
        .where(Goal.id == goal_id, Plan.person_id == person.id)
        .options(contains_eager(Goal.plan), selectinload(Goal.actions).selectinload(Action.evidence))
    )


def own_action(person: User, action_id: int) -> Action | None:
    """An action of this person with its goal and evidence; None for anybody else's."""
    return db.session.scalar(
        select(Action)
        .join(Action.goal)
        .join(Goal.plan)
        .where(Action.id == action_id, Plan.person_id == person.id)
        .options(contains_eager(Action.goal).contains_eager(Goal.plan), selectinload(Action.evidence))
    )


def open_goal_on(plan: Plan, standard: str, element: str) -> Goal | None:
    """The open goal on an element; there is at most one."""
    return db.session.scalar(
        select(Goal).where(
            Goal.plan_id == plan.id, Goal.standard == standard, Goal.element == element, Goal.status == GoalStatus.OPEN
        )
    )


def open_goals_of(person: User) -> Sequence[Goal]:
    """The open goals of this person, first due first."""
    return db.session.scalars(
        select(Goal)
        .join(Goal.plan)
        .where(Plan.person_id == person.id, Goal.status == GoalStatus.OPEN)
        .options(contains_eager(Goal.plan))
        .order_by(Goal.by_when, Goal.id)
    ).all()


def goals_for(person: User) -> set[tuple[str, str]]:
    """The (standard, element) pairs on which this person has an open goal."""
    rows = db.session.execute(
        select(Goal.standard, Goal.element)
        .join(Goal.plan)
        .where(Plan.person_id == person.id, Goal.status == GoalStatus.OPEN)
    )
    return {(standard, element) for standard, element in rows}


def next_actions(person: User, limit: int = 5) -> Sequence[Action]:
    """The open actions of open goals with their goal, first due first."""
    return db.session.scalars(
        select(Action)
        .join(Action.goal)
        .join(Goal.plan)
        .where(Plan.person_id == person.id, Goal.status == GoalStatus.OPEN, Action.status == ActionStatus.OPEN)
        .options(contains_eager(Action.goal))
        .order_by(Action.due, Action.id)
        .limit(limit)
    ).all()


def plan_by_token(token: str) -> Plan | None:
    """The plan whose feed has this secret address, while its person has an open account."""
    return db.session.scalar(
        select(Plan)
        .join(Plan.person)
        .where(Plan.feed_token == token, User.active)
        .options(selectinload(Plan.goals).selectinload(Goal.actions))
    )


def viewers_of(person: User, managers: Sequence[User], day: date) -> list[User]:
    """Who of the managers of this person sees the plan on this day: none while it is not shared.

    Only who was the manager when it was shared, and still is: a new manager sees nothing until it is shared again.
    """
    seeing = {manager for _, manager in _viewings(day, person=person)}
    return [manager for manager in managers if manager.id in seeing]


def people_who_share_with(manager: User, led: Sequence[User], day: date) -> set[int]:
    """The ids of those of the people managed by somebody whose plan that manager sees on this day."""
    return {person for person, _ in _viewings(day, manager=manager)} & {person.id for person in led} if led else set()


def shared_plan(manager: User, person_id: int, day: date) -> Plan | None:
    """The whole plan of a person with that person, when this manager may see it on this day."""
    if person_id not in people_who_share_with(manager, people_managed_by(manager, day), day):
        return None
    return db.session.scalar(_whole().where(Plan.person_id == person_id).options(joinedload(Plan.person)))


def _viewings(day: date, *, person: User | None = None, manager: User | None = None) -> set[tuple[int, int]]:
    """(person id, manager id) of shared plans whose team membership held at the sharing as well as on this day."""
    theirs, led = aliased(TeamMembership), aliased(TeamMembership)
    query = (
        select(Plan.person_id, led.user_id, Plan.shared_at, theirs.starts_on, led.starts_on)
        .join(theirs, theirs.user_id == Plan.person_id)
        .join(led, led.team_id == theirs.team_id)
        .where(Plan.shared_at.is_not(None), leads(led, theirs, day))
    )
    if person is not None:
        query = query.where(Plan.person_id == person.id)
    if manager is not None:
        query = query.where(led.user_id == manager.id)
    return {
        (person_id, manager_id)
        for person_id, manager_id, shared_at, joined, started in db.session.execute(query)
        if shared_at is not None and max(joined, started) <= clock.local(shared_at).date()
    }
