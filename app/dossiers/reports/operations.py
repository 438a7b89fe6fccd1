"""Writes of the practice report: lay the activity before the committee, write, send, show evidence.

The rules: regeling of the conditions, "Portfolio" (B-REN-PORTFOLIO, A-REN-PORTFOLIO); readings A-34 and A-62.
"""

from __future__ import annotations

from datetime import date

from app.core import clock
from app.core.db import db, find_or_add, lock
from app.core.problems import DomainError, WrongStep
from app.core.saving import Saved, Versioned, save_value
from app.core.worded import clean
from app.dossiers.models import PracticeReport
from app.dossiers.reports.queries import is_handed_in, report_of
from app.dossiers.rules import ReportStatus
from app.evidence import operations as evidence_operations
from app.evidence.models import Evidence
from app.people.models import User
from app.regulation.dates import PEYear

BODY_LENGTH = 60_000
"""Characters of a report: some thirty pages."""
_BODY = Versioned(PracticeReport.body, PracticeReport.body_version, PracticeReport.body_saved_at, empty="")


class NothingWritten(DomainError):
    """A report without a text and without a file cannot be sent."""


class TooEarly(DomainError):
    """A day of sending before the activity was approved, or one that still has to come."""


def report_for(person: User, year: PEYear) -> PracticeReport:
    """The report of this person in a PE year; it is made at the first write, by whichever of two requests is first."""
    return find_or_add(
        lambda: report_of(person, year.start), lambda: PracticeReport(person_id=person.id, year_start=year.start)
    )


def keep_subject(report: PracticeReport, *, subject: str, beyond_routine: str, local_level: bool) -> None:
    """Keep what the activity is, without laying it before anybody; raises `WrongStep` when that happened already."""
    _lock(report)
    if not report.status.subject_is_open:
        raise WrongStep(f"Deze activiteit is al {report.status.dutch.lower()}.")
    _check_dossier(report)
    report.subject, report.beyond_routine, report.local_level = subject, beyond_routine, local_level
    db.session.flush()


def propose(report: PracticeReport, day: date) -> None:
    """Lay the activity before the committee; raises `WrongStep`. The first day on which it was done stays (A-34)."""
    _lock(report)
    _check_dossier(report)
    report.status = report.status.propose()
    report.submitted_on = report.submitted_on or day
    db.session.flush()


def decide_subject(report: PracticeReport, by: User, day: date, approved: bool, answer: str) -> None:
    """The committee approves the activity, or gives it back with reasons; raises `WrongStep`."""
    report.status = report.status.decide(approved)
    report.decided_on, report.decided_by_id, report.answer = day, by.id, answer
    db.session.flush()


def save_body(report: PracticeReport, text: str, based_on: int) -> Saved[str]:
    """Save the text of the report, based on a version (the protocol of `core.saving`).

    Raises `SaveConflict`, and `WrongStep` when the activity is not approved or the report was sent.
    """
    _lock(report)
    _check_open(report)
    saved = save_value(_BODY, {"id": report.id}, clean(text), based_on)
    db.session.refresh(report)
    return saved


def send(report: PracticeReport, day: date) -> None:
    """The report was sent to the peer group on this day; it stays as it is from now on.

    Raises `NothingWritten`, `TooEarly` and `WrongStep`.
    """
    _lock(report)
    _check_dossier(report)
    status = report.status.send()
    if not report.body and not report.evidence:
        raise NothingWritten("Er is nog geen verslag. Schrijf het hier, of voeg het toe als bestand.")
    if day > clock.today():
        raise TooEarly("Deze datum moet nog komen. Vul vandaag in of een dag die voorbij is.")
    if report.decided_on is not None and day < report.decided_on:
        raise TooEarly("Op deze dag was je activiteit nog niet goedgekeurd.")
    report.status, report.report_sent_on = status, day
    db.session.flush()


def add_evidence(report: PracticeReport, evidence: Evidence) -> None:
    """Add a file or a link to the report; once is enough. Raises `WrongStep` when it was sent."""
    _lock(report, evidence)
    _check_open(report)
    evidence_operations.show(report.evidence, evidence)


def remove_evidence(report: PracticeReport, evidence: Evidence) -> None:
    """Take a file or a link from the report, and away when nothing else shows it; raises `WrongStep`."""
    _lock(report)
    _check_open(report)
    evidence_operations.hide(report.evidence, evidence)


def _lock(report: PracticeReport, *evidence: Evidence) -> None:
    """Wait for all that is done at this moment about the file of the person, and for the committee."""
    lock(report.person, report, *evidence)


def _check_open(report: PracticeReport) -> None:
    if report.status is ReportStatus.SENT:
        raise WrongStep("Je verslag is verstuurd. Het blijft zoals het is.")
    if report.status is not ReportStatus.APPROVED:
        raise WrongStep("Je schrijft het verslag als de commissie je activiteit heeft goedgekeurd.")
    _check_dossier(report)


def _check_dossier(report: PracticeReport) -> None:
    """What is in a dossier that was handed in stays as it is."""
    if is_handed_in(report):
        raise WrongStep("Je dossier van dit jaar is ingeleverd. Je praktijkverslag blijft zoals het is.")
