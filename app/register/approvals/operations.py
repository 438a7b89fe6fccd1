"""The committee answers: PE activities that ask approval (regeling 5.4, footnote) and practice activities of a year."""

from __future__ import annotations

from app.core import clock
from app.core.problems import DomainError
from app.dossiers.models import PEActivity, PracticeReport
from app.dossiers.pe import operations as activity_operations
from app.dossiers.reports import operations as report_operations
from app.people.models import User
from app.register.judges.rules import check_independent


class ReasonMissing(DomainError):
    """Something is given back without saying why."""

    def __init__(self) -> None:
        super().__init__("Schrijf op wat er anders moet.")


def answer_activity(activity: PEActivity, by: User, *, granted: bool, points: int | None, answer: str) -> None:
    """Approve a PE activity, or refuse it with the reason.

    Raises `NotIndependent`, and what `activity_operations.decide_approval` raises.
    """
    check_independent(by, activity.person, clock.today())
    activity_operations.decide_approval(activity, by, clock.today(), granted, points, answer)


def answer_subject(report: PracticeReport, by: User, *, approved: bool, answer: str) -> None:
    """Approve the practice activity of a year, or give it back with what has to change.

    Raises `NotIndependent`, `ReasonMissing`, and `WrongStep` when it does not wait for an answer.
    """
    check_independent(by, report.person, clock.today())
    if not approved and not answer.strip():
        raise ReasonMissing
    report_operations.decide_subject(report, by, clock.today(), approved, answer.strip())
