"""Reads of what the committee is asked to approve, for who may judge it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from sqlalchemy import func, select
from sqlalchemy.orm import joinedload, selectinload

from app.core.db import db
from app.dossiers.models import PEActivity, PracticeReport
from app.dossiers.rules import ApprovalStatus, ReportStatus
from app.people.models import User
from app.register.judges.queries import Judge, for_judge


def activity_for(viewer: User, activity_id: int, day: date) -> tuple[PEActivity, Judge] | None:
    """A PE activity that asks approval, with the proof that the viewer may judge it."""
    found = db.session.scalar(
        select(PEActivity)
        .where(PEActivity.id == activity_id, PEActivity.approval == ApprovalStatus.ASKED)
        .options(selectinload(PEActivity.evidence), joinedload(PEActivity.person))
    )
    return for_judge(found, viewer, day)


def activities_for(viewer: User, person_id: int, day: date) -> tuple[Sequence[PEActivity], Judge] | None:
    """The PE activities of one person that ask approval, oldest first, with the proof that the viewer may judge."""
    found = db.session.scalars(
        select(PEActivity)
        .where(PEActivity.person_id == person_id, PEActivity.approval == ApprovalStatus.ASKED)
        .options(selectinload(PEActivity.evidence), joinedload(PEActivity.person))
        .order_by(PEActivity.approval_asked_at, PEActivity.id)
    ).all()
    judged = for_judge(found[0], viewer, day) if found else None
    return (found, judged[1]) if judged else None


def asked_by(person_id: int) -> int:
    """How many PE activities of a person ask approval."""
    asked = PEActivity.person_id == person_id, PEActivity.approval == ApprovalStatus.ASKED
    return db.session.scalar(select(func.count(PEActivity.id)).where(*asked)) or 0


def proposed_subjects() -> Sequence[PracticeReport]:
    """The practice activities that wait for the committee, oldest first."""
    return db.session.scalars(
        select(PracticeReport)
        .where(PracticeReport.status == ReportStatus.PROPOSED)
        .options(joinedload(PracticeReport.person))
        .order_by(PracticeReport.submitted_on, PracticeReport.id)
    ).all()


def subject_for(viewer: User, report_id: int, day: date) -> tuple[PracticeReport, Judge] | None:
    """A practice activity that waits for the committee, with the proof that the viewer may judge it."""
    found = db.session.scalar(
        select(PracticeReport)
        .where(PracticeReport.id == report_id, PracticeReport.status == ReportStatus.PROPOSED)
        .options(joinedload(PracticeReport.person))
    )
    return for_judge(found, viewer, day)
