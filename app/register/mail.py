"""Mail to the person about whom something was decided, found or answered. Each says where to read it, not what it says:
a mailbox is read by more people than one.

The operation tells, in the transaction of what it is about: whoever does it, on a page or not, nobody is forgotten.
"""

from __future__ import annotations

from typing import Any, cast

from flask import current_app, has_request_context, render_template, url_for

from app.config import Config
from app.core import mail
from app.people.models import User


def tell(person: User, subject: str, template: str, endpoint: str, values: dict[str, Any], **context: object) -> None:
    """Write to somebody: `template` is a text under `templates/register`, the link in it leads to `endpoint`."""
    body = render_template(f"register/{template}.txt", person=person, link=_link_to(endpoint, values), **context)
    mail.queue(person.email, subject, body)


def _link_to(endpoint: str, values: dict[str, Any]) -> str:
    """The address as it is called now, or where no request is behind it (a command, the demo) as it is named."""
    if has_request_context():
        return url_for(endpoint, **values, _external=True)
    address = cast(Config, current_app.extensions["vakspiegel"]).address
    with current_app.test_request_context(base_url=address or None):
        return url_for(endpoint, **values, _external=True)
