"""The file of a backup: one tar with tables, files and, last, a manifest that says what must be in it.

Whatever the manifest does not name does not count: a file that was taken away while the backup was made.
"""

from __future__ import annotations

import hashlib
import io
import json
import os
import secrets
import tarfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from functools import partial
from pathlib import Path
from typing import IO, Any

from app.core.problems import DomainError
from app.core.stores.store import digest_of

FORMAT = 1
"""Another number is another shape of the manifest or of the tables."""

_MANIFEST, _SEAL = "manifest.json", "manifest.sha256"


class NoBackup(DomainError):
    """The file is no backup, is damaged, or cannot be read by this version."""


@dataclass(frozen=True, slots=True)
class Member:
    """What is in the file: a table (`rows` counts) or a file under the key that it has in the store."""

    name: str
    place: str
    size: int
    sha256: str
    rows: int = 0


@dataclass(frozen=True, slots=True)
class Manifest:
    """What a backup says of itself. `key` tells one SECRET_KEY from another without giving it away.

    Tables come in the order in which they can be filled. `missing` are keys that rows name and the store did not have.
    """

    format: int
    schema: str
    made_at: str
    database: str
    key: str
    tables: tuple[Member, ...]
    files: tuple[Member, ...]
    missing: tuple[str, ...]

    @property
    def rows(self) -> int:
        """All rows together."""
        return sum(one.rows for one in self.tables)

    @property
    def digest(self) -> str:
        """One SHA-256 of all content: two backups with the same one hold the same rows and files."""
        content = sorted(f"{one.name} {one.sha256}" for one in (*self.tables, *self.files))
        return hashlib.sha256("\n".join(content).encode()).hexdigest()


class Writer:
    """Adds to a file that is being made."""

    def __init__(self, tar: tarfile.TarFile) -> None:
        self._tar = tar

    def add(self, name: str, place: str, content: IO[bytes], rows: int = 0) -> Member:
        """Put content, from where it stands, at a place in the file."""
        start, digest = content.tell(), digest_of(content)
        size = content.seek(0, io.SEEK_END) - start
        content.seek(start)
        info = tarfile.TarInfo(place)
        info.size, info.mode = size, 0o600
        self._tar.addfile(info, content)
        return Member(name, place, size, digest, rows)

    def finish(self, manifest: Manifest) -> None:
        """Say what must be in it."""
        text = json.dumps(asdict(manifest), ensure_ascii=False, indent=1).encode()
        self.add("", _MANIFEST, io.BytesIO(text))
        self.add("", _SEAL, io.BytesIO(hashlib.sha256(text).hexdigest().encode()))


@contextmanager
def written(path: Path) -> Iterator[Writer]:
    """A new file, for this account alone, that has its name once all of it is on the disk.

    Raises `FileExistsError` when there is something of that name.
    """
    if path.exists():
        raise FileExistsError(path)
    unfinished = path.with_name(f".{path.name}.{secrets.token_hex(4)}.new")
    try:
        with open(unfinished, "xb", opener=partial(os.open, mode=0o600)) as file:
            with tarfile.open(fileobj=file, mode="w", format=tarfile.PAX_FORMAT) as tar:
                yield Writer(tar)
            file.flush()
            os.fsync(file.fileno())
        unfinished.rename(path)
    finally:
        unfinished.unlink(missing_ok=True)


class Archive:
    """A backup to read. Nothing of it is believed before `check`."""

    def __init__(self, tar: tarfile.TarFile) -> None:
        self._tar = tar
        self._places = {one.name: one for one in tar.getmembers() if one.isreg()}
        text = self._read(_MANIFEST)
        if hashlib.sha256(text).hexdigest().encode() != self._read(_SEAL):
            raise NoBackup("De back-up is beschadigd: de inhoudsopgave klopt niet.")
        read: dict[str, Any] = json.loads(text)
        if read.get("format") != FORMAT:
            raise NoBackup("Deze back-up is van een andere versie van Vakspiegel. Zet hem terug met die versie.")
        for name in ("tables", "files"):
            read[name] = tuple(Member(**one) for one in read[name])
        self.manifest = Manifest(**(read | {"missing": tuple(read["missing"])}))

    def _read(self, place: str) -> bytes:
        if place not in self._places:
            raise NoBackup("Dit is geen hele back-up: de inhoudsopgave aan het eind ontbreekt.")
        file = self._tar.extractfile(self._places[place])
        return file.read() if file else b""

    def check(self) -> None:
        """Read all of it once; raises `NoBackup` when something is missing or is not what was put in."""
        for member in (*self.manifest.tables, *self.manifest.files):
            with self.open(member) as file:
                if digest_of(file) != member.sha256:
                    raise NoBackup(f"De back-up is beschadigd: {member.place} klopt niet.")

    def open(self, member: Member) -> IO[bytes]:
        """A part of it, to read."""
        info = self._places.get(member.place)
        file = self._tar.extractfile(info) if info is not None and info.size == member.size else None
        if file is None:
            raise NoBackup(f"De back-up is beschadigd: {member.place} ontbreekt.")
        return file


@contextmanager
def opened(path: Path) -> Iterator[Archive]:
    """The backup in a file; raises `NoBackup`."""
    with _damage_told(lambda: tarfile.open(path, "r:")) as tar, tar:
        with _damage_told(lambda: Archive(tar)) as archive:
            pass
        yield archive


@contextmanager
def _damage_told(act: Callable[[], Any]) -> Iterator[Any]:
    try:
        found = act()
    except (tarfile.TarError, OSError, ValueError, TypeError, KeyError, AttributeError) as error:
        raise NoBackup("Dit bestand is geen back-up van Vakspiegel, of het is beschadigd.") from error
    yield found
