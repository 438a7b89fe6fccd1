"""A form that is sent twice does its work once, and both get the same answer (docs/decisions, 0025).

Each page gives its forms the number of an operation. What a person sent is known by that number together with all that
was in the form; the database lets it in once. Who presses twice, or sends again because the answer got lost, gets the
answer of the first time: where it led and what it said.
"""

from __future__ import annotations

import json
import secrets
from datetime import datetime, timedelta
from hashlib import sha256

from flask import Flask, Response, g, request, session
from flask_security import current_user
from sqlalchemy import ForeignKey, String, Text, delete, insert
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Mapped, mapped_column

from app.core import clock
from app.core.db import SAFE_METHODS, Base, db
from app.core.web.htmx import go_to

KEPT = timedelta(days=1)


class SentForm(Base):
    """A form that did its work: where its answer led to and, as JSON, the sentences that came with it."""

    __tablename__ = "sent_forms"

    digest: Mapped[str] = mapped_column(String(64), primary_key=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("users.id", ondelete="CASCADE"), index=True)
    location: Mapped[str] = mapped_column(Text)
    said: Mapped[str] = mapped_column(Text)
    at: Mapped[datetime] = mapped_column(index=True)


def operation() -> str:
    """The number for the forms of the page that is being made."""
    if "operation" not in g:
        g.operation = secrets.token_urlsafe(12)
    return str(g.operation)


def forget_old_forms(now: datetime) -> None:
    """Throw away what nobody sends again, in the open transaction."""
    db.session.execute(delete(SentForm).where(SentForm.at < now - KEPT))


def init_app(app: Flask) -> None:
    """Look at each form before its view, and keep what came of it in the same transaction."""
    app.jinja_env.globals["operation"] = operation
    app.before_request(_answer_again)
    app.after_request(_keep)


def _answer_again() -> Response | None:
    if request.method in SAFE_METHODS or not request.form.get("operation") or not current_user.is_authenticated:
        return None
    digest = _digest()
    answer = _answer_of(digest)
    if answer is None:
        g.sent_form = digest
    return answer


def _answer_of(digest: str) -> Response | None:
    """What the same form was answered before, or None."""
    before = db.session.get(SentForm, digest)
    if before is None:
        return None
    session["_flashes"] = [tuple(one) for one in json.loads(before.said)]
    return go_to(before.location)


def _keep(response: Response) -> Response:
    """Keep where a form led to. One that is refused, or comes second by a hair, gets the answer of its twin.

    Of who signed out with it nothing is kept: when it comes again, they are asked to sign in.
    """
    digest = g.pop("sent_form", None)
    location = response.headers.get("HX-Redirect") or response.headers.get("Location")
    if digest is None or response.status_code >= 500 or (response.status_code < 400 and location is None):
        return response
    if not current_user.is_authenticated:
        return response
    if response.status_code < 400:
        now = clock.now()
        values = {"digest": digest, "person_id": current_user.id, "location": location, "at": now}
        try:
            db.session.execute(insert(SentForm).values(**values, said=json.dumps(session.get("_flashes", []))))
        except IntegrityError:
            db.session.rollback()
            twin = _answer_of(digest)
            if twin is None:
                raise
            return twin
        return response
    db.session.rollback()
    return _answer_of(digest) or response


def _digest() -> str:
    """All that makes a form the same: who sent it, where to, and what is in it."""
    fields = [one for one in request.form.items(multi=True) if one[0] != "csrf_token"]
    files = []
    for name, file in request.files.items(multi=True):
        files.append((name, file.filename, sha256(file.stream.read()).hexdigest()))
        file.stream.seek(0)
    return sha256(json.dumps([current_user.id, request.path, sorted(fields), sorted(files)]).encode()).hexdigest()
