"""Files that are a zip inside: what is in them, told without unpacking, and refused when that would be a bomb."""

from __future__ import annotations

import io
import zipfile

from app.core.problems import DomainError

MAX_ENTRIES = 5000
MAX_UNPACKED = 300 * 1024 * 1024
MAX_RATIO = 150
_LOCKED = "Dit bestand heeft een wachtwoord. Haal dat eraf en probeer het nog eens."
_OLD = "Dit is een oud soort Office-bestand. Sla het op als .xlsx of .docx, zonder wachtwoord, en probeer het nog eens."
_OLD_OFFICE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
"""How Office wraps a document with a password; its old kinds begin so too."""
_LOCKED_PART = "EncryptedPackage".encode("utf-16-le")
"""What is in such a wrap when there is a password."""
_ENTRY = b"PK\x01\x02"
"""How each file begins in the list of them, which is read whole."""
_BOMB = "Dit bestand is vreemd ingepakt. Sla het opnieuw op en probeer het nog eens."


class UnfitContent(DomainError):
    """Content that we do not take; the message is a Dutch sentence for beside the field."""


def entries_of(content: bytes, most_unpacked: int = MAX_UNPACKED) -> frozenset[str]:
    """The names in a zip, without unpacking it; none when it is no zip.

    Raises `UnfitContent` for a bomb (too many files, more than `most_unpacked` bytes, or packed too tightly to be
    true), for what has a password and for the old kinds of Office.
    """
    if content.startswith(_OLD_OFFICE):
        raise UnfitContent(_LOCKED if _LOCKED_PART in content else _OLD)
    if content.count(_ENTRY) > MAX_ENTRIES:
        raise UnfitContent(_BOMB)
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as package:
            infos = package.infolist()
    except (zipfile.BadZipFile, NotImplementedError, ValueError):
        return frozenset()
    unpacked = sum(info.file_size for info in infos)
    if unpacked > most_unpacked or unpacked > MAX_RATIO * max(len(content), 64 * 1024):
        raise UnfitContent(_BOMB)
    if any(info.flag_bits & 1 for info in infos):
        raise UnfitContent(_LOCKED)
    return frozenset(info.filename for info in infos)
