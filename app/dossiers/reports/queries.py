"""Reads of practice reports: a person finds their own."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from sqlalchemy import exists, select
from sqlalchemy.orm import selectinload

from app.core.db import db
from app.dossiers.models import Dossier, PracticeReport
from app.dossiers.rules import DossierStatus
from app.people.models import User


def report_of(person: User, year_start: date) -> PracticeReport | None:
    """The report of a PE year."""
    return db.session.scalar(
        select(PracticeReport).where(PracticeReport.person_id == person.id, PracticeReport.year_start == year_start)
    )


def earlier_reports(person: User, year_start: date) -> Sequence[PracticeReport]:
    """The reports of the years before, newest first."""
    return db.session.scalars(
        select(PracticeReport)
        .where(PracticeReport.person_id == person.id, PracticeReport.year_start < year_start)
        .options(selectinload(PracticeReport.evidence))
        .order_by(PracticeReport.year_start.desc())
    ).all()


def own_report(person: User, report_id: int) -> PracticeReport | None:
    """A report of this person; None for anybody else's."""
    return db.session.scalar(
        select(PracticeReport).where(PracticeReport.id == report_id, PracticeReport.person_id == person.id)
    )


def is_handed_in(report: PracticeReport) -> bool:
    """Whether the dossier of the year of this report has been handed in."""
    return bool(
        db.session.scalar(
            select(
                exists().where(
                    Dossier.person_id == report.person_id,
                    Dossier.period_start == report.year_start,
                    Dossier.status != DossierStatus.COLLECTING,
                )
            )
        )
    )
