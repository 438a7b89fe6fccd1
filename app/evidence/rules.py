"""Which files we keep: told by what is in them, not by what they are called. Plain Python.

The list is short on purpose: what people show of their work, in kinds that other people can open, without macros.
"""

from __future__ import annotations

import io
import re
import warnings
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import partial
from pathlib import PurePosixPath, PureWindowsPath
from urllib.parse import urlsplit

from PIL import Image

from app.core.files.apart import apart
from app.core.files.packed import UnfitContent, entries_of
from app.core.shapes import Faulty

MAX_BYTES = 10 * 1024 * 1024
MAX_URL = 2000
MAX_NAME = 150


class EvidenceKind(StrEnum):
    """A file that we keep, or a link to somewhere else."""

    FILE = "file"
    LINK = "link"


@dataclass(frozen=True, slots=True)
class FileType:
    """A kind of file that we keep; `holds` tells from the bytes whether it is one."""

    name: str
    content_type: str
    holds: Callable[[bytes], bool]


def _starts(*signatures: bytes) -> Callable[[bytes], bool]:
    return lambda content: content.startswith(signatures)


def _picture(kind: str) -> Callable[[bytes], bool]:
    """A picture, read apart: of ten megabytes full of empty parts Pillow makes a quarter of a minute of work."""

    def holds(content: bytes) -> bool:
        Image.init()
        try:
            return bool(apart(partial(_opens, kind, content)))
        except Faulty as faulty:
            raise UnfitContent(str(faulty)) from None

    return holds


def _opens(kind: str, content: bytes) -> bool:
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("error", Image.DecompressionBombWarning)
            with Image.open(io.BytesIO(content), formats=[kind]) as image:
                image.verify()
    except MemoryError:
        raise
    except Exception:  # Pillow raises many kinds for a broken picture, and each means the same here
        return False
    return True


def _text(content: bytes) -> bool:
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError:
        return False
    return not re.search(r"[\x00-\x08\x0b\x0e-\x1f]", text)


def _office(part: str) -> Callable[[bytes], bool]:
    """A package of Microsoft Office with this main part and without macros."""

    def holds(content: bytes) -> bool:
        entries = entries_of(content)
        if "[Content_Types].xml" not in entries or part not in entries:
            return False
        if any(name.lower().endswith("vbaproject.bin") for name in entries):
            raise UnfitContent(_MACROS)
        return True

    return holds


def _open_document(kind: str) -> Callable[[bytes], bool]:
    """A package of OpenDocument without macros: its first entry says what it is, unpacked."""
    wanted = f"application/vnd.oasis.opendocument.{kind}".encode()

    def holds(content: bytes) -> bool:
        entries = entries_of(content)
        if any(name.startswith(("Basic/", "Scripts/")) for name in entries):
            raise UnfitContent(_MACROS)
        return "mimetype" in entries and content[30:38] == b"mimetype" and wanted in content[38 : 38 + 64]

    return holds


_MACROS = "Er zitten macro's in dit bestand. Sla het op zonder macro's, of maak er een pdf van."
_OPENXML = "application/vnd.openxmlformats-officedocument"
_ODF = "application/vnd.oasis.opendocument"

TYPES: Mapping[str, FileType] = {
    "pdf": FileType("pdf", "application/pdf", _starts(b"%PDF-")),
    "docx": FileType("Word", f"{_OPENXML}.wordprocessingml.document", _office("word/document.xml")),
    "xlsx": FileType("Excel", f"{_OPENXML}.spreadsheetml.sheet", _office("xl/workbook.xml")),
    "pptx": FileType("PowerPoint", f"{_OPENXML}.presentationml.presentation", _office("ppt/presentation.xml")),
    "odt": FileType("OpenDocument-tekst", f"{_ODF}.text", _open_document("text")),
    "ods": FileType("OpenDocument-rekenblad", f"{_ODF}.spreadsheet", _open_document("spreadsheet")),
    "png": FileType("png", "image/png", _picture("PNG")),
    "jpg": FileType("jpg", "image/jpeg", _picture("JPEG")),
    "jpeg": FileType("jpg", "image/jpeg", _picture("JPEG")),
    "webp": FileType("webp", "image/webp", _picture("WEBP")),
    "txt": FileType("tekst", "text/plain", _text),
}
ACCEPT = ",".join([*(f".{extension}" for extension in TYPES), "image/jpeg", "image/png"])
"""By the kinds of picture a phone offers its camera too."""
ALLOWED_IN_WORDS = "pdf, Word, Excel, PowerPoint, OpenDocument, een foto (jpg, png, webp) of tekst (txt)"


def type_of(name: str, content: bytes) -> FileType:
    """The kind of a file; raises `UnfitContent` when it is empty, too large, not allowed or not what its name says."""
    if not content:
        raise UnfitContent("Dit bestand is leeg. Kies een ander bestand.")
    if len(content) > MAX_BYTES:
        raise UnfitContent("Dit bestand is te groot. Het mag hoogstens 10 MB zijn.")
    stem, _, extension = name.lower().rpartition(".")
    if not stem or extension not in TYPES:
        raise UnfitContent(f"Dit soort bestand kunnen we niet bewaren. Kies {ALLOWED_IN_WORDS}.")
    found = TYPES[extension]
    if not found.holds(content):
        raise UnfitContent(
            f"De naam eindigt op .{extension}, maar er zit iets anders in. Sla het opnieuw op als {found.name}."
        )
    return found


def safe_name(name: str) -> str:
    """The last part of a file name from any system, without control characters, at most 150 characters long."""
    last = PurePosixPath(PureWindowsPath(name).name).name
    clean = re.sub(r"[\x00-\x1f\x7f\u200e\u200f\u202a-\u202e\u2066-\u2069\"]", "", last).strip(". ")
    stem, dot, extension = clean.rpartition(".")
    if not stem:
        return clean[:MAX_NAME] or "bestand"
    return stem[: MAX_NAME - len(extension) - 1] + dot + extension


def key_of(storage_name: str) -> str:
    """Where a file is in the store; the first two letters of its name come before it, so that no folder grows large."""
    return f"{storage_name[:2]}/{storage_name}"


def whole_url(typed: str) -> str:
    """An address as people type it, `www.voorbeeld.nl/cursus`, with what a link begins with."""
    return f"https://{typed}" if _BARE.match(typed) else typed


_BARE = re.compile(r"(?!\w+:)[\w-]+(\.[\w-]+)+(:\d+)?([/?#]\S*)?$")


def check_url(url: str) -> str:
    """The same address when it leads to a site by http or https; raises `UnfitContent`."""
    if len(url) > MAX_URL:
        raise UnfitContent(f"Deze link is te lang. Gebruik hoogstens {MAX_URL} tekens.")
    try:
        parts = urlsplit(url)
        host = parts.hostname
        port_is_right = parts.port is None or parts.port > 0
    except ValueError:
        host, port_is_right = None, False
    if not host or not port_is_right or re.search(r"\s", url) or parts.scheme not in ("http", "https"):
        raise UnfitContent("Dit is geen link. Een link begint met https://.")
    if parts.username is not None or parts.password is not None:
        raise UnfitContent("In deze link staat een naam of wachtwoord. Haal dat eruit.")
    return url
