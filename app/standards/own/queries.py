"""Reads of the standards that organisations made themselves. What is published is parsed once per process."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Mapping, Sequence
from threading import Lock
from types import MappingProxyType
from typing import Generic, TypeVar

from sqlalchemy import select

from app.core.db import db
from app.core.yaml_text import read_yaml
from app.people.models import Organisation
from app.standards.files.building import build
from app.standards.files.format import StandardFile
from app.standards.own_models import OwnStandard
from app.standards.rules.own import OwnStatus, name_in_file, owned_by, owner_of
from app.standards.rules.standard import Standard, UnknownStandard

Key = TypeVar("Key")
Value = TypeVar("Value")


class _Newest(Generic[Key, Value]):
    """A few things by key, of which the one that was used longest ago goes first; for threads."""

    def __init__(self, most: int) -> None:
        self._most = most
        self._lock = Lock()
        self._kept: OrderedDict[Key, Value] = OrderedDict()

    def get(self, key: Key) -> Value | None:
        """What is kept under a key, or None."""
        with self._lock:
            if key in self._kept:
                self._kept.move_to_end(key)
            return self._kept.get(key)

    def put(self, key: Key, value: Value) -> None:
        """Keep it."""
        with self._lock:
            self._kept[key] = value
            while len(self._kept) > self._most:
                self._kept.popitem(last=False)


_parsed: _Newest[tuple[int, str, bool], Standard] = _Newest(most=300)
_published: _Newest[tuple[int, str], Mapping[str, tuple[Standard, OwnStatus]]] = _Newest(most=500)
"""Per organisation and mark (see `Organisation`), because a mark never comes back."""


def content_of(own: OwnStandard) -> Standard:
    """The standard that a row holds, with the slugs of the rest of Vakspiegel; parsed once for the same text.

    The text was checked when it was taken. Checks that came later do not hold for it.
    """
    is_draft = own.status is OwnStatus.DRAFT
    key = own.organisation_id, own.digest, is_draft
    standard = _parsed.get(key)
    if standard is None:
        content = StandardFile.model_validate(read_yaml(own.source, own.slug).data)
        standard = owned_by(own.organisation_id, build(content), is_draft=is_draft)
        _parsed.put(key, standard)
    return standard


def own_standards_of(organisation_id: int) -> Sequence[OwnStandard]:
    """Every own standard of an organisation without its text, by title; the newest edition first."""
    return db.session.scalars(
        select(OwnStandard)
        .where(OwnStandard.organisation_id == organisation_id)
        .order_by(OwnStandard.title, OwnStandard.id.desc())
    ).all()


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


def published_of(organisation: Organisation) -> Mapping[str, tuple[Standard, OwnStatus]]:
    """What an organisation published, by slug; also what it took out of choice. No query when nothing changed."""
    if not organisation.standards_mark:
        return MappingProxyType({})
    key = organisation.id, organisation.standards_mark
    found = _published.get(key)
    if found is None:
        rows = [one for one in own_standards_of(organisation.id) if one.status is not OwnStatus.DRAFT]
        found = MappingProxyType({one.full_slug: (content_of(one), one.status) for one in rows})
        _published.put(key, found)
    return found


def offered_of(organisation: Organisation) -> tuple[Standard, ...]:
    """The own standards that people of an organisation can choose."""
    return tuple(one for one, status in published_of(organisation).values() if status is OwnStatus.PUBLISHED)


def published_with(slug: str) -> Standard:
    """The published own standard with this slug, of whichever organisation; raises `UnknownStandard`."""
    owner = owner_of(slug)
    organisation = db.session.get(Organisation, owner) if owner is not None else None
    if organisation is None or slug not in (published := published_of(organisation)):
        raise UnknownStandard(f"There is no standard {slug}.")
    return published[slug][0]


def draft_with(organisation: Organisation, slug: str) -> Standard:
    """The draft of this organisation with this slug; raises `UnknownStandard`."""
    own = own_standard_called(organisation.id, name_in_file(slug)) if owner_of(slug) == organisation.id else None
    if own is None or own.status is not OwnStatus.DRAFT:
        raise UnknownStandard(f"There is no draft {slug}.")
    return content_of(own)
