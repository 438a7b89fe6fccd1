"""The page of what is done beside the pages, and the button that lets waiting mail be tried again."""

from __future__ import annotations

from flask import Blueprint, Response, flash, url_for

from app.core import clock, mail
from app.core.jobs.kinds import kinds
from app.core.jobs.queries import failures, planned
from app.core.web.htmx import go_to, render
from app.overview.work.queries import outbox, worker_is_away
from app.people.access import allow
from app.people.rules import RoleName

blueprint = Blueprint("work", __name__)


@blueprint.get("/beheer/werk")
@allow(RoleName.ADMINISTRATOR)
def show() -> Response:
    """What is done when, the last and the next time, and what did not go well. It names nobody."""
    now = clock.now()
    plans = planned()
    return render(
        "overview/work/show.html",
        plans=plans,
        outbox=outbox(now),
        failures=failures(),
        names={kind.key: kind.dutch for kind in kinds().values()},
        is_away=worker_is_away(now),
        has_begun=any(one.last_at or one.since for one in plans),
    )


@blueprint.post("/beheer/werk/mail")
@allow(RoleName.ADMINISTRATOR)
def try_mail() -> Response:
    """Let all that waits be tried again at once, also what was given up."""
    count = mail.try_again()
    flash(
        f"{count} {'mail wordt' if count == 1 else 'mails worden'} nu opnieuw geprobeerd."
        if count
        else "Er wacht geen mail.",
        "success",
    )
    return go_to(url_for("work.show"))
