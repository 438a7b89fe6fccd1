"""A dossier puts itself together: everything of one PE year, with what the rules say of it on a day."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from app.dossiers.dossier.content import (
    ActivityOfDossier,
    Declaration,
    DossierContent,
    Holder,
    Meeting,
    Proof,
    Report,
    Work,
)
from app.dossiers.holding.position import OwnYear
from app.dossiers.models import EmploymentDeclaration, PEActivity, PeerAttendance, PracticeReport, Registrant
from app.dossiers.rules import ActivityStatus
from app.dossiers.standing.case import Reading
from app.evidence.models import Evidence
from app.evidence.rules import EvidenceKind
from app.people.models import User
from app.people.queries import names_of
from app.regulation.case import ActivityPoints, Case, CaseAction, Outcome
from app.regulation.judging import judge
from app.regulation.kept import kept_requirements

LONGEST_NAME = 80
PASSED_PLAN = "Deze dag is voorbij. Zet de activiteit op gedaan als ze doorging. Nu telt ze niet mee."


@dataclass(frozen=True, slots=True)
class Assembled:
    """A dossier as it is on a day: what a reader sees, and the case that the rules judge."""

    content: DossierContent
    case: Case


def assemble(own: OwnYear) -> Assembled:
    """The dossier of the open PE year as it is today."""
    reading = Reading(own.position, whole=True)
    case = reading.case(action=CaseAction.RENEWAL)
    return Assembled(_content(reading, own, judge(case, own.rules)), case)


def _content(reading: Reading, own: OwnYear, outcome: Outcome) -> DossierContent:
    person, report, registrant = own.person, reading.report, own.position.registrant
    activities = reading.activities_in(own.year)
    points = {one.ref: one for one in outcome.pe.activities} if outcome.pe else {}
    return DossierContent(
        holder=_holder(own, registrant),
        since=own.year.start,
        until=own.year.end,
        deadline=own.deadline,
        made_on=own.today,
        rules_edition=own.rules.slug,
        rules_title=own.rules.title,
        checks=kept_requirements(outcome),
        declaration=_declaration(reading.declaration),
        report=_report(report, person),
        meetings=_meetings(reading.meetings),
        activities=tuple(_activity(one, points.get(str(one.id)), own) for one in activities),
        points=outcome.pe.total if outcome.pe else 0,
        planned_points=outcome.pe.planned if outcome.pe else 0,
        work=_work(registrant),
        proofs=proofs_of(person, report, activities),
    )


def _holder(own: OwnYear, registrant: Registrant | None) -> Holder:
    registration = own.registration
    return Holder(
        name=registration.name,
        employer=registration.employer,
        number=registration.number,
        register=registration.register,
        title=own.rules.register(registration.register).title,
        status=registration.status,
        since=registration.started_on,
        valid_until=registration.valid_until,
        working_level=registrant.working_level.value if registrant and registrant.working_level else "",
    )


def _declaration(declaration: EmploymentDeclaration | None) -> Declaration | None:
    if declaration is None:
        return None
    return Declaration(
        declaration.signed_on,
        declaration.still_in_function,
        declaration.function,
        declaration.employer,
        declaration.changes,
    )


def _report(report: PracticeReport | None, person: User) -> Report | None:
    if report is None:
        return None
    return Report(
        subject=report.subject,
        beyond_routine=report.beyond_routine,
        local_level=report.local_level,
        status=report.status,
        submitted_on=report.submitted_on,
        decided_on=report.decided_on,
        answer=report.answer,
        body=report.body,
        sent_on=report.report_sent_on,
        evidence=tuple(one.id for one in _own(report.evidence, person)),
    )


def _meetings(attended: Sequence[PeerAttendance]) -> tuple[Meeting, ...]:
    names = names_of({one.confirmed_by_id for one in attended if one.confirmed_by_id is not None})
    return tuple(
        Meeting(
            held_on=one.meeting.held_on,
            group=one.meeting.group,
            place=one.meeting.place,
            attendees=len(one.meeting.attendances),
            confirmed_by=names.get(one.confirmed_by_id or 0, "iemand die er was") if one.confirmed_at else "",
            presented=one.presented,
        )
        for one in attended
    )


def _activity(activity: PEActivity, points: ActivityPoints | None, own: OwnYear) -> ActivityOfDossier:
    """One activity; what was planned for a day that is over is not known to the engine and gives nothing."""
    is_planned = activity.status is ActivityStatus.PLANNED
    return ActivityOfDossier(
        title=activity.title,
        kind=activity.kind,
        kind_title=own.rules.row(activity.kind).title,
        held_on=activity.held_on,
        status=activity.status,
        hours=activity.hours,
        points=(points.planned if is_planned else points.points) if points else 0,
        network=points.network if points else bool(activity.network),
        explain=activity.approval.explain(points) if points else PASSED_PLAN,
        note=activity.note,
        approval=activity.approval,
        approved_on=activity.approved_on,
        approval_answer=activity.approval_answer,
        evidence=tuple(one.id for one in _own(activity.evidence, own.person)),
    )


def _work(registrant: Registrant | None) -> tuple[Work, ...]:
    functions = registrant.experience if registrant else []
    return tuple(Work(one.function, one.employer, one.in_field, one.starts_on, one.ends_on) for one in functions)


def proofs_of(person: User, report: PracticeReport | None, activities: Iterable[PEActivity]) -> tuple[Proof, ...]:
    """All evidence that the dossier shows, each once, in the order in which it is shown; only the person's own."""
    shown: dict[int, list[str]] = {}
    kept: dict[int, Evidence] = {}
    if report is not None:
        for one in _own(report.evidence, person):
            kept[one.id] = one
            shown.setdefault(one.id, []).append("Praktijkverslag")
    for activity in activities:
        for one in _own(activity.evidence, person):
            kept[one.id] = one
            shown.setdefault(one.id, []).append(activity.title)
    return tuple(
        Proof(
            id=one.id,
            kind=one.kind,
            label=one.label,
            name=packed_name(number, one) if one.kind is EvidenceKind.FILE else "",
            url=one.url,
            size=one.size,
            sha256=one.sha256,
            shown_at=tuple(shown[one.id]),
        )
        for number, one in enumerate(kept.values(), 1)
    )


def packed_name(number: int, evidence: Evidence) -> str:
    """The name of a file in the package: its number, so that it is unique, and what is safe of its own name."""
    stem, dot, extension = evidence.original_name.rpartition(".")
    name = unicodedata.normalize("NFC", stem if dot else extension)
    safe = re.sub(r"[^\w-]+", "-", name).strip("-_")[:LONGEST_NAME].rstrip("-_") or "bewijs"
    ending = re.sub(r"[^A-Za-z0-9]", "", extension)[:10].lower() if dot else ""
    return f"{number:02}-{safe}" + (f".{ending}" if ending else "")


def is_on_time(own: OwnYear, day: date) -> bool:
    """Whether a dossier that is handed in on this day is in time; always when there is no deadline (A-19, A-20)."""
    return own.deadline is None or day <= own.deadline


def _own(evidence: Iterable[Evidence], person: User) -> list[Evidence]:
    return [one for one in evidence if one.owner_id == person.id]
