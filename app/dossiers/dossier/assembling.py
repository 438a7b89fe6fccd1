"""A dossier puts itself together: everything of one PE year, with what the rules say of it on a day."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from app.core.copying import copied
from app.dossiers.dossier.content import ActivityOfDossier, Declaration, DossierContent, Holder, Meeting, Proof, Report
from app.dossiers.holding.position import OwnYear
from app.dossiers.holding.queries import functions_of
from app.dossiers.models import PEActivity, PeerAttendance, PracticeReport
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
    person, report, declaration = own.person, reading.report, reading.declaration
    activities = reading.activities_in(own.year)
    points = {one.ref: one for one in outcome.pe.activities} if outcome.pe else {}
    return DossierContent(
        holder=_holder(own),
        since=own.year.start,
        until=own.year.end,
        deadline=own.deadline,
        made_on=own.today,
        rules_edition=own.rules.slug,
        rules_title=own.rules.title,
        checks=kept_requirements(outcome),
        declaration=copied(Declaration, declaration) if declaration else None,
        report=_report(report, person) if report else None,
        meetings=_meetings(reading.meetings),
        activities=tuple(_activity(one, points.get(str(one.id)), own) for one in activities),
        points=outcome.pe.total if outcome.pe else 0,
        planned_points=outcome.pe.planned if outcome.pe else 0,
        work=functions_of(own.position.registrant),
        proofs=proofs_of(person, report, activities),
    )


def _holder(own: OwnYear) -> Holder:
    held, known = own.registration, own.position.registrant
    level = known.working_level.value if known and known.working_level else ""
    return copied(Holder, held, title=own.info.title, since=held.started_on, working_level=level)


def _report(report: PracticeReport, person: User) -> Report:
    evidence = tuple(one.id for one in _own(report.evidence, person))
    return copied(Report, report, sent_on=report.report_sent_on, evidence=evidence)


def _meetings(attended: Sequence[PeerAttendance]) -> tuple[Meeting, ...]:
    names = names_of({one.confirmed_by_id for one in attended if one.confirmed_by_id is not None})
    return tuple(
        copied(
            Meeting,
            one.meeting,
            attendees=len(one.meeting.attendances),
            confirmed_by=names.get(one.confirmed_by_id or 0, "iemand die er was") if one.confirmed_at else "",
            presented=one.presented,
        )
        for one in attended
    )


def _activity(activity: PEActivity, points: ActivityPoints | None, own: OwnYear) -> ActivityOfDossier:
    """One activity; what was planned for a day that is over is not known to the engine and gives nothing."""
    is_planned = activity.status is ActivityStatus.PLANNED
    return copied(
        ActivityOfDossier,
        activity,
        kind_title=own.rules.row(activity.kind).title,
        points=(points.planned if is_planned else points.points) if points else 0,
        network=points.network if points else bool(activity.network),
        explain=activity.approval.explain(points) if points else PASSED_PLAN,
        evidence=tuple(one.id for one in _own(activity.evidence, own.person)),
    )


def proofs_of(person: User, report: PracticeReport | None, activities: Iterable[PEActivity]) -> tuple[Proof, ...]:
    """All evidence that the dossier shows, each once, in the order in which it is shown; only the person's own."""
    shown: dict[int, list[str]] = {}
    kept: dict[int, Evidence] = {}
    places = [("Praktijkverslag", report.evidence)] if report else []
    places += [(one.title, one.evidence) for one in activities]
    for title, evidence in places:
        for one in _own(evidence, person):
            kept[one.id] = one
            shown.setdefault(one.id, []).append(title)
    return tuple(
        copied(
            Proof,
            one,
            name=packed_name(number, one) if one.kind is EvidenceKind.FILE else "",
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
