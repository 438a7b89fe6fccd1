"""Files on disk, in step with the database."""

from __future__ import annotations

from pathlib import Path

import pytest
from flask import Flask

from app.core.db import db
from app.core.files.packed import UnfitContent
from app.core.stores import store
from app.evidence import operations, queries
from app.evidence.rules import key_of
from tests.factories.evidence import PDF, make_file, make_link
from tests.factories.people import make_person


def files(app: Flask) -> list[Path]:
    folder: Path = app.extensions["vakspiegel"].uploads
    return [path for path in folder.rglob("*") if path.is_file()]


def test_a_file_is_kept_under_a_name_that_says_nothing(app: Flask):
    evidence = make_file(make_person(), "gesprek met Ans.pdf", PDF)
    [path] = files(app)
    assert path == app.extensions["vakspiegel"].uploads / key_of(evidence.storage_name)
    assert path.read_bytes() == PDF
    assert "Ans" not in str(path)
    assert "pdf" not in path.name


def test_the_same_file_twice_is_kept_once(app: Flask):
    person = make_person()
    first, second = make_file(person, "a.pdf", PDF), make_file(person, "b.pdf", PDF)
    assert first is second
    assert len(files(app)) == 1


def test_the_same_file_of_two_people_is_kept_for_each(app: Flask):
    first, second = make_file(make_person(), "a.pdf", PDF), make_file(make_person(), "a.pdf", PDF)
    assert first.id != second.id
    assert len(files(app)) == 2


def test_the_same_link_twice_is_kept_once(app: Flask):
    person = make_person()
    assert make_link(person) is make_link(person)


def test_a_file_goes_when_its_row_was_never_written(app: Flask):
    person = make_person()
    operations.keep_file(person, "a.pdf", PDF)
    assert len(files(app)) == 1
    db.session.rollback()
    assert files(app) == []


def test_a_file_that_was_refused_is_never_written(app: Flask):
    person = make_person()
    with pytest.raises(UnfitContent):
        operations.keep_file(person, "a.pdf", b"geen pdf")
    assert files(app) == []


def test_a_file_stays_until_its_removal_is_committed(app: Flask):
    evidence = make_file(make_person())
    operations.remove(evidence)
    assert len(files(app)) == 1
    db.session.commit()
    assert files(app) == []


def test_a_removal_that_did_not_come_through_leaves_the_file(app: Flask):
    person = make_person()
    evidence = make_file(person)
    operations.remove(evidence)
    db.session.rollback()
    assert len(files(app)) == 1
    assert queries.own_evidence(person, evidence.id) is not None


def test_a_step_inside_the_transaction_decides_nothing_about_files(app: Flask):
    person = make_person()
    kept = make_file(person, "a.pdf", PDF)
    operations.remove(kept)
    operations.keep_file(person, "b.txt", b"nieuw")
    with db.session.begin_nested():
        pass
    db.session.begin_nested().rollback()
    assert len(files(app)) == 2
    db.session.rollback()
    assert [path.read_bytes() for path in files(app)] == [PDF]


def test_a_disk_that_is_full_leaves_nothing_behind(app: Flask, monkeypatch: pytest.MonkeyPatch):
    def full(descriptor: int) -> None:
        raise OSError(28, "No space left on device")

    person = make_person()
    monkeypatch.setattr(store.os, "fsync", full)
    with pytest.raises(store.StoreAway):
        operations.keep_file(person, "a.pdf", PDF)
    assert files(app) == []


def test_a_store_that_is_away_undoes_nothing_that_was_decided(app: Flask, monkeypatch: pytest.MonkeyPatch):
    def away(self: object, key: str) -> None:
        raise store.StoreAway

    person = make_person()
    evidence = make_file(person)
    monkeypatch.setattr(store.FolderStore, "delete", away)
    operations.remove(evidence)
    db.session.commit()
    assert queries.own_evidence(person, evidence.id) is None
