"""Measures start-up, pages, one save and one picture, with the demo and with 1,000 people, and writes a table.

Pages go over HTTP to waitress on one connection, one request after the other; figures are milliseconds. `ratio` is the
median beside that of a bare Flask view on the same server in the same run, which says more than the milliseconds, since
those are of one machine.
"""

from __future__ import annotations

import http.client
import json
import os
import platform
import random
import re
import socket
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from urllib.parse import urlencode

from flask import Flask
from sqlalchemy import insert, select

from app import create_app
from app.assessments.models import Assessment
from app.assessments.rules import Answer, Kind, Mode, Status, element_order, fold
from app.config import ROOT, Config
from app.core import clock
from app.core.commands import upgrade_database
from app.core.db import db
from app.demo import story
from app.people import operations
from app.people.models import Role, User, roles_users
from app.people.rules import RoleName
from app.people.sessions.operations import begin_session
from app.people.sessions.rules import Lasting
from app.standards.library import get_standard
from script.lib import bench_dossiers, bench_journey

KEY = "a-key-for-the-bench-that-nobody-else-uses"
PEOPLE, SCANS = 1000, 6
ROUNDS = 200
REGISTER = (
    ("waar sta ik in het register", "Bram Hofman", "/mijn-register/"),
    ("wat als", "Bram Hofman", "/mijn-register/wat-als"),
    ("werklijst van de commissie", "Els Rijnders", "/kwaliteit/"),
    ("openbaar register", "", "/register/"),
)
"""Pages of the register: name, who looks (nobody: the public) and address."""


@dataclass(frozen=True)
class Row:
    """One line of the table: times in milliseconds."""

    name: str
    median: float
    p95: float
    ratio: float | None = None

    @classmethod
    def of(cls, name: str, times: list[float], base: float | None = None) -> Row:
        median = statistics.median(times)
        p95 = sorted(times)[min(len(times) - 1, int(len(times) * 0.95))]
        return cls(name, median, p95, median / base if base else None)


class Client:
    """One kept connection, signed in as one person."""

    def __init__(self, port: int, cookie: str) -> None:
        self.connection = http.client.HTTPConnection("127.0.0.1", port, timeout=60)
        self.cookie = cookie

    def ask(self, path: str, form: dict[str, str] | None = None) -> tuple[float, str]:
        """Milliseconds and the body; raises on anything but success."""
        headers = {"Cookie": self.cookie}
        body = None
        if form is not None:
            headers |= {"Content-Type": "application/x-www-form-urlencoded", "X-Autosave": "1"}
            body = urlencode(form)
        start = time.perf_counter()
        self.connection.request("POST" if form is not None else "GET", path, body, headers)
        answer = self.connection.getresponse()
        data = answer.read()
        took = (time.perf_counter() - start) * 1000
        if answer.status >= 300:
            raise RuntimeError(f"{path} answered {answer.status}")
        return took, data.decode("utf-8", "replace")


def measure(ask: Callable[[], float], rounds: int = ROUNDS) -> list[float]:
    """Times of `rounds` requests after five to warm up."""
    for _ in range(5):
        ask()
    return [ask() for _ in range(rounds)]


def start_up() -> Row:
    """A new process that makes the application."""
    code = "from app import create_app; create_app()"
    times = []
    for _ in range(7):
        begin = time.perf_counter()
        subprocess.run([sys.executable, "-c", code], cwd=ROOT, check=True, env=environment(Path(tempfile.gettempdir())))
        times.append((time.perf_counter() - begin) * 1000)
    return Row.of("starten van de app (nieuw proces)", times)


def loading() -> Row:
    """All standards from their files, in a new process that has imported what it needs."""
    code = (
        "import time; from app.standards.queries import all_standards; begin = time.perf_counter(); "
        "all_standards(); print((time.perf_counter() - begin) * 1000)"
    )
    times = []
    for _ in range(7):
        ended = subprocess.run([sys.executable, "-c", code], cwd=ROOT, check=True, capture_output=True, text=True)
        times.append(float(ended.stdout))
    return Row.of("alle standaarden laden (nieuw proces)", times)


def environment(instance: Path) -> dict[str, str]:
    """A development installation of its own."""
    return {
        **os.environ,
        "SECRET_KEY": KEY,
        "VAKSPIEGEL_MODE": "development",
        "VAKSPIEGEL_INSTANCE": str(instance),
        "DATABASE_URL": f"sqlite:///{instance / 'bench.sqlite'}",
        "PYTHONPATH": str(ROOT),
    }


def fill(app: Flask, many: bool) -> int:
    """The demo, and with `many` a thousand more people; answers the id of somebody with a draft and results."""
    with app.app_context():
        upgrade_database()
        story.load(clock.today())
        if many:
            _add_people()
        db.session.commit()
        return db.session.scalars(select(User.id).where(User.name == "Noor Verhagen")).one()


def _add_people() -> None:
    standard, chance = get_standard(story.STANDARD), random.Random(1)
    order = element_order(standard)
    place = operations.add_organisation("Gemeente Duizend")
    role = db.session.scalars(select(Role.id).where(Role.name == RoleName.PROFESSIONAL)).one()
    first = db.session.scalars(select(User.id).order_by(User.id.desc()).limit(1)).one() + 1
    ids = range(first, first + PEOPLE)
    db.session.execute(
        insert(User),
        [
            {
                "id": i,
                "organisation_id": place.id,
                "email": f"p{i}@duizend.example",
                "name": f"Persoon {i}",
                "active": True,
                "fs_uniquifier": f"bench{i}",
                "shortcuts": True,
                "job_title": "",
            }
            for i in ids
        ],
    )
    db.session.execute(insert(roles_users), [{"user_id": i, "role_id": role} for i in ids])
    now = datetime.now(UTC)
    db.session.execute(
        insert(Assessment),
        [
            {
                "subject_id": i,
                "author_id": i,
                "kind": Kind.SELF,
                "standard": standard.slug,
                "profile": "vakbekwaam",
                "mode": Mode.QUICK,
                "status": Status.SUBMITTED,
                "started_at": now - timedelta(days=180 * n + 3),
                "submitted_at": now - timedelta(days=180 * n),
                "levels": fold({code: Answer.level(chance.randint(1, 3)) for code in order}, order),
            }
            for i in ids
            for n in range(SCANS)
        ],
    )


@contextmanager
def server(instance: Path) -> Iterator[tuple[int, subprocess.Popen[bytes]]]:
    """A server process on a free port."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    process = subprocess.Popen(
        [sys.executable, "-m", "script.lib.bench_server", str(port)], cwd=ROOT, env=environment(instance)
    )
    try:
        for _ in range(200):
            try:
                socket.create_connection(("127.0.0.1", port), 0.2).close()
                break
            except OSError:
                time.sleep(0.1)
        yield port, process
    finally:
        process.terminate()
        process.wait(10)


def memory(process: subprocess.Popen[bytes]) -> float:
    """Resident memory in MB."""
    text = Path(f"/proc/{process.pid}/status").read_text()
    return int(re.search(r"VmRSS:\s+(\d+)", text)[1]) / 1024  # type: ignore[index]


def cookie_of(app: Flask, person_id: int) -> tuple[str, str]:
    """A session cookie of a person and the CSRF token that goes with it."""
    from itsdangerous import URLSafeTimedSerializer

    with app.app_context():
        uniquifier = db.session.get_one(User, person_id).fs_uniquifier
        raw = "0" * 40
        lasting = Lasting(timedelta(days=1), timedelta(days=1))
        token_of_session = begin_session(person_id, "Bench", datetime.now(UTC), lasting)
        db.session.commit()
        session = {
            "_user_id": uniquifier,
            "_fresh": True,
            "token": token_of_session,
            "csrf_token": raw,
            "_permanent": True,
        }
        signer = app.session_interface.get_signing_serializer(app)  # type: ignore[attr-defined]
        token = URLSafeTimedSerializer(KEY, salt="wtf-csrf-token").dumps(raw)
        return f"vakspiegel={signer.dumps(session)}", str(token)


def person_named(app: Flask, name: str) -> int:
    """The id of somebody of the demo."""
    with app.app_context():
        return db.session.scalars(select(User.id).where(User.name == name)).one()


def scenario(title: str, many: bool) -> tuple[str, list[Row], list[str]]:
    """All pages with one set of data."""
    with tempfile.TemporaryDirectory() as folder:
        instance = Path(folder)
        app = create_app(
            Config(
                mode="test", secret_key=KEY, instance=instance, database_url=f"sqlite:///{instance / 'bench.sqlite'}"
            )
        )
        person = fill(app, many)
        with app.app_context():
            scans = db.session.execute(
                select(Assessment.id, Assessment.status, Assessment.levels)
                .where(Assessment.subject_id == person)
                .order_by(Assessment.submitted_at)
            ).all()
            draft = next(id_ for id_, status, _ in scans if status is Status.DRAFT)
            results = [id_ for id_, status, _ in scans if status is Status.SUBMITTED]
            db.engine.dispose()
        cookie, token = cookie_of(app, person)
        cookies = {who: cookie_of(app, person_named(app, who))[0] for _, who, _ in REGISTER if who} | {"": ""}
        with server(instance) as (port, process):
            before = memory(process)
            client = Client(port, cookie)
            base = measure(lambda: client.ask("/bare/")[0])
            median = statistics.median(base)
            element = get_standard(story.STANDARD).elements[3].code
            result = f"/resultaat/{results[-1]}/"
            rows = [Row.of("kale Flask-view", base, median)]
            rows.append(Row.of("inlogpagina", measure(lambda: Client(port, "").ask("/inloggen")[0], 60), median))
            scoring = f"/zelfscan/{draft}/{element}/"
            rows.append(Row.of("startpagina", measure(lambda: client.ask("/")[0]), median))
            rows.append(Row.of("scorepagina", measure(lambda: client.ask(scoring)[0]), median))
            rows.append(Row.of("één antwoord opslaan", saves(client, scoring, token), median))
            cold, page = client.ask(result)
            rows.append(Row.of("resultaatpagina, eerste keer", [cold], median))
            pictures = re.findall(r'src="(/resultaat/[^"]+\.svg[^"]*)"', page)
            rows.append(Row.of("resultaatpagina, daarna", measure(lambda: client.ask(result)[0]), median))
            picture = pictures[0].replace("&amp;", "&")
            for kind in ("svg", "png"):
                address = picture.replace(".svg", f".{kind}")
                first, _ = client.ask(address)
                rows.append(Row.of(f"radar als {kind.upper()}, eerste keer", [first], median))
                times = measure(lambda address=address: client.ask(address)[0])
                rows.append(Row.of(f"radar als {kind.upper()}, daarna", times, median))
            reading = f"/standaarden/{story.STANDARD}/"
            rows.append(Row.of("pagina van een standaard", measure(lambda: client.ask(reading)[0]), median))
            rows.append(Row.of("planpagina", measure(lambda: client.ask("/plan/")[0]), median))
            for name, who, path in REGISTER:
                other = Client(port, cookies[who])
                times = measure(lambda other=other, path=path: other.ask(path)[0], 60)
                rows.append(Row.of(name, times, median))
            notes = [
                f"Geheugen van de server: {before:.0f} MB na het starten, {memory(process):.0f} MB na deze metingen."
            ]
    return title, rows, notes


def saves(client: Client, path: str, token: str) -> list[float]:
    """Save another level each time, on the version that the last save gave."""
    _, page = client.ask(path)
    version = int(re.search(r'name="level_version"[^>]*value="(\d+)"', page)[1])  # type: ignore[index]
    levels = ("basis", "vakbekwaam", "vakvolwassen")
    times = []
    for number in range(ROUNDS):
        form = {"level": levels[number % 3], "version": str(version), "csrf_token": token}
        took, body = client.ask(path, form)
        version = json.loads(body)["version"]
        times.append(took)
    return times


def table(rows: list[Row]) -> str:
    """The rows as Markdown."""
    lines = ["| wat | mediaan (ms) | p95 (ms) | keer een kale view |", "|---|---:|---:|---:|"]
    for row in rows:
        ratio = f"{row.ratio:.1f}" if row.ratio else ""
        lines.append(f"| {row.name} | {row.median:.1f} | {row.p95:.1f} | {ratio} |")
    return "\n".join(lines)


def main() -> None:
    """Measure, print and write."""
    target = Path(sys.argv[1]) if len(sys.argv) > 1 else ROOT / "static" / "bench.md"
    parts = [
        "# Hoe snel is Vakspiegel?",
        f"Gemeten met `script/bench` op {datetime.now(UTC):%d-%m-%Y}, Python {platform.python_version()}, "
        f"{os.cpu_count()} kernen, SQLite, waitress, één verzoek tegelijk. "
        "“Eerste keer” is één meting: daarna komt de tekening uit het geheugen.",
        table([start_up(), loading()]),
    ]
    for title, rows, notes in (
        scenario("Met de demo", many=False),
        scenario(f"Met {PEOPLE} mensen die elk {SCANS} zelfscans hebben (drie jaar, twee per jaar)", many=True),
    ):
        parts += [f"## {title}", table(rows), *notes]
    parts += ["## Van een lege installatie naar 400 mensen die mogen scoren", bench_journey.table()]
    parts += ["## Dossiers van het beroepsregister", bench_dossiers.table()]
    text = "\n\n".join(parts) + "\n"
    target.write_text(text)
    print(text)


if __name__ == "__main__":
    main()
