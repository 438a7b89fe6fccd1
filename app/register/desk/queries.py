"""What is asked of somebody of the register now: one list of tasks, oldest first.

What they may not judge, because it is of somebody who is too close, is counted by reason and never named.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import replace
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
from app.register.desk.tasks import Desk, Task, together
from app.register.judges.queries import Hindrances, hindrances_of
from app.register.judges.rules import Part
from app.register.members.queries import open_proposals
from app.register.members.rules import heading_of, may_answer
from app.register.models import Application, BoardSetting, Decision, Sample, SeatProposal
from app.register.objections import queries as objections
from app.register.objections.queries import ObjectionView
from app.register.samples import queries as samples
from app.register.samples.queries import FileView
from app.register.settings import queries as settings

_Matter = Application | Dossier | PEActivity | PracticeReport | Registration


def desk_of(
    viewer: User,
    day: date,
    chosen: TaskKind | None = None,
    words: str = "",
    *,
    only_late: bool = False,
    by_person: bool = False,
) -> Desk:
    """Everything that is asked of the viewer, oldest first.

    `chosen` narrows it to one kind, `words` to what has them, `only_late` to what is past its term; `by_person` puts
    what is about one person together. What the viewer may not judge is counted, whatever they search for: a search
    would tell who is among it.
    """
    tasks = sorted(_asked(viewer, day), key=lambda task: (task.since, task.subject))
    found = [task for task in tasks if task.tie is None and task.has(words)]
    late = [task for task in found if task.is_open and task.due < day]
    counts = Counter(task.kind for task in (late if only_late else found) if task.is_open)
    shown = [task for task in (late if only_late else found) if chosen in (None, task.kind)]
    return Desk(
        tasks=tuple(together(shown) if by_person else shown),
        counts={kind: counts[kind] for kind in TaskKind if counts[kind]},
        tied=Counter(task.tie for task in tasks if task.tie is not None),
        chosen=chosen,
        words=words,
        only_late=only_late,
        by_person=by_person,
        late=sum(chosen in (None, task.kind) for task in late),
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
        *(_objection(one, viewer) for one in objections.views_of(waiting, viewer, hindrances)),
        *(
            _file(sample, one)
            for sample in drawn_from
            for one in samples.views_of(sample, viewer, hindrances)
            if one.may_judge
        ),
    )
    return _without_content(tasks, hindrances)


def _of_the_board(viewer: User, day: date) -> Iterator[Task]:
    proposed, upheld = decisions.proposals(), objections.waiting_for_decision()
    in_proposal = {one.dossier_id for one in proposed}, {one.registration_id for one in proposed}
    answered = {one.application_id for one in proposed}
    applications = [one for one in waiting_applications() if not needs_audit(one) and one.id not in answered]
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
        *(_setting(one, viewer) for one in settings.proposals()),
        *(_seat(one, viewer) for one in open_proposals()),
    )
    return _without_content(tasks, hindrances)


def _without_content(tasks: Iterable[Task], hindrances: Hindrances) -> Iterator[Task]:
    """The tasks, without anything of their content where the viewer is too close."""
    for task in tasks:
        tie = hindrances.ties.get(task.person.id) if task.person else None
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


def _objection(view: ObjectionView, viewer: User) -> Task:
    """One that waits; who had a part in the decision leaves it to another."""
    one, decision = view.objection, view.objection.decision
    mine = one.waits_for_second and one.draft_by_id == viewer.id
    what = f"Tegen besluit {decision.number}{', tweede oordeel' if one.waits_for_second else ''}"
    other = "een ander commissielid" if mine or _had_a_part(view) else ""
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


def _setting(one: BoardSetting, viewer: User) -> Task:
    """What a member of the board proposed to set; who proposed it waits for another."""
    other = "een ander bestuurslid" if one.proposed_by_id == viewer.id else ""
    what = f"{one.kind.dutch} {one.scope}".strip()
    return Task(TaskKind.SETTING, None, _day(one.proposed_at), what, {"setting_id": one.id}, waits_for=other)


def _seat(one: SeatProposal, viewer: User) -> Task:
    """What a member of the board proposed about a seat; who proposed it, or whom it is about, waits for another."""
    other = "" if may_answer(viewer.id, one.proposed_by_id, one.person_id) else "een ander bestuurslid"
    what = heading_of(one.change, one.person.name, one.role)
    return Task(TaskKind.SEAT, None, _day(one.proposed_at), what, {"proposal_id": one.id}, waits_for=other)


def _day(moment: datetime) -> date:
    return clock.local(moment).date()
