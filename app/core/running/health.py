"""Two addresses for whoever watches over an installation: does it live, and can it be used.

They are answered before Flask is: without a session, under every name of the machine, and outside the log and the
figures. What they say is about the installation, never about a person.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable
from datetime import datetime
from typing import Any

from flask import Flask
from sqlalchemy.exc import SQLAlchemyError

from app.core import clock, mail
from app.core.db import db
from app.core.jobs.queries import last_sign
from app.core.jobs.wake import waker
from app.core.running.schema import newest, revision_of

ALIVE = "/gezond"
READY = "/gezond/klaar"
PATIENCE = 15 * 60
"""Seconds that a mail may wait before it is worth a look."""
OK, MIND, BROKEN = "ok", "let op", "stuk"

Application = Callable[..., Iterable[bytes]]
State = dict[str, str | int]


def watched(application: Application, app: Flask) -> Application:
    """The application with these two addresses before it."""

    def answer(environ: dict[str, Any], start_response: Callable[..., Any]) -> Iterable[bytes]:
        path = environ.get("PATH_INFO", "")
        if path not in (ALIVE, READY) or environ.get("REQUEST_METHOD") not in ("GET", "HEAD"):
            return application(environ, start_response)
        state: State = {"status": OK} if path == ALIVE else readiness(app, clock.now())
        body = json.dumps(state).encode()
        start_response(
            "503 Service Unavailable" if state["status"] == BROKEN else "200 OK",
            [("Content-Type", "application/json"), ("Content-Length", str(len(body))), ("Cache-Control", "no-store")],
        )
        return [body] if environ["REQUEST_METHOD"] == "GET" else [b""]

    return answer


def readiness(app: Flask, now: datetime) -> State:
    """What works: `status` is `stuk` when no page can be made, and `let op` when something else asks for a look.

    `oldest_mail` is how many seconds the mail waits that is longest in the outbox, and 0 when there is none; `worker`
    how many passed since one was seen, and -1 when there never was one. `redis` is said where there is one.
    """
    state: State = {"status": OK, "database": OK, "schema": OK, "oldest_mail": 0, "worker": -1}
    with app.app_context():
        try:
            with db.engine.connect() as connection:
                if revision_of(connection) != newest():
                    return state | {"status": BROKEN, "schema": BROKEN}
                since, seen = mail.waiting_since(connection), last_sign(connection)
        except SQLAlchemyError:
            return state | {"status": BROKEN, "database": BROKEN, "schema": MIND}
        redis = waker().redis_answers()
    if since is not None:
        state["oldest_mail"] = max(0, int((now - since).total_seconds()))
    if seen is not None:
        state["worker"] = max(0, int((now - seen).total_seconds()))
    if redis is not None:
        state["redis"] = OK if redis else BROKEN
    if int(state["oldest_mail"]) > PATIENCE or redis is False:
        state["status"] = MIND
    return state
