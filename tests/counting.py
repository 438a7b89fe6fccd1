"""Counts what a page asks the database."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy import event

from app.core.db import db


@contextmanager
def questions() -> Iterator[list[str]]:
    """The SELECT statements sent inside the block, each with what was filled in.

    Nothing that was read before is remembered in it.
    """
    sent: list[str] = []

    def note(connection: object, cursor: object, statement: str, parameters: object, *_rest: object) -> None:
        if statement.startswith("SELECT"):
            sent.append(f"{statement}\n{parameters}")

    db.session.expunge_all()
    event.listen(db.engine, "before_cursor_execute", note)
    try:
        yield sent
    finally:
        event.remove(db.engine, "before_cursor_execute", note)


def repeated(sent: list[str]) -> list[str]:
    """The statements that were sent more than once with the same values."""
    return [one for one, times in Counter(sent).items() if times > 1]
