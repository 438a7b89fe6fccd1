"""Reads of evidence: only its owner finds it."""

from __future__ import annotations

from sqlalchemy import select

from app.core.db import db
from app.evidence.models import Evidence
from app.evidence.rules import EvidenceKind
from app.people.models import User


def own_evidence(owner: User, evidence_id: int) -> Evidence | None:
    """A piece of evidence of this person; None for anybody else's."""
    return db.session.scalar(select(Evidence).where(Evidence.id == evidence_id, Evidence.owner_id == owner.id))


def same_file(owner: User, sha256: str) -> Evidence | None:
    """The file with these bytes that this person keeps already."""
    return db.session.scalar(
        select(Evidence).where(
            Evidence.owner_id == owner.id, Evidence.kind == EvidenceKind.FILE, Evidence.sha256 == sha256
        )
    )


def same_link(owner: User, url: str) -> Evidence | None:
    """The link to this address that this person keeps already."""
    return db.session.scalar(
        select(Evidence).where(Evidence.owner_id == owner.id, Evidence.kind == EvidenceKind.LINK, Evidence.url == url)
    )
