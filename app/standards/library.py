"""Reads of standards: every file of `standards/`, once per process, and what an organisation lays over it.

Whoever shows a standard to somebody asks `standard_for` or `standards_for`: the only place where own texts and norms
come in. `get_standard` gives what is in the file, the same for everybody who may see it; `all_standards` those of this
installation, without the ones that an organisation made itself.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date, datetime
from functools import partial
from pathlib import Path
from threading import Lock
from types import MappingProxyType

from sqlalchemy import select

from app.config import ROOT
from app.core import clock
from app.core.db import db
from app.core.files.yaml_text import read_yaml
from app.core.kept import Kept
from app.core.shapes import Faulty
from app.people.models import Organisation, User
from app.standards.crosswalk import Crosswalk, check_crosswalk
from app.standards.files.building import build
from app.standards.files.folder import CROSSWALK
from app.standards.files.format import StandardFile
from app.standards.files.reading import read_standards
from app.standards.models import EditionDecision, Norm, NormVersion, OwnStandard, StandardText, WithheldStandard
from app.standards.rules.editions import chain_of
from app.standards.rules.norms import as_profile
from app.standards.rules.own import OwnStatus, owned_by, owner_of
from app.standards.rules.profile import Profile
from app.standards.rules.standard import EditionChange, Standard, UnknownStandard, in_order
from app.standards.rules.wording import reworded

FOLDER = ROOT / "standards"


class Library:
    """The standards of a folder: read when somebody first asks, by one thread while the others wait."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._lock = Lock()
        self._standards: dict[str, Standard] | None = None
        self._crosswalk: Crosswalk | None = None

    def by_slug(self) -> dict[str, Standard]:
        """All standards by slug, in their order; raises `Faulty` with all faults."""
        if self._standards is None:
            with self._lock:
                if self._standards is None:
                    self._standards = {standard.slug: standard for standard in read_standards(self.folder)}
        return self._standards

    def crosswalk(self) -> Crosswalk:
        """The links between them; raises `Faulty` with all faults of its file."""
        standards = self.by_slug()
        if self._crosswalk is None:
            with self._lock:
                found, faults = check_crosswalk(self.folder / CROSSWALK, standards.values())
                if faults:
                    raise Faulty(faults)
                self._crosswalk = found
        return self._crosswalk


_library = Library(FOLDER)


def all_standards() -> tuple[Standard, ...]:
    """Every standard of this installation, in their order."""
    return tuple(_library.by_slug().values())


def get_standard(slug: str) -> Standard:
    """The standard with this slug, also one that an organisation made itself; raises `UnknownStandard`."""
    return _library.by_slug().get(slug) or published_with(slug)


def get_crosswalk() -> Crosswalk:
    """What the levels of one standard say about those of another."""
    return _library.crosswalk()


_kept: Kept[tuple[int, str], tuple[str, Standard, Standard]] = Kept(most=500)
"""Per organisation and standard: the mark that it was made at, what it was made from, and the standard as they read it.

What was read in a transaction that was rolled back is never shown: its mark is nobody's.
"""
_parsed: Kept[tuple[int, str, bool], Standard] = Kept(most=300)
_published: Kept[tuple[int, str], Mapping[str, tuple[Standard, OwnStatus]]] = Kept(most=500)
_withheld: Kept[tuple[int, str], frozenset[str]] = Kept(most=500)
"""Both per organisation and mark."""


def standard_for(organisation: Organisation, slug: str) -> Standard:
    """The standard as this organisation reads it: its own texts over ours, its norms beside the profiles.

    Takes no query when it was read before or when the organisation has nothing of its own. Raises `UnknownStandard`,
    also for the own standard of another organisation.
    """
    base = base_for(organisation, slug)
    if not organisation.standards_mark:
        return base
    mark, made_from, own = _kept.get((organisation.id, slug)) or ("", None, None)
    if own is None or mark != organisation.standards_mark or made_from is not base:
        own = reworded(base, own_texts(organisation.id, slug), _norm_profiles(organisation.id, base))
        own = _with_decisions(own, edition_decision(organisation.id, slug))
        _kept.put((organisation.id, slug), (organisation.standards_mark, base, own))
    return own


def standard_read_by(person: User, slug: str, at: datetime | None = None) -> Standard:
    """The standard as this person reads what they made on it, at a moment or at all: with the texts and norms of where
    they were then, and with the own standards of where they were before. Raises `UnknownStandard`.
    """
    return standard_for(_place_of(person, slug, at), slug)


def _place_of(person: User, slug: str, at: datetime | None) -> Organisation:
    if not person.moved:
        return person.organisation
    owner, day = owner_of(slug), clock.local(at).date() if at else date.max
    before = person.former_places
    then = next((one for one in before if day <= one.until), None)
    owned = next((one for one in before if one.organisation_id == owner), None)
    place = then if owner is None else owned
    return place.organisation if place else person.organisation


def base_for(organisation: Organisation, slug: str) -> Standard:
    """The standard as in its file, when this organisation may see it; raises `UnknownStandard`."""
    if owner_of(slug) not in (None, organisation.id):
        raise UnknownStandard(f"There is no standard {slug} for organisation {organisation.id}.")
    return get_standard(slug)


def bases_for(organisation: Organisation) -> tuple[Standard, ...]:
    """Every standard that this organisation has, as in its file, in their order."""
    return tuple(in_order([*all_standards(), *offered_of(organisation)]))


def standards_for(organisation: Organisation) -> tuple[Standard, ...]:
    """Every standard that this organisation has, as it reads them, in their order."""
    return tuple(standard_for(organisation, standard.slug) for standard in bases_for(organisation))


def standards_on_offer(organisation: Organisation) -> tuple[Standard, ...]:
    """Every standard that its people can choose for a new zelfscan, as it reads them, in their order.

    What somebody did on another stays, and can be finished.
    """
    known, withheld = standards_for(organisation), withheld_of(organisation)
    return tuple(one for one in known if chain_of(one, known)[0].slug not in withheld) if withheld else known


def withheld_of(organisation: Organisation) -> frozenset[str]:
    """What an organisation does not offer: slugs of first editions. No query when nothing changed."""
    if not organisation.standards_mark:
        return frozenset()
    key = organisation.id, organisation.standards_mark
    return _withheld.get_or_make(key, partial(_read_withheld, organisation.id))


def _read_withheld(organisation_id: int) -> frozenset[str]:
    query = select(WithheldStandard.standard).where(WithheldStandard.organisation_id == organisation_id)
    return frozenset(db.session.scalars(query))


def own_texts(organisation_id: int, slug: str) -> Mapping[str, str]:
    """The texts of an organisation by code."""
    rows = db.session.execute(
        select(StandardText.code, StandardText.text)
        .where(StandardText.organisation_id == organisation_id, StandardText.standard == slug)
        .order_by(StandardText.id)
    )
    return {row.code: row.text for row in rows}


def _norm_profiles(organisation_id: int, base: Standard) -> tuple[Profile, ...]:
    versions = db.session.scalars(
        select(NormVersion)
        .join(Norm)
        .where(Norm.organisation_id == organisation_id, NormVersion.standard == base.slug)
        .order_by(NormVersion.id)
    )
    return tuple(as_profile(base, one.id, one.name, one.kind, one.targets) for one in versions)


def edition_decision(organisation_id: int, slug: str) -> EditionDecision | None:
    """What an organisation decided about what an edition left open; None as long as it did not."""
    return db.session.scalar(
        select(EditionDecision).where(
            EditionDecision.organisation_id == organisation_id, EditionDecision.standard == slug
        )
    )


def _with_decisions(standard: Standard, decision: EditionDecision | None) -> Standard:
    if decision is None:
        return standard
    changes = [
        EditionChange(one["kind"], tuple(one["before"]), tuple(one["after"]), one["reason"], own=True)
        for one in decision.changes
    ]
    return replace(standard, changes=(*standard.changes, *changes))


def content_of(own: OwnStandard) -> Standard:
    """The standard that a row holds, with the slugs of the rest of Vakspiegel; parsed once for the same text.

    The text was checked when it was taken. Checks that came later do not hold for it.
    """
    is_draft = own.status is OwnStatus.DRAFT
    return _parsed.get_or_make((own.organisation_id, own.digest, is_draft), partial(_parse, own, is_draft=is_draft))


def _parse(own: OwnStandard, *, is_draft: bool) -> Standard:
    content = StandardFile.model_validate(read_yaml(own.source, own.slug).data)
    return owned_by(own.organisation_id, build(content), is_draft=is_draft)


def own_standards_of(organisation_id: int) -> Sequence[OwnStandard]:
    """Every own standard of an organisation without its text, by title; the newest edition first."""
    return db.session.scalars(
        select(OwnStandard)
        .where(OwnStandard.organisation_id == organisation_id)
        .order_by(OwnStandard.title, OwnStandard.id.desc())
    ).all()


def published_of(organisation: Organisation) -> Mapping[str, tuple[Standard, OwnStatus]]:
    """What an organisation published, by slug; also what it took out of choice. No query when nothing changed."""
    if not organisation.standards_mark:
        return MappingProxyType({})
    key = organisation.id, organisation.standards_mark
    return _published.get_or_make(key, partial(_read_published, organisation.id))


def _read_published(organisation_id: int) -> Mapping[str, tuple[Standard, OwnStatus]]:
    rows = [one for one in own_standards_of(organisation_id) if one.status is not OwnStatus.DRAFT]
    return MappingProxyType({one.full_slug: (content_of(one), one.status) for one in rows})


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
