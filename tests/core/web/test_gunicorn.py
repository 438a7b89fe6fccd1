"""The server of real use, started for real: what it writes down and what it says by itself."""

from __future__ import annotations

import json
import os
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.request import urlopen

import pytest

from app.config import ROOT
from tests.databases import KEY

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
    command = [sys.executable, "-m", "gunicorn", "--preload", "--config", "app/gunicorn.py"]
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


def lines_of(log: Path) -> list[dict[str, object]]:
    """What it wrote as JSON; before it is set up gunicorn says that it starts."""
    return [json.loads(line) for line in log.read_text().splitlines() if line.startswith("{")]


def figure(port: int, name: str) -> float:
    """The sum of the samples whose name and labels begin with this."""
    with urlopen(f"http://127.0.0.1:{port}/metrics", timeout=30) as answer:
        text = answer.read().decode()
    return sum(float(line.rsplit(" ", 1)[1]) for line in text.splitlines() if line.startswith(name))


def test_gunicorn_writes_no_token_and_no_name_down_and_answers_in_words_of_ours(tmp_path: Path, database_url: str):
    log, metrics = tmp_path / "log", free_port()
    changes = {"DATABASE_URL": database_url, "METRICS_PORT": str(metrics), "WEB_CONCURRENCY": "2"}
    with served(tmp_path, log, **changes) as port:
        page = said(port, ask("/hulp?q=Noor+Verhagen"))
        for path in ("/agenda/geheime-link.ics", "/wachtwoord-vergeten/geheim-token", "/register/badge/BADGECODE"):
            said(port, ask(path))
        for path in ("/nergens/geheim", "/static/app.css?noor@voorbeeldstad.example", "/gezond"):
            said(port, ask(path))
        said(port, ask("/hulp").replace(b"Referer", b"X-Request-ID: van-de-proxy-1\r\nReferer"))
        own = said(port, b"DIT IS GEEN VRAAG\r\n\r\n")
        assert figure(metrics, "vakspiegel_requests_total{") == 7
        assert figure(metrics, 'vakspiegel_requests_total{address="/hulp",method="GET",status="200"}') == 2
        assert figure(metrics, 'vakspiegel_request_seconds_count{address="/wachtwoord-vergeten/<token>"}') == 1
    asked = [line for line in lines_of(log) if "address" in line]
    found = {(line["method"], line["address"], line["status"]) for line in asked}
    for address in ("/agenda/*.ics", "/wachtwoord-vergeten/*", "/register/badge/*", "/hulp", "-", "/static/*"):
        assert address in {one for _, one, _ in found}, found
    assert ("GET", "/hulp", 200) in found
    assert set(asked[0]) == {"at", "id", "method", "address", "status", "ms", "bytes"}
    assert "van-de-proxy-1" in {line["id"] for line in asked}
    assert own.startswith("HTTP/1.1 400")
    assert "<h1>Dit ging niet goed</h1>" in own
    for answer in (page, own):
        assert "Content-Security-Policy: default-src 'self'" in answer
        assert "Strict-Transport-Security" in answer
    assert "Server: gunicorn/" not in page
    written = log.read_text()
    for secret in ("Noor", "noor", "elders", "geheim", "BADGECODE", "Control socket", "127.0.0.1:", "/gezond"):
        assert secret not in written.replace(f"127.0.0.1:{port}", ""), secret
