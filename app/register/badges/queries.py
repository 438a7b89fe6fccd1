"""Reads of badges: of a registrant, checked by anybody, and what of them is published."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from flask import url_for
from sqlalchemy import select

from app.core import clock
from app.core.copying import copied
from app.core.db import db
from app.dossiers.models import Registration
from app.register.badges import signing
from app.register.badges.rules import Addresses, BadgeState, Holder, consistent, status_list
from app.register.models import Badge, SigningKey
from app.regulation.terms import RegisterName, Status


@dataclass(frozen=True, slots=True)
class Check:
    """The outcome for one badge; `holder` is what it says, and is empty when that cannot be trusted."""

    state: BadgeState
    holder: Holder | None = None
    code: str = ""


def badge_of(registration: Registration) -> Badge | None:
    """The newest badge of a status that was not withdrawn."""
    return db.session.scalars(
        select(Badge)
        .where(Badge.registration_id == registration.id, Badge.revoked_at.is_(None))
        .order_by(Badge.id.desc())
    ).first()


def badge_with(code: str) -> Badge | None:
    """The badge with this code, also when it is no longer valid."""
    return db.session.scalars(select(Badge).where(Badge.code == code)).first()


def holder_of(registration: Registration) -> Holder:
    """What a badge says of this status."""
    return copied(Holder, registration, since=registration.started_on)


def is_current(badge: Badge) -> bool:
    """Whether the badge still says what the register says."""
    return badge.valid_until == badge.registration.valid_until and _said_by(badge) == holder_of(badge.registration)


def check(badge: Badge) -> Check:
    """What holds of a badge of ours now. A status that ended withdraws its badges, whoever ended it."""
    registration = badge.registration
    if badge.revoked_at is not None or not registration.held_on(clock.today()):
        return Check(BadgeState.WITHDRAWN, code=badge.code)
    state = BadgeState.EXPIRED if clock.today() > badge.valid_until else BadgeState.VALID
    return Check(state, _said_by(badge) if state is BadgeState.VALID else None, badge.code)


def check_token(token: str) -> Check:
    """What holds of a signed credential, from wherever it came."""
    try:
        claims = signing.verified(token, lambda address: address.rpartition("/")[2])
    except signing.Forged:
        return Check(BadgeState.FORGED)
    badge = badge_with(str(claims.get("jti", "")).rpartition("/")[2])
    if badge is None or badge.token != token or not consistent(claims):
        return Check(BadgeState.FORGED)
    return check(badge)


def withdrawn_places() -> tuple[Sequence[int], datetime]:
    """The places of the badges that are withdrawn, in order, and when the last change was."""
    rows = db.session.execute(
        select(Badge.place, Badge.revoked_at, Registration.ended_on)
        .join(Registration, Registration.id == Badge.registration_id)
        .order_by(Badge.place)
    ).all()
    today = clock.today()
    gone = [row for row in rows if row.revoked_at or (row.ended_on and row.ended_on <= today)]
    moments = [row.revoked_at or datetime.combine(row.ended_on, datetime.min.time(), UTC) for row in gone]
    return [row.place for row in gone], max(moments, default=datetime(2018, 1, 1, tzinfo=UTC))


def signed_status_list(key: SigningKey) -> str:
    """The list of withdrawn badges, signed."""
    places, changed_at = withdrawn_places()
    return signing.sign(status_list(places, addresses(key), changed_at), key, addresses(key).key)


def addresses(
    key: SigningKey, code: str = "", register: RegisterName | None = None, status: Status | None = None
) -> Addresses:
    """Where we publish, with the name of the site that this request came to."""
    return Addresses(
        issuer=url_for("badges.issuer", _external=True),
        key=key_address(key),
        status_list=url_for("badges.status_list", _external=True),
        badge=url_for("badges.badge", code=code, _external=True) if code else "",
        achievement=url_for("badges.achievement", register=register, status=status, _external=True) if status else "",
    )


def key_address(key: SigningKey) -> str:
    """Where the public half of a key is published, which is also its name in a signature."""
    return url_for("badges.key", kid=key.kid, _external=True)


def _said_by(badge: Badge) -> Holder:
    """What the credential says, read from the token that we made ourselves."""
    claims = signing.verified(badge.token, lambda address: address.rpartition("/")[2])
    subject: dict[str, Any] = claims["credentialSubject"]
    name, employer = (one["identityHash"] for one in subject["identifier"])
    registration = badge.registration
    since = datetime.fromisoformat(subject["activityStartDate"]).astimezone(clock.AMSTERDAM).date()
    return Holder(name, employer, registration.register, registration.status, since, badge.valid_until)
