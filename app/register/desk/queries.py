"""What is asked of somebody of the register now: one list of tasks, oldest first, with what they may not judge in it.

A file of somebody who is too close is listed with the reason and without anything of its content.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date, datetime

from app.core import clock
from app.dossiers.models import Dossier, PEActivity, PracticeReport, Registration
from app.dossiers.pe.queries import asked_for_approval
from app.people.models import User
from app.people.rules import RoleName
from app.register.applications.queries import waiting_applications
from app.register.approvals.queries import proposed_subjects
from app.register.decisions import queries as decisions
from app.register.desk.rules import TaskKind
from app.register.judges.queries import Hindrances, hindrances_of
from app.register.judges.rules import Part, Tie
from app.register.models import Application, Decision, Sample
from app.register.objections import queries as objections
from app.register.objections.queries import ObjectionView
from app.register.samples import queries as samples
from app.register.samples.queries import FileView

_Matter = Application | Dossier | PEActivity | PracticeReport | Registration


@dataclass(frozen=True, slots=True)
class Task:
    """One thing to do about one person. `since` is when it was asked, `by` the day that it is for, if there is one.

    `what` says what it is about; it is empty when `tie` stands in between, or when `waits_for` names who acts first.
    """

    kind: TaskKind
    person: User
    since: date
    what: str = ""
    values: Mapping[str, int] = field(default_factory=dict)
    by: date | None = None
    tie: Tie | None = None
    waits_for: str = ""

    @property
    def endpoint(self) -> str:
        """Where it is done."""
        return self.kind.endpoint

    @property
    def is_open(self) -> bool:
        """Whether the viewer can do it now."""
        return self.tie is None and not self.waits_for


@dataclass(frozen=True, slots=True)
class Desk:
    """The tasks that are shown, and how many there are of each kind."""

    tasks: tuple[Task, ...]
    counts: Mapping[TaskKind, int]
    chosen: TaskKind | None

    @property
    def open(self) -> tuple[Task, ...]:
        """What the viewer can do now."""
        return tuple(task for task in self.tasks if task.is_open)

    @property
    def waiting(self) -> tuple[Task, ...]:
        """What waits for somebody else."""
        return tuple(task for task in self.tasks if task.waits_for)

    @property
    def tied(self) -> tuple[Task, ...]:
        """What the viewer may not judge."""
        return tuple(task for task in self.tasks if task.tie is not None)

    @property
    def total(self) -> int:
        """How many tasks of all kinds the viewer can do now."""
        return sum(self.counts.values())


def desk_of(viewer: User, day: date, chosen: TaskKind | None = None) -> Desk:
    """Everything that is asked of the viewer, oldest first; `chosen` narrows it to one kind."""
    tasks = sorted(_asked(viewer, day), key=lambda task: (task.since, task.person.name))
    counts = Counter(task.kind for task in tasks if task.is_open)
    return Desk(
        tasks=tuple(task for task in tasks if chosen in (None, task.kind)),
        counts={kind: counts[kind] for kind in TaskKind if counts[kind]},
        chosen=chosen,
    )


def _asked(viewer: User, day: date) -> Iterator[Task]:
    if RoleName.COMMITTEE in viewer.role_names:
        yield from _of_the_committee(viewer, day)
    if RoleName.BOARD in viewer.role_names:
        yield from _of_the_board(viewer, day)


def _of_the_committee(viewer: User, day: date) -> Iterator[Task]:
    applications = [one for one in waiting_applications() if needs_audit(one)]
    dossiers = decisions.dossiers_handed_in(to_advise=viewer)
    activities, reports = asked_for_approval(), proposed_subjects()
    waiting, drawn_from = objections.objections(open_only=True), samples.samples(open_only=True)
    about = [*(one.decision for one in waiting), *(file.decision for sample in drawn_from for file in sample.files)]
    matters: list[_Matter] = [*applications, *dossiers, *activities, *reports]
    hindrances = hindrances_of(viewer, about, day, [one.person for one in matters])
    tasks: Iterable[Task] = (
        *(_application(one, TaskKind.AUDIT) for one in applications),
        *(_dossier(one, f"{one.registration.status}-status, jouw bevinding voor het bestuur") for one in dossiers),
        *(_activity(one) for one in activities),
        *(_subject(one) for one in reports),
        *(_objection(one) for one in objections.views_of(waiting, viewer, hindrances)),
        *(
            _file(sample, one)
            for sample in drawn_from
            for one in samples.views_of(sample, viewer, hindrances)
            if one.may_judge
        ),
    )
    return _without_content(tasks, hindrances)


def _of_the_board(viewer: User, day: date) -> Iterator[Task]:
    applications = [one for one in waiting_applications() if not needs_audit(one)]
    proposed, upheld = decisions.proposals(), objections.waiting_for_decision()
    in_proposal = {one.dossier_id for one in proposed}, {one.registration_id for one in proposed}
    dossiers = [one for one in decisions.dossiers_handed_in() if one.id not in in_proposal[0]]
    overdue = [one for one in decisions.past_renewal(day) if one.id not in in_proposal[1]]
    matters: list[_Matter] = [*applications, *dossiers, *overdue]
    about = [*proposed, *(one.decision for one in upheld)]
    hindrances = hindrances_of(viewer, about, day, [one.person for one in matters])
    tasks: Iterable[Task] = (
        *(_application(one, TaskKind.APPLICATION) for one in applications),
        *(_dossier(one, f"Verlenging van de {one.registration.status}-status") for one in dossiers),
        *(_proposal(one, one.id in hindrances.parts) for one in proposed),
        *(_again(one) for one in objections.views_of(upheld, viewer, hindrances)),
        *(_overdue(one) for one in overdue),
    )
    return _without_content(tasks, hindrances)


def _without_content(tasks: Iterable[Task], hindrances: Hindrances) -> Iterator[Task]:
    """The tasks, without anything of their content where the viewer is too close."""
    for task in tasks:
        tie = hindrances.ties.get(task.person.id)
        yield replace(task, tie=tie, what="", values={}, waits_for="") if tie else task


def needs_audit(application: Application) -> bool:
    """Whether the committee has to hold an audit first; the Leergang stands instead of it (A-06)."""
    return application.needs_audit and not application.audits


def _application(one: Application, kind: TaskKind) -> Task:
    what = f"{one.kind.dutch}, {one.status_sought}-status"
    return Task(kind, one.person, _day(one.submitted_at), what, {"application_id": one.id})


def _dossier(one: Dossier, what: str) -> Task:
    since = _day(one.handed_in_at) if one.handed_in_at else one.period_start
    return Task(TaskKind.DOSSIER, one.person, since, what, {"dossier_id": one.id}, by=one.renewal_date)


def _activity(one: PEActivity) -> Task:
    since = _day(one.approval_asked_at) if one.approval_asked_at else one.held_on
    return Task(TaskKind.ACTIVITY, one.person, since, one.title, {"activity_id": one.id})


def _subject(one: PracticeReport) -> Task:
    since = one.submitted_on or one.year_start
    return Task(TaskKind.SUBJECT, one.person, since, one.subject, {"report_id": one.id})


def _objection(view: ObjectionView) -> Task:
    """One that waits; who had a part in the decision leaves it to another."""
    one, decision = view.objection, view.objection.decision
    what, other = f"Tegen besluit {decision.number}", "een ander commissielid" if _had_a_part(view) else ""
    return Task(TaskKind.OBJECTION, decision.person, one.filed_on, what, {"objection_id": one.id}, waits_for=other)


def _file(sample: Sample, view: FileView) -> Task:
    """A drawn file that the viewer can still judge."""
    decision, values = view.file.decision, {"sample_id": sample.id, "file_id": view.file.id}
    what = f"Besluit {decision.number}, steekproef {sample.year}"
    return Task(TaskKind.SAMPLE, decision.person, _day(sample.drawn_at), what, values)


def _proposal(one: Decision, had_a_part: bool) -> Task:
    by = one.decided_by.name if one.decided_by else "een oud-lid"
    what, other = f"{one.kind.proposed}: voorstel van {by}", "een ander bestuurslid" if had_a_part else ""
    return Task(TaskKind.SECOND, one.person, _day(one.recorded_at), what, {"decision_id": one.id}, waits_for=other)


def _again(view: ObjectionView) -> Task:
    """An objection that was upheld: who had a part in the matter leaves the new decision to another."""
    one, decision = view.objection, view.objection.decision
    outcome = one.outcome.dutch.lower() if one.outcome else ""
    what = f"Bezwaar {outcome}, tegen besluit {decision.number}: {decision.kind.dutch.lower()}"
    other, since = "een ander bestuurslid" if _had_a_part(view) else "", one.handled_on or one.filed_on
    return Task(TaskKind.AGAIN, decision.person, since, what, {"objection_id": one.id}, waits_for=other)


def _had_a_part(view: ObjectionView) -> bool:
    return isinstance(view.hindrance, Part)


def _overdue(one: Registration) -> Task:
    what = f"{one.status}-status, geen dossier ingeleverd"
    return Task(TaskKind.OVERDUE, one.person, one.renewal_date, what, {"registration_id": one.id})


def _day(moment: datetime) -> date:
    return clock.local(moment).date()
