"""Reads of the standards that organisations made themselves. What is published is parsed once per process."""

from __future__ import annotations

from sqlalchemy import select

from app.core.db import db
from app.core.files.yaml_text import read_yaml
from app.people.models import Organisation
from app.standards.files.format import StandardFile
from app.standards.library import content_of, own_standards_of, standard_for
from app.standards.models import OwnStandard
from app.standards.rules.deciding import undecided
from app.standards.rules.element import Element
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


def file_of(own: OwnStandard) -> StandardFile:
    """What the file of an own standard says."""
    return StandardFile.model_validate(read_yaml(own.source, own.slug).data)


def next_of(own: OwnStandard) -> OwnStandard | None:
    """The edition that follows this one, or else the draft of it; None when there is none."""
    found = [one for one in own_standards_of(own.organisation_id) if content_of(one).follows == own.full_slug]
    return min(found, key=lambda one: one.status is OwnStatus.DRAFT, default=None)


def left_open(organisation: Organisation, own: OwnStandard) -> tuple[Element, ...]:
    """The elements of the edition before of which neither this edition nor the organisation said what they became."""
    is_draft = own.status is OwnStatus.DRAFT
    after = content_of(own) if is_draft else standard_for(organisation, own.full_slug)
    return undecided(standard_for(organisation, after.follows), after) if after.follows else ()


def draft_with(organisation: Organisation, slug: str) -> Standard:
    """The draft of this organisation with this slug; raises `UnknownStandard`."""
    own = own_standard_called(organisation.id, name_in_file(slug)) if owner_of(slug) == organisation.id else None
    if own is None or own.status is not OwnStatus.DRAFT:
        raise UnknownStandard(f"There is no draft {slug}.")
    return content_of(own)
