"""Mail about an application."""

from __future__ import annotations

from app.people.models import User
from app.register.mail import tell
from app.register.models import Application


def tell_audit(application: Application) -> None:
    """The audit of an application was recorded."""
    tell(
        application.person,
        "Je audit is vastgelegd",
        "applications/audit",
        "applications.show",
        {"application_id": application.id},
        application=application,
    )


def tell_appointment(application: Application) -> None:
    """When and where the audit is."""
    tell(
        application.person,
        "De afspraak voor je audit",
        "applications/appointment",
        "applications.show",
        {"application_id": application.id},
        application=application,
    )


def tell_second_auditor(application: Application, second: User) -> None:
    """Who recorded the audit says that this member was there too; they can say it when that is not so."""
    tell(
        second,
        "Jij staat bij een audit als tweede auditor",
        "applications/second_auditor",
        "decisions.application",
        {"application_id": application.id},
    )
