"""The server of real use, started for real: what it writes down and what it says by itself."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from app.config import ROOT
from tests.databases import KEY

HOST = "vakspiegel.example"


@contextmanager
def served(folder: Path, log: Path) -> Iterator[int]:
    """Gunicorn on a free port, as the README starts it."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    environment = {
        "PATH": os.environ["PATH"],
        "VAKSPIEGEL_MODE": "production",
        "VAKSPIEGEL_HOSTS": HOST,
        "SECRET_KEY": KEY,
        "VAKSPIEGEL_INSTANCE": str(folder),
        "DATABASE_URL": f"sqlite:///{folder / 'x.sqlite'}",
    }
    command = [sys.executable, "-m", "gunicorn", "--workers", "1", "--preload", "--config", "app/gunicorn.py"]
    with log.open("w") as out:
        process = subprocess.Popen(
            [*command, "--bind", f"127.0.0.1:{port}", "app:create_app()"],
            cwd=ROOT,
            env=environment,
            stdout=out,
            stderr=out,
        )
    try:
        yield port
    finally:
        process.terminate()
        process.wait(20)


def said(port: int, sent: bytes) -> str:
    """The whole answer to what was sent; waits until somebody listens."""
    for _ in range(300):
        try:
            connection = socket.create_connection(("127.0.0.1", port), 30)
            break
        except OSError:
            time.sleep(0.1)
    with connection:
        connection.sendall(sent)
        return b"".join(iter(lambda: connection.recv(65536), b"")).decode()


def ask(path: str) -> bytes:
    return (
        f"GET {path} HTTP/1.1\r\nHost: {HOST}\r\nConnection: close\r\nReferer: https://{HOST}/elders\r\n\r\n".encode()
    )


def test_gunicorn_writes_no_token_and_no_name_down_and_answers_in_words_of_ours(tmp_path: Path):
    log = tmp_path / "log"
    with served(tmp_path, log) as port:
        page = said(port, ask("/hulp?q=Noor+Verhagen"))
        said(port, ask("/agenda/geheime-link.ics"))
        said(port, ask("/wachtwoord-vergeten/geheim-token"))
        said(port, ask("/register/badge/BADGECODE"))
        said(port, ask("/nergens/geheim"))
        own = said(port, b"DIT IS GEEN VRAAG\r\n\r\n")
    written = log.read_text()
    for line in ("/hulp 200", "/agenda/*.ics ", "/wachtwoord-vergeten/* 302", "/register/badge/* ", "- 404"):
        assert f" GET {line}" in written, written
    assert own.startswith("HTTP/1.1 400")
    assert "<h1>Dit ging niet goed</h1>" in own
    for answer in (page, own):
        assert "Content-Security-Policy: default-src 'self'" in answer
        assert "Strict-Transport-Security" in answer
    assert "Server: gunicorn/" not in page
    for secret in ("Noor", "elders", "geheim", "BADGECODE"):
        assert secret not in written
    assert "Control socket" not in written
