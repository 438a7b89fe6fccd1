"""The badge as an Open Badges 3.0 credential, and the list that says which are withdrawn. Plain Python.

Shapes follow Open Badges 3.0 (1EdTech) with the JSON Web Token proof, and Bitstring Status List 1.0 (W3C). A badge
says what the public list says (regeling 1.4): name, employer, status and date of entry, and until when it is valid.
"""

from __future__ import annotations

import base64
import gzip
import re
import secrets
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from app.core.worded import Worded, plain
from app.register.public.rules import FULL_TITLES, TITLES
from app.regulation.terms import RegisterName, Status

CONTEXTS = ["https://www.w3.org/ns/credentials/v2", "https://purl.imsglobal.org/spec/ob/v3p0/context-3.0.3.json"]
EXTENSIONS = "https://purl.imsglobal.org/spec/ob/v3p0/extensions.json"
"""Where the kind of our schema is defined; readers of linked data refuse a word that no context knows."""
SCHEMA = "https://purl.imsglobal.org/spec/ob/v3p0/schema/json/ob_v3p0_achievementcredential_schema.json"
LIST_BITS = 131_072
"""The least that a status list may hold, so that nobody can tell from its length whom it is about."""
_ALPHABET = "23456789ABCDEFGHJKLMNPQRSTUVWXYZ"
_GROUPS, _GROUP = 4, 4
_HERE = ZoneInfo("Europe/Amsterdam")


class BadgeState(Worded):
    """What a check says of a badge."""

    VALID = "valid", "Geldig"
    EXPIRED = "expired", "Verlopen"
    WITHDRAWN = "withdrawn", "Ingetrokken"
    FORGED = "forged", "Niet echt"


@dataclass(frozen=True, slots=True)
class Addresses:
    """Where the register publishes: the issuer, the key, the status list and the page of a badge."""

    issuer: str
    key: str
    status_list: str
    badge: str
    achievement: str


@dataclass(frozen=True, slots=True)
class Holder:
    """What a badge says of somebody."""

    name: str
    employer: str
    register: RegisterName
    status: Status
    since: date
    valid_until: date


def file_name(holder: Holder, kind: str) -> str:
    """How the file of a badge is called: for whom it is and what it says."""
    words = re.findall(r"[a-z0-9]+", plain(f"{holder.name} {TITLES[holder.register]} {holder.status}"))
    return f"badge-{'-'.join(words)}.{kind}"


def new_code() -> str:
    """A code of a badge: sixteen signs that cannot be mistaken for each other, in groups of four (80 bits)."""
    groups = ("".join(secrets.choice(_ALPHABET) for _ in range(_GROUP)) for _ in range(_GROUPS))
    return "-".join(groups)


def tidy_code(text: str) -> str | None:
    """The code as it is kept, from what somebody typed (small letters, spaces, no dashes); None when it is no code."""
    signs = "".join(sign for sign in text.upper() if sign.isalnum())
    if len(signs) != _GROUPS * _GROUP or any(sign not in _ALPHABET for sign in signs):
        return None
    return "-".join(signs[at : at + _GROUP] for at in range(0, len(signs), _GROUP))


def credential(holder: Holder, addresses: Addresses, place: int, issued_at: datetime) -> dict[str, Any]:
    """The claims to sign: the credential with `iss`, `jti`, `sub`, `nbf` and `exp` beside it, which say the same.

    `place` is the bit of this badge in the status list. It is valid up to and including the last day, in the
    Netherlands.
    """
    start = issued_at.astimezone(UTC).replace(microsecond=0)
    end = _end_of(holder.valid_until)
    subject = f"{addresses.badge}#houder"
    return {
        "@context": [*CONTEXTS, EXTENSIONS],
        "id": addresses.badge,
        "type": ["VerifiableCredential", "OpenBadgeCredential"],
        "name": f"{TITLES[holder.register]}, {holder.status}-status",
        "issuer": {"id": addresses.issuer, "type": ["Profile"], "name": "Beroepsregister"},
        "validFrom": _iso(start),
        "validUntil": _iso(end),
        "credentialSubject": {
            "id": subject,
            "type": ["AchievementSubject"],
            "identifier": [_identity(holder.name, "name", None), _identity(holder.employer, "ext:employer", None)],
            "activityStartDate": datetime.combine(holder.since, time(), _HERE).isoformat(),
            "achievement": achievement(holder.register, holder.status, addresses.achievement),
        },
        "credentialStatus": {
            "id": f"{addresses.status_list}#{place}",
            "type": "BitstringStatusListEntry",
            "statusPurpose": "revocation",
            "statusListIndex": str(place),
            "statusListCredential": addresses.status_list,
        },
        "credentialSchema": [{"id": SCHEMA, "type": "1EdTechJsonSchemaValidator2019"}],
        "iss": addresses.issuer,
        "jti": addresses.badge,
        "sub": subject,
        "nbf": int(start.timestamp()),
        "exp": int(end.timestamp()),
    }


def achievement(register: RegisterName, status: Status, address: str) -> dict[str, Any]:
    """What a status means, the same in a credential and at its own address."""
    return {
        "id": address,
        "type": ["Achievement"],
        "achievementType": "Certification",
        "name": f"{FULL_TITLES[register]}, {status}-status",
        "description": (
            f"Staat in het beroepsregister met de {status}-status en mag de titel {TITLES[register]} voeren."
        ),
        "criteria": {"narrative": "Voldoet aan de voorwaarden van het beroepsregister voor deze status."},
    }


def status_list(withdrawn: Iterable[int], addresses: Addresses, changed_at: datetime) -> dict[str, Any]:
    """The claims of the list that says which badges are withdrawn: their bits are 1. It names nobody.

    Who checks a badge takes the whole list, so that the register cannot see whose badge it was.
    """
    start = changed_at.astimezone(UTC).replace(microsecond=0)
    subject = f"{addresses.status_list}#list"
    return {
        "@context": CONTEXTS[:1],
        "id": addresses.status_list,
        "type": ["VerifiableCredential", "BitstringStatusListCredential"],
        "issuer": addresses.issuer,
        "validFrom": _iso(start),
        "credentialSubject": {
            "id": subject,
            "type": "BitstringStatusList",
            "statusPurpose": "revocation",
            "encodedList": encode_bits(withdrawn),
        },
        "iss": addresses.issuer,
        "jti": addresses.status_list,
        "sub": subject,
        "nbf": int(start.timestamp()),
    }


def encode_bits(places: Iterable[int]) -> str:
    """`LIST_BITS` bits, the first at the left, packed with gzip as multibase base64url; raises ValueError outside."""
    bits = bytearray(LIST_BITS // 8)
    for place in places:
        if not 0 <= place < LIST_BITS:
            raise ValueError(f"There is no place {place} in the list.")
        bits[place // 8] |= 0x80 >> place % 8
    return "u" + base64.urlsafe_b64encode(gzip.compress(bytes(bits), mtime=0)).decode().rstrip("=")


def consistent(claims: Mapping[str, Any]) -> bool:
    """Whether the claims of the token say the same as the credential in it (Open Badges 3.0, "Verify")."""
    issuer, subject = claims.get("issuer"), claims.get("credentialSubject")
    if not isinstance(issuer, Mapping) or not isinstance(subject, Mapping):
        return False
    try:
        times_agree = claims.get("nbf") == _seconds(claims.get("validFrom")) and claims.get("exp") == _seconds(
            claims.get("validUntil")
        )
    except (TypeError, ValueError):
        return False
    return (
        times_agree
        and claims.get("iss") == issuer.get("id")
        and claims.get("jti") == claims.get("id")
        and claims.get("sub") == subject.get("id")
    )


def _identity(value: str, kind: str, salt: str | None) -> dict[str, Any]:
    return {"type": "IdentityObject", "identityHash": value, "identityType": kind, "hashed": salt is not None}


def _end_of(day: date) -> datetime:
    """The moment at which the last valid day ends, in the Netherlands."""
    return datetime.combine(day + timedelta(days=1), time(), _HERE).astimezone(UTC)


def _iso(moment: datetime) -> str:
    return moment.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def _seconds(text: Any) -> int:
    return int(datetime.fromisoformat(text).timestamp())
