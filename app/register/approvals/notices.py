"""Mail about what the committee answered."""

from __future__ import annotations

from app.dossiers.models import PEActivity, PracticeReport
from app.people.models import User
from app.register.mail import tell


def tell_activity(activity: PEActivity) -> None:
    """The committee answered about a PE activity."""
    tell(
        activity.person,
        "Antwoord van de kwaliteitscommissie over een PE-activiteit",
        "approvals/activity",
        "pe.activity",
        {"activity_id": activity.id},
    )


def tell_activities(person: User, count: int) -> None:
    """The committee approved several PE activities at once."""
    if count == 1:
        subject = "Antwoord van de kwaliteitscommissie over een PE-activiteit"
    else:
        subject = f"Antwoord van de kwaliteitscommissie over {count} PE-activiteiten"
    tell(person, subject, "approvals/activities", "pe.show", {})


def tell_subject(report: PracticeReport) -> None:
    """The committee answered about the practice activity of a year."""
    tell(
        report.person,
        "Antwoord van de kwaliteitscommissie over je praktijkactiviteit",
        "approvals/subject",
        "reports.show",
        {},
    )
