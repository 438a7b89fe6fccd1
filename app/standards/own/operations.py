"""Writes of the standards that an organisation makes itself: from a draft to an edition that never changes."""

from __future__ import annotations

from hashlib import sha256

from app.core import clock
from app.core.db import db, lock
from app.core.problems import Conflict, DomainError, WrongStep
from app.people.models import Organisation, User
from app.standards.library import all_standards, own_standards_of, published_of
from app.standards.marks import mark_changed
from app.standards.models import OwnStandard
from app.standards.own.following import Known
from app.standards.own.queries import file_of, own_standard_called
from app.standards.own.uploads import Taken, take, take_apart
from app.standards.rules.own import OwnStatus, as_in_file
from app.standards.rules.standard import Standard


class SlugInUse(DomainError):
    """Another own standard of the organisation has this slug."""


class NoProfile(DomainError):
    """Without a profile nobody can score themselves on it."""


class DraftChanged(Conflict):
    """Somebody replaced the draft after this person looked."""


def read_upload(
    organisation: Organisation,
    content: bytes,
    name: str,
    *,
    draft: OwnStandard | None = None,
    previous: OwnStandard | None = None,
) -> Taken:
    """What is in an uploaded file, read apart and checked against the editions that there are; raises `Faulty`.

    What it comes in the place of (`draft`) or follows (`previous`) says what the file leaves open.
    """
    base = draft or previous
    known = Known(
        base=file_of(base) if base else None,
        is_next=draft is None,
        organisation=organisation.name,
        slugs=frozenset(one.slug for one in own_standards_of(organisation.id)),
        titles=frozenset(one.title for one in all_standards()),
    )
    return take_apart(content, name, _published_files(organisation), known)


def _published_files(organisation: Organisation) -> list[Standard]:
    return [as_in_file(standard) for standard, _ in published_of(organisation).values()]


def add_draft(organisation: Organisation, author: User, taken: Taken) -> OwnStandard:
    """A new draft; raises `SlugInUse`."""
    lock(organisation)
    _refuse_double(organisation, taken, None)
    own = OwnStandard(
        organisation_id=organisation.id, status=OwnStatus.DRAFT, created_at=clock.now(), created_by_id=author.id
    )
    _fill(own, taken)
    db.session.add(own)
    db.session.flush()
    return own


def replace_draft(organisation: Organisation, own: OwnStandard, taken: Taken) -> OwnStandard:
    """Put another file in the place of a draft; raises `WrongStep` once it is published, and `SlugInUse`."""
    _lock_draft(organisation, own)
    _refuse_double(organisation, taken, own)
    _fill(own, taken)
    db.session.flush()
    return own


def throw_away(organisation: Organisation, own: OwnStandard, seen: str) -> None:
    """Drop a draft; raises `WrongStep` once it is published, and `DraftChanged` when `seen` is not its digest."""
    _lock_draft(organisation, own)
    _refuse_unseen(own, seen)
    db.session.delete(own)
    db.session.flush()


def publish(organisation: Organisation, own: OwnStandard, by: User, seen: str) -> None:
    """From draft to an edition that people can choose and that never changes.

    `seen` is the digest of what the person looked at. Raises `DraftChanged`, `WrongStep`, `NoProfile`, and
    `Faulty` when it does not fit beside the editions that were published since. Reading it takes a while: that is done
    before anybody waits, and once more only when something was published meanwhile.
    """
    _published(own, seen)
    mark = organisation.standards_mark
    _check_fit(organisation, own)
    _lock(organisation, own)
    status = _published(own, seen)
    if organisation.standards_mark != mark:
        _check_fit(organisation, own)
    own.status, own.published_at, own.published_by_id = status, clock.now(), by.id
    mark_changed(organisation)


def _published(own: OwnStandard, seen: str) -> OwnStatus:
    status = own.status.publish()
    _refuse_unseen(own, seen)
    return status


def _check_fit(organisation: Organisation, own: OwnStandard) -> None:
    if not take(own.source.encode(), "concept.yaml", _published_files(organisation)).file.profiles:
        raise NoProfile(
            "Er is nog geen profiel. Zonder profiel kan niemand zich scoren. Voeg er een toe en vervang het concept."
        )


def withdraw(organisation: Organisation, own: OwnStandard) -> None:
    """Nobody can choose it any more; what was made on it stays. Raises `WrongStep`."""
    _lock(organisation, own)
    own.status = own.status.withdraw()
    mark_changed(organisation)


def offer_again(organisation: Organisation, own: OwnStandard) -> None:
    """People can choose it again. Raises `WrongStep`."""
    _lock(organisation, own)
    own.status = own.status.offer_again()
    mark_changed(organisation)


def _lock(organisation: Organisation, own: OwnStandard) -> None:
    lock(organisation, own)


def _lock_draft(organisation: Organisation, own: OwnStandard) -> None:
    _lock(organisation, own)
    if not own.status.can_change:
        raise WrongStep("Deze standaard is uitgebracht en verandert niet meer. Maak een nieuwe editie.")


def _refuse_unseen(own: OwnStandard, seen: str) -> None:
    if own.digest != seen:
        raise DraftChanged("Iemand anders heeft dit concept intussen vervangen. Bekijk het opnieuw.")


def _refuse_double(organisation: Organisation, taken: Taken, own: OwnStandard | None) -> None:
    other = own_standard_called(organisation.id, taken.file.slug)
    if other is not None and other is not own:
        raise SlugInUse(
            f"Jullie hebben al een standaard met de korte naam '{taken.file.slug}'. "
            "Vervang die op de pagina van dat concept, of begin daar een nieuwe editie."
        )


def _fill(own: OwnStandard, taken: Taken) -> None:
    own.slug, own.title, own.edition = taken.file.slug, taken.file.title, taken.file.edition
    own.source, own.digest = taken.source, sha256(taken.source.encode()).hexdigest()
