"""Mail to the person about whom something was decided, found or answered. Each says where to read it, not what it says:
a mailbox is read by more people than one.

The operation tells, in the transaction of what it is about: whoever does it, on a page or not, nobody is forgotten.
"""

from __future__ import annotations

from typing import Any

from flask import render_template

from app.core import mail
from app.people.models import User


def tell(person: User, subject: str, template: str, endpoint: str, values: dict[str, Any], **context: object) -> None:
    """Write to somebody: `template` is a text under `templates/register`, the link in it leads to `endpoint`."""
    body = render_template(f"register/{template}.txt", person=person, link=mail.link_to(endpoint, **values), **context)
    mail.queue(person.email, subject, body)
