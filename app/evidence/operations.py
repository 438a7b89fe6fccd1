"""Writes of evidence: keep a file or link once, and take it away."""

from __future__ import annotations

import hashlib

from app.core import clock
from app.core.db import db
from app.core.files.packed import UnfitContent
from app.core.problems import DomainError
from app.evidence import queries, storage
from app.evidence.models import Evidence
from app.evidence.rules import MAX_BYTES, EvidenceKind, check_url, safe_name, type_of
from app.people.models import User


class UnfitFile(DomainError):
    """A file that we do not keep; the sentence goes beside the field."""


class UnfitLink(DomainError):
    """A link that we do not keep; the sentence goes beside the field."""


def keep_file(owner: User, name: str, content: bytes, title: str = "") -> Evidence:
    """Keep a file of at most 10 MB; the same bytes again are the same evidence. Raises `UnfitFile`."""
    try:
        kind = type_of(name, content[: MAX_BYTES + 1])
    except UnfitContent as unfit:
        raise UnfitFile(str(unfit)) from unfit
    digest = hashlib.sha256(content).hexdigest()
    evidence = queries.same_file(owner, digest)
    if evidence is None:
        evidence = Evidence(
            owner_id=owner.id,
            kind=EvidenceKind.FILE,
            original_name=safe_name(name),
            content_type=kind.content_type,
            size=len(content),
            sha256=digest,
            storage_name=storage.store(content),
            title=title,
            created_at=clock.now(),
        )
        db.session.add(evidence)
    evidence.title = title or evidence.title
    db.session.flush()
    return evidence


def keep_link(owner: User, url: str, title: str = "") -> Evidence:
    """Keep a link; the same address again is the same evidence. Raises `UnfitLink`."""
    try:
        check_url(url)
    except UnfitContent as unfit:
        raise UnfitLink(str(unfit)) from unfit
    evidence = queries.same_link(owner, url)
    if evidence is None:
        evidence = Evidence(owner_id=owner.id, kind=EvidenceKind.LINK, url=url, title=title, created_at=clock.now())
        db.session.add(evidence)
    evidence.title = title or evidence.title
    db.session.flush()
    return evidence


def remove(evidence: Evidence) -> None:
    """Take evidence away that nothing uses any more; its file goes when that is committed."""
    if evidence.kind is EvidenceKind.FILE:
        storage.drop(evidence.storage_name)
    db.session.delete(evidence)
    db.session.flush()


def remove_unused(evidence: Evidence) -> None:
    """Take evidence away when nothing shows it any more; what something else shows stays."""
    if not queries.is_used(evidence):
        remove(evidence)
