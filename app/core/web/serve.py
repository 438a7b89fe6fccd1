"""Starting a server for people: waitress on one machine, with what they need to know on the screen."""

from __future__ import annotations

import socket

import waitress
from flask import Flask

from app.config import Config


def serve(app: Flask, config: Config, lines: list[str]) -> None:
    """Listen on `config.host:config.port` until stopped; prints the address and `lines` when it listens.

    Raises OSError when the port is taken.
    """
    listener = socket.create_server((config.host, config.port), backlog=128)
    server = waitress.create_server(app, sockets=[listener], threads=8, ident=None)
    for line in [f"Vakspiegel draait op http://{config.host}:{config.port}", *lines, "Stoppen: Ctrl+C"]:
        print(line, flush=True)
    server.run()
