"""What the start page and the team page read. Nothing here is stored, and nobody finds what is not theirs to see."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from app.assessments.draft.scan import Scan
from app.assessments.editions.earlier import earlier_than
from app.assessments.models import Assessment, ResultShare
from app.assessments.queries import drafts_of, submitted_of
from app.assessments.results.content import Part, Result
from app.assessments.results.queries import result_of
from app.assessments.scans.pages import quick_minutes, usual_standard
from app.core import clock
from app.dossiers.holding.position import Position
from app.dossiers.meetings.queries import invitations_for, meetings_of, waiting_in
from app.dossiers.models import PeerInvitation, PeerMeeting
from app.dossiers.reminders.operations import near_dates
from app.dossiers.reminders.rules import DateThatMatters
from app.overview.rules import Task, tasks_of
from app.people.models import User
from app.people.queries import people_managed_by
from app.plans.models import Action
from app.plans.pages import GoalCard
from app.plans.queries import next_actions, open_goals_of, people_who_share_with
from app.standards.library import standard_read_by, standards_for
from app.standards.rules.editions import newest_editions
from app.standards.rules.standard import Standard

MOST_COMING = 3
MOST_ACTIONS = 20
"""More actions than this are not counted one by one on the start page."""


@dataclass(frozen=True, slots=True)
class Start:
    """The start page of a professional: what waits, the last result and the plan."""

    tasks: Sequence[Task]
    scans: Sequence[Scan]
    assessment: Assessment | None
    result: Result | None
    actions: Sequence[Action]
    goals: Sequence[GoalCard]
    """The open goals, first due first."""
    dates: Sequence[DateThatMatters]
    meetings: Sequence[PeerMeeting]
    """Peer meetings at which this person can still confirm who was there."""
    invitations: Sequence[PeerInvitation]
    """Peer meetings of which somebody says that this person was there."""
    standards: Sequence[Standard]
    """What this person can begin on."""
    shared: Sequence[ResultShare]
    """Results that a colleague shares with this person."""
    usual: Standard | None
    """Where they begin by themselves."""

    @property
    def coming(self) -> list[Action | DateThatMatters]:
        """What is due after what waits: of the plan at most three actions, of the register every date that is near."""
        waiting = self.tasks.count(Task.ACTION)
        everything: list[Action | DateThatMatters] = [*self.actions[waiting : waiting + MOST_COMING], *self.dates]
        return sorted(everything, key=lambda one: one.due if isinstance(one, Action) else one.day)

    @property
    def first_scan_minutes(self) -> tuple[int, ...]:
        """About how long a first scan takes: on their own standard, else on the shortest and on the longest one."""
        minutes = [quick_minutes(one) for one in ([self.usual] if self.usual else self.standards)]
        return (minutes[0],) if self.usual else (min(minutes), max(minutes))

    @property
    def first(self) -> Task | None:
        """The one thing to do now."""
        return self.tasks[0] if self.tasks else None

    @property
    def others(self) -> list[tuple[Task, Scan | Action | None]]:
        """What waits besides the first thing, each with the draft or action that it is about."""
        scans, actions = iter(self.scans), iter(self.actions)
        found = [
            (one, next(scans) if one is Task.DRAFT else next(actions) if one is Task.ACTION else None)
            for one in self.tasks
        ]
        return found[1:]

    @property
    def again(self) -> list[GoalCard]:
        """The goals on the standard of the last result: those to look at again."""
        return [one for one in self.goals if self.assessment and one.goal.standard == self.assessment.standard]

    @property
    def pictured(self) -> Part | None:
        """The part of the last result that has a picture."""
        return next((part for part in self.result.parts if part.chart), None) if self.result else None


@dataclass(frozen=True, slots=True)
class TeamMember:
    """Somebody whom the manager manages today. Whether they make a scan is theirs; what they share is there to read."""

    person: User
    shares_plan: bool
    results: Sequence[ResultShare] = ()
    """Results that they share with the manager, the newest first."""

    @property
    def shares(self) -> bool:
        """Whether there is anything to read."""
        return self.shares_plan or bool(self.results)


def start_of(person: User, position: Position, shared: Sequence[ResultShare], *, pressing: bool = False) -> Start:
    """Everything of the start page of a professional; as many queries whatever was answered.

    `pressing` is whether the register asks something that comes before all else: what keeps a status.
    """
    drafts, own = drafts_of(person), submitted_of(person)
    newest = own[0] if own else None
    result = result_of(newest, next(iter(earlier_than(newest, own)), None)) if newest else None
    offered = newest_editions(standards_for(person.organisation))
    actions, goals = next_actions(person, MOST_ACTIONS), open_goals_of(person, actions=True)
    return Start(
        tasks=[Task.REGISTER] * pressing
        + tasks_of(
            drafts=len(drafts),
            results=len(own),
            gaps=result.to_go if result else 0,
            goals=len(goals),
            due=[action.due for action in actions],
            today=clock.today(),
            last=clock.local(newest.submitted_at).date() if newest and newest.submitted_at else None,
        ),
        scans=[Scan(draft) for draft in drafts],
        assessment=newest,
        result=result,
        actions=actions,
        dates=near_dates(position),
        meetings=waiting_in(meetings_of(person), person),
        invitations=invitations_for(person),
        goals=[GoalCard(one, clock.today()) for one in goals],
        standards=offered,
        usual=usual_standard(person, offered, own),
        shared=shared,
    )


def team_of(manager: User, results: Sequence[ResultShare]) -> list[TeamMember]:
    """The people whom somebody manages today, by name; `results` is what is shared with them."""
    people = people_managed_by(manager, clock.today())
    sharing = people_who_share_with(manager, people, clock.today())
    return [
        TeamMember(person, person.id in sharing, [one for one in results if one.assessment.subject_id == person.id])
        for person in people
    ]


def of_others(results: Sequence[ResultShare], team: Sequence[TeamMember] | None) -> list[ResultShare]:
    """What is shared with somebody by who is not in the team that they manage: the page of the team has that."""
    led = {one.person.id for one in team or ()}
    return [one for one in results if one.assessment.subject_id not in led]


def element_label(action: Action) -> str:
    """The element that an action is for."""
    standard = standard_read_by(action.goal.plan.person, action.goal.standard)
    return standard.element(action.goal.element).label
