"""Mail to who leaves or comes back."""

from __future__ import annotations

from datetime import date

from flask import render_template

from app.core import mail
from app.people.models import User
from app.people.post import write_to


def tell_leaving(person: User, last_day: date, by: User) -> None:
    """Until when somebody gets in, and what to do before."""
    body = render_template(
        "people/leaving/leaving.txt", person=person, last_day=last_day, by=by, link=mail.link_to("account.show")
    )
    write_to(person, "Je laatste dag in Vakspiegel", body)


def tell_back(person: User) -> None:
    """The account is open again."""
    body = render_template("people/leaving/back.txt", person=person, link=mail.link_to("overview.home"))
    write_to(person, "Je account van Vakspiegel is weer open", body)
