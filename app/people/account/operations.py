"""Writes of a person about themselves; they flush, the request commits."""

from __future__ import annotations

from flask import render_template

from app.core.db import db
from app.core.mail import link_to
from app.people.models import User
from app.people.post import write_to


def set_own_email(person: User, email: str) -> None:
    """Keep an address that is not of the employer, or none; the other mailbox hears that, and not which it is."""
    if email == person.own_email:
        return
    person.own_email = email
    body = render_template("people/account/own_email_set.txt", person=person, link=link_to("account.own_email"))
    write_to(person, "Je eigen e-mailadres in Vakspiegel is veranderd", body)
    db.session.flush()


def set_shortcuts(person: User, on: bool) -> None:
    """Switch the number keys of the scoring page on or off for this person."""
    person.shortcuts = on
    db.session.flush()
