"""All of an installation in one file, and put back somewhere else."""

from __future__ import annotations

import hashlib
import io
import json
import os
import random
import tarfile
from dataclasses import asdict
from datetime import UTC, datetime
from itertools import islice
from pathlib import Path
from typing import Any

import pytest
import sqlalchemy as sa
from flask import Flask

from app.core.backups import taking
from app.core.backups.archive import Manifest, NoBackup, opened
from app.core.backups.restoring import NotEmpty, OtherKey, restore_backup
from app.core.backups.rows import kind_of
from app.core.backups.taking import take_backup
from app.core.db import Base, alembic, db
from app.core.stores.store import FolderStore, files
from app.evidence import operations
from app.evidence.models import Evidence
from app.evidence.rules import key_of
from app.people.models import SignInTry, User
from tests.core.backups.conftest import installation, kept, rows
from tests.factories.evidence import make_file

TRIES = SignInTry.__tablename__


def taken(town: Flask, path: Path) -> Manifest:
    db.session.rollback()
    return take_backup(town.extensions["vakspiegel"], path)


def put_back(app: Flask, path: Path, **options: bool) -> Manifest:
    with opened(path) as archive:
        restore_backup(app.extensions["vakspiegel"], archive, **options)
        return archive.manifest


def test_what_is_put_back_is_what_there_was(town: Flask, bare_database_url: str, tmp_path: Path):
    before, manifest = (rows(), kept()), taken(town, tmp_path / "b.tar")
    with installation(bare_database_url, tmp_path / "elsewhere") as app:
        put_back(app, tmp_path / "b.tar")
        assert (rows(), kept()) == before
        assert manifest.rows == sum(map(len, before[0].values()))
        assert taken(app, tmp_path / "again.tar").digest == manifest.digest
        assert alembic.compare_metadata() == []


def test_it_goes_from_sqlite_to_this_database(town: Flask, bare_database_url: str, tmp_path: Path):
    taken(town, tmp_path / "a.tar")
    with installation(f"sqlite:///{tmp_path / 'x.sqlite'}", tmp_path / "between") as app:
        put_back(app, tmp_path / "a.tar")
        before = rows()
        taken(app, tmp_path / "b.tar")
    with installation(bare_database_url, tmp_path / "elsewhere") as app:
        assert put_back(app, tmp_path / "b.tar").database == "sqlite"
        assert rows() == before


def test_what_comes_after_it_gets_numbers_of_its_own(town: Flask, bare_database_url: str, tmp_path: Path):
    taken(town, tmp_path / "b.tar")
    with installation(bare_database_url, tmp_path / "elsewhere") as app:
        put_back(app, tmp_path / "b.tar")
        person = db.session.scalars(sa.select(User)).first()
        assert person is not None
        last = db.session.scalar(sa.select(sa.func.max(Evidence.id)))
        assert make_file(person).id == last + 1


def test_a_row_may_come_before_the_one_that_it_refers_to(town: Flask, bare_database_url: str, tmp_path: Path):
    decisions = Base.metadata.tables["decisions"]
    with db.engine.begin() as connection:
        first, last = connection.execute(sa.select(sa.func.min(decisions.c.id), sa.func.max(decisions.c.id))).one()
        connection.execute(sa.update(decisions).where(decisions.c.id == first).values(replaces_id=last))
    before = rows()
    taken(town, tmp_path / "b.tar")
    with installation(bare_database_url, tmp_path / "elsewhere") as app:
        put_back(app, tmp_path / "b.tar")
        assert rows() == before


def test_every_column_has_a_kind_that_can_be_kept():
    assert {kind_of(column) for table in Base.metadata.tables.values() for column in table.columns}


def test_one_of_an_older_version_is_brought_up_to_date(town: Flask, bare_database_url: str, tmp_path: Path):
    values = {
        "kind": "sign_in",
        "account": "a",
        "address": "b",
        "proven": True,
        "at": datetime(2026, 11, 20, tzinfo=UTC),
    }
    with db.engine.begin() as connection:
        connection.execute(sa.delete(SignInTry))
        connection.execute(sa.insert(SignInTry), values)
    manifest = taken(town, tmp_path / "b.tar")
    newest, older = (one.revision for one in islice(alembic.script_directory.walk_revisions(), 2))
    rewritten(tmp_path / "b.tar", schema=older, tables=[asdict(one) for one in manifest.tables if one.name == TRIES])
    with installation(bare_database_url, tmp_path / "new") as app:
        put_back(app, tmp_path / "b.tar")
        with db.engine.connect() as connection:
            assert connection.scalar(sa.text("SELECT version_num FROM alembic_version")) == newest
            assert connection.scalar(sa.select(sa.func.count()).select_from(SignInTry)) == 1


def rewritten(path: Path, **changes: object) -> None:
    """Let the manifest say something else, and be right about it."""
    with tarfile.open(path) as tar:
        parts = {one.name: tar.extractfile(one).read() for one in tar}  # type: ignore[union-attr]
    parts["manifest.json"] = json.dumps(json.loads(parts["manifest.json"]) | changes).encode()
    parts["manifest.sha256"] = hashlib.sha256(parts["manifest.json"]).hexdigest().encode()
    with tarfile.open(path, "w") as tar:
        for name, content in parts.items():
            info = tarfile.TarInfo(name)
            info.size = len(content)
            tar.addfile(info, io.BytesIO(content))


def test_one_of_a_newer_version_is_refused(town: Flask, bare_database_url: str, tmp_path: Path):
    taken(town, tmp_path / "b.tar")
    rewritten(tmp_path / "b.tar", schema="9999")
    with installation(bare_database_url, tmp_path / "x") as app, pytest.raises(NoBackup, match="nieuwere versie"):
        put_back(app, tmp_path / "b.tar")


def test_no_damage_goes_unseen(town: Flask, tmp_path: Path):
    manifest = taken(town, tmp_path / "b.tar")
    whole, dice = (tmp_path / "b.tar").read_bytes(), random.Random(11)
    damaged = [whole[: dice.randrange(len(whole))] for _ in range(20)]
    for _ in range(60):
        place = dice.randrange(len(whole))
        damaged.append(whole[:place] + bytes([whole[place] ^ 1 << dice.randrange(8)]) + whole[place + 1 :])
    refused = 0
    for content in damaged:
        (tmp_path / "d.tar").write_bytes(content)
        try:
            with opened(tmp_path / "d.tar") as archive:
                archive.check()
                assert archive.manifest == manifest
        except NoBackup:
            refused += 1
    assert refused > 40


@pytest.mark.parametrize("content", [b"", b"geen tar", b"\0" * 20480])
def test_another_file_is_no_backup(content: bytes, tmp_path: Path):
    (tmp_path / "x.tar").write_bytes(content)
    with pytest.raises(NoBackup), opened(tmp_path / "x.tar"):
        pass


def test_a_place_with_something_in_it_stays_as_it_is(town: Flask, bare_database_url: str, tmp_path: Path):
    taken(town, tmp_path / "b.tar")
    before = rows()
    with pytest.raises(NotEmpty, match="database"):
        put_back(town, tmp_path / "b.tar")
    assert rows() == before
    with installation(bare_database_url, tmp_path / "x") as app:
        files().put("van/een-ander", b"blijft")
        with pytest.raises(NotEmpty, match="bestanden"):
            put_back(app, tmp_path / "b.tar")
        assert sa.inspect(db.engine).get_table_names() == []


def test_another_key_is_asked_about(town: Flask, bare_database_url: str, tmp_path: Path):
    taken(town, tmp_path / "b.tar")
    assert town.extensions["vakspiegel"].secret_key.encode() not in (tmp_path / "b.tar").read_bytes()
    with installation(bare_database_url, tmp_path / "x", secret_key="k" * 40) as app:
        with pytest.raises(OtherKey):
            put_back(app, tmp_path / "b.tar")
        put_back(app, tmp_path / "b.tar", other_key=True)


def test_only_this_account_can_read_it_and_nothing_is_overwritten(town: Flask, tmp_path: Path):
    taken(town, tmp_path / "b.tar")
    assert (tmp_path / "b.tar").stat().st_mode & 0o777 == 0o600
    with pytest.raises(FileExistsError):
        taken(town, tmp_path / "b.tar")
    assert [one.name for one in tmp_path.glob("*b.tar*")] == ["b.tar"]


def _first_file() -> Evidence:
    found = db.session.scalars(sa.select(Evidence).where(Evidence.storage_name != "").order_by(Evidence.id)).first()
    assert found is not None
    return found


@pytest.mark.parametrize("how", ["gone", "damaged"])
def test_a_file_that_was_lost_is_told_and_the_rest_is_kept(how: str, town: Flask, tmp_path: Path):
    key = key_of(_first_file().storage_name)
    if how == "gone":
        files().delete(key)
    else:
        files().put(key, b"vals")
    manifest = taken(town, tmp_path / "b.tar")
    assert manifest.missing == (key,)
    assert len(manifest.files) == 1


def test_a_file_that_comes_meanwhile_is_in_it_with_its_row_or_not_at_all(
    town: Flask, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    person_id = _first_file().owner_id

    def upload() -> None:
        with town.app_context():
            person = db.session.get(User, person_id)
            assert person is not None
            operations.keep_file(person, "nieuw.txt", os.urandom(8).hex().encode())
            db.session.commit()

    reading = taking.write_rows

    def read(*arguments: Any) -> int:
        upload()
        monkeypatch.setattr(taking, "write_rows", reading)
        return reading(*arguments)

    monkeypatch.setattr(taking, "write_rows", read)
    manifest = taken(town, tmp_path / "b.tar")
    with opened(tmp_path / "b.tar") as archive:
        archive.check()
    assert (len(manifest.files), manifest.missing) == (2, ())


def test_a_file_that_goes_meanwhile_takes_its_row_along(town: Flask, tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    evidence_id = _first_file().id
    opening = FolderStore.open

    def remove(store: FolderStore, key: str, sha256: str = "") -> object:
        monkeypatch.setattr(FolderStore, "open", opening)
        with town.app_context():
            found = db.session.get(Evidence, evidence_id)
            assert found is not None
            operations.remove(found)
            db.session.commit()
        return store.open(key, sha256)

    monkeypatch.setattr(FolderStore, "open", remove)
    manifest = taken(town, tmp_path / "b.tar")
    assert (len(manifest.files), manifest.missing) == (1, ())


def test_the_commands_say_what_they_did(town: Flask, tmp_path: Path):
    (tmp_path / "folder").mkdir()
    answer = town.test_cli_runner().invoke(args=["backup", str(tmp_path / "folder")])
    assert answer.exit_code == 0, answer.output
    [path] = (tmp_path / "folder").iterdir()
    assert "2 bestanden" in answer.output
    again = town.test_cli_runner().invoke(args=["backup", str(path)])
    assert (again.exit_code, "bestaat al" in again.output) == (1, True)
    checked = town.test_cli_runner().invoke(args=["restore", str(path), "--check", "--tables"])
    assert (checked.exit_code, "De back-up is heel." in checked.output) == (0, True)
    refused = town.test_cli_runner().invoke(args=["restore", str(path)])
    assert (refused.exit_code, "De database is niet leeg." in refused.output) == (1, True)
    files().delete(key_of(_first_file().storage_name))
    lost = town.test_cli_runner().invoke(args=["backup", str(tmp_path / "lost.tar")])
    assert (lost.exit_code, "1 bestanden ontbraken" in lost.output) == (1, True)


def test_what_the_manifest_does_not_name_is_not_put_back(town: Flask, bare_database_url: str, tmp_path: Path):
    taken(town, tmp_path / "b.tar")
    with tarfile.open(tmp_path / "b.tar", "a") as tar:
        info = tarfile.TarInfo("files/ab/erbij")
        info.size = 4
        tar.addfile(info, io.BytesIO(b"vals"))
    with installation(bare_database_url, tmp_path / "x") as app:
        put_back(app, tmp_path / "b.tar")
        assert "ab/erbij" not in kept()
