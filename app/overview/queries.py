"""What the start page and the team page read. Nothing here is stored, and nobody finds what is not theirs to see."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from flask import url_for

from app.assessments.draft.scan import Scan
from app.assessments.editions.earlier import earlier_than
from app.assessments.models import Assessment, ResultShare
from app.assessments.queries import drafts_of, submitted_of
from app.assessments.results.content import Part, Result
from app.assessments.results.queries import result_of
from app.assessments.scans.pages import quick_minutes, usual_standard
from app.assessments.scans.waiting import drafts_waiting, first_scan, first_scan_later
from app.assessments.sharing.queries import shared_with
from app.assessments.sharing.waiting import unread_results
from app.core import clock
from app.core.audit import looked_by
from app.core.waiting.rules import Waiting, in_order
from app.dossiers.holding.position import position_of
from app.dossiers.meetings.queries import invitations_for, meetings_of, waiting_in
from app.dossiers.meetings.waiting import invitations_waiting, meetings_waiting
from app.dossiers.reminders.operations import near_dates
from app.dossiers.reminders.rules import DateThatMatters, What
from app.dossiers.standing.pages import Standing, standing_of
from app.dossiers.standing.waiting import register_waiting
from app.overview.rules import Task, tasks_of
from app.overview.setup.queries import setup_of
from app.overview.setup.rules import Setup
from app.people.administration.queries import counts_of
from app.people.administration.waiting import ADMINISTRATOR, HR, mail_waiting, people_waiting, without_team
from app.people.models import User
from app.people.moving.waiting import moves_waiting
from app.people.queries import people_managed_by
from app.people.rules import REGISTER_ROLES, RoleName
from app.plans.models import Action
from app.plans.pages import GoalCard
from app.plans.plan.waiting import actions_waiting, first_goal, look_again, unread_plans
from app.plans.queries import next_actions, open_goals_of, people_who_share_with
from app.register.accounts.waiting import shut_out_waiting
from app.register.decisions.queries import unread_decisions
from app.register.decisions.waiting import letters_waiting
from app.register.desk.queries import desk_of
from app.register.desk.waiting import desk_waiting
from app.standards.library import standards_on_offer
from app.standards.rules.editions import newest_editions
from app.standards.rules.standard import Standard
from app.standards.start.waiting import editions_waiting

MOST_COMING = 3
MOST_ACTIONS = 20
"""More actions than this are not counted one by one on the start page."""
KEEPERS = frozenset({RoleName.HR, RoleName.ADMINISTRATOR})
"""Who keeps what the organisation has of its own over standards."""


@dataclass(frozen=True, slots=True)
class Own:
    """What a professional has: scans, the last result, the plan, and where they stand in the register."""

    scans: Sequence[Scan]
    submitted: Sequence[Assessment]
    result: Result | None
    actions: Sequence[Action]
    goals: Sequence[GoalCard]
    """The open goals, first due first."""
    dates: Sequence[DateThatMatters]
    standards: Sequence[Standard]
    """What this person can begin on."""
    usual: Standard | None
    """Where they begin by themselves."""
    standing: Standing
    today: date
    employer: str
    """The name of their organisation."""
    opens_on: date | None
    """The day from which it lets them begin a scan, as long as that is to come."""

    @property
    def assessment(self) -> Assessment | None:
        """What the last result is of."""
        return self.submitted[0] if self.submitted else None

    @property
    def tasks(self) -> list[Task]:
        """Which of these things wait."""
        newest = self.assessment
        return tasks_of(
            drafts=len(self.scans),
            results=len(self.submitted),
            gaps=self.result.to_go if self.result else 0,
            goals=len(self.goals),
            due=[action.due for action in self.actions],
            today=self.today,
            last=clock.local(newest.submitted_at).date() if newest and newest.submitted_at else None,
        )

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
    def pictured(self) -> Part | None:
        """The part of the last result that has a picture."""
        return next((part for part in self.result.parts if part.chart), None) if self.result else None

    def waiting(self) -> Iterator[Waiting]:
        """What waits of all this."""
        yield from register_waiting(self.standing)
        yield from drafts_waiting(self.scans)
        tasks = self.tasks
        if Task.FIRST_SCAN in tasks:
            later = self.opens_on
            yield first_scan_later(later, self.employer) if later else first_scan(self.first_scan_minutes)
        if Task.PLAN in tasks and self.assessment and self.result:
            yield first_goal(self.assessment, self.result.gaps()[0].element)
        yield from actions_waiting(self.actions[: tasks.count(Task.ACTION)])
        if Task.AGAIN in tasks and self.assessment and self.result and not self.opens_on:
            same = [one for one in self.goals if one.goal.standard == self.assessment.standard]
            yield look_again(self.assessment, self.result.handed_in, same)


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


@dataclass(frozen=True, slots=True)
class Start:
    """The start page: what waits for this person in any of their roles, and what is good to know."""

    waiting: Sequence[Waiting]
    own: Own | None
    """Of a professional."""
    team: Sequence[TeamMember] | None
    """Of a leidinggevende."""
    shared: Sequence[ResultShare]
    """Results that a colleague outside that team shares."""
    setup: Setup | None
    """Of an administrator, as long as a step is asked."""

    @property
    def coming(self) -> list[Action | DateThatMatters]:
        """What is due later, without the dossier when that waits already."""
        waits = url_for("dossier.show") in {row.href for row in self.waiting}
        coming = self.own.coming if self.own else []
        return [one for one in coming if isinstance(one, Action) or not (waits and one.what is What.DOSSIER)]


def start_of(person: User, today: date) -> Start:
    """The start page of somebody; as many queries whatever waits."""
    roles, results = person.role_names, shared_with(person, today)
    team = team_of(person, results) if RoleName.MANAGER in roles else None
    own = _own_of(person, today) if RoleName.PROFESSIONAL in roles else None
    administers, keeps = RoleName.ADMINISTRATOR in roles, person.keeps_people
    counts = counts_of(person.organisation_id, today) if keeps else None
    setup = setup_of(person.organisation, counts) if administers and counts else None
    found = [*_to_read(person, results, team)]
    if own:
        found += [*own.waiting(), *_of_others(person)]
    if team is not None and not team:
        found.append(without_team(person))
    if roles & REGISTER_ROLES:
        found += desk_waiting(desk_of(person, today), roles)
    if RoleName.BOARD in roles:
        found += shut_out_waiting()
    if roles & KEEPERS:
        found += editions_waiting(person.organisation)
    if administers:
        found += mail_waiting(clock.now())
    if counts and (setup is None or setup.is_over):
        found += people_waiting(counts, ADMINISTRATOR if administers else HR)
    if person.keeps_people:
        found += moves_waiting(person.organisation_id, ADMINISTRATOR if administers else HR)
    return Start(
        waiting=in_order(found),
        own=own,
        team=team,
        shared=of_others(results, team),
        setup=setup if setup and not setup.is_over else None,
    )


def _to_read(person: User, results: Sequence[ResultShare], team: Sequence[TeamMember] | None) -> Iterator[Waiting]:
    sharing = [one.person for one in team or () if one.shares_plan]
    looked = looked_by(person.id, {one.assessment.subject_id for one in results} | {one.id for one in sharing})
    yield from unread_results(results, looked)
    yield from unread_plans(sharing, looked)


def _of_others(person: User) -> Iterator[Waiting]:
    """What others wait for: letters to read, and what colleagues of a peer meeting ask."""
    yield from letters_waiting(unread_decisions(person))
    yield from invitations_waiting(invitations_for(person))
    yield from meetings_waiting(waiting_in(meetings_of(person), person))


def _own_of(person: User, today: date) -> Own:
    own = submitted_of(person)
    newest = own[0] if own else None
    offered, position = newest_editions(standards_on_offer(person.organisation)), position_of(person, today)
    return Own(
        scans=[Scan(draft) for draft in drafts_of(person)],
        submitted=own,
        result=result_of(newest, next(iter(earlier_than(newest, own)), None)) if newest else None,
        actions=next_actions(person, MOST_ACTIONS),
        goals=[GoalCard(one, today) for one in open_goals_of(person, actions=True)],
        dates=near_dates(position),
        standards=offered,
        usual=usual_standard(person, offered, own),
        standing=standing_of(position),
        today=today,
        employer=person.organisation.name,
        opens_on=person.organisation.opens_on(today),
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
