"""Where bytes are kept that are no row: one way, whether they lie in a folder of this machine or in an S3 store.

A key is a path of plain names, `ab/ab12…`. What is kept under a key is there whole or not at all. `VAKSPIEGEL_FILES`
names the place: nothing for the folder `uploads` of the instance, or `s3://bucket/prefix?endpoint=https://…`. More
than one machine needs the second, or a folder that all of them share.
"""

from __future__ import annotations

import hashlib
import io
import os
import re
import secrets
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import IO, Protocol

from flask import current_app

from app.config import Config
from app.core.problems import NotNow

PIECE = 256 * 1024
"""So many bytes are read at a time."""
STORED = "stored"
"""What a column of which each value names something in the store has in its `info`: a `Stored`."""

_KEY = re.compile(r"(?!.*(^|/)\.)[\w.-]+(/[\w.-]+)*", re.ASCII)
_UNFINISHED = ".new"


class NotThere(Exception):
    """Nothing is kept under this key."""


class Damaged(NotThere):
    """What is kept under this key is not what was put there."""


class StoreAway(NotNow):
    """The store cannot be reached, or takes nothing in; later it may go well."""

    sentence = "We kunnen even niet bij de bestanden. Probeer het straks nog eens."


@dataclass(frozen=True, slots=True)
class Stored:
    """How a column names what is in the store: its key by the value, and which column beside it has the SHA-256.

    A value that is empty names nothing.
    """

    key_of: Callable[[str], str]
    sha256: str


class Store(Protocol):
    """A place for bytes. Each of these raises `StoreAway` when the place itself fails, and `ValueError` for no key."""

    def put(self, key: str, content: bytes | IO[bytes]) -> str:
        """Keep this, whole or not at all, in the place of what was there; answers its SHA-256 in hex.

        A file is read from where it stands, and must be one in which one can go back.
        """

    def open(self, key: str, sha256: str = "") -> IO[bytes]:
        """What is kept, to read from its beginning; raises `NotThere`, and `Damaged` when it has another SHA-256."""

    def delete(self, key: str) -> None:
        """Keep it no longer; nothing happens when it was not there."""

    def keys(self) -> Iterator[str]:
        """All that is kept, in no order."""


def files() -> Store:
    """The store of this installation."""
    return store_of(current_app.extensions["vakspiegel"])


def store_of(config: Config) -> Store:
    """The store that these settings name; one for each process, as its connections are."""
    return _store(config.files, config.uploads, os.getpid())


@cache
def _store(address: str, folder: Path, process: int) -> Store:
    if address:
        from app.core.stores.s3 import S3Store

        return S3Store(address)
    return FolderStore(folder)


def check_key(key: str) -> str:
    """The same key; raises `ValueError` when it could lead somewhere else."""
    if not _KEY.fullmatch(key):
        raise ValueError("This is not a key of the store.")
    return key


def pieces_of(content: IO[bytes]) -> Iterator[bytes]:
    """A file from where it stands, piece by piece."""
    return iter(lambda: content.read(PIECE), b"")


def digest_of(content: IO[bytes]) -> str:
    """The SHA-256 in hex of a file from where it stands; afterwards it stands there again."""
    start, digest = content.tell(), hashlib.sha256()
    for piece in pieces_of(content):
        digest.update(piece)
    content.seek(start)
    return digest.hexdigest()


class FolderStore:
    """Files in a folder, which is made when something is kept in it."""

    def __init__(self, folder: Path) -> None:
        """The folder that all keys are in."""
        self.folder = folder

    def put(self, key: str, content: bytes | IO[bytes]) -> str:
        """Written beside its place and moved there when it is on the disk."""
        path, digest = self._path(key), hashlib.sha256()
        unfinished = path.with_name(f"{path.name}.{secrets.token_hex(8)}{_UNFINISHED}")
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            with unfinished.open("wb") as file:
                for piece in pieces_of(io.BytesIO(content) if isinstance(content, bytes) else content):
                    digest.update(piece)
                    file.write(piece)
                file.flush()
                os.fsync(file.fileno())
            unfinished.replace(path)
            _keep_name(path.parent)
        except OSError as error:
            with suppress(OSError):
                unfinished.unlink(missing_ok=True)
            raise StoreAway from error
        return digest.hexdigest()

    def open(self, key: str, sha256: str = "") -> IO[bytes]:
        """The file itself."""
        try:
            file = self._path(key).open("rb")
        except (FileNotFoundError, NotADirectoryError, IsADirectoryError) as error:
            raise NotThere(key) from error
        except OSError as error:
            raise StoreAway from error
        if sha256 and digest_of(file) != sha256:
            file.close()
            raise Damaged(key)
        return file

    def delete(self, key: str) -> None:
        """Its folder stays for the next."""
        try:
            self._path(key).unlink(missing_ok=True)
        except OSError as error:
            raise StoreAway from error

    def keys(self) -> Iterator[str]:
        """All files but those that were never finished."""
        for path in self.folder.rglob("*"):
            if path.is_file() and path.suffix != _UNFINISHED:
                yield path.relative_to(self.folder).as_posix()

    def _path(self, key: str) -> Path:
        return self.folder / check_key(key)


def _keep_name(folder: Path) -> None:
    """See to it that the names in a folder are on the disk too."""
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
