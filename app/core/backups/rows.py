"""Rows as lines of JSON, the same whichever database they come from or go to.

A file of a table says by itself which columns it has and of what kind, so that it can be read when the models have
moved on: the first line is its `Heading`, each other line a row.
"""

from __future__ import annotations

import base64
import gzip
import json
from collections.abc import Callable, Iterator
from dataclasses import asdict, dataclass
from datetime import date, datetime
from decimal import Decimal
from itertools import islice
from typing import IO, Any

import sqlalchemy as sa
from sqlalchemy import types

BATCH = 500
"""So many rows go to the database at once."""


@dataclass(frozen=True, slots=True)
class Heading:
    """A table: its columns with their kinds, which of them refer to the table itself, and its key when it counts."""

    table: str
    columns: tuple[tuple[str, str], ...]
    selfward: tuple[str, ...]
    counter: str


@dataclass(frozen=True, slots=True)
class _Kind:
    """A kind of column: how its values are written down and read, and what it is for the database."""

    write: Callable[[Any], Any]
    read: Callable[[Any], Any]
    type: types.TypeEngine[Any]


def _same(value: Any) -> Any:
    return value


def _read_json(text: str) -> Any:
    value = json.loads(text)
    return sa.JSON.NULL if value is None else value


_KINDS = {
    "number": _Kind(_same, _same, types.BigInteger()),
    "text": _Kind(_same, _same, types.Text()),
    "yes or no": _Kind(_same, _same, types.Boolean()),
    "date": _Kind(date.isoformat, date.fromisoformat, types.Date()),
    "moment": _Kind(datetime.isoformat, datetime.fromisoformat, types.DateTime()),
    "decimal": _Kind(str, Decimal, types.Numeric(asdecimal=True)),
    "bytes": _Kind(lambda value: base64.b64encode(value).decode(), base64.b64decode, types.LargeBinary()),
    "json": _Kind(_same, _read_json, types.JSON(none_as_null=True)),
}
_KIND_OF: tuple[tuple[type[types.TypeEngine[Any]], str], ...] = (
    (types.JSON, "json"),
    (types.Boolean, "yes or no"),
    (types.Integer, "number"),
    (types.Numeric, "decimal"),
    (types.DateTime, "moment"),
    (types.Date, "date"),
    (types.LargeBinary, "bytes"),
    (types.String, "text"),
)


def kind_of(column: sa.Column[Any]) -> str:
    """The kind of a column; raises `TypeError` for a type that no backup knows."""
    bare = _bare(column)
    for one, kind in _KIND_OF:
        if isinstance(bare, one):
            return kind
    raise TypeError(f"A backup knows no {bare!r}, the type of {column}.")


def _bare(column: sa.Column[Any]) -> types.TypeEngine[Any]:
    """The type as the database knows it, without what we lay over it."""
    return column.type.impl_instance if isinstance(column.type, types.TypeDecorator) else column.type


def _as_kept(column: sa.Column[Any]) -> sa.ColumnElement[Any]:
    """The value as it lies in the database: an enum is its text, and JSON is too, so that `null` is not nothing."""
    bare = _bare(column)
    if isinstance(bare, types.JSON):
        return sa.cast(column, types.Text()).label(column.name)
    return sa.type_coerce(column, types.Text() if isinstance(bare, types.Enum) else bare).label(column.name)


def heading_of(table: sa.Table) -> Heading:
    """What the file of a table begins with."""
    selfward = [
        column.name for column in table.columns if any(key.column.table is table for key in column.foreign_keys)
    ]
    keys = list(table.primary_key.columns)
    counts = len(keys) == 1 and not keys[0].foreign_keys and kind_of(keys[0]) == "number"
    return Heading(
        table.name,
        tuple((column.name, kind_of(column)) for column in table.columns),
        tuple(selfward),
        keys[0].name if counts else "",
    )


def write_rows(connection: sa.Connection, table: sa.Table, file: IO[bytes]) -> int:
    """Write all rows of a table, packed; answers how many."""
    heading, count = heading_of(table), 0
    writers = [_KINDS[kind].write for _, kind in heading.columns]
    found = connection.execution_options(yield_per=BATCH).execute(
        sa.select(*map(_as_kept, table.columns)).order_by(*table.primary_key.columns)
    )
    with gzip.GzipFile(fileobj=file, mode="wb", mtime=0) as packed:
        packed.write(_line(asdict(heading)))
        for row in found:
            packed.write(_line([None if one is None else write(one) for write, one in zip(writers, row, strict=True)]))
            count += 1
    return count


def _line(value: object) -> bytes:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode() + b"\n"


def read_heading(packed: gzip.GzipFile) -> Heading:
    """The first line."""
    read = json.loads(packed.readline())
    return Heading(
        read["table"], tuple((name, kind) for name, kind in read["columns"]), tuple(read["selfward"]), read["counter"]
    )


def load_rows(connection: sa.Connection, file: IO[bytes]) -> int:
    """Put all rows of a file in their table; answers how many."""
    with gzip.GzipFile(fileobj=file) as packed:
        heading = read_heading(packed)
        table = sa.Table(
            heading.table, sa.MetaData(), *(sa.Column(name, _KINDS[kind].type) for name, kind in heading.columns)
        )
        rows, count = _after_what_they_refer_to(heading, _rows(heading, packed)), 0
        while batch := list(islice(rows, BATCH)):
            connection.execute(sa.insert(table), batch)
            count += len(batch)
    if heading.counter and connection.dialect.name == "postgresql":
        _count_on(connection, table, heading.counter)
    return count


def _count_on(connection: sa.Connection, table: sa.Table, counter: str) -> None:
    """Let the next row get a number after those that were put in."""
    name = connection.dialect.identifier_preparer.quote(table.name)
    sequence = connection.scalar(sa.select(sa.func.pg_get_serial_sequence(name, counter)))
    last = connection.scalar(sa.select(sa.func.max(table.c[counter])))
    if sequence and last:
        connection.execute(sa.select(sa.func.setval(sequence, last)))


def _rows(heading: Heading, packed: gzip.GzipFile) -> Iterator[dict[str, Any]]:
    readers = [(name, _KINDS[kind].read) for name, kind in heading.columns]
    for line in packed:
        values = zip(readers, json.loads(line), strict=True)
        yield {name: None if value is None else read(value) for (name, read), value in values}


def _after_what_they_refer_to(heading: Heading, rows: Iterator[dict[str, Any]]) -> Iterator[dict[str, Any]]:
    """Of a table that refers to itself each row comes after those that it refers to."""
    if not heading.selfward:
        yield from rows
        return
    there: set[Any] = set()
    waiting: dict[Any, list[dict[str, Any]]] = {}
    for row in rows:
        ready = [row]
        while ready:
            one = ready.pop()
            before = next((one[name] for name in heading.selfward if one[name] not in there | {None}), None)
            if before is not None:
                waiting.setdefault(before, []).append(one)
                continue
            yield one
            there.add(one[heading.counter])
            ready += waiting.pop(one[heading.counter], [])
