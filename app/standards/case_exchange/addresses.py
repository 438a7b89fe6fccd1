"""What each part of a package is called and where it stands, and when its standard last changed."""

from __future__ import annotations

import re
from contextlib import suppress
from datetime import date
from typing import Any

from app.standards.case_exchange.words import identifier
from app.standards.rules.standard import Standard

Data = dict[str, Any]

_ISO_DAY = re.compile(r"\b(\d{4})-(\d{2})-(\d{2})\b")
_YEAR = re.compile(r"(?<!\d)(?:19|20)\d{2}(?!\d)")
_NO_YEAR = "1970"


def changed_at(standard: Standard) -> str:
    """The moment that a standard was last changed: the day or year of its edition, since an edition never changes.

    Where the edition names no year, its slug may; else it is 1970.
    """
    if day := _ISO_DAY.search(standard.edition):
        with suppress(ValueError):
            return f"{date.fromisoformat(day[0])}T00:00:00Z"
    years = _YEAR.findall(standard.edition) or _YEAR.findall(standard.slug) or [_NO_YEAR]
    return f"{years[-1]}-01-01T00:00:00Z"


class Addresses:
    """One standard, and where its addresses are: below `base`, or nowhere in particular."""

    def __init__(self, standard: Standard, base: str | None) -> None:
        self.standard = standard
        self.base = base.rstrip("/") if base else None
        self.moment = changed_at(standard)
        self.document_id = identifier(standard.slug, "document")

    def id(self, role: str, *codes: str) -> str:
        """The identifier of something by its role and codes."""
        return identifier(self.standard.slug, role, *codes)

    def uri(self, collection: str, one: str) -> str:
        """The address of something with this identifier."""
        return f"{self.base}/{collection}/{one}" if self.base else f"urn:uuid:{one}"

    def described(self, collection: str, one: str) -> Data:
        """What everything with an identifier begins with."""
        return {"identifier": one, "uri": self.uri(collection, one), "lastChangeDateTime": self.moment}

    def link(self, collection: str, title: str, one: str) -> Data:
        """A reference to something."""
        return {"title": title, "identifier": one, "uri": self.uri(collection, one)}

    def node(self, title: str, role: str, *codes: str) -> Data:
        """An end of an association."""
        collection = "CFDocuments" if role == "document" else "CFItems"
        return {**self.link(collection, title, self.id(role, *codes)), "targetType": "CASE"}

    def association(self, kind: str, origin: Data, destination: Data, sequence: int | None = None) -> Data:
        """That two things belong together, and in which order."""
        one = self.id("association", kind, origin["identifier"], destination["identifier"])
        return {
            **self.described("CFAssociations", one),
            "associationType": kind,
            "originNodeURI": origin,
            "destinationNodeURI": destination,
            **({} if sequence is None else {"sequenceNumber": sequence}),
        }

    def within(self, collection: str, parent: str, one: str) -> Data:
        """A part that the service only gives within its parent: its address is a place in that."""
        where = f"{self.uri(collection, parent)}#{one}" if self.base else f"urn:uuid:{one}"
        return {**self.described(collection, one), "uri": where}
