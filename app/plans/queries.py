"""Reads of plans. A person finds their own; a manager finds what is shared with them; a secret address finds dates."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import Select, select
from sqlalchemy.orm import aliased, contains_eager, joinedload, selectinload

from app.core.db import db
from app.people.models import Role, TeamMembership, User
from app.people.queries import leads, people_managed_by
from app.people.rules import RoleName
from app.plans.models import Action, Goal, Plan, PlanShare
from app.plans.rules import ActionStatus, GoalStatus

_IS_PROFESSIONAL = User.roles.any(Role.name == RoleName.PROFESSIONAL.value)
"""Who has a plan and can stop sharing it: without this role nobody comes to that page."""


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


def open_goals_of(person: User, *, actions: bool = False) -> Sequence[Goal]:
    """The open goals of this person, first due first; `actions` is for who shows those too."""
    return db.session.scalars(
        select(Goal)
        .join(Goal.plan)
        .where(Plan.person_id == person.id, Goal.status == GoalStatus.OPEN)
        .options(contains_eager(Goal.plan), *([selectinload(Goal.actions)] if actions else []))
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
    """The plan whose feed has this secret address, while its person has an open account and can stop it."""
    return db.session.scalar(
        select(Plan)
        .join(Plan.person)
        .where(Plan.feed_token == token, User.active, _IS_PROFESSIONAL)
        .options(selectinload(Plan.goals).selectinload(Goal.actions))
    )


@dataclass(frozen=True, slots=True)
class Sharing:
    """Who of the managers of a person sees the plan: those of today with whom it was shared, and those who came later.

    `is_on` is whether the person shares it at all, also when whom they shared it with is their manager no more.
    """

    viewers: list[User]
    others: list[User]
    is_on: bool

    @property
    def newcomers(self) -> list[User]:
        """Who became the manager after the plan was shared: they see nothing until it is shared again."""
        return self.others if self.is_on else []


def sharing_of(person: User, managers: Sequence[User], day: date) -> Sharing:
    """How a person shares the plan with their managers of this day."""
    shares = db.session.execute(_shares(day).where(Plan.person_id == person.id)).all()
    seeing = {manager for _, manager, holds in shares if holds}
    return Sharing(
        [manager for manager in managers if manager.id in seeing],
        [manager for manager in managers if manager.id not in seeing],
        bool(shares),
    )


def viewers_of(person: User, managers: Sequence[User], day: date) -> list[User]:
    """Who of the managers of this person sees the plan on this day: none while it is not shared."""
    return sharing_of(person, managers, day).viewers


def people_who_share_with(manager: User, led: Sequence[User], day: date) -> set[int]:
    """The ids of those of the people managed by somebody whose plan that manager sees on this day."""
    if not led:
        return set()
    shares = db.session.execute(_shares(day).where(PlanShare.manager_id == manager.id))
    return {person for person, _, holds in shares if holds} & {person.id for person in led}


def shared_plan(manager: User, person_id: int, day: date) -> Plan | None:
    """The whole plan of a person with that person, when this manager may see it on this day."""
    if person_id not in people_who_share_with(manager, people_managed_by(manager, day), day):
        return None
    return db.session.scalar(_whole().where(Plan.person_id == person_id).options(joinedload(Plan.person)))


def open_shares_of(plan: Plan) -> Sequence[PlanShare]:
    """The shares of a plan that its person did not stop."""
    return db.session.scalars(
        select(PlanShare).where(PlanShare.plan_id == plan.id, PlanShare.ended_at.is_(None)).order_by(PlanShare.id)
    ).all()


def _shares(day: date) -> Select[int, int, bool]:
    """Person id, manager id, and whether they still are each other's on this day, of each share that can be stopped."""
    theirs, led = aliased(TeamMembership), aliased(TeamMembership)
    return (
        select(Plan.person_id, PlanShare.manager_id, leads(led, theirs, day))
        .join(Plan, Plan.id == PlanShare.plan_id)
        .join(Plan.person)
        .join(led, led.id == PlanShare.led_id)
        .join(theirs, theirs.id == PlanShare.member_id)
        .where(PlanShare.ended_at.is_(None), _IS_PROFESSIONAL)
    )
