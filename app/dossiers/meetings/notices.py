"""Mail about an invitation."""

from __future__ import annotations

from flask import render_template, url_for

from app.core import mail
from app.people.models import User


def tell_invited(person: User) -> None:
    """Somebody asks this person whether they were at a peer meeting: where to read it and to answer."""
    link = url_for("meetings.index", _external=True)
    body = render_template("dossiers/meetings/invitation.txt", person=person, link=link)
    mail.queue(person.email, "Was je bij deze intervisie?", body)
