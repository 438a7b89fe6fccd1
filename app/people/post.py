"""Mail from an organisation to its people: under its own name, answered to its own address, and signed by it.

What the register writes about a status does not come from an employer: it stays under its own name.
"""

from __future__ import annotations

from typing import cast

from flask import current_app, render_template

from app.config import Config
from app.core import mail
from app.core.mail import link_to
from app.people.links import own_account_token
from app.people.models import Organisation, User
from app.people.queries import contact_of
from app.people.rules import Contact


def write_to(person: User, subject: str, body: str, *, recipient: str = "") -> None:
    """Put a message to this person in the outbox, as `message_to` makes it."""
    mail.put(message_to(person, subject, body, recipient=recipient))


def message_to(person: User, subject: str, body: str, *, recipient: str = "") -> mail.OutboxMail:
    """A message to this person, as their organisation writes.

    `recipient` is another mailbox of theirs than the one that they sign in with.
    """
    here = person.organisation
    return mail.OutboxMail(
        recipient=recipient or person.email,
        subject=subject,
        body=f"{body.rstrip()}\n{_signature(here)}",
        sender=f"{here.mail_name} via Vakspiegel" if here.mail_name else "",
        reply_to=here.reply_to,
    )


def tell_closed(person: User) -> None:
    """To the own address that the person wrote down, which proves them; without one to the address of the account."""
    own = person.own_email
    link = link_to("accounts.take", token=own_account_token(person)) if own else link_to("public.index")
    config = cast(Config, current_app.extensions["vakspiegel"])
    asked = "" if own else config.contact or ", of ".join(_told(one) for one in contact_of(person.organisation))
    body = render_template("people/leaving/closed.txt", person=person, link=link, asked=asked)
    write_to(person, "Je account van Vakspiegel is gesloten", body, recipient=own)


def _signature(organisation: Organisation) -> str:
    """What stands under a message: who it is from, and whom to ask when that was filled in."""
    asked = contact_of(organisation) if organisation.contact_name or organisation.contact_email else ()
    lines = [organisation.name, *(f"Vragen? {_told(one)}" for one in asked)]
    return "".join(f"{line}\n" for line in lines)


def _told(contact: Contact) -> str:
    return ", ".join(part for part in (contact.name, contact.email, contact.phone) if part)
