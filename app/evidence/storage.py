"""Files in the store, in step with the database: gone when its row never came, and there until its row is gone."""

from __future__ import annotations

import logging
import secrets
from collections.abc import Iterable
from typing import IO

from sqlalchemy import event
from sqlalchemy.orm import Session

from app.core.db import db
from app.core.stores.store import NotThere, StoreAway, files
from app.evidence.models import Evidence
from app.evidence.rules import key_of

_ON_ROLLBACK, _ON_COMMIT = "files to drop on rollback", "files to drop on commit"
_log = logging.getLogger(__name__)


def store(content: bytes) -> str:
    """Keep a file whole or not at all, under a new random name; it goes again when the transaction fails."""
    name = secrets.token_hex(20)
    files().put(key_of(name), content)
    db.session.info.setdefault(_ON_ROLLBACK, []).append(name)
    return name


def open_file(evidence: Evidence) -> IO[bytes]:
    """The file of this evidence; raises `NotThere` when it is not in the store as it was put there."""
    try:
        return files().open(key_of(evidence.storage_name), evidence.sha256)
    except NotThere as missing:
        _log.error("file %s of the store: %s", evidence.storage_name, type(missing).__name__)
        raise


def drop(storage_name: str) -> None:
    """Take a file away when the transaction has been committed."""
    db.session.info.setdefault(_ON_COMMIT, []).append(storage_name)


@event.listens_for(Session, "after_commit")
def _committed(session: Session) -> None:
    if session.in_nested_transaction():
        return
    session.info.pop(_ON_ROLLBACK, None)
    _delete(session.info.pop(_ON_COMMIT, ()))


@event.listens_for(Session, "after_rollback")
def _rolled_back(session: Session) -> None:
    if session.in_nested_transaction():
        return
    session.info.pop(_ON_COMMIT, None)
    _delete(session.info.pop(_ON_ROLLBACK, ()))


def _delete(names: Iterable[str]) -> None:
    """What cannot be taken away now stays behind without a row: nobody finds it, and what was decided is decided."""
    for name in names:
        try:
            files().delete(key_of(name))
        except StoreAway:
            _log.warning("file %s stays behind in the store", name)
