"""What waits for somebody of the register, and the mail that was written about it."""

from __future__ import annotations

import re
from datetime import date

from sqlalchemy import select

from app.core import clock
from app.core.db import db
from app.core.mail import OutboxMail
from app.dossiers.models import PracticeReport
from app.dossiers.rules import ApprovalStatus, ReportStatus
from app.people.models import User
from app.regulation.terms import PEKind, Status
from tests.factories.dossiers import make_registrant, make_registration, make_report
from tests.factories.pe import make_pe_activity
from tests.factories.people import make_person


def registrant(name: str = "Rik Registrant", status: Status = Status.B) -> User:
    person = make_person(name=name)
    make_registrant(person)
    make_registration(person, status, started_on=date(2025, 12, 15))
    return person


def mails() -> list[tuple[str, str]]:
    return [(one.recipient, one.subject) for one in db.session.scalars(select(OutboxMail).order_by(OutboxMail.id))]


def asking(person: User, kind: PEKind = PEKind.OVERIG, **facts):
    asked = {
        "title": "Lezing over lege winkels",
        "approval": ApprovalStatus.ASKED,
        "approval_request": "Past bij mijn werk.",
        "approval_asked_at": clock.now(),
    }
    return make_pe_activity(person, kind, **asked | facts)


def proposed(person: User) -> PracticeReport:
    return make_report(person, ReportStatus.PROPOSED, subject="Een loket voor drie gemeenten")


def decide(client, address: str, data: dict):
    """The answer to a decision of which the letter was seen first; or to what cannot be decided so."""
    page = client.post(address, data=data)
    seen = re.search(r'name="seen"[^>]*value="(\w+)"', page.text)
    if page.status_code != 200 or seen is None:
        return page
    assert "Zo ziet de brief eruit" in page.text
    return client.post(address, data=data | {"seen": seen[1]})
