"""Mail to the two mailboxes of somebody who gets another address."""

from __future__ import annotations

from flask import render_template

from app.core.mail import link_to
from app.people.addresses.links import Use, token_for
from app.people.models import EmailChange
from app.people.post import write_to


def tell_asked(change: EmailChange) -> None:
    """The new mailbox gets the link that confirms, the old one the link that stops."""
    _tell(change.new_email, "Bevestig je nieuwe e-mailadres voor Vakspiegel", "confirm", change, Use.CONFIRM)
    _tell(change.old_email, "Je krijgt een ander e-mailadres in Vakspiegel", "asked", change, Use.STOP)


def tell_confirmed(change: EmailChange) -> None:
    """The old mailbox gets the link that undoes."""
    _tell(change.old_email, "Je e-mailadres in Vakspiegel is veranderd", "changed", change, Use.STOP)


def tell_undone(change: EmailChange) -> None:
    """The old mailbox is in use again."""
    _tell(change.old_email, "Je oude e-mailadres werkt weer in Vakspiegel", "undone", change, None)


def _tell(recipient: str, subject: str, template: str, change: EmailChange, use: Use | None) -> None:
    link = link_to(f"addresses.{use}", token=token_for(change, use)) if use else link_to("security.forgot_password")
    by = change.asked_by if change.asked_by_id != change.person_id else None
    body = render_template(f"people/addresses/{template}.txt", change=change, person=change.person, by=by, link=link)
    write_to(change.person, subject, body, recipient=recipient)
