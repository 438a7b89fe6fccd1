"""The same facts in two shapes: copied by the names that both have, so that each name is written once. Plain Python."""

from __future__ import annotations

from dataclasses import fields
from typing import Any, TypeVar

Shape = TypeVar("Shape")


def copied(shape: type[Shape], source: object, **others: Any) -> Shape:
    """A dataclass with what `source` has under the same names; `others` are the fields that it has otherwise.

    Raises `AttributeError` for a field that is in neither.
    """
    names = (one.name for one in fields(shape) if one.name not in others)  # type: ignore[arg-type]
    return shape(**{name: getattr(source, name) for name in names}, **others)


def put(source: Any, row: object) -> None:
    """Give a row everything that a dataclass has, under the same names."""
    for one in fields(source):
        setattr(row, one.name, getattr(source, one.name))
