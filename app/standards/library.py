"""Reads of standards: every file of `standards/`, once per process, and what an organisation lays over it.

Whoever shows a standard to somebody asks `standard_for` or `standards_for`: the only place where own texts and norms
come in. `get_standard` gives what is in the file, the same for everybody who may see it; `all_standards` those of this
installation, without the ones that an organisation made itself.
"""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path
from threading import Lock

from sqlalchemy import ColumnElement, and_, func, or_, select
from sqlalchemy.orm import aliased, selectinload

from app.config import ROOT
from app.core.db import db
from app.core.shapes import Faulty
from app.people.models import Organisation, TeamMembership, User
from app.people.queries import running_on
from app.standards.crosswalk import Crosswalk, check_crosswalk
from app.standards.files.reading import CROSSWALK, read_standards
from app.standards.models import EditionDecision, Norm, NormAssignment, NormVersion, StandardText
from app.standards.own.queries import offered_of, published_with
from app.standards.rules.editions import newest_edition
from app.standards.rules.norms import as_profile, code_of, version_id_of
from app.standards.rules.own import owner_of
from app.standards.rules.standard import EditionChange, Profile, Standard, UnknownStandard, in_order
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


class _Kept:
    """The standards of organisations that have something of their own, each with the mark that it was made at.

    The mark changes with each change, and never comes back, so every process sees a change at its next request and what
    was read in a transaction that was rolled back is never shown.
    """

    def __init__(self, most: int) -> None:
        self._most = most
        self._lock = Lock()
        self._standards: OrderedDict[tuple[int, str], tuple[str, Standard, Standard]] = OrderedDict()

    def get(self, organisation: Organisation, base: Standard) -> Standard | None:
        """The standard at this mark of the organisation."""
        with self._lock:
            key = (organisation.id, base.slug)
            mark, made_from, own = self._standards.get(key, ("", None, None))
            if own is None or mark != organisation.standards_mark or made_from is not base:
                return None
            self._standards.move_to_end(key)
            return own

    def put(self, organisation: Organisation, base: Standard, own: Standard) -> None:
        """Keep it; the one that was used longest ago goes."""
        with self._lock:
            self._standards[organisation.id, base.slug] = organisation.standards_mark, base, own
            self._standards.move_to_end((organisation.id, base.slug))
            while len(self._standards) > self._most:
                self._standards.popitem(last=False)


_kept = _Kept(most=500)


def standard_for(organisation: Organisation, slug: str) -> Standard:
    """The standard as this organisation reads it: its own texts over ours, its norms beside the profiles.

    Takes no query when it was read before or when the organisation has nothing of its own. Raises `UnknownStandard`,
    also for the own standard of another organisation.
    """
    base = base_for(organisation, slug)
    if not organisation.standards_mark:
        return base
    own = _kept.get(organisation, base)
    if own is None:
        own = reworded(base, own_texts(organisation.id, slug), _norm_profiles(organisation.id, base))
        own = _with_decisions(own, edition_decision(organisation.id, slug))
        _kept.put(organisation, base, own)
    return own


def base_for(organisation: Organisation, slug: str) -> Standard:
    """The standard as in its file, when this organisation may see it; raises `UnknownStandard`."""
    if owner_of(slug) not in (None, organisation.id):
        raise UnknownStandard(f"There is no standard {slug} for organisation {organisation.id}.")
    return get_standard(slug)


def bases_for(organisation: Organisation) -> tuple[Standard, ...]:
    """Every standard that people of this organisation can choose, as in its file, in their order."""
    return tuple(in_order([*all_standards(), *offered_of(organisation)]))


def standards_for(organisation: Organisation) -> tuple[Standard, ...]:
    """Every standard that people of this organisation can choose, as it reads them, in their order."""
    return tuple(standard_for(organisation, standard.slug) for standard in bases_for(organisation))


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


def norms_of(organisation_id: int) -> Sequence[Norm]:
    """The norms of an organisation with their versions and whom they are given to; closed ones last, newest first."""
    return db.session.scalars(
        select(Norm)
        .where(Norm.organisation_id == organisation_id)
        .options(selectinload(Norm.assignments))
        .order_by(Norm.closed_at.is_not(None), Norm.id.desc())
    ).all()


def kaders_of(organisation: Organisation, standard: Standard, day: date) -> tuple[Profile, ...]:
    """The kaders that an organisation uses on a standard (as it reads that) on a day: their newest version, by name."""
    if not standard.norms:
        return ()
    newest = db.session.scalars(
        select(func.max(NormVersion.id))
        .join(Norm)
        .where(
            Norm.organisation_id == organisation.id, Norm.closed_at.is_(None),
            NormVersion.standard == standard.slug, _started(day),
        )
        .group_by(Norm.id)
    )  # fmt: skip
    return tuple(sorted((standard.profile(code_of(one)) for one in newest), key=lambda one: one.title.casefold()))


def later_editions(organisation: Organisation, norms: Iterable[Norm]) -> dict[int, tuple[Standard, Standard]]:
    """The norms (by id) that are used and do not stand on the newest edition: their own edition, and the newest."""
    known = standards_for(organisation)
    found = {}
    for norm in norms:
        try:
            standard = standard_for(organisation, norm.standard)
        except UnknownStandard:
            continue
        newest = newest_edition(standard, known)
        if norm.closed_at is None and newest.slug != standard.slug:
            found[norm.id] = standard, newest
    return found


def norm_of(organisation_id: int, norm_id: int) -> Norm | None:
    """One norm of an organisation, or None."""
    return db.session.scalar(select(Norm).where(Norm.organisation_id == organisation_id, Norm.id == norm_id))


def assignment_of(norm: Norm, assignment_id: int) -> NormAssignment | None:
    """One giving of this norm, or None."""
    return db.session.scalar(
        select(NormAssignment).where(NormAssignment.norm_id == norm.id, NormAssignment.id == assignment_id)
    )


def norms_for(person: User, slug: str, day: date) -> list[str]:
    """The codes of the norms that hold for a person on a day: those of the person first, then those of their teams."""
    teams = select(TeamMembership.team_id).where(
        TeamMembership.user_id == person.id, ~TeamMembership.is_manager, running_on(TeamMembership, day)
    )
    rows = db.session.execute(
        select(NormVersion.norm_id, NormVersion.id)
        .join(Norm, Norm.id == NormVersion.norm_id)
        .join(NormAssignment, NormAssignment.norm_id == Norm.id)
        .where(
            Norm.organisation_id == person.organisation_id, Norm.closed_at.is_(None),
            NormVersion.standard == slug, _started(day),
            or_(NormAssignment.user_id == person.id, NormAssignment.team_id.in_(teams)),
            NormAssignment.starts_on <= day,
            or_(NormAssignment.ends_on.is_(None), NormAssignment.ends_on >= day),
        )
        .order_by(NormAssignment.user_id.is_(None), NormAssignment.starts_on.desc(), NormVersion.number)
    )  # fmt: skip
    newest: dict[int, int] = {}
    for norm_id, version_id in rows:
        newest[norm_id] = max(version_id, newest.get(norm_id, 0))
    return [code_of(version_id) for version_id in newest.values()]


def _started(day: date) -> ColumnElement[bool]:
    """That a version of a norm is there on a day."""
    return or_(NormVersion.starts_on.is_(None), NormVersion.starts_on <= day)


def current_profile(code: str) -> str:
    """The code of the newest version on the same edition of the norm that a code names; a profile is the same."""
    version_id = version_id_of(code)
    if version_id is None:
        return code
    named = aliased(NormVersion)
    newest = db.session.scalar(
        select(NormVersion.id)
        .join(named, and_(named.norm_id == NormVersion.norm_id, named.standard == NormVersion.standard))
        .where(named.id == version_id)
        .order_by(NormVersion.number.desc())
        .limit(1)
    )
    return code_of(newest) if newest is not None else code
