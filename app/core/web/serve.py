"""Starting a server for people: waitress on one machine, with what they need to know on the screen.

And what a server says by itself, when a request never reached us. Of waitress that is English and bare: it serves who
tries this out, and real use is gunicorn (`answer_of_server`).
"""

from __future__ import annotations

import socket
from collections.abc import Callable

import waitress
from flask import Flask

from app.config import Config
from app.core.web.headers import security_headers

_PAGE = """<!doctype html>
<html lang="nl">
<head><meta charset="utf-8"><title>Dit ging niet goed – Vakspiegel</title></head>
<body>
<h1>Dit ging niet goed</h1>
<p>Vakspiegel kon niet lezen wat je browser stuurde, of kon niet op tijd antwoorden.</p>
<p>Wat je net verstuurde is misschien NIET opgeslagen. Ga terug en probeer het nog eens.</p>
</body>
</html>
"""


def serve(app: Flask, config: Config, lines: list[str]) -> None:
    """Listen on `config.host:config.port` until stopped; prints the address and `lines` when it listens.

    Raises OSError when the port is taken.
    """
    listener = socket.create_server((config.host, config.port), backlog=128)
    server = waitress.create_server(app, sockets=[listener], threads=8, ident=None)
    for line in [f"Vakspiegel draait op http://{config.host}:{config.port}", *lines, "Stoppen: Ctrl+C"]:
        print(line, flush=True)
    server.run()


def answer_of_server(config: Config) -> Callable[[socket.socket, int, str, str], None]:
    """What gunicorn writes when it answers by itself: one page in Dutch, with the headers of every page."""
    body = _PAGE.encode()
    headers = {
        "Connection": "close",
        "Content-Type": "text/html; charset=utf-8",
        "Content-Length": str(len(body)),
        "Cache-Control": "no-store, private",
        **security_headers(config),
    }
    lines = "".join(f"{name}: {value}\r\n" for name, value in headers.items())

    def write(connection: socket.socket, status: int, reason: str, message: str) -> None:
        connection.sendall(f"HTTP/1.1 {status} {reason}\r\n{lines}\r\n".encode("latin-1") + body)

    return write
