"""Mail to who gets an account of the register, and to where they were known before."""

from __future__ import annotations

from flask import render_template, url_for
from flask_security.recoverable import generate_reset_password_token

from app.core import clock, mail
from app.people.models import User


def invite(person: User) -> None:
    """The link to choose a password, which also proves the mailbox."""
    person.invited_at = clock.now()
    link = url_for("security.reset_password", token=generate_reset_password_token(person), _external=True)
    again = url_for("security.forgot_password", _external=True)
    body = render_template("register/accounts/invited.txt", person=person, link=link, again=again)
    mail.queue(person.email, "Je account bij het beroepsregister", body)


def tell_before(person: User, addresses: set[str]) -> None:
    """The mailboxes in which the person was known read that the account has another address."""
    body = render_template("register/accounts/elsewhere.txt", person=person)
    for address in sorted(addresses - {person.email, ""}):
        mail.queue(address, "Je account bij het beroepsregister", body)
