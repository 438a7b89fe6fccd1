"""Settings of gunicorn for real use: what is loaded before the workers part is shared by them, and left alone.

Requests are written down by the application (`app/core/running/lines.py`), and what gunicorn says goes the same way:
JSON, without a person.
"""

from __future__ import annotations

import gc
import os
from shutil import rmtree
from tempfile import mkdtemp
from typing import Any

accesslog = None
timeout = 60
control_socket_disable = True
"""One place in the home folder is of all installations of an account: the second takes it from the first."""


if os.environ.get("METRICS_PORT"):
    # Before anything counts: each worker writes its figures there, and the first process reads them all.
    os.environ["PROMETHEUS_MULTIPROC_DIR"] = mkdtemp(prefix="vakspiegel-figures-")


def on_starting(server: Any) -> None:
    """Do not begin on a database that is away or not up to date: gunicorn ends with that sentence."""
    server.log.error_log.handlers.clear()
    server.log.error_log.propagate = True
    from app.core.db import db
    from app.core.running.schema import refuse_another_schema

    with server.app.wsgi().app_context():
        refuse_another_schema()
        db.engine.dispose()


def when_ready(server: Any) -> None:
    """Move all that was loaded out of the sight of the garbage collector, once, before the workers begin."""
    from app.config import Config
    from app.core.sqlite import advice

    config = Config.from_environment()
    if said := advice(config):
        server.log.warning(said)
    if config.metrics_port:
        from app.core.running.figures import show_of_all_workers

        show_of_all_workers(config)
    gc.collect()
    gc.freeze()


def post_worker_init(worker: Any) -> None:
    """Let what gunicorn answers by itself, such as to a request that it cannot read, look like an answer of ours."""
    from gunicorn import util

    from app.core.web.serve import answer_of_server

    util.write_error = answer_of_server(worker.wsgi.extensions["vakspiegel"])


def child_exit(server: Any, worker: Any) -> None:
    """Let the figures know that a worker is gone."""
    if "PROMETHEUS_MULTIPROC_DIR" in os.environ:
        from prometheus_client.multiprocess import mark_process_dead

        mark_process_dead(worker.pid)  # type: ignore[no-untyped-call]


def on_exit(server: Any) -> None:
    """Take the files of the figures along."""
    rmtree(os.environ.get("PROMETHEUS_MULTIPROC_DIR", ""), ignore_errors=True)
