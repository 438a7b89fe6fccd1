"""Writes of evidence: keep a file or link once, and take it away."""

from __future__ import annotations

import hashlib

from app.core import clock
from app.core.db import db, lock
from app.evidence import queries, storage
from app.evidence.models import Evidence
from app.evidence.rules import MAX_BYTES, EvidenceKind, FileType, check_url, safe_name, type_of
from app.people.models import User


def keep_file(owner: User, name: str, content: bytes, title: str = "", kind: FileType | None = None) -> Evidence:
    """Keep a file of at most 10 MB; the same bytes again are the same evidence. Raises `UnfitContent`.

    `kind` is what `type_of` told of it before, as that takes a while.
    """
    kind, digest = kind or type_of(name, content[: MAX_BYTES + 1]), hashlib.sha256(content).hexdigest()
    evidence = queries.same(owner, kind=EvidenceKind.FILE, sha256=digest) or Evidence(
        owner_id=owner.id,
        kind=EvidenceKind.FILE,
        original_name=safe_name(name),
        content_type=kind.content_type,
        size=len(content),
        sha256=digest,
        storage_name=storage.store(content),
        created_at=clock.now(),
    )
    return _kept(evidence, title)


def keep_link(owner: User, url: str, title: str = "") -> Evidence:
    """Keep a link; the same address again is the same evidence. Raises `UnfitContent`."""
    check_url(url)
    evidence = queries.same(owner, kind=EvidenceKind.LINK, url=url) or Evidence(
        owner_id=owner.id, kind=EvidenceKind.LINK, url=url, created_at=clock.now()
    )
    return _kept(evidence, title)


def _kept(evidence: Evidence, title: str) -> Evidence:
    """Kept under this name, or without one under the name that it has."""
    evidence.title = title or evidence.title or ""
    db.session.add(evidence)
    db.session.flush()
    return evidence


def show(shown: list[Evidence], evidence: Evidence) -> None:
    """Let this evidence, which is locked, be shown among these; once is enough."""
    if evidence not in shown:
        shown.append(evidence)
    db.session.flush()


def hide(shown: list[Evidence], evidence: Evidence) -> None:
    """Take evidence from these, and away altogether when nothing else shows it."""
    if evidence in shown:
        shown.remove(evidence)
    db.session.flush()
    remove_unused(evidence)


def remove(evidence: Evidence) -> None:
    """Take evidence away that nothing uses any more; its file goes when that is committed."""
    if evidence.kind is EvidenceKind.FILE:
        storage.drop(evidence.storage_name)
    db.session.delete(evidence)
    db.session.flush()


def remove_unused(evidence: Evidence) -> None:
    """Take evidence away when nothing shows it any more; what something else shows stays."""
    lock(evidence)
    if not queries.is_used(evidence):
        remove(evidence)
