"""The real application on a real server, with one bare Flask view beside it to compare with."""

from __future__ import annotations

import gc
import sys

import waitress
from flask import Flask
from werkzeug.middleware.dispatcher import DispatcherMiddleware

from app import create_app


def bare() -> Flask:
    """The least that Flask can do: no session, no database, no template."""
    app = Flask("bare")
    app.add_url_rule("/", "bare", lambda: "ok")
    return app


if __name__ == "__main__":
    both = DispatcherMiddleware(create_app(), {"/bare": bare()})
    gc.collect()
    gc.freeze()
    waitress.serve(both, host="127.0.0.1", port=int(sys.argv[1]), threads=4, ident=None)
