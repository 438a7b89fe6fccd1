"""Writes of what an organisation lays over a standard. Each gives the organisation another mark (see `queries`)."""

from __future__ import annotations

import secrets
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from sqlalchemy import delete

from app.core import clock
from app.core.db import db
from app.core.problems import Conflict, DomainError
from app.people.models import Organisation, Team, User
from app.standards.library import edition_decision, own_texts
from app.standards.models import EditionDecision, Norm, NormAssignment, NormVersion, StandardText
from app.standards.rules.deciding import Choice, changes_from, undecided
from app.standards.rules.norms import NormKind
from app.standards.rules.standard import Standard
from app.standards.rules.wording import Sentence, sentences_of


class ChangedMeanwhile(Conflict):
    """Somebody else changed it after this person looked."""


class NothingAsked(DomainError):
    """A norm asks at least one level."""


class NormClosed(Conflict):
    """A closed norm is not changed or given."""


class AlreadyDecided(Conflict):
    """An organisation decides once about an edition."""


@dataclass(frozen=True, slots=True)
class TextChange:
    """What happens to one sentence; `before` is the own text until now, `after` is empty when ours comes back."""

    sentence: Sentence
    before: str
    after: str

    @property
    def shown_before(self) -> str:
        """What people read until now."""
        return self.before or self.sentence.text


def changes_to(
    organisation: Organisation, standard: Standard, texts: Mapping[str, str], emptied: Iterable[str] = ()
) -> list[TextChange]:
    """What would change with these texts by code; `emptied` are codes whose own text goes.

    `standard` is as in the files. A text that is the same as ours is no own text.
    """
    own = own_texts(organisation.id, standard.slug)
    emptied = set(emptied)
    changes = []
    for sentence in sentences_of(standard):
        before = own.get(sentence.code, "")
        after = "" if sentence.code in emptied else texts.get(sentence.code, before)
        after = "" if after == sentence.text else after
        if after != before:
            changes.append(TextChange(sentence, before, after))
    return changes


def set_texts(
    organisation: Organisation, standard: Standard, texts: Mapping[str, str], emptied: Iterable[str], seen_at: str
) -> int:
    """Lay texts over a standard, and take those of `emptied` away; answers how many changed.

    `seen_at` is the mark of the organisation when the person saw what would change; raises `ChangedMeanwhile` when
    somebody else was first.
    """
    lock(organisation)
    if organisation.standards_mark != seen_at:
        raise ChangedMeanwhile("Iemand anders heeft intussen teksten of kaders veranderd.")
    changes = changes_to(organisation, standard, texts, emptied)
    if changes:
        _drop(organisation, standard.slug, [change.sentence.code for change in changes])
        db.session.add_all(
            StandardText(
                organisation_id=organisation.id, standard=standard.slug, code=change.sentence.code, text=change.after
            )
            for change in changes
            if change.after
        )
        mark_changed(organisation)
    return len(changes)


def take_off(organisation: Organisation, slug: str, code: str | None = None) -> None:
    """Take the own texts of a standard away, or only the one of a code: ours come back."""
    lock(organisation)
    _drop(organisation, slug, None if code is None else [code])
    mark_changed(organisation)


def _drop(organisation: Organisation, slug: str, codes: list[str] | None) -> None:
    query = delete(StandardText).where(StandardText.organisation_id == organisation.id, StandardText.standard == slug)
    db.session.execute(query if codes is None else query.where(StandardText.code.in_(codes)))


def make_norm(organisation: Organisation, slug: str, name: str, kind: NormKind, targets: Mapping[str, str]) -> Norm:
    """A new norm with its first version; raises `NothingAsked`."""
    norm = Norm(organisation_id=organisation.id)
    db.session.add(norm)
    db.session.flush()
    _add_version(norm, NormVersion(number=1, standard=slug, name=name, kind=kind, targets=dict(targets)))
    mark_changed(organisation)
    return norm


def change_norm(
    organisation: Organisation, norm: Norm, name: str, kind: NormKind, targets: Mapping[str, str], based_on: int
) -> None:
    """Make the next version of a norm, on the same edition; nothing happens when nothing is different.

    `based_on` is the number of the version that the person saw. Raises `ChangedMeanwhile`, `NormClosed` and
    `NothingAsked`.
    """
    current = _current(organisation, norm, based_on)
    if (current.name, current.kind, current.targets) == (name, kind, dict(targets)):
        return
    _add_version(
        norm,
        NormVersion(
            number=current.number + 1, standard=current.standard, starts_on=current.starts_on,
            name=name, kind=kind, targets=dict(targets),
        ),
    )  # fmt: skip
    mark_changed(organisation)


def carry_norm(
    organisation: Organisation, norm: Norm, slug: str, targets: Mapping[str, str], starts_on: date, based_on: int
) -> None:
    """Go on with a norm on a later edition, from a day: its next version, for the same teams and people.

    `based_on` is as for `change_norm`, and it raises the same.
    """
    current = _current(organisation, norm, based_on)
    _add_version(
        norm,
        NormVersion(
            number=current.number + 1, standard=slug, starts_on=starts_on,
            name=current.name, kind=current.kind, targets=dict(targets),
        ),
    )  # fmt: skip
    mark_changed(organisation)


def _current(organisation: Organisation, norm: Norm, based_on: int) -> NormVersion:
    """The newest version, when that is the one that the person saw."""
    lock(organisation)
    db.session.refresh(norm)
    if norm.closed_at is not None:
        raise NormClosed("Dit kader is gestopt.")
    if norm.current.number != based_on:
        raise ChangedMeanwhile("Iemand anders heeft dit kader intussen veranderd.")
    return norm.current


def _add_version(norm: Norm, version: NormVersion) -> None:
    if not version.targets:
        raise NothingAsked("Kies bij minstens één onderdeel een niveau.")
    version.created_at = clock.now()
    norm.versions.append(version)
    db.session.flush()


def close_norm(norm: Norm) -> None:
    """Stop with a norm: nobody is offered it any more. What was made with it keeps it."""
    norm.closed_at = norm.closed_at or clock.now()
    db.session.flush()


def give_norm(norm: Norm, to: Team | User, starts_on: date, ends_on: date | None) -> NormAssignment:
    """Give a norm to a team or person of the same organisation for a period; raises `NormClosed`."""
    if norm.closed_at is not None:
        raise NormClosed("Dit kader is gestopt.")
    if to.organisation_id != norm.organisation_id:
        raise ValueError("A norm is given inside its organisation.")
    given = NormAssignment(
        norm_id=norm.id, starts_on=starts_on, ends_on=ends_on,
        team_id=to.id if isinstance(to, Team) else None, user_id=to.id if isinstance(to, User) else None,
    )  # fmt: skip
    db.session.add(given)
    db.session.flush()
    db.session.expire(norm, ["assignments"])
    return given


def stop_giving(given: NormAssignment, today: date) -> None:
    """From today on it holds no more; one that holds from today or later was never there."""
    if given.starts_on >= today:
        db.session.delete(given)
    else:
        given.ends_on = date.fromordinal(today.toordinal() - 1)
    db.session.flush()


def decide_edition(person: User, before: Standard, after: Standard, choices: Mapping[str, Choice]) -> EditionDecision:
    """Record what the organisation of a person decides about everything that an edition left open.

    Raises `AlreadyDecided` when there is nothing to decide (any more), and ValueError for faulty choices.
    """
    organisation = person.organisation
    lock(organisation)
    if edition_decision(organisation.id, after.slug) is not None or not undecided(before, after):
        raise AlreadyDecided("Over deze editie is al besloten.")
    decision = EditionDecision(
        organisation_id=organisation.id, standard=after.slug, decided_by_id=person.id, decided_at=clock.now(),
        changes=[
            {"kind": one.kind, "before": one.before, "after": one.after, "reason": one.reason}
            for one in changes_from(before, after, choices)
        ],
    )  # fmt: skip
    db.session.add(decision)
    mark_changed(organisation)
    return decision


def lock(organisation: Organisation) -> None:
    """One change at a time for an organisation, on what is stored now."""
    db.session.refresh(organisation, attribute_names=["standards_mark"], with_for_update=True)


def mark_changed(organisation: Organisation) -> None:
    """Let every process see at its next request that something changed."""
    organisation.standards_mark = secrets.token_hex(8)
    db.session.flush()
