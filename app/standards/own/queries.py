"""Reads of the standards that organisations made themselves. What is published is parsed once per process."""

from __future__ import annotations

from sqlalchemy import select

from app.core.db import db
from app.people.models import Organisation
from app.standards.library import content_of
from app.standards.models import OwnStandard
from app.standards.rules.own import OwnStatus, name_in_file, owner_of
from app.standards.rules.standard import Standard, UnknownStandard


def own_standard_of(organisation_id: int, own_id: int) -> OwnStandard | None:
    """One own standard of an organisation, or None."""
    return db.session.scalar(
        select(OwnStandard).where(OwnStandard.organisation_id == organisation_id, OwnStandard.id == own_id)
    )


def own_standard_called(organisation_id: int, slug: str) -> OwnStandard | None:
    """The own standard of an organisation whose file has this slug, or None."""
    return db.session.scalar(
        select(OwnStandard).where(OwnStandard.organisation_id == organisation_id, OwnStandard.slug == slug)
    )


def draft_with(organisation: Organisation, slug: str) -> Standard:
    """The draft of this organisation with this slug; raises `UnknownStandard`."""
    own = own_standard_called(organisation.id, name_in_file(slug)) if owner_of(slug) == organisation.id else None
    if own is None or own.status is not OwnStatus.DRAFT:
        raise UnknownStandard(f"There is no draft {slug}.")
    return content_of(own)
