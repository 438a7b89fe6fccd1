"""Tables of the development plan: one plan a person, goals in it, actions under a goal, evidence at an action; and what
an organisation suggests to begin with."""

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal

from sqlalchemy import JSON, CheckConstraint, ForeignKey, Index, Numeric, SmallInteger, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.assessments.rules import Answer
from app.core import clock
from app.core.db import Base, enum_type, one_while
from app.evidence.models import Evidence, shown_at
from app.people.models import Organisation, TeamMembership, User
from app.plans.rules import TITLE_LENGTH, ActionKind, ActionStatus, GoalStatus


class Plan(Base):
    """The plan of one person; `feed_token` is the secret in the feed's address."""

    __tablename__ = "plans"

    id: Mapped[int] = mapped_column(primary_key=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("users.id", ondelete="CASCADE"), unique=True)
    feed_token: Mapped[str | None] = mapped_column(String(64), unique=True)

    person: Mapped[User] = relationship()
    goals: Mapped[list[Goal]] = relationship(
        back_populates="plan", cascade="all, delete-orphan", order_by="(Goal.by_when, Goal.id)"
    )


class PlanShare(Base):
    """A plan that its person shared with one manager, from a moment until they stopped.

    `led_id` and `member_id` are the memberships that made the one manager of the other at that moment: a share ends
    with them, and no membership that is entered later opens it again.
    """

    __tablename__ = "plan_shares"
    __table_args__ = (
        one_while("uq_plan_shares_one_open", "plan_id", "led_id", "member_id", condition="ended_at IS NULL"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    plan_id: Mapped[int] = mapped_column(ForeignKey("plans.id", ondelete="CASCADE"))
    manager_id: Mapped[int] = mapped_column(ForeignKey("users.id", ondelete="CASCADE"), index=True)
    led_id: Mapped[int] = mapped_column(ForeignKey(TeamMembership.id, ondelete="CASCADE"))
    member_id: Mapped[int] = mapped_column(ForeignKey(TeamMembership.id, ondelete="CASCADE"))
    shared_at: Mapped[datetime] = mapped_column()
    ended_at: Mapped[datetime | None] = mapped_column()


class Goal(Base):
    """What a person wants to be able to do, on one element of a standard, by a day.

    `from_answer` is `Answer.code` of the moment at which the goal was made; `indicators` are codes of the statements
    that the person picked; `source` is the assessment that showed the gap. One open goal an element.
    """

    __tablename__ = "goals"
    __table_args__ = (
        CheckConstraint("(status = 'open') = (closed_on IS NULL)", name="closed_has_a_day"),
        one_while("uq_goals_one_open", "plan_id", "standard", "element", condition="status = 'open'"),
        Index("ix_goals_plan_id_by_when", "plan_id", "by_when"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    plan_id: Mapped[int] = mapped_column(ForeignKey("plans.id", ondelete="CASCADE"))
    standard: Mapped[str] = mapped_column(String(80))
    element: Mapped[str] = mapped_column(String(80))
    from_answer: Mapped[int] = mapped_column(SmallInteger)
    to_level: Mapped[str] = mapped_column(String(80))
    title: Mapped[str] = mapped_column(String(TITLE_LENGTH))
    indicators: Mapped[list[str]] = mapped_column(JSON, default=list)
    by_when: Mapped[date] = mapped_column()
    how_noticed: Mapped[str] = mapped_column(Text, default="")
    status: Mapped[GoalStatus] = mapped_column(enum_type(GoalStatus), default=GoalStatus.OPEN)
    closed_on: Mapped[date | None] = mapped_column()
    source_id: Mapped[int | None] = mapped_column(ForeignKey("assessments.id", ondelete="SET NULL"), index=True)
    version: Mapped[int] = mapped_column(default=1, server_default="1")
    changed_at: Mapped[datetime] = mapped_column(default=clock.now, onupdate=clock.now)

    plan: Mapped[Plan] = relationship(back_populates="goals")
    actions: Mapped[list[Action]] = relationship(
        back_populates="goal", cascade="all, delete-orphan", order_by="(Action.due, Action.id)"
    )

    @property
    def answer(self) -> Answer:
        """Where the person stood when the goal was made."""
        return Answer(self.from_answer)

    @property
    def is_open(self) -> bool:
        """Whether the person is still working on it."""
        return self.status is GoalStatus.OPEN


class Action(Base):
    """One thing to do for a goal, on or before a day. `hours` goes in quarters; `note` is what was written after it."""

    __tablename__ = "actions"
    __table_args__ = (
        CheckConstraint("(status = 'done') = (done_on IS NOT NULL)", name="done_has_a_day"),
        CheckConstraint("hours IS NULL OR (hours >= 0 AND hours <= 999)", name="hours_in_range"),
        Index("ix_actions_goal_id_due", "goal_id", "due"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    goal_id: Mapped[int] = mapped_column(ForeignKey("goals.id", ondelete="CASCADE"))
    kind: Mapped[ActionKind] = mapped_column(enum_type(ActionKind))
    title: Mapped[str] = mapped_column(String(TITLE_LENGTH))
    due: Mapped[date] = mapped_column()
    helper: Mapped[str] = mapped_column(String(TITLE_LENGTH), default="")
    hours: Mapped[Decimal | None] = mapped_column(Numeric(5, 2))
    status: Mapped[ActionStatus] = mapped_column(enum_type(ActionStatus), default=ActionStatus.OPEN)
    done_on: Mapped[date | None] = mapped_column()
    note: Mapped[str] = mapped_column(Text, default="")
    version: Mapped[int] = mapped_column(default=1, server_default="1")
    changed_at: Mapped[datetime] = mapped_column(default=clock.now, onupdate=clock.now)

    goal: Mapped[Goal] = relationship(back_populates="actions")
    evidence: Mapped[list[Evidence]] = relationship(
        secondary=shown_at("action_evidence", "action_id", "actions.id"), order_by=Evidence.id
    )

    @property
    def is_open(self) -> bool:
        """Whether it is still to be done."""
        return self.status is ActionStatus.OPEN


class FirstStep(Base):
    """Something to begin with, that an organisation suggests to who wants to reach a level of an element."""

    __tablename__ = "first_steps"
    __table_args__ = (UniqueConstraint("organisation_id", "standard", "element", "level", "title"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    organisation_id: Mapped[int] = mapped_column(ForeignKey(Organisation.id, ondelete="CASCADE"))
    standard: Mapped[str] = mapped_column(String(80))
    element: Mapped[str] = mapped_column(String(80))
    level: Mapped[str] = mapped_column(String(80))
    kind: Mapped[ActionKind] = mapped_column(enum_type(ActionKind))
    title: Mapped[str] = mapped_column(String(TITLE_LENGTH))
