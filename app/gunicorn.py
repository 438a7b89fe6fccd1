"""Settings of gunicorn for real use: what is loaded before the workers part is shared by them, and left alone.

The log holds no path as it was asked but the address without names and tokens (`app/core/web/logged.py`), no query, no
page from which somebody came and no browser.
"""

from __future__ import annotations

import gc
from typing import Any

accesslog = "-"
access_log_format = "%(h)s %(t)s %(m)s %({vakspiegel.address}e)s %(s)s %(B)s %(L)s"
timeout = 60
control_socket_disable = True
"""One place in the home folder is of all installations of an account: the second takes it from the first."""


def on_starting(server: Any) -> None:
    """Do not begin on a database that is away or not up to date: gunicorn ends with that sentence."""
    from app.core.db import db
    from app.core.running.schema import refuse_another_schema

    with server.app.wsgi().app_context():
        refuse_another_schema()
        db.engine.dispose()


def when_ready(server: Any) -> None:
    """Move all that was loaded out of the sight of the garbage collector, once, before the workers begin."""
    from app.config import Config
    from app.core.sqlite import advice

    if said := advice(Config.from_environment()):
        server.log.warning(said)
    gc.collect()
    gc.freeze()


def post_worker_init(worker: Any) -> None:
    """Let what gunicorn answers by itself, such as to a request that it cannot read, look like an answer of ours."""
    from gunicorn import util

    from app.core.web.serve import answer_of_server

    util.write_error = answer_of_server(worker.wsgi.extensions["vakspiegel"])
