"""Evidence, and the bytes of small files as people would choose them."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping
from itertools import count

from PIL import Image

from app.core.db import db
from app.evidence import operations
from app.evidence.models import Evidence
from app.people.models import User

_number = count(1)

PDF = b"%PDF-1.7\n1 0 obj\n<< /Type /Catalog >>\nendobj\ntrailer\n<< /Root 1 0 R >>\n%%EOF\n"
OPEN_TEXT = "application/vnd.oasis.opendocument.text"


def make_file(owner: User, name: str = "verslag.pdf", content: bytes | None = None, title: str = "") -> Evidence:
    unique = PDF + f"% {next(_number)}\n".encode()
    evidence = operations.keep_file(owner, name, unique if content is None else content, title)
    db.session.commit()
    return evidence


def make_link(owner: User, url: str = "https://cursus.voorbeeldstad.example/helder", title: str = "") -> Evidence:
    evidence = operations.keep_link(owner, url, title)
    db.session.commit()
    return evidence


def zip_of(parts: Mapping[str, bytes], *, stored: str = "") -> bytes:
    """A zip of these parts, packed; the part named `stored` is not."""
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as package:
        for name, content in parts.items():
            package.writestr(name, content, zipfile.ZIP_STORED if name == stored else None)
    return file.getvalue()


def office_file(main: str = "word/document.xml", more: Mapping[str, bytes] | None = None) -> bytes:
    """A package of Microsoft Office with this main part."""
    return zip_of({"[Content_Types].xml": b"<Types/>", main: b"<document/>", **(more or {})})


def open_document(kind: str = OPEN_TEXT, more: Mapping[str, bytes] | None = None) -> bytes:
    """An OpenDocument package: what it is comes first, unpacked."""
    return zip_of({"mimetype": kind.encode(), "content.xml": b"<content/>", **(more or {})}, stored="mimetype")


def picture(kind: str = "PNG") -> bytes:
    """A small picture."""
    file = io.BytesIO()
    Image.new("RGB", (4, 4), "teal").save(file, kind)
    return file.getvalue()
