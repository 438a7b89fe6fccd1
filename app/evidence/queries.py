"""Reads of evidence: only its owner finds it."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import Select, exists, select

from app.core.db import Base, db
from app.evidence.models import ABOUT_ANOTHER, Evidence
from app.people.models import User


def own_evidence(owner: User, evidence_id: int) -> Evidence | None:
    """A piece of evidence of this person; None for anybody else's."""
    return db.session.scalar(select(Evidence).where(Evidence.id == evidence_id, Evidence.owner_id == owner.id))


def same(owner: User, **content: object) -> Evidence | None:
    """What this person keeps already with the same content: the bytes of a file, or the address of a link."""
    return db.session.scalar(select(Evidence).filter_by(owner_id=owner.id, **content))


def _of(owner: User) -> Select[Evidence]:
    return (
        select(Evidence).where(Evidence.owner_id == owner.id).order_by(Evidence.created_at.desc(), Evidence.id.desc())
    )


def evidence_of(owner: User) -> Sequence[Evidence]:
    """All that this person keeps, newest first."""
    return db.session.scalars(_of(owner)).all()


def to_choose_from(owner: User) -> Sequence[Evidence]:
    """What this person can show once more, newest first: all that they keep but what is about somebody else."""
    tables = Base.metadata.tables.values()
    elsewhere = [select(one.c.evidence_id) for one in tables if one.info.get(ABOUT_ANOTHER)]
    return db.session.scalars(_of(owner).where(*(Evidence.id.not_in(one) for one in elsewhere))).all()


def is_used(evidence: Evidence) -> bool:
    """Whether anything shows this evidence: any table of any package that refers to it."""
    pointers = (
        column
        for table in Base.metadata.tables.values()
        for column in table.columns
        if any(key.column is Evidence.__table__.c.id for key in column.foreign_keys)
    )
    return any(db.session.scalar(select(exists().where(column == evidence.id))) for column in pointers)
