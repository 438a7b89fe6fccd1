"""Pictures of the pages with the demo people, on a fixed day, so that only a change of the page changes a picture."""

from __future__ import annotations

import os
import shutil
import sys
import tempfile
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path

import waitress
from playwright.sync_api import Browser, Page, sync_playwright
from sqlalchemy import select

from app import create_app
from app.config import ROOT, Config
from app.core import clock
from app.core.commands import upgrade_database
from app.core.db import db
from app.demo import story
from app.people.models import User

DAY = datetime(2026, 11, 20, 9, 0, tzinfo=UTC)
FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
README = {
    "resultaat": ("Noor Verhagen", "/resultaat/"),
    "scoren": ("Noor Verhagen", "/zelfscan/"),
    "start": ("Noor Verhagen", "/"),
    "plan": ("Noor Verhagen", "/plan/"),
    "register": ("Bram Hofman", "/mijn-register/"),
}
PAGES: dict[str, tuple[str | None, str]] = {
    "inloggen": (None, "/inloggen"),
    "wachtwoord": (None, "/wachtwoord-vergeten"),
    "hulp": (None, "/hulp"),
    "wie-ziet-wat": (None, "/wie-ziet-wat"),
    "privacy": (None, "/privacy"),
    "niet-gevonden": (None, "/bestaat-niet"),
    **README,
    "nieuwe-zelfscan": ("Fatima El Amrani", "/zelfscan/nieuw"),
    "per-aspect": ("Daan Kuipers", "/zelfscan/"),
    "start-leeg": ("Sem de Wit", "/"),
    "resultaat-leeg": ("Sem de Wit", "/resultaat/"),
    "plan-leeg": ("Sem de Wit", "/plan/"),
    "nieuw-doel": ("Fatima El Amrani", "/plan/doel/nieuw"),
    "account": ("Noor Verhagen", "/mijn-account/"),
    "start-leidinggevende": ("Ruben Hoekstra", "/"),
    "team": ("Ruben Hoekstra", "/team/"),
    "start-hr": ("Ingrid Postma", "/"),
    "mensen": ("Marloes Dijkgraaf", "/mensen/"),
    "mensen-nieuw": ("Marloes Dijkgraaf", "/mensen/nieuw"),
    "wat-als": ("Bram Hofman", "/mijn-register/wat-als"),
    "pe": ("Naomi Pinas", "/mijn-register/pe/"),
    "dossier": ("Naomi Pinas", "/mijn-register/dossier/"),
    "regels": ("Bram Hofman", "/mijn-register/regels/"),
    "kwaliteit": ("Els Rijnders", "/kwaliteit/"),
    "bestuur": ("Marijke van Vliet", "/kwaliteit/"),
    "register-openbaar": (None, "/register/"),
    "badge-controleren": (None, "/register/controle"),
}


@contextmanager
def running() -> Iterator[tuple[str, dict[str, int]]]:
    """A server with the demo; yields its address and the ids of the people by name."""
    with tempfile.TemporaryDirectory() as folder, clock.fixed(DAY):
        instance = Path(folder)
        app = create_app(
            Config(
                mode="development",
                secret_key="only-for-pictures" * 3,
                demo=True,
                instance=instance,
                database_url=f"sqlite:///{instance / 'pictures.sqlite'}",
            )
        )
        with app.app_context():
            upgrade_database()
            story.load(clock.today())
            db.session.commit()
            ids = {name: id_ for id_, name in db.session.execute(select(User.id, User.name))}
        server = waitress.create_server(app, host="127.0.0.1", port=0, threads=4)
        threading.Thread(target=server.run, daemon=True).start()
        yield f"http://127.0.0.1:{server.effective_port}", ids
        server.close()


def open_page(browser: Browser, base: str, person: int | None, path: str, width: int, height: int = 900) -> Page:
    """The page as this person sees it; for a scan, the first thing that is still open."""
    page = browser.new_context(viewport={"width": width, "height": height}, locale="nl-NL").new_page()
    if person is not None:
        page.goto(f"{base}/inloggen")
        page.locator(f"form[action='/inloggen/demo/{person}'] button").evaluate("button => button.click()")
        page.wait_for_url(f"{base}/")
    page.goto(base + path)
    if path == "/zelfscan/":
        page.locator("main a.utrecht-button-link--primary-action").first.click()
        page.wait_for_load_state()
    return page


def main() -> None:
    """Take them."""
    everything = len(sys.argv) > 1
    folder = Path(sys.argv[1]) if everything else ROOT / "static" / "screenshots"
    folder.mkdir(parents=True, exist_ok=True)
    executable = os.environ.get("CHROMIUM") or shutil.which("chromium") or shutil.which("chromium-browser")
    if executable is None:
        sys.exit("Chromium is niet gevonden. Op Debian: apt-get install chromium.")
    with running() as (base, ids), sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=executable, args=FLAGS)
        for name, (who, path) in (PAGES if everything else README).items():
            for width in (1280, 360) if everything else (1280,):
                page = open_page(browser, base, ids[who] if who else None, path, width, 900 if everything else 1640)
                page.screenshot(
                    path=folder / (f"{name}-{width}.png" if everything else f"{name}.png"), full_page=everything
                )
                page.context.close()
        browser.close()


if __name__ == "__main__":
    main()
