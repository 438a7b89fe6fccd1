"""The key that badges are signed with. The private half is kept in the database, locked with the secret of the site.

RS256, because Open Badges 3.0 asks every reader to know it. A key that can no longer be opened (another secret) is
retired: it signs nothing more, and what it signed can still be checked with its public half.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from typing import Any, cast

from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from flask import current_app
from joserfc import jwe, jws, jwt
from joserfc.errors import JoseError
from joserfc.jwk import OctKey, RSAKey
from sqlalchemy import insert, select

from app.config import Config
from app.core import clock
from app.core.db import db
from app.register.models import SigningKey

_ALGORITHM = "RS256"
_LOCK = {"alg": "dir", "enc": "A256GCM"}
_BITS = 2048


class Forged(Exception):
    """The signature is not ours, or what was signed has been changed."""


def published_keys() -> list[SigningKey]:
    """Every key that signed something, oldest first."""
    return list(db.session.scalars(select(SigningKey).order_by(SigningKey.id)))


def key_called(kid: str) -> SigningKey | None:
    """The key with this name (the thumbprint of its public half)."""
    return db.session.scalars(select(SigningKey).where(SigningKey.kid == kid)).first()


def public_half(key: SigningKey, address: str) -> dict[str, Any]:
    """The key as it is published, called as a signature calls it: by its address."""
    return {**json.loads(key.public_jwk), "use": "sig", "alg": _ALGORITHM, "kid": address}


def usable_key() -> SigningKey | None:
    """The newest key that we can still sign with."""
    waiting = select(SigningKey).where(SigningKey.retired_at.is_(None)).order_by(SigningKey.id.desc())
    return next((key for key in db.session.scalars(waiting) if _opened(key) is not None), None)


def current_key() -> SigningKey:
    """The key to sign with: a new one when none can be opened, and then those are retired (nothing is flushed)."""
    if key := usable_key():
        return key
    made = _made()  # takes long, so before anything is written
    for closed in db.session.scalars(select(SigningKey).where(SigningKey.retired_at.is_(None))):
        closed.retired_at = clock.now()
    key = SigningKey(**made)
    db.session.add(key)
    return key


def key_to_publish() -> SigningKey:
    """The key for what is published before there is any badge: when there is none, it is made now and kept apart.

    That happens in a GET, whose own transaction never writes; a second one is made only when this cannot be opened.
    """
    if key := usable_key():
        return key
    made = _made()
    with db.engine.begin() as connection:
        connection.execute(insert(SigningKey).values(made))
    db.session.rollback()  # what it reads is of before the key
    key = key_called(made["kid"])
    assert key is not None
    return key


def _made() -> dict[str, Any]:
    """The columns of a new key."""
    made = RSAKey.generate_key(_BITS)
    return {
        "kid": made.thumbprint(),
        "private_jwk": jwe.encrypt_compact(_LOCK, json.dumps(made.as_dict(private=True)).encode(), _lock(), _allowed()),
        "public_jwk": json.dumps(made.as_dict(private=False)),
        "made_at": clock.now(),
    }


def sign(claims: Mapping[str, Any], key: SigningKey, address: str) -> str:
    """The claims as a compact JWS; `address` is where the public key can be fetched (`kid`)."""
    opened = _opened(key)
    if opened is None:
        raise ValueError("This key cannot be opened.")
    return jwt.encode({"alg": _ALGORITHM, "typ": "JWT", "kid": address}, dict(claims), opened, [_ALGORITHM])


def verified(token: str, name_of: Callable[[str], str]) -> dict[str, Any]:
    """The claims of a token that we signed; raises `Forged`.

    `name_of` gives the name of the key from the address in the token; nothing is ever fetched from that address.
    """
    try:
        header = jws.extract_compact(token.encode()).headers()
        key = key_called(name_of(str(header.get("kid", ""))))
        if key is None:
            raise Forged
        return dict(jwt.decode(token, RSAKey.import_key(json.loads(key.public_jwk)), [_ALGORITHM]).claims)
    except (JoseError, ValueError, UnicodeError) as error:
        raise Forged from error


def _opened(key: SigningKey) -> RSAKey | None:
    try:
        content = jwe.decrypt_compact(key.private_jwk, _lock(), _allowed()).plaintext
        return RSAKey.import_key(json.loads(content or b""))
    except (JoseError, ValueError):
        return None


def _lock() -> OctKey:
    """A key of its own, made from the secret of the site."""
    secret = cast(Config, current_app.extensions["vakspiegel"]).secret_key
    derived = HKDF(SHA256(), 32, salt=None, info=b"vakspiegel signing keys").derive(secret.encode())
    return OctKey.import_key(derived)


def _allowed() -> list[str]:
    return list(_LOCK.values())
