"""The committee answers: PE activities that ask approval (regeling 5.4, footnote) and practice activities of a year."""

from __future__ import annotations

from collections.abc import Sequence

from app.core import clock
from app.core.db import lock
from app.core.problems import DomainError
from app.dossiers.models import PEActivity, PracticeReport
from app.dossiers.pe import operations as pe
from app.dossiers.reports import operations as reports
from app.register.approvals.notices import tell_activities, tell_activity, tell_subject
from app.register.judges.queries import Judge, check_declared


class ReasonMissing(DomainError):
    """Something is given back without saying why."""

    sentence = "Schrijf op wat er anders moet."


def answer_activity(activity: PEActivity, judge: Judge, *, granted: bool, points: int | None, answer: str) -> None:
    """Approve a PE activity, or refuse it with the reason; the person gets a mail.

    Raises `NotDeclared`, and what `decide_approval` raises.
    """
    by = judge.over(activity.person_id)
    lock(activity.person, activity)
    check_declared(by, activity)
    pe.decide_approval(activity, by, clock.today(), granted, points, answer)
    tell_activity(activity)


def approve_activities(activities: Sequence[PEActivity], judge: Judge, answer: str) -> None:
    """Approve PE activities of one person together, all or none; the person gets one mail.

    Only those whose points the table names: for another the committee says how many. Raises as `answer_activity`.
    """
    person = activities[0].person
    by = judge.over(person.id)
    lock(person, *activities)
    for activity in activities:
        judge.over(activity.person_id)
        check_declared(by, activity)
        pe.decide_approval(activity, by, clock.today(), granted=True, answer=answer)
    tell_activities(person, len(activities))


def answer_subject(report: PracticeReport, judge: Judge, *, approved: bool, answer: str) -> None:
    """Approve the practice activity of a year, or give it back with what has to change; they get a mail.

    Raises `NotDeclared`, `ReasonMissing`, and `WrongStep` when it does not wait for an answer.
    """
    by = judge.over(report.person_id)
    lock(report.person, report)
    check_declared(by, report)
    if not approved and not answer.strip():
        raise ReasonMissing
    reports.decide_subject(report, by, clock.today(), approved, answer.strip())
    tell_subject(report)
