"""Gunicorn as its unit starts it and nginx with the file of `deploy/`, on free ports of this machine."""

from __future__ import annotations

import os
import shlex
import socket
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

from app.config import ROOT

HOST = "vakspiegel.gemeente.example"
DEPLOY = ROOT / "deploy"
DAY = timedelta(days=1)
PLACE = "/opt/vakspiegel/current"
_SOCKET = "unix:/run/vakspiegel/web.sock"


def free_port() -> int:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        return int(free.getsockname()[1])


def wait_for(port: int, process: subprocess.Popen[bytes], log: Path) -> None:
    """Return when somebody listens there."""
    for _ in range(600):
        if process.poll() is not None:
            raise AssertionError(log.read_text())
        with socket.socket() as client:
            client.settimeout(1)
            if client.connect_ex(("127.0.0.1", port)) == 0:
                return
        time.sleep(0.1)
    raise AssertionError(log.read_text())


def example(name: str) -> dict[str, str]:
    """The settings of an example file, as systemd reads them."""
    lines = (DEPLOY / name).read_text().splitlines()
    pairs = (line.split("=", 1) for line in lines if line and not line.startswith("#"))
    return {name: "".join(shlex.split(value)) for name, value in pairs}


def command_of(unit: str) -> list[str]:
    """The command of a unit, in this checkout."""
    [line] = [one for one in (DEPLOY / unit).read_text().splitlines() if one.startswith("ExecStart=")]
    program, *rest = shlex.split(line.removeprefix("ExecStart="))
    return [sys.executable, "-m", program.rpartition("/")[2], *rest]


@contextmanager
def web(port: int, settings: Mapping[str, str], log: Path) -> Iterator[subprocess.Popen[bytes]]:
    """One machine with the website on a port, by the settings of the example and these."""
    environment = {"PATH": os.environ["PATH"], **example("vakspiegel.env.example"), **settings}
    command = [f"127.0.0.1:{port}" if one == _SOCKET else one for one in command_of("vakspiegel-web.service")]
    with log.open("wb") as out:
        process = subprocess.Popen(command, cwd=ROOT, env=environment, stdout=out, stderr=out, start_new_session=True)
    try:
        yield process
    finally:
        if process.poll() is None:
            process.terminate()
            process.wait(30)


def _certificate(folder: Path) -> None:
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, HOST)])
    now = datetime.now(UTC)
    builder = x509.CertificateBuilder(name, name, key.public_key(), x509.random_serial_number(), now - DAY, now + DAY)
    names = x509.SubjectAlternativeName([x509.DNSName(HOST)])
    signed = builder.add_extension(names, critical=False).sign(key, hashes.SHA256())
    (folder / "fullchain.pem").write_bytes(signed.public_bytes(serialization.Encoding.PEM))
    (folder / "privkey.pem").write_bytes(
        key.private_bytes(serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption())
    )


def site(folder: Path, plain: int, secure: int, upstreams: Sequence[str]) -> Path:
    """A whole configuration of nginx around the file of `deploy/`, with other ports, folders and machines."""
    _certificate(folder)
    text = (DEPLOY / "nginx.conf").read_text()
    changes = {
        "listen 80;": f"listen 127.0.0.1:{plain};",
        "listen 443 ssl": f"listen 127.0.0.1:{secure} ssl",
        f"server {_SOCKET};": "".join(f"server {one} max_fails=2 fail_timeout=5s;" for one in upstreams),
        "/etc/ssl/vakspiegel/": f"{folder}/",
        "/var/log/nginx/": f"{folder}/",
        f"{PLACE}/": f"{ROOT}/",
    }
    for before, after in changes.items():
        assert before in text, before
        text = text.replace(before, after)
    (folder / "site.conf").write_text(text)
    temporary = "".join(
        f"{one}_temp_path {folder}/{one};" for one in ("client_body", "proxy", "fastcgi", "uwsgi", "scgi")
    )
    account = "user root;" if os.getuid() == 0 else ""
    whole = folder / "nginx.conf"
    whole.write_text(
        f"{account} daemon off; pid {folder}/nginx.pid; worker_processes 1; error_log {folder}/main.log;"
        f"events {{ worker_connections 256; }} http {{ {temporary} include {folder}/site.conf; }}"
    )
    return whole


@contextmanager
def proxy(nginx: str, folder: Path, upstreams: Sequence[str]) -> Iterator[int]:
    """nginx before these machines; its port for https."""
    plain, secure = free_port(), free_port()
    whole = site(folder, plain, secure, upstreams)
    process = subprocess.Popen([nginx, "-p", str(folder), "-c", str(whole)], stderr=subprocess.DEVNULL)
    try:
        wait_for(secure, process, folder / "main.log")
        yield secure
    finally:
        process.terminate()
        process.wait(30)
