"""What the pages of the plan show: goals with the names of the standard, what is due first, where a goal can start."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from app.assessments.models import Assessment
from app.assessments.queries import answers_of, standard_of
from app.assessments.rules import Answer, Standing, standings_of
from app.assessments.words import level_name
from app.core import clock
from app.plans.models import Action, Goal, Plan
from app.plans.places import Now, Place, editions_of, now_of
from app.plans.rules import ActionStatus, GoalStatus, is_late
from app.standards.library import standard_read_by
from app.standards.rules.element import Element, Indicator, Level


@dataclass(frozen=True, slots=True)
class GoalCard:
    """A goal with what the standard says about it."""

    goal: Goal
    today: date

    @property
    def element(self) -> Element:
        """The element that the goal is on."""
        return standard_read_by(self.goal.plan.person, self.goal.standard).element(self.goal.element)

    @property
    def now(self) -> Now | None:
        """Where the goal belongs on the newest edition, when that is another."""
        return now_of(self.goal.plan.person, (self.goal.standard, self.goal.element))

    @property
    def target(self) -> Level:
        """The level to grow to."""
        return self.element.level(self.goal.to_level)

    @property
    def from_name(self) -> str:
        """The level that the goal started from, in words."""
        return level_name(self.element, self.goal.answer)

    @property
    def to_name(self) -> str:
        """The level to grow to, in words."""
        return level_name(self.element, Answer.level(self.target.rank))

    @property
    def picked(self) -> list[Indicator]:
        """The statements that the person picked, in the order of the standard."""
        return [one for one in self.element.indicators if one.code in self.goal.indicators]

    @property
    def counting(self) -> list[Action]:
        """The actions that still count: not those that will not happen."""
        return [action for action in self.goal.actions if action.status is not ActionStatus.DROPPED]

    @property
    def done(self) -> int:
        """How many actions are done."""
        return sum(action.status is ActionStatus.DONE for action in self.goal.actions)

    @property
    def is_over(self) -> bool:
        """Whether the day of an open goal has passed."""
        return self.goal.is_open and self.goal.by_when < self.today

    def is_late(self, action: Action) -> bool:
        """Whether the day of an open action of an open goal has passed."""
        return self.goal.is_open and is_late(action.status, action.due, self.today)


@dataclass(frozen=True, slots=True)
class PlanPage:
    """A plan as a page: open goals, those that are closed (latest first), and the action that is due first."""

    plan: Plan | None
    today: date

    @property
    def cards(self) -> list[GoalCard]:
        """Every goal, first due first."""
        return [GoalCard(goal, self.today) for goal in self.plan.goals] if self.plan else []

    @property
    def open_cards(self) -> list[GoalCard]:
        """The goals to work on, first due first."""
        return [card for card in self.cards if card.goal.is_open]

    @property
    def closed_cards(self) -> list[GoalCard]:
        """The goals that are reached or dropped, latest first."""
        closed = [card for card in self.cards if not card.goal.is_open]
        return sorted(closed, key=lambda card: card.goal.closed_on or date.min, reverse=True)

    @property
    def first(self) -> Action | None:
        """The open action that is due first; a late one is due before all others."""
        open_actions = [action for card in self.open_cards for action in card.goal.actions if action.is_open]
        return min(open_actions, key=lambda action: (action.due, action.id), default=None)

    @property
    def last_day(self) -> date | None:
        """The last day in the open goals."""
        days = (
            day
            for card in self.open_cards
            for day in (card.goal.by_when, *(action.done_on or action.due for action in card.counting))
        )
        return max(days, default=None)

    def action(self, action_id: int | None) -> Action | None:
        """The action with this id, when it is in the plan."""
        actions = (action for card in self.cards for action in card.goal.actions)
        return next((action for action in actions if action.id == action_id), None)

    def card(self, goal_id: int | None) -> GoalCard | None:
        """The goal with this id, when it is in the plan."""
        return next((card for card in self.cards if card.goal.id == goal_id), None)


@dataclass(frozen=True, slots=True)
class Start:
    """Where a goal can start: one element of a result that is not on its highest level yet."""

    source: Assessment
    standing: Standing

    @property
    def element(self) -> Element:
        """The element to grow in."""
        return standard_of(self.source).element(self.standing.element)

    @property
    def now_name(self) -> str:
        """The answer in the result, in words."""
        return level_name(self.element, self.standing.answer)

    @property
    def asked_name(self) -> str:
        """The level that is asked, in words; nothing when none is."""
        return level_name(self.element, Answer.level(self.standing.asked)) if self.standing.asked else ""

    @property
    def target(self) -> Level:
        """The next level that says something: above the answer, or the lowest when there is no answer to compare.

        `starts_in` leaves out elements without one.
        """
        return self.element.next_choice(self.standing.answer.rank or 0) or self.element.choices[-1]

    @property
    def target_name(self) -> str:
        """The next level, in words."""
        return level_name(self.element, Answer.level(self.target.rank))

    @property
    def asks(self) -> tuple[Indicator, ...]:
        """What the next level asks beyond this one: the statements to pick from."""
        return self.element.asks(self.target.code)

    @property
    def sentence(self) -> str:
        """A first wording of the goal."""
        return f"{self.element.title} op niveau {self.target_name}"

    @property
    def is_gap(self) -> bool:
        """Whether the level that is asked is not reached."""
        return (self.standing.gap or 0) > 0


def starts_in(assessment: Assessment) -> list[Start]:
    """Where a goal can start in a result: largest gaps first, then the order of the standard."""
    standard = standard_of(assessment)
    standings = standings_of(standard, assessment.profile, answers_of(assessment))
    below_the_top = [one for one in standings if standard.element(one.element).next_choice(one.answer.rank or 0)]
    return [Start(assessment, one) for one in sorted(below_the_top, key=lambda one: -max(one.gap or 0, 0))]


def latest_of_each_standard(handed_in: Iterable[Assessment]) -> list[Assessment]:
    """The newest of each standard, whatever its edition, from assessments that come newest first."""
    newest: dict[str, Assessment] = {}
    for assessment in handed_in:
        first, *_ = editions_of(assessment.subject, assessment.standard)
        newest.setdefault(first.slug, assessment)
    return list(newest.values())


def without_goal(starts: Sequence[Start], goals: Collection[Place]) -> list[Start]:
    """Only the elements that have no open goal yet."""
    return [start for start in starts if (start.source.standard, start.element.code) not in goals]


def all_starts(results: list[Assessment], goals: Collection[Place]) -> list[Start]:
    """Where a goal can start, in these results."""
    return [start for result in results for start in without_goal(starts_in(result), goals)]


def goals_in(page: PlanPage) -> set[tuple[str, str]]:
    """The (standard, element) pairs with an open goal."""
    return {(card.goal.standard, card.goal.element) for card in page.open_cards}


def wants_new_score(card: GoalCard, handed_in: Iterable[Assessment]) -> bool:
    """Whether a goal was reached and its element was not scored since in another zelfscan than the one it came from.

    It can be scored again on any edition that still has it.
    """
    goal, now = card.goal, card.now
    if goal.status is not GoalStatus.REACHED or goal.closed_on is None or (now and not now.elements):
        return False
    slugs = {one.slug for one in editions_of(goal.plan.person, goal.standard)}
    return not any(
        one.standard in slugs
        and one.id != goal.source_id
        and one.submitted_at is not None
        and clock.local(one.submitted_at).date() >= goal.closed_on
        for one in handed_in
    )
