"""Two people who do something at the same moment: each in a thread, with a connection of their own."""

from __future__ import annotations

from collections.abc import Callable
from threading import Barrier, Thread

from flask import Flask

from app.core.db import db


def at_the_same_moment(app: Flask, *jobs: Callable[[], object]) -> list[object]:
    """Run each job in its own thread with its own connection, and answer what came out of each."""
    db.session.commit()
    barrier, outcomes = Barrier(len(jobs)), []

    def run(job: Callable[[], object]) -> None:
        with app.app_context():
            barrier.wait()
            try:
                outcomes.append(job())
                db.session.commit()
            except Exception as error:
                outcomes.append(type(error))
                db.session.rollback()
            finally:
                db.session.close()

    threads = [Thread(target=run, args=(job,)) for job in jobs]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(timeout=60)
    db.session.rollback()
    return outcomes
