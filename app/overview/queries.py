"""What the start page and the team page read. Nothing here is stored, and nobody finds what is not theirs to see."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from app.assessments.draft.scan import Scan
from app.assessments.editions.earlier import earlier_than
from app.assessments.models import Assessment
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
from app.plans.queries import goals_for, next_actions, people_who_share_with
from app.standards.library import standard_for, standards_for
from app.standards.rules.editions import newest_editions
from app.standards.rules.element import Element
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
    goals: Sequence[Element]
    dates: Sequence[DateThatMatters]
    meetings: Sequence[PeerMeeting]
    """Peer meetings at which this person can still confirm who was there."""
    invitations: Sequence[PeerInvitation]
    """Peer meetings of which somebody says that this person was there."""
    standards: Sequence[Standard]
    """What this person can begin on."""
    usual: Standard | None
    """Where they begin by themselves."""

    @property
    def coming(self) -> list[Action | DateThatMatters]:
        """What is due first: of the plan at most three actions, of the register every date that is near."""
        everything: list[Action | DateThatMatters] = [*self.actions[:MOST_COMING], *self.dates]
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
    def pictured(self) -> Part | None:
        """The part of the last result that has a picture."""
        return next((part for part in self.result.parts if part.chart), None) if self.result else None


@dataclass(frozen=True, slots=True)
class TeamMember:
    """Somebody whom the manager manages today. Whether they make a scan is theirs; a shared plan is there to read."""

    person: User
    shares_plan: bool


def start_of(person: User, position: Position) -> Start:
    """Everything of the start page of a professional; as many queries whatever was answered."""
    drafts, own = drafts_of(person), submitted_of(person)
    newest = own[0] if own else None
    result = result_of(newest, next(iter(earlier_than(newest, own)), None)) if newest else None
    offered = newest_editions(standards_for(person.organisation))
    actions, goals = next_actions(person, MOST_ACTIONS), goals_for(person)
    return Start(
        tasks=tasks_of(
            drafts=len(drafts),
            results=len(own),
            gaps=result.to_go if result else 0,
            goals=len(goals),
            due=[action.due for action in actions],
            today=clock.today(),
        ),
        scans=[Scan(draft) for draft in drafts],
        assessment=newest,
        result=result,
        actions=actions,
        dates=near_dates(position),
        meetings=waiting_in(meetings_of(person), person),
        invitations=invitations_for(person),
        goals=[
            element
            for slug in sorted({slug for slug, _ in goals})
            for element in standard_for(person.organisation, slug).elements
            if (slug, element.code) in goals
        ],
        standards=offered,
        usual=usual_standard(person, offered, own),
    )


def team_of(manager: User) -> list[TeamMember]:
    """The people whom somebody manages today, by name."""
    people = people_managed_by(manager, clock.today())
    sharing = people_who_share_with(manager, people, clock.today())
    return [TeamMember(person, person.id in sharing) for person in people]


def element_label(action: Action) -> str:
    """The element that an action is for."""
    standard = standard_for(action.goal.plan.person.organisation, action.goal.standard)
    return standard.element(action.goal.element).label
