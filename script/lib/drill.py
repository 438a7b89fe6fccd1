"""Drills of a backup under load: writers who never stop, a backup in the middle, and a look at what comes back.

Each writer keeps two files in one transaction, of which the second says what the first is, and takes pairs away
again. So whatever the moment of a backup: pairs are whole, each row has its file, and each file its row's content.
"""

from __future__ import annotations

import argparse
import os
import random
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import sqlalchemy as sa
from flask import Flask

from app import create_app
from app.config import ROOT, Config
from app.core.backups.archive import opened
from app.core.backups.restoring import restore_backup
from app.core.backups.taking import take_backup
from app.core.commands import upgrade_database
from app.core.db import db
from app.core.files.store import files
from app.evidence import operations
from app.evidence.models import Evidence
from app.evidence.rules import key_of
from app.people.models import Organisation, User

KEY = "a-key-for-drills-that-nobody-else-uses-at-all"
WRITERS = 4
PAUSE = 0.1
"""Seconds between two writes of one writer: enough to leave some of the machine for the backup."""
PAIRS = 10
"""A writer keeps about so many pairs."""


class Wrong(Exception):
    """What came back is not what was there at any moment."""


def config_for(url: str, folder: Path) -> Config:
    return Config(mode="test", secret_key=KEY, database_url=url, instance=folder, mail="file")


def begin(url: str, folder: Path) -> None:
    """An installation with a person for each writer."""
    with create_app(config_for(url, folder)).app_context():
        upgrade_database()
        place = Organisation(name="Gemeente Voorbeeldstad")
        for number in range(WRITERS):
            db.session.add(User(organisation=place, name=f"Persoon {number}", email=f"p{number}@voorbeeldstad.example"))
        db.session.commit()
        db.engine.dispose()


def write(url: str, folder: Path, number: int) -> None:
    """Keep pairs and take them away, until somebody ends this process."""
    dice = random.Random(os.getpid())
    with create_app(config_for(url, folder)).app_context():
        while True:
            person = db.session.scalars(sa.select(User).where(User.email == f"p{number}@voorbeeldstad.example")).one()
            mine = sa.select(Evidence.title).where(Evidence.owner_id == person.id).distinct()
            pairs = db.session.scalars(mine.order_by(Evidence.title)).all()
            if len(pairs) < dice.randrange(2 * PAIRS):
                content, title = dice.randbytes(dice.randrange(500, 60_000)).hex().encode(), f"paar {time.time_ns()}"
                operations.keep_file(person, "a.txt", content, title)
                operations.keep_file(person, "b.txt", b"bij " + content[:64], title)
            else:
                title = dice.choice(pairs)
                for one in db.session.scalars(sa.select(Evidence).where(Evidence.title == title)).all():
                    operations.remove(one)
            db.session.commit()
            time.sleep(dice.uniform(0, 2 * PAUSE))


@contextmanager
def writers(url: str, folder: Path) -> Iterator[list[subprocess.Popen[bytes]]]:
    """Everybody at work; in the end what one of them fell over ends the drill too."""
    command = [sys.executable, "-m", "script.lib.drill", "--on", url, "--folder", str(folder), "--write"]
    all_of_them = [subprocess.Popen([*command, str(number)], cwd=ROOT) for number in range(WRITERS)]
    try:
        yield all_of_them
        if any(one.poll() is not None for one in all_of_them):
            raise Wrong("a writer stopped by itself")
    finally:
        for one in all_of_them:
            one.kill()
            one.wait()


def wait_for_pairs(source: Flask) -> None:
    """Return when there is something to keep."""
    with source.app_context():
        while (db.session.scalar(sa.select(sa.func.count()).select_from(Evidence)) or 0) < PAIRS:
            db.session.rollback()
            time.sleep(0.2)
        db.session.close()


def look() -> tuple[int, int]:
    """What came back, in pairs and files; raises `Wrong`."""
    rows = db.session.scalars(sa.select(Evidence).where(Evidence.storage_name != "")).all()
    by_title: dict[str, list[Evidence]] = {}
    for row in rows:
        by_title.setdefault(row.title, []).append(row)
        with files().open(key_of(row.storage_name), row.sha256) as file:
            if len(file.read()) != row.size:
                raise Wrong(f"{row.title}: a file has another size")
    if broken := [title for title, pair in by_title.items() if len(pair) != 2]:
        raise Wrong(f"half a pair: {broken}")
    if set(files().keys()) != {key_of(row.storage_name) for row in rows}:
        raise Wrong("a file without a row")
    return len(by_title), len(rows)


def round_of(source: Flask, elsewhere: str, folder: Path) -> str:
    """One backup, put back in a new place; answers what was in it."""
    path, started = folder / "backup.tar", time.monotonic()
    with source.app_context():
        manifest = take_backup(source.extensions["vakspiegel"], path)
    taken = time.monotonic()
    place = config_for(elsewhere, folder / "there")
    with create_app(place).app_context():
        with opened(path) as archive:
            restore_backup(place, archive)
        if manifest.missing:
            raise Wrong(f"files were missing: {manifest.missing}")
        pairs, _ = look()
        again = take_backup(place, folder / "again.tar")
        db.session.close()
        db.engine.dispose()
    if again.digest != manifest.digest:
        raise Wrong("a backup of what came back has other content")
    return f"{pairs} pairs, backup {taken - started:.1f} s, put back and looked at {time.monotonic() - taken:.1f} s"


@contextmanager
def database(server: str, name: str) -> Iterator[str]:
    """A new, empty database on this server, or a file of SQLite in the folder that `server` is."""
    if not server.startswith("postgresql"):
        path = Path(server) / f"{name}.sqlite"
        yield f"sqlite:///{path}"
        for one in path.parent.glob(f"{name}.sqlite*"):
            one.unlink()
        return
    engine = sa.create_engine(server, isolation_level="AUTOCOMMIT", poolclass=sa.NullPool)
    with engine.connect() as connection:
        connection.exec_driver_sql(f'CREATE DATABASE "{name}"')
    try:
        yield sa.make_url(server).set(database=name).render_as_string(hide_password=False)
    finally:
        with engine.connect() as connection:
            connection.exec_driver_sql(f'DROP DATABASE "{name}" WITH (FORCE)')


def drill(server: str, rounds: int, folder: Path) -> int:
    """So many rounds; answers how many were right."""
    right = 0
    with database(server or str(folder), f"drill_{os.getpid()}") as url:
        begin(url, folder / "here")
        source = create_app(config_for(url, folder / "here"))
        with writers(url, folder / "here"):
            wait_for_pairs(source)
            for number in range(1, rounds + 1):
                there = folder / str(number)
                there.mkdir()
                with database(server or str(there), f"drill_{os.getpid()}_{number}") as elsewhere:
                    try:
                        print(f"{number:4}: {round_of(source, elsewhere, there)}", flush=True)
                        right += 1
                    except Exception as error:
                        print(f"{number:4}: WRONG: {error!r}", flush=True)
                shutil.rmtree(there)
    print(f"{right} of {rounds} right")
    return right


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rounds", type=int, default=100)
    parser.add_argument("--on", default="")
    parser.add_argument("--folder", type=Path)
    parser.add_argument("--write", type=int)
    asked = parser.parse_args()
    server = asked.on.replace("postgresql://", "postgresql+psycopg://", 1)
    if asked.write is not None:
        write(server, asked.folder, asked.write)
        return
    with tempfile.TemporaryDirectory(prefix="vakspiegel-drill-") as folder:
        sys.exit(drill(server, asked.rounds, Path(folder)) != asked.rounds)


if __name__ == "__main__":
    main()
