"""Files on disk, in step with the database: a file is gone when its row never came, and stays until its row is gone."""

from __future__ import annotations

import os
import secrets
from pathlib import Path

from flask import current_app
from sqlalchemy import event
from sqlalchemy.orm import Session

from app.core.db import db

_ON_ROLLBACK, _ON_COMMIT = "files to drop on rollback", "files to drop on commit"


def path_of(storage_name: str) -> Path:
    """Where a file is; the first two letters of its name are its folder, so that no folder grows large."""
    folder: Path = current_app.extensions["vakspiegel"].uploads
    return folder / storage_name[:2] / storage_name


def store(content: bytes) -> str:
    """Write a file whole or not at all, under a new random name; it goes again when the transaction fails."""
    name = secrets.token_hex(20)
    path = path_of(name)
    path.parent.mkdir(parents=True, exist_ok=True)
    unfinished = path.with_suffix(".new")
    try:
        with unfinished.open("wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        unfinished.replace(path)
    except OSError:
        unfinished.unlink(missing_ok=True)
        raise
    db.session.info.setdefault(_ON_ROLLBACK, []).append(path)
    return name


def drop(storage_name: str) -> None:
    """Take a file away when the transaction has been committed."""
    db.session.info.setdefault(_ON_COMMIT, []).append(path_of(storage_name))


@event.listens_for(Session, "after_commit")
def _committed(session: Session) -> None:
    if session.in_nested_transaction():
        return
    session.info.pop(_ON_ROLLBACK, None)
    _unlink(session.info.pop(_ON_COMMIT, []))


@event.listens_for(Session, "after_rollback")
def _rolled_back(session: Session) -> None:
    if session.in_nested_transaction():
        return
    session.info.pop(_ON_COMMIT, None)
    _unlink(session.info.pop(_ON_ROLLBACK, []))


def _unlink(paths: list[Path]) -> None:
    for path in paths:
        path.unlink(missing_ok=True)
