"""The job that throws away what nobody needs any more: sessions, tries to sign in, forms that did their work, jobs."""

from __future__ import annotations

from datetime import time

from sqlalchemy import delete, or_

from app.core import clock
from app.core.db import db
from app.core.jobs.kinds import Kind, Run
from app.core.jobs.operations import forget_old_jobs
from app.core.jobs.rules import Daily
from app.core.web import once
from app.people.models import SignInTry
from app.people.sessions import keeping
from app.people.sessions.operations import forget_old_sessions
from app.people.sign_in.rules import PROVEN_KEPT, WRONG_KEPT


def _work(run: Run) -> str:
    now = clock.now()
    forget_old_sessions(now, keeping.lasting())
    db.session.commit()
    old = or_(~SignInTry.proven & (SignInTry.at <= now - WRONG_KEPT), SignInTry.at <= now - PROVEN_KEPT)
    db.session.execute(delete(SignInTry).where(old))
    db.session.commit()
    once.forget_old_forms(now)
    db.session.commit()
    forget_old_jobs(now)
    db.session.commit()
    return "Opgeruimd."


KIND = Kind("sweep", "Opruimen wat voorbij is", _work, Daily(time(3, 30)))
"""What it throws away counted no more before: only the tables would grow."""
