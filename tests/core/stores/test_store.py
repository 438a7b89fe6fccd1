"""Bytes under a key: the same in a folder and in a store that speaks S3."""

from __future__ import annotations

import hashlib
import io
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from app.core.stores import store
from app.core.stores.s3 import S3Store
from app.core.stores.store import Damaged, FolderStore, NotThere, Store, StoreAway
from tests.s3 import CREDENTIALS, bucket_on, s3_server


@pytest.fixture(scope="module")
def credentials() -> Iterator[None]:
    with pytest.MonkeyPatch.context() as patch:
        for name, value in CREDENTIALS.items():
            patch.setenv(name, value)
        yield


@pytest.fixture(scope="module")
def endpoint(credentials: None) -> Iterator[str]:
    with s3_server() as address:
        yield address


@pytest.fixture(scope="module")
def bucket(endpoint: str) -> S3Store:
    return S3Store(bucket_on(endpoint))


@pytest.fixture(params=["folder", "s3"])
def kept(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Store]:
    kept = FolderStore(tmp_path / "uploads") if request.param == "folder" else request.getfixturevalue("bucket")
    yield kept
    for key in list(kept.keys()):
        kept.delete(key)


def read(kept: Store, key: str, sha256: str = "") -> bytes:
    with kept.open(key, sha256) as file:
        return file.read()


def test_what_is_put_is_there(kept: Store):
    digest = kept.put("ab/abc", b"inhoud")
    assert digest == hashlib.sha256(b"inhoud").hexdigest()
    assert read(kept, "ab/abc", digest) == b"inhoud"
    assert list(kept.keys()) == ["ab/abc"]


def test_a_file_is_kept_as_bytes_are(kept: Store):
    content = bytes(range(256)) * 5000
    assert kept.put("groot", io.BytesIO(content)) == hashlib.sha256(content).hexdigest()
    assert read(kept, "groot") == content


def test_nothing_is_kept_too(kept: Store):
    kept.put("leeg", b"")
    assert read(kept, "leeg") == b""


def test_the_last_that_was_put_holds(kept: Store):
    kept.put("a", b"eerst")
    kept.put("a", b"dan")
    assert read(kept, "a") == b"dan"


def test_what_was_taken_away_is_not_there_and_can_be_taken_away_again(kept: Store):
    kept.put("a/b", b"inhoud")
    kept.delete("a/b")
    kept.delete("a/b")
    with pytest.raises(NotThere):
        kept.open("a/b")
    assert list(kept.keys()) == []


def test_an_empty_store_holds_nothing(kept: Store):
    assert list(kept.keys()) == []
    with pytest.raises(NotThere):
        kept.open("a")


def test_what_was_changed_behind_our_back_is_not_read(kept: Store):
    kept.put("a", b"vals")
    with pytest.raises(Damaged):
        kept.open("a", hashlib.sha256(b"echt").hexdigest())


@pytest.mark.parametrize(
    "key", ["", "../a", "a/../b", "/etc/passwd", "a//b", ".a", "a/.b", "a b", "a\x00b", "a\\b", "é"]
)
def test_no_key_leads_somewhere_else(key: str, kept: Store):
    for act in (lambda: kept.put(key, b""), lambda: kept.open(key), lambda: kept.delete(key)):
        with pytest.raises(ValueError, match="not a key"):
            act()


def test_a_store_that_is_away_is_said_to_be(credentials: None):
    away = S3Store("s3://emmer?endpoint=http://127.0.0.1:9")
    acts: list[Callable[[], object]] = [lambda: away.put("a", b""), lambda: away.open("a"), lambda: list(away.keys())]
    for act in acts:
        with pytest.raises(StoreAway):
            act()


def test_a_bucket_that_is_not_there_is_no_missing_file(endpoint: str):
    elsewhere = S3Store(f"s3://niet-gemaakt?endpoint={endpoint}")
    with pytest.raises(StoreAway):
        elsewhere.put("a", b"")
    with pytest.raises(StoreAway):
        elsewhere.open("a")


def test_a_file_that_was_half_written_is_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    def full(descriptor: int) -> None:
        raise OSError(28, "No space left on device")

    kept = FolderStore(tmp_path)
    kept.put("a", b"eerst")
    monkeypatch.setattr(store.os, "fsync", full)
    with pytest.raises(StoreAway):
        kept.put("a", b"dan")
    (tmp_path / "a.0123.new").write_bytes(b"d")
    assert (read(kept, "a"), list(kept.keys())) == (b"eerst", ["a"])
