"""Mail about a result that is shared."""

from __future__ import annotations

from flask import render_template

from app.assessments.models import ResultShare
from app.core import mail
from app.people.models import User
from app.people.post import write_to


def tell_shared(viewer: User, share: ResultShare) -> None:
    """Somebody shares a result with this person: where to read it, not of whom and not what it says."""
    link = mail.link_to("sharing.show", share_id=share.id)
    body = render_template("assessments/sharing/shared.txt", person=viewer, link=link, share=share)
    write_to(viewer, "Een collega deelt een resultaat met je", body)
