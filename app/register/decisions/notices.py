"""Mail to the person about whom something was decided, found or answered. Each says where to read it, not what it says:
a mailbox is read by more people than one.
"""

from __future__ import annotations

from flask import render_template, url_for

from app.core import mail
from app.dossiers.models import PEActivity, PracticeReport
from app.people.models import User
from app.register.models import Application, Decision


def tell_decision(decision: Decision) -> None:
    """The board decided: the letter is ready."""
    link = url_for("applications.decisions", _external=True)
    _tell(
        decision.person,
        f"Besluit {decision.number} van het beroepsregister",
        "decisions/decision",
        link,
        decision=decision,
    )


def tell_audit(application: Application) -> None:
    """The audit of an application was recorded."""
    link = url_for("applications.show", application_id=application.id, _external=True)
    _tell(application.person, "Je audit is vastgelegd", "decisions/audit", link, application=application)


def tell_activity(activity: PEActivity) -> None:
    """The committee answered about a PE activity."""
    link = url_for("pe.activity", activity_id=activity.id, _external=True)
    _tell(activity.person, "Antwoord van de kwaliteitscommissie over een PE-activiteit", "approvals/activity", link)


def tell_subject(report: PracticeReport) -> None:
    """The committee answered about the practice activity of a year."""
    link = url_for("reports.show", _external=True)
    _tell(report.person, "Antwoord van de kwaliteitscommissie over je praktijkactiviteit", "approvals/subject", link)


def _tell(person: User, subject: str, template: str, link: str, **context: object) -> None:
    body = render_template(f"register/{template}.txt", person=person, link=link, **context)
    mail.queue(person.email, subject, body)
