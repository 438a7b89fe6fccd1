"""Two people who do something with one thing at the same moment: it must be as if one came after the other.

What somebody does is a generator: it reads what a page would read, yields when it has, and then calls one operation.
Both have read before either writes. What is kept then, and who was refused, must be what one of the two orders gives.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations_with_replacement
from threading import Barrier, Thread
from typing import Any, TypeVar

from flask import Flask
from sqlalchemy import Connection, Table, delete, event, insert, select

from app.core.db import Base, db
from app.core.problems import DomainError, Gone

Row = TypeVar("Row", bound=Base)
Found = TypeVar("Found")
Ids = Mapping[str, int]
Act = Callable[[Ids], Iterator[None]]

RANDOM = frozenset({"message_id", "code", "place", "token", "feed_token", "fs_uniquifier", "standards_mark", "seed"})
"""Columns of which the value is another each time."""
COUNTED = frozenset({"decisions.number", "outbox.subject", "outbox.body"})
"""Columns in which a number stands of which one may be passed over."""


@dataclass(frozen=True)
class Thing:
    """One thing with all that can be done to it; `often` are the names of pairs that were wrong once."""

    name: str
    make: Callable[[], Ids]
    acts: Sequence[Act]
    often: frozenset[tuple[str, str]] = frozenset()


@dataclass(frozen=True)
class Ending:
    """How it ended: for each of the two whether it was done, and what is kept."""

    outcomes: tuple[str, ...]
    kept: Mapping[str, Sequence[str]]


def the(model: type[Row], id_: int) -> Row:
    """A row as a page finds it; raises `Gone`."""
    return found(db.session.get(model, id_))


def found(row: Found | None) -> Found:
    """What a page found; raises `Gone` when it found nothing."""
    if row is None:
        raise Gone
    return row


def check_pairs(app: Flask, thing: Thing, rounds: int) -> None:
    """Let every two acts meet, an act also itself; those that were wrong once thirty times at least."""
    ids = thing.make()
    db.session.commit()
    db.session.close()
    with Start() as start:
        for one, other in combinations_with_replacement(thing.acts, 2):
            lawful = [_in_turn(app, start, ids, one, other)]
            turned = lawful[0] if one is other else _in_turn(app, start, ids, other, one)
            lawful.append(Ending(turned.outcomes[::-1], turned.kept))
            names = (one.__name__, other.__name__)
            for number in range(max(rounds, 30) if names in thing.often else rounds):
                ending = _at_once(app, start, ids, one, other)
                assert ending in lawful, _told(names, number, ending, lawful)


class Start:
    """What stands in the database before two meet; in a block, because it looks which tables get a row."""

    def __init__(self) -> None:
        """Keep all rows, and which ids there are."""
        with db.engine.connect() as connection:
            rows = {table: connection.execute(select(table)).mappings().all() for table in Base.metadata.sorted_tables}
        self.rows = {table: [dict(row) for row in found] for table, found in rows.items() if found}
        self.ids = {table.name: {row["id"] for row in found if "id" in row} for table, found in self.rows.items()}
        self.filled = {table.name for table in self.rows}

    def __enter__(self) -> Start:
        event.listen(db.engine, "before_cursor_execute", self._look)
        return self

    def __exit__(self, *_: object) -> None:
        event.remove(db.engine, "before_cursor_execute", self._look)

    def _look(self, connection: Connection, cursor: object, statement: str, *_: object) -> None:
        if into := re.match(r'INSERT INTO "?(\w+)', statement):
            self.filled.add(into[1])

    @property
    def tables(self) -> list[Table]:
        """Those that have, or had, a row."""
        return [table for table in Base.metadata.sorted_tables if table.name in self.filled]

    def again(self) -> None:
        """Put everything back."""
        with db.engine.begin() as connection:
            for table in reversed(self.tables):
                connection.execute(delete(table))
            for table, rows in self.rows.items():
                connection.execute(insert(table), rows)

    def now(self) -> Mapping[str, Sequence[str]]:
        """What is kept by now, in an order of its own; what is new is called so, whatever its number."""
        with db.engine.connect() as connection:
            rows = {table: connection.execute(select(table)).mappings().all() for table in self.tables}
        return {table.name: sorted(repr(self._plain(table, row)) for row in of) for table, of in rows.items() if of}

    def _plain(self, table: Table, row: Mapping[str, Any]) -> dict[str, Any]:
        plain = dict(row)
        for column in table.columns:
            of = next((key.column.table.name for key in column.foreign_keys if key.column.name == "id"), "")
            of = table.name if column.name == "id" else of
            value = plain[column.name]
            if column.name in RANDOM or f"{table.name}.{column.name}" in COUNTED:
                plain[column.name] = value is not None
            elif of and value is not None and value not in self.ids.get(of, set()):
                plain[column.name] = "new"
        return plain


def _in_turn(app: Flask, start: Start, ids: Ids, *acts: Act) -> Ending:
    """One after the other: the second reads when the first is done."""
    start.again()
    return Ending(tuple(_act(app, act, ids, lambda: None) for act in acts), start.now())


def _at_once(app: Flask, start: Start, ids: Ids, *acts: Act) -> Ending:
    """Both have read before either writes."""
    start.again()
    barrier = Barrier(len(acts))
    outcomes = [""] * len(acts)

    def run(place: int) -> None:
        outcomes[place] = _act(app, acts[place], ids, lambda: barrier.wait(20))

    threads = [Thread(target=run, args=(place,)) for place in range(len(acts))]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(60)
    return Ending(tuple(outcomes), start.now())


def _act(app: Flask, act: Act, ids: Ids, meet: Callable[[], object]) -> str:
    """What came of it: done, refused, or the failure that nobody should see."""
    with app.app_context(), app.test_request_context():
        try:
            steps = act(ids)
            next(steps)
            meet()
            next(steps, None)
            db.session.commit()
        except (DomainError, Gone):
            db.session.rollback()
            return "refused"
        except Exception as failure:
            db.session.rollback()
            return repr(failure)
    return "done"


def _told(names: tuple[str, str], number: int, found: Ending, lawful: Sequence[Ending]) -> str:
    """What is different, for who reads the failure."""
    lines = [f"{' + '.join(names)}, round {number + 1}: {found.outcomes}, lawful: {[one.outcomes for one in lawful]}"]
    for table in sorted({*found.kept, *lawful[0].kept, *lawful[1].kept}):
        rows = found.kept.get(table)
        if all(rows != one.kept.get(table) for one in lawful):
            lines += [f"{table} is {rows}", *(f"  lawful {one.kept.get(table)}" for one in lawful)]
    return "\n".join(lines)
