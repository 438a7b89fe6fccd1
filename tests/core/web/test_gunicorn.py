"""The server of real use, started for real: what it writes down and what it says by itself."""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from sqlalchemy import make_url

from app.config import ROOT
from tests.databases import KEY, server_url

HOST = "vakspiegel.example"


def started(folder: Path, log: Path, port: int, **changes: str) -> subprocess.Popen[bytes]:
    """Gunicorn, as the README starts it, on the database `x.sqlite` of the folder."""
    environment = {
        "PATH": os.environ["PATH"],
        "VAKSPIEGEL_MODE": "production",
        "VAKSPIEGEL_HOSTS": HOST,
        "SECRET_KEY": KEY,
        "VAKSPIEGEL_INSTANCE": str(folder),
        "DATABASE_URL": f"sqlite:///{folder / 'x.sqlite'}",
        "MAIL_URL": "smtp://127.0.0.1:9",
        "MAIL_SENDER": "noreply@vakspiegel.example",
    }
    command = [sys.executable, "-m", "gunicorn", "--workers", "1", "--preload", "--config", "app/gunicorn.py"]
    with log.open("w") as out:
        return subprocess.Popen(
            [*command, "--bind", f"127.0.0.1:{port}", "app:create_app()"],
            cwd=ROOT,
            env=environment | changes,
            stdout=out,
            stderr=out,
        )


def free_port() -> int:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        return int(free.getsockname()[1])


@contextmanager
def served(folder: Path, log: Path, **changes: str) -> Iterator[int]:
    """It on a free port."""
    port = free_port()
    process = started(folder, log, port, **changes)
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


pytestmark = pytest.mark.skipif(server_url() is not None, reason="It serves a file of SQLite.")


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"MAIL_URL": ""}, "Error: MAIL_URL ontbreekt."),
        ({}, "Error: De database is niet bij (nu leeg, nodig "),
        ({"DATABASE_URL": "postgresql://x:geheim@127.0.0.1:9/d"}, "Error: De database antwoordt niet: postgresql"),
    ],
    ids=["zonder mailserver", "zonder tabellen", "zonder database"],
)
def test_gunicorn_does_not_begin_and_says_why_in_one_sentence(tmp_path: Path, changes: dict[str, str], sentence: str):
    log = tmp_path / "log"
    assert started(tmp_path, log, free_port(), **changes).wait(60) == 1
    written = log.read_text()
    assert sentence in written
    assert "Traceback" not in written
    assert "geheim" not in written


def test_gunicorn_writes_no_token_and_no_name_down_and_answers_in_words_of_ours(tmp_path: Path, database_url: str):
    log = tmp_path / "log"
    shutil.copy(make_url(database_url).database or "", tmp_path / "x.sqlite")
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
