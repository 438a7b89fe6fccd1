"""How a municipality begins: from an empty installation to 400 people who may score, in a real browser, with counts.

The two commands are run, then somebody signs in as the administrator and reads in a file; of the 400 one follows the
link of the mail, chooses a password and comes to the first question. Every press is counted (a key that is typed in a
field is none, a field is a field), and so are the seconds that the program takes; those of people are not. After that
10,000 people are read in over HTTP, while somebody else saves.
"""

from __future__ import annotations

import os
import re
import subprocess
import sys
import tempfile
import threading
import time
from contextlib import contextmanager, nullcontext
from dataclasses import dataclass, field
from pathlib import Path
from shutil import which
from urllib.parse import urlencode
from uuid import uuid4

from playwright.sync_api import Page, sync_playwright

from app import create_app
from app.config import ROOT, Config
from app.core.commands import upgrade_database
from app.core.db import db
from app.people import operations
from app.people.rules import RoleName

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
    def part(self, name: str):
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


def sign_in(page: Page, counts: Counts, address: str) -> None:
    """At the page of signing in."""
    counts.fill(page, "E-mailadres", address)
    counts.fill(page, "Wachtwoord", PASSWORD)
    counts.press(page, "Log in", "button")


def read_in(page: Page, base: str, counts: Counts) -> None:
    """The administrator signs in and reads in 400 people, who are invited at once."""
    with counts.part("inloggen als beheerder"):
        page.goto(f"{base}/inloggen")
        sign_in(page, counts, "beheer@voorbeeldstad.example")
    with counts.part(f"{FEW} mensen inlezen en uitnodigen"):
        page.goto(f"{base}/mensen/")
        counts.presses += 1  # the entry of the menu, wherever it is in it
        counts.press(page, "Lees mensen in")
        counts.presses += 2  # choose the file: the field, and the file in the window of the browser
        file = {"name": "mensen.csv", "mimeType": "text/csv", "buffer": people_file(FEW)}
        page.locator("input[type=file]").set_input_files(file)
        counts.press(page, "Bekijk wat er verandert", "button")
        counts.press(page, f"nodig {FEW} mensen uit", "button")


def first_question(page: Page, base: str, instance: Path, counts: Counts) -> None:
    """One of them follows the link of the mail and comes to the first question."""
    folder = instance / "mail"
    for _ in range(600):
        mails = [path.read_text() for path in sorted(folder.glob("*.eml"))] if folder.exists() else []
        if len(mails) >= FEW:
            break
        time.sleep(0.5)
    mail = next(text for text in mails if "persoon1@" in text)
    link = re.search(rf"{re.escape(base)}/\S+", mail)
    assert link
    with counts.part("een van hen: wachtwoord kiezen tot en met de eerste vraag"):
        counts.presses += 1
        page.goto(link[0])
        counts.fill(page, "Nieuw wachtwoord", PASSWORD)
        for repeated in page.locator("input[name=password_confirm]").all():
            counts.fields += 1
            repeated.fill(PASSWORD)
        counts.presses += 1
        with page.expect_navigation():
            page.locator("main form button[type=submit]").first.click()
        if page.get_by_label("E-mailadres").count():
            sign_in(page, counts, "persoon1@voorbeeldstad.example")
        page.goto(f"{base}/zelfscan/nieuw")
        counts.presses += 2  # the entry of the menu, and "Begin"
        page.locator("main input[type=radio]").first.wait_for(state="attached")
    counts.rows.append((f"(uitnodigingen die weg zijn: {len(mails)})", 0, 0, 0.0))


def journey(server) -> Counts:
    """The whole way, on an empty installation."""
    counts = Counts()
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        instance = Path(folder)
        commands(instance, counts)
        with server(instance, environment(instance)) as (port, _):
            base = f"http://127.0.0.1:{port}"
            browser = playwright.chromium.launch(executable_path=_chromium(), args=["--no-sandbox"])
            try:
                read_in(browser.new_page(), base, counts)
                first_question(browser.new_context().new_page(), base, instance, counts)
            finally:
                browser.close()
    return counts


def _chromium() -> str | None:
    return os.environ.get("CHROMIUM") or which("chromium-headless-shell") or which("chromium")


def many(server, client_of, cookie_of) -> list[tuple[str, float]]:
    """Seconds that reading in 10,000 people takes, and the longest that another's save took meanwhile."""
    with tempfile.TemporaryDirectory() as folder:
        instance = Path(folder)
        url = f"sqlite:///{instance / 'bench.sqlite'}"
        key = environment(instance)["SECRET_KEY"]
        app = create_app(Config(mode="test", secret_key=key, instance=instance, database_url=url))
        with app.app_context():
            upgrade_database()
            place = operations.add_organisation("Gemeente Voorbeeldstad")
            ids = [
                operations.add_person(place, name=name, email=email, roles=[role]).id
                for name, email, role in (
                    ("Marloes Dijkgraaf", "beheer@voorbeeldstad.example", RoleName.ADMINISTRATOR),
                    ("Noor Verhagen", "noor@voorbeeldstad.example", RoleName.PROFESSIONAL),
                )
            ]
            db.session.commit()
            (cookie, token), (other_cookie, other_token) = (cookie_of(app, one, key) for one in ids)
            db.engine.dispose()
        with server(instance, environment(instance)) as (port, _):
            client = client_of(port, cookie)
            body, kind = _multipart({"csrf_token": token}, people_file(MANY))
            with _others_who_save(nullcontext()) as nobody:
                pass
            began = time.perf_counter()
            where = _post(client, "/mensen/inlezen/", body, kind)
            read = time.perf_counter() - began
            page = _get(client, where)
            shown = time.perf_counter() - began - read
            mark = re.search(r'name="mark"[^>]* value="([^"]+)"', page)
            assert mark
            form = {"csrf_token": token, "mark": mark[1], "gone": "stay", "invite": "now"}
            saver = _Saver(client_of(port, other_cookie), other_token)
            with _others_who_save(saver):
                began = time.perf_counter()
                _post(client, where, urlencode(form).encode(), "application/x-www-form-urlencoded")
                done = time.perf_counter() - began
            del nobody
    return [
        ("uploaden, lezen en controleren", read),
        ("laten zien wat er verandert", shown),
        ("doorvoeren, met de uitnodigingen erbij", done),
        ("langste opslag van een ander in die tijd", max(saver.took)),
    ]
