"""How a municipality begins: from an empty installation to 400 people who may score, in a real browser, with counts.

The two commands are run, then somebody signs in as the administrator and reads in a file; of the 400 one follows the
link of the mail, chooses a password and comes to the first question. Every press is counted (a key that is typed in a
field is none, a field is a field), and so are the seconds that the program takes; those of people are not. After that
10,000 people are read in over HTTP, while somebody else saves.
"""

from __future__ import annotations

import os
import re
import socket
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path
from shutil import which
from urllib.error import HTTPError
from urllib.parse import urlencode, urlsplit
from urllib.request import HTTPCookieProcessor, Request, build_opener
from uuid import uuid4

from playwright.sync_api import Page, sync_playwright

from app.config import ROOT

STANDARD = "vakvolwassenheid-2013"
FEW, MANY, TEAM = 400, 10_000, 25
PASSWORD = "een zin die ik goed onthoud"
HEAD = "Voornaam;Tussenvoegsel;Achternaam;E-mailadres;Functie;Afdeling;Team;Leidinggevende van;Personeelsnummer"
ME = "Marloes;;Dijkgraaf;beheer@voorbeeldstad.example;;;;;"


def people_file(count: int) -> bytes:
    """An export with so many people in teams of 25, one of whom leads each, and the administrator."""
    rows = []
    for number in range(count):
        team = f"Team {number // TEAM + 1}"
        leads = number % TEAM == 0
        row = (
            "Anna" if number % 2 else "Karel",
            "van der" if number % 3 else "",
            f"Persoon-{number}",
            f"persoon{number}@voorbeeldstad.example",
            "Teammanager" if leads else "Klantmanager",
            f"Afdeling {number // TEAM // 8 + 1}",
            "" if leads else team,
            team if leads else "",
            str(10_000 + number),
        )
        rows.append(";".join(row))
    return "\r\n".join((HEAD, ME, *rows)).encode()


@dataclass
class Counts:
    """Presses, fields and seconds of each part of the way."""

    rows: list[tuple[str, int, int, float]] = field(default_factory=list)
    presses: int = 0
    fields: int = 0

    @contextmanager
    def part(self, name: str) -> Iterator[None]:
        """A part of the way: what is pressed in this block is counted under its name."""
        self.presses = self.fields = 0
        began = time.perf_counter()
        yield
        self.rows.append((name, self.presses, self.fields, time.perf_counter() - began))

    def press(self, page: Page, name: str, role: str = "link") -> None:
        """Press what is called so, and wait for the page that comes."""
        self.presses += 1
        with page.expect_navigation(timeout=120_000):
            page.get_by_role(role, name=name, exact=False).first.click()

    def fill(self, page: Page, label: str, text: str) -> None:
        """Fill in a field."""
        self.fields += 1
        page.get_by_label(label, exact=False).first.fill(text)


def environment(instance: Path) -> dict[str, str]:
    """A development installation of its own, whose mail goes to files."""
    return {
        **os.environ,
        "SECRET_KEY": "a-key-for-the-journey-that-nobody-else-uses",
        "VAKSPIEGEL_MODE": "development",
        "VAKSPIEGEL_INSTANCE": str(instance),
        "DATABASE_URL": f"sqlite:///{instance / 'bench.sqlite'}",
        "MAIL_URL": "file",
        "PYTHONPATH": str(ROOT),
    }


def commands(instance: Path, counts: Counts) -> None:
    """The two commands with which an installation begins."""
    made = ("--organisation", "Gemeente Voorbeeldstad", "--name", "Marloes Dijkgraaf")
    who = ("--email", "beheer@voorbeeldstad.example", "--password", PASSWORD)
    with counts.part("twee opdrachten: database en eerste beheerder"):
        for words in (("database", "upgrade"), ("people", "add-administrator", *made, *who)):
            command = [sys.executable, "-m", "flask", "--app", "app", *words]
            subprocess.run(command, cwd=ROOT, check=True, env=environment(instance), capture_output=True)
            counts.presses += 1


def read_in(page: Page, base: str, counts: Counts) -> None:
    """The administrator signs in and reads in 400 people, who are invited at once."""
    with counts.part("inloggen als beheerder"):
        page.goto(f"{base}/inloggen")
        counts.fill(page, "E-mailadres", "beheer@voorbeeldstad.example")
        counts.fill(page, "Wachtwoord", PASSWORD)
        counts.press(page, "Inloggen", "button")
    with counts.part(f"{FEW} mensen inlezen en uitnodigen"):
        counts.presses += 2  # the menu, and in it Mensen
        page.goto(f"{base}/mensen/")
        counts.press(page, "Lees mensen in")
        counts.presses += 2  # the field, and the file in the window of the browser
        file = {"name": "mensen.csv", "mimeType": "text/csv", "buffer": people_file(FEW)}
        page.locator("input[type=file]").set_input_files(file)
        counts.press(page, "Bekijk wat er verandert", "button")
        counts.press(page, f"nodig {FEW} mensen uit", "button")


def mails_of(instance: Path) -> list[str]:
    """The mails that left, once all are there."""
    folder = instance / "mail"
    for _ in range(1200):
        if folder.exists() and len(list(folder.glob("*.eml"))) >= FEW:
            break
        time.sleep(0.5)
    return [path.read_text() for path in folder.glob("*.eml")]


def first_question(page: Page, link: str, base: str, counts: Counts) -> None:
    """One of them follows the link of the mail, and comes to the first question."""
    with counts.part("een van hen: van de mail tot de eerste vraag"):
        counts.presses += 1
        page.goto(link)
        for box in page.locator("input[type=password]").all():
            counts.fields += 1
            box.fill(PASSWORD)
        counts.presses += 1
        with page.expect_navigation():
            page.locator("main form button[type=submit]").first.click()
        counts.presses += 2  # the entry of the menu, and the standard
        page.goto(f"{base}/zelfscan/nieuw?standaard={STANDARD}")
        counts.presses += 1
        page.locator("label", has=page.locator("[name=profile]")).first.click()
        counts.press(page, "Begin", "button")
        page.locator(".level-card").first.wait_for()


def journey() -> str:
    """The whole way, on an empty installation, as a table."""
    counts = Counts()
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        instance = Path(folder)
        commands(instance, counts)
        with serving(instance) as port:
            base = f"http://127.0.0.1:{port}"
            browser = playwright.chromium.launch(executable_path=_chromium(), args=["--no-sandbox"])
            try:
                read_in(browser.new_page(), base, counts)
                began = time.perf_counter()
                mails = mails_of(instance)
                left = time.perf_counter() - began
                link = next(
                    found for mail in mails if "To: persoon1@" in mail for found in re.findall(r"http\S+", mail)
                )
                first_question(browser.new_context().new_page(), link, base, counts)
            finally:
                browser.close()
    lines = ["| deel | drukken | velden | seconden van het programma |", "|---|---:|---:|---:|"]
    lines += [f"| {name} | {presses} | {fields} | {took:.1f} |" for name, presses, fields, took in counts.rows]
    lines.append(f"| de {len(mails)} uitnodigingen zijn de deur uit | | | {left:.1f} |")
    whole = counts.rows[:3]
    presses, seconds = sum(row[1] for row in whole), sum(row[3] for row in whole)
    lines.append(f"| **samen, tot {FEW} mensen mogen scoren** | **{presses}** | | **{seconds + left:.1f}** |")
    return "\n".join(lines)


def _chromium() -> str | None:
    return os.environ.get("CHROMIUM") or which("chromium-headless-shell") or which("chromium")


@contextmanager
def serving(instance: Path) -> Iterator[int]:
    """The real application on a free port, with four threads."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    words = [sys.executable, "-m", "script.lib.bench_server", str(port)]
    process = subprocess.Popen(words, cwd=ROOT, env=environment(instance))
    try:
        for _ in range(600):
            try:
                socket.create_connection(("127.0.0.1", port), 0.2).close()
                break
            except OSError:
                time.sleep(0.1)
        yield port
    finally:
        process.terminate()
        process.wait(10)


def many() -> str:
    """What reading in 10,000 people takes, and how long another's save took meanwhile, as a table."""
    with tempfile.TemporaryDirectory() as folder:
        instance = Path(folder)
        commands(instance, Counts())
        with serving(instance) as port:
            administrator = Visitor(port, "beheer@voorbeeldstad.example")
            began = time.perf_counter()
            where = administrator.send("/mensen/inlezen/", people_file(MANY - 1))
            read = time.perf_counter() - began
            page = administrator.get(where)
            shown = time.perf_counter() - began - read
            mark = re.search(r'name="mark"[^>]* value="([^"]+)"', page)
            assert mark, "the preview has no mark"
            other = Visitor(port, "beheer@voorbeeldstad.example")
            stop, saves = threading.Event(), []
            saving = threading.Thread(target=other.save_until, args=(stop, saves))
            saving.start()
            began = time.perf_counter()
            administrator.post(where, {"mark": mark[1], "gone": "stay", "invite": "now"})
            done = time.perf_counter() - began
            stop.set()
            saving.join()
    rows = [
        ("uploaden, lezen en nakijken", read),
        ("laten zien wat er verandert", shown),
        ("doorvoeren, met een uitnodiging voor iedereen", done),
        ("**samen**", read + shown + done),
        ("de langste opslag van een ander tijdens het doorvoeren", max(saves)),
    ]
    lines = ["| wat | seconden |", "|---|---:|", *(f"| {name} | {took:.1f} |" for name, took in rows)]
    return "\n".join(lines)


class Visitor:
    """Somebody who is signed in, over HTTP."""

    def __init__(self, port: int, address: str) -> None:
        self.base = f"http://127.0.0.1:{port}"
        self.opener = build_opener(HTTPCookieProcessor())
        self.get("/inloggen")
        self.post("/inloggen", {"email": address, "password": PASSWORD})

    def get(self, path: str) -> str:
        """A page; its token is kept for what is sent next."""
        with self.opener.open(self.base + path, timeout=120) as answer:
            page = answer.read().decode()
        if found := re.search(r'name="csrf_token" value="([^"]+)"', page):
            self.token = found[1]
        return page

    def post(self, path: str, form: dict[str, str]) -> str:
        """Send a form; answers the address of the page that came of it."""
        data = urlencode({**form, "csrf_token": self.token}).encode()
        with self.opener.open(Request(self.base + path, data), timeout=120) as answer:
            return urlsplit(answer.url).path

    def send(self, path: str, content: bytes) -> str:
        """Send a file; answers the address of the page that came of it."""
        self.get(path)
        edge = uuid4().hex
        parts = (
            f'--{edge}\r\nContent-Disposition: form-data; name="csrf_token"\r\n\r\n{self.token}\r\n',
            f'--{edge}\r\nContent-Disposition: form-data; name="file"; filename="mensen.csv"\r\n\r\n',
        )
        data = "".join(parts).encode() + content + f"\r\n--{edge}--\r\n".encode()
        kind = {"Content-Type": f"multipart/form-data; boundary={edge}"}
        with self.opener.open(Request(self.base + path, data, kind), timeout=120) as answer:
            return urlsplit(answer.url).path

    def save_until(self, stop: threading.Event, took: list[float]) -> None:
        """Make one team after another, and note the seconds that each took."""
        self.get("/mensen/teams/")
        while not stop.is_set():
            began = time.perf_counter()
            with suppress(HTTPError):  # the database took nothing in for ten seconds: that is what is measured
                self.post("/mensen/teams/", {"name": f"Apart {len(took)}"})
            took.append(time.perf_counter() - began)
            time.sleep(0.05)


def table() -> str:
    """Both, for the page of figures."""
    return (
        "“Drukken” is elke druk op een knop, link of bestand, en elke opdracht. Het bestand is een export die er al is."
        f"\n\n{journey()}\n\n### 10.000 mensen inlezen\n\n{many()}"
    )


if __name__ == "__main__":
    print(table())
