"""Writes of badges: given, replaced, and withdrawn for good."""

from __future__ import annotations

import secrets
from datetime import date

from sqlalchemy import select

from app.core import clock
from app.core.db import db, lock
from app.core.problems import DomainError
from app.dossiers.holding.queries import held
from app.dossiers.models import Registration
from app.people.models import User
from app.register.badges import signing
from app.register.badges.queries import addresses, badge_of, holder_of, is_current
from app.register.badges.rules import LIST_BITS, credential, new_code
from app.register.models import Badge


class NoStatus(DomainError):
    """Somebody without a valid status has no badge."""

    sentence = "Je hebt nu geen geldige status in het register. Daarom is er geen badge."


def give_badge(person: User, today: date) -> Badge:
    """The badge of the status that the person holds; an older one that says something else is withdrawn.

    Raises `NoStatus` for somebody without a status that is valid today.
    """
    registration = _valid(person, today)
    badge = badge_of(registration)
    if badge is not None and is_current(badge):
        return badge
    made = _signed(registration)
    lock(person)
    badge = badge_of(_valid(person, today))
    if badge is not None and is_current(badge):
        return badge
    if badge is not None:
        badge.revoked_at = clock.now()
    db.session.add(made)
    db.session.flush()
    return made


def keep_withdrawn(registration: Registration) -> None:
    """Before a status that ended comes back: its badges do not. A withdrawal is final (Bitstring Status List 1.0)."""
    if registration.held_on(clock.today()):
        return
    for one in db.session.scalars(
        select(Badge).where(Badge.registration_id == registration.id, Badge.revoked_at.is_(None))
    ):
        one.revoked_at = clock.now()
    db.session.flush()


def _valid(person: User, today: date) -> Registration:
    registration = held(person, clock.today())
    if registration is None or not registration.started_on <= today <= registration.valid_until:
        raise NoStatus
    return registration


def _signed(registration: Registration) -> Badge:
    """A badge that nobody has yet: signing takes long, so nothing is held meanwhile."""
    place, holder = _free_place(), holder_of(registration)
    key, code, now = signing.current_key(), new_code(), clock.now()
    claims = credential(holder, addresses(key, code, holder.register, holder.status), place, now)
    return Badge(
        code=code,
        registration=registration,
        key=key,
        place=place,
        issued_at=now,
        valid_until=registration.valid_until,
        token=signing.sign(claims, key, addresses(key).key),
    )


def _free_place() -> int:
    """A place that nobody has, at random: so a place says nothing about who came before whom."""
    taken = set(db.session.scalars(select(Badge.place)))
    while (place := secrets.randbelow(LIST_BITS)) in taken:
        pass
    return place
