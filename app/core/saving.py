"""The save protocol at the side of the server (docs/architecture.md, Saving; at the side of the browser: `save.js`).

What is saved by itself has a version, and a save names the version that it was based on. The same value again is a
success; another value on an old version is refused, and the person chooses. The database decides which of two is first:
by `UPDATE … WHERE version = …`, or by an insert that may be the second one.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import Enum, auto
from typing import Any, Generic, TypeVar, cast

from sqlalchemy import CursorResult, select, update
from sqlalchemy.orm import InstrumentedAttribute

from app.core import clock
from app.core.db import Base, db, insert_once
from app.core.problems import Conflict

Value = TypeVar("Value")
_ATTEMPTS = 3


class SaveVerdict(Enum):
    """What must happen with a value that somebody wants to save."""

    SAME = auto()
    WRITE = auto()
    CONFLICT = auto()


def judge_save(stored: object, stored_version: int, wanted: object, based_on: int) -> SaveVerdict:
    """The rule of the protocol: the same value is a success whatever it was based on, another one needs the version."""
    if wanted == stored:
        return SaveVerdict.SAME
    return SaveVerdict.WRITE if based_on == stored_version else SaveVerdict.CONFLICT


class ChangedMeanwhile(Conflict):
    """The same person changed it in another window since it was shown there; they choose what they keep."""

    sentence = "Er is intussen iets anders opgeslagen."


class SaveConflict(ChangedMeanwhile, Generic[Value]):
    """Another value was saved since the version that this save was based on; both are shown, and the person chooses."""

    def __init__(self, stored: Value, version: int, at: datetime) -> None:
        """What is stored now, under which version, since when."""
        super().__init__()
        self.stored, self.version, self.at = stored, version, at


@dataclass(frozen=True, slots=True)
class Saved(Generic[Value]):
    """What is stored after a save: the value, the version to base the next save on, and since when it is there."""

    value: Value
    version: int
    at: datetime


@dataclass(frozen=True, slots=True)
class Versioned(Generic[Value]):
    """The three columns of a value that is saved by itself, and what it is while nothing was saved (version 0).

    `read` and `write` are for a value that its column keeps in another way.
    """

    value: InstrumentedAttribute[Any]
    version: InstrumentedAttribute[int]
    saved_at: InstrumentedAttribute[Any]
    empty: Value
    read: Callable[[Any], Value] = lambda kept: cast("Value", kept)
    write: Callable[[Value], Any] = lambda value: value


def save_value(column: Versioned[Value], key: Mapping[str, Any], value: Value, based_on: int) -> Saved[Value]:
    """Save one value in the row with this key, which need not be there yet; raises `SaveConflict`."""
    model: Any = column.value.class_
    stored, version, at = column.empty, 0, None
    for _ in range(_ATTEMPTS):
        row = db.session.execute(select(column.value, column.version, column.saved_at).filter_by(**key)).one_or_none()
        if row is not None:
            stored, version, at = column.read(row[0]), row[1], row[2]
        now = clock.now()
        verdict = judge_save(stored, version, value, based_on)
        if verdict is SaveVerdict.SAME:
            return Saved(stored, version, at or now)
        if verdict is SaveVerdict.CONFLICT:
            break
        values = {column.value.key: column.write(value), column.saved_at.key: now}
        if row is None:
            is_ours = insert_once(model, {**key, **values, column.version.key: version + 1})
        else:
            is_ours = compare_and_set(column.version, key, version, values)
        if is_ours:
            return Saved(value, version + 1, now)
    raise SaveConflict(stored, version, at or clock.now())


def save_row(row: Base, based_on: int, **values: Any) -> None:
    """Save several columns of a row that has one `version` for all of them; raises `ChangedMeanwhile`."""
    db.session.refresh(row)
    model: Any = type(row)
    kept: Any = row
    stored = {name: getattr(row, name) for name in values}
    verdict = judge_save(stored, kept.version, values, based_on)
    if verdict is SaveVerdict.SAME:
        return
    is_ours = verdict is SaveVerdict.WRITE and compare_and_set(model.version, {"id": kept.id}, based_on, values)
    db.session.refresh(row)
    if not is_ours:
        raise ChangedMeanwhile


def compare_and_set(
    version: InstrumentedAttribute[int], key: Mapping[str, Any], based_on: int, values: Mapping[str, Any]
) -> bool:
    """Write when the row still has the version that this is based on, and count it on; whether it had."""
    result = db.session.execute(
        update(version.class_)
        .filter_by(**key)
        .where(version == based_on)
        .values({**values, version.key: based_on + 1})
        .execution_options(synchronize_session=False)
    )
    return cast("CursorResult[Any]", result).rowcount == 1
