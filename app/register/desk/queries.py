"""What is asked of somebody of the register now: one list of tasks, oldest first, with what they may not judge in it.

A file of somebody who is too close is listed with the reason and without anything of its content.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
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
from app.register.judges.queries import hindrances_of
from app.register.judges.rules import Part, Tie
from app.register.models import Application, Decision, Sample
from app.register.objections import queries as objections
from app.register.objections.queries import ObjectionView
from app.register.samples import queries as samples
from app.register.samples.queries import FileView


@dataclass(frozen=True, slots=True)
class Task:
    """One thing to do about one person. `since` is when it was asked, `by` the day that it is for, if there is one.

    `what` says what it is about; it is empty when `tie` stands in between, or when `waits_for` names who acts first.
    """

    kind: TaskKind
    person: User
    since: date
    endpoint: str
    values: Mapping[str, int] = field(default_factory=dict)
    what: str = ""
    by: date | None = None
    tie: Tie | None = None
    waits_for: str = ""

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
    people = [
        *(one.person for one in applications),
        *(one.person for one in dossiers),
        *(one.person for one in activities),
        *(one.person for one in reports),
    ]
    hindrances = hindrances_of(viewer, about, day, people)
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
    for task in tasks:
        yield _without_content(task, hindrances.ties.get(task.person.id))


def _of_the_board(viewer: User, day: date) -> Iterator[Task]:
    applications = [one for one in waiting_applications() if not needs_audit(one)]
    proposed, upheld = decisions.proposals(), objections.waiting_for_decision()
    in_proposal = {one.dossier_id for one in proposed}, {one.registration_id for one in proposed}
    dossiers = [one for one in decisions.dossiers_handed_in() if one.id not in in_proposal[0]]
    overdue = [one for one in decisions.past_renewal(day) if one.id not in in_proposal[1]]
    people = [
        *(one.person for one in applications),
        *(one.person for one in dossiers),
        *(one.person for one in overdue),
    ]
    hindrances = hindrances_of(viewer, [*proposed, *(one.decision for one in upheld)], day, people)
    tasks: Iterable[Task] = (
        *(_application(one, TaskKind.APPLICATION) for one in applications),
        *(_dossier(one, f"Verlenging van de {one.registration.status}-status") for one in dossiers),
        *(_proposal(one, one.id in hindrances.parts) for one in proposed),
        *(_again(one) for one in objections.views_of(upheld, viewer, hindrances)),
        *(_overdue(one) for one in overdue),
    )
    for task in tasks:
        yield _without_content(task, hindrances.ties.get(task.person.id))


def _without_content(task: Task, tie: Tie | None) -> Task:
    if tie is None:
        return task
    return Task(task.kind, task.person, task.since, task.endpoint, by=task.by, tie=tie)


def needs_audit(application: Application) -> bool:
    """Whether the committee has to hold an audit first; the Leergang stands instead of it (A-06)."""
    return application.needs_audit and not application.audits


def _application(application: Application, kind: TaskKind) -> Task:
    return Task(
        kind,
        application.person,
        clock.local(application.submitted_at).date(),
        "decisions.application",
        {"application_id": application.id},
        f"{application.kind.dutch}, {application.status_sought}-status",
    )


def _dossier(dossier: Dossier, what: str) -> Task:
    return Task(
        TaskKind.DOSSIER,
        dossier.person,
        _day(dossier.handed_in_at, dossier.period_start),
        "decisions.dossier",
        {"dossier_id": dossier.id},
        what,
        by=dossier.renewal_date,
    )


def _activity(activity: PEActivity) -> Task:
    return Task(
        TaskKind.ACTIVITY,
        activity.person,
        _day(activity.approval_asked_at, activity.held_on),
        "approvals.activity",
        {"activity_id": activity.id},
        activity.title,
    )


def _subject(report: PracticeReport) -> Task:
    return Task(
        TaskKind.SUBJECT,
        report.person,
        report.submitted_on or report.year_start,
        "approvals.subject",
        {"report_id": report.id},
        report.subject,
    )


def _objection(view: ObjectionView) -> Task:
    """One that waits; who had a part in the decision leaves it to another."""
    objection, decision = view.objection, view.objection.decision
    return Task(
        TaskKind.OBJECTION,
        decision.person,
        objection.filed_on,
        "objections.show",
        {"objection_id": objection.id},
        f"Tegen besluit {decision.number}",
        waits_for="een ander commissielid" if isinstance(view.hindrance, Part) else "",
    )


def _file(sample: Sample, view: FileView) -> Task:
    """A drawn file that the viewer can still judge."""
    decision = view.file.decision
    return Task(
        TaskKind.SAMPLE,
        decision.person,
        clock.local(sample.drawn_at).date(),
        "samples.judge",
        {"sample_id": sample.id, "file_id": view.file.id},
        f"Besluit {decision.number}, steekproef {sample.year}",
    )


def _proposal(proposal: Decision, had_a_part: bool) -> Task:
    by = proposal.decided_by.name if proposal.decided_by else "een oud-lid"
    return Task(
        TaskKind.SECOND,
        proposal.person,
        clock.local(proposal.recorded_at).date(),
        "decisions.show",
        {"decision_id": proposal.id},
        f"{proposal.kind.proposed}: voorstel van {by}",
        waits_for="een ander bestuurslid" if had_a_part else "",
    )


def _again(view: ObjectionView) -> Task:
    """An objection that was upheld: who had a part in the matter leaves the new decision to another."""
    objection, decision = view.objection, view.objection.decision
    outcome = objection.outcome.dutch.lower() if objection.outcome else ""
    return Task(
        TaskKind.AGAIN,
        decision.person,
        objection.handled_on or objection.filed_on,
        "objections.decide",
        {"objection_id": objection.id},
        f"Bezwaar {outcome}, tegen besluit {decision.number}: {decision.kind.dutch.lower()}",
        waits_for="een ander bestuurslid" if isinstance(view.hindrance, Part) else "",
    )


def _overdue(registration: Registration) -> Task:
    return Task(
        TaskKind.OVERDUE,
        registration.person,
        registration.renewal_date,
        "decisions.registration",
        {"registration_id": registration.id},
        f"{registration.status}-status, geen dossier ingeleverd",
    )


def _day(moment: datetime | None, otherwise: date) -> date:
    return clock.local(moment).date() if moment is not None else otherwise
