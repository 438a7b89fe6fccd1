"""What is asked of somebody of the register now: one list of tasks, oldest first, with what they may not judge in it.

A file of somebody who is too close is listed with the reason and without anything of its content.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime

from app.core import clock
from app.core.worded import Worded
from app.dossiers.pe.queries import asked_for_approval
from app.people.models import User
from app.people.rules import RoleName
from app.register.applications.queries import waiting_applications
from app.register.approvals.queries import proposed_subjects
from app.register.decisions import queries
from app.register.judges.queries import parts_of, ties_of
from app.register.judges.rules import Part, Tie
from app.register.models import Application
from app.register.objections import queries as objection_queries
from app.register.samples import queries as sample_queries


class TaskKind(Worded):
    """What has to be done, in the order of the filter: the word is the heading of the task."""

    AUDIT = "audit", "Audit houden"
    APPLICATION = "aanvraag", "Besluiten over een aanvraag"
    DOSSIER = "dossier", "Dossier beoordelen"
    SECOND = "tweede", "Tweede oordeel geven"
    AGAIN = "opnieuw", "Opnieuw besluiten na bezwaar"
    OVERDUE = "verlopen", "Verlengingsdatum voorbij"
    ACTIVITY = "activiteit", "Activiteit goedkeuren"
    SUBJECT = "praktijk", "Praktijkactiviteit goedkeuren"
    OBJECTION = "bezwaar", "Bezwaar behandelen"
    SAMPLE = "steekproef", "Steekproef beoordelen"

    @property
    def plural(self) -> str:
        """The same for more of them, as the name of a filter."""
        return _PLURAL[self]


_PLURAL = {
    TaskKind.AUDIT: "Audits",
    TaskKind.APPLICATION: "Aanvragen",
    TaskKind.DOSSIER: "Dossiers",
    TaskKind.SECOND: "Tweede oordeel",
    TaskKind.AGAIN: "Opnieuw besluiten",
    TaskKind.OVERDUE: "Verlengingsdatum voorbij",
    TaskKind.ACTIVITY: "Activiteiten",
    TaskKind.SUBJECT: "Praktijkactiviteiten",
    TaskKind.OBJECTION: "Bezwaren",
    TaskKind.SAMPLE: "Steekproef",
}


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
    found = sorted(_asked(viewer, day), key=lambda task: (task.since, task.person.name))
    ties = ties_of(viewer, {task.person.id: task.person for task in found}.values(), day)
    tasks = [_without_content(task, ties.get(task.person.id)) for task in found]
    counts = Counter(task.kind for task in tasks if task.is_open)
    return Desk(
        tasks=tuple(task for task in tasks if chosen in (None, task.kind)),
        counts={kind: counts[kind] for kind in TaskKind if counts[kind]},
        chosen=chosen,
    )


def _without_content(task: Task, tie: Tie | None) -> Task:
    if tie is None:
        return task
    return Task(task.kind, task.person, task.since, task.endpoint, by=task.by, tie=tie)


def _asked(viewer: User, day: date) -> Iterator[Task]:
    asked: Sequence[tuple[RoleName, Callable[[User, date], Iterator[Task]]]] = (
        (RoleName.COMMITTEE, _of_the_committee),
        (RoleName.BOARD, _of_the_board),
    )
    for role, tasks in asked:
        if role in viewer.role_names:
            yield from tasks(viewer, day)


def _of_the_committee(viewer: User, day: date) -> Iterator[Task]:
    for application in waiting_applications():
        if needs_audit(application):
            yield _about(application, TaskKind.AUDIT)
    found = queries.dossiers_found_by(viewer)
    for dossier in queries.dossiers_handed_in():
        if dossier.id not in found:
            yield Task(
                TaskKind.DOSSIER, dossier.person, _day(dossier.handed_in_at, dossier.period_start), "decisions.dossier",
                {"dossier_id": dossier.id}, f"{dossier.registration.status}-status, jouw bevinding voor het bestuur",
                by=dossier.renewal_date,
            )  # fmt: skip
    for activity in asked_for_approval():
        yield Task(
            TaskKind.ACTIVITY, activity.person, _day(activity.approval_asked_at, activity.held_on),
            "approvals.activity", {"activity_id": activity.id}, activity.title,
        )  # fmt: skip
    for report in proposed_subjects():
        yield Task(
            TaskKind.SUBJECT, report.person, report.submitted_on or report.year_start, "approvals.subject",
            {"report_id": report.id}, report.subject,
        )  # fmt: skip
    yield from _objections(viewer, day)
    yield from _samples(viewer, day)


def _objections(viewer: User, day: date) -> Iterator[Task]:
    """Those that wait; who had a part in the decision leaves it to another."""
    for view in objection_queries.views_of(objection_queries.objections(open_only=True), viewer, day):
        decision = view.objection.decision
        yield Task(
            TaskKind.OBJECTION, decision.person, view.objection.filed_on, "objections.show",
            {"objection_id": view.objection.id}, f"Tegen besluit {decision.number}",
            waits_for="een ander commissielid" if isinstance(view.hindrance, Part) else "",
        )  # fmt: skip


def _samples(viewer: User, day: date) -> Iterator[Task]:
    """The drawn files that the viewer can still judge."""
    for sample in sample_queries.samples():
        if sample.closed_at is not None:
            continue
        for view in sample_queries.views_of(sample, viewer, day):
            if view.may_judge:
                yield Task(
                    TaskKind.SAMPLE, view.file.decision.person, clock.local(sample.drawn_at).date(), "samples.judge",
                    {"sample_id": sample.id, "file_id": view.file.id},
                    f"Besluit {view.file.decision.number}, steekproef {sample.year}",
                )  # fmt: skip


def _of_the_board(viewer: User, day: date) -> Iterator[Task]:
    for application in waiting_applications():
        if not needs_audit(application):
            yield _about(application, TaskKind.APPLICATION)
    proposed = queries.proposals()
    about = {(one.dossier_id, one.registration_id) for one in proposed}
    for dossier in queries.dossiers_handed_in():
        if dossier.id not in {dossier_id for dossier_id, _ in about}:
            yield Task(
                TaskKind.DOSSIER, dossier.person, _day(dossier.handed_in_at, dossier.period_start), "decisions.dossier",
                {"dossier_id": dossier.id}, f"Verlenging van de {dossier.registration.status}-status",
                by=dossier.renewal_date,
            )  # fmt: skip
    parts = parts_of(viewer, proposed)
    for proposal in proposed:
        by = proposal.decided_by.name if proposal.decided_by else "een oud-lid"
        yield Task(
            TaskKind.SECOND, proposal.person, clock.local(proposal.recorded_at).date(), "decisions.show",
            {"decision_id": proposal.id},
            f"{proposal.kind.proposed}: voorstel van {by}",
            waits_for="een ander bestuurslid" if proposal.id in parts else "",
        )  # fmt: skip
    yield from _again(viewer, day)
    for registration in queries.past_renewal(day):
        if registration.id not in {registration_id for _, registration_id in about}:
            yield Task(
                TaskKind.OVERDUE, registration.person, registration.renewal_date, "decisions.registration",
                {"registration_id": registration.id}, f"{registration.status}-status, geen dossier ingeleverd",
            )  # fmt: skip


def _again(viewer: User, day: date) -> Iterator[Task]:
    """The objections that were upheld: who had a part in the matter leaves the new decision to another."""
    for view in objection_queries.views_of(objection_queries.waiting_for_decision(), viewer, day):
        objection, decision = view.objection, view.objection.decision
        outcome = objection.outcome.dutch.lower() if objection.outcome else ""
        yield Task(
            TaskKind.AGAIN, decision.person, objection.handled_on or objection.filed_on, "objections.decide",
            {"objection_id": objection.id},
            f"Bezwaar {outcome}, tegen besluit {decision.number}: {decision.kind.dutch.lower()}",
            waits_for="een ander bestuurslid" if isinstance(view.hindrance, Part) else "",
        )  # fmt: skip


def needs_audit(application: Application) -> bool:
    """Whether the committee has to hold an audit first; the Leergang stands instead of it (A-06)."""
    return application.needs_audit and not application.audits


def _about(application: Application, kind: TaskKind) -> Task:
    return Task(
        kind, application.person, clock.local(application.submitted_at).date(), "decisions.application",
        {"application_id": application.id}, f"{application.kind.dutch}, {application.status_sought}-status",
    )  # fmt: skip


def _day(moment: datetime | None, otherwise: date) -> date:
    return clock.local(moment).date() if moment is not None else otherwise
